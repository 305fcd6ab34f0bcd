"""What the doctor concludes: a table for each line that it prints."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.doctor import findings
from bot.doctor.findings import Mark
from handlers.publisher import Health

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
WANTED = frozenset({"chat:write", "commands"})


@pytest.mark.parametrize(
    ("granted", "mark", "words"),
    [
        (WANTED, Mark.WELL, "all 2"),
        (WANTED - {"commands"}, Mark.RED, "lacks commands"),
        (WANTED | {"admin"}, Mark.WARNING, "may also admin"),
        (frozenset({"admin"}), Mark.RED, "lacks chat:write, commands"),
    ],
)
def test_scopes(granted: frozenset[str], mark: Mark, words: str) -> None:
    finding = findings.scopes(granted, WANTED)
    assert (finding.mark, words in finding.seen) == (mark, True)


def test_what_a_newer_version_asks_for_puts_only_a_part_to_sleep() -> None:
    """Everything else works until somebody installs the app again, so it is no failure."""
    finding = findings.scopes(WANTED, WANTED | {"usergroups:read"})
    assert finding.mark == Mark.WARNING
    assert "lacks usergroups:read: until then nobody can be named by a user group" in finding.seen
    assert "reinstall the app" in finding.advice
    both = findings.scopes(WANTED - {"commands"}, WANTED | {"usergroups:read"})
    assert both.mark == Mark.RED and "lacks commands, usergroups:read" in both.seen


@pytest.mark.parametrize(
    ("found", "mark", "words"),
    [
        (None, Mark.RED, "not to be seen"),
        ({"name": "social", "is_archived": True, "is_member": True}, Mark.RED, "#social is archived"),
        ({"name": "social", "is_member": False}, Mark.RED, "not a member of #social"),
        ({"name": "social", "is_member": True, "is_ext_shared": True}, Mark.WARNING, "another company"),
        ({"name": "social", "is_member": True}, Mark.WELL, "#social"),
    ],
)
def test_review_channel(found: Mapping[str, Any] | None, mark: Mark, words: str) -> None:
    finding = findings.review_channel("#social", found)
    assert (finding.mark, words in finding.seen) == (mark, True)


@pytest.mark.parametrize(
    ("named", "needed", "mark"),
    [
        (0, 1, Mark.WARNING),
        (1, 1, Mark.WARNING),  # Alone: who approves that person's posts?
        (2, 1, Mark.WELL),
        (2, 2, Mark.WARNING),
        (3, 2, Mark.WELL),
        (5, 1, Mark.WELL),
        (6, 1, Mark.WARNING),
    ],
)
def test_approvers(named: int, needed: int, mark: Mark) -> None:
    finding = findings.approvers([f"U{index}" for index in range(named)], needed)
    assert finding.mark is mark
    assert bool(finding.advice) is (mark is Mark.WARNING), "a warning comes with its reason"


def test_without_an_admin_it_is_red() -> None:
    assert findings.admins([]).mark is Mark.RED
    assert findings.admins(["U1"]).mark is Mark.WELL


@pytest.mark.parametrize(
    ("found", "mark", "words"),
    [
        (None, Mark.RED, "U1 is nobody"),
        ({"deleted": True, "real_name": "Mina"}, Mark.RED, "Mina (U1) is deactivated"),
        ({"is_bot": True, "name": "robot"}, Mark.RED, "robot (U1) is a bot or a guest"),
        ({"is_restricted": True}, Mark.RED, "bot or a guest"),
        ({"is_ultra_restricted": True}, Mark.RED, "bot or a guest"),
    ],
)
def test_people_who_cannot_do_their_part(found: Mapping[str, Any] | None, mark: Mark, words: str) -> None:
    finding = findings.person("APPROVERS", "U1", found, frozenset({"U1"}))
    assert finding is not None
    assert (finding.mark, words in finding.seen) == (mark, True)
    assert finding.about == "APPROVERS"


def test_people_who_can() -> None:
    mina = {"real_name": "Mina"}
    assert findings.person("ADMINS", "U1", mina, frozenset({"U1"})) is None
    assert findings.person("ADMINS", "U1", mina, frozenset()) is None, "the channel is not known"
    elsewhere = findings.person("ADMINS", "U1", mina, frozenset({"U2"}))
    assert elsewhere is not None
    assert elsewhere.mark is Mark.WARNING


@pytest.mark.parametrize(
    ("current", "mark", "words"),
    [("b2", Mark.WELL, "b2"), ("a1", Mark.RED, "at revision a1, needs b2"), (None, Mark.RED, "empty")],
)
def test_migrations(current: str | None, mark: Mark, words: str) -> None:
    finding = findings.migrations(current, "b2")
    assert (finding.mark, words in finding.seen) == (mark, True)


@pytest.mark.parametrize(
    ("mode", "is_wal_safe", "mark"),
    [("wal", True, Mark.WELL), ("wal", False, Mark.RED), ("delete", False, Mark.WELL), ("delete", True, Mark.WELL)],
)
def test_journal(mode: str, is_wal_safe: bool, mark: Mark) -> None:
    assert findings.journal("3.40.1", mode, is_wal_safe).mark is mark


@pytest.mark.parametrize(
    ("off", "mark", "words"),
    [
        (0, Mark.WELL, "agrees"),
        (5, Mark.WELL, "agrees"),
        (-5, Mark.WELL, "agrees"),
        (6, Mark.WARNING, "6 s ahead of"),
        (-60, Mark.WARNING, "60 s behind"),
        (61, Mark.RED, "61 s ahead of"),
        (-7200, Mark.RED, "7200 s behind"),
    ],
)
def test_clock(off: int, mark: Mark, words: str) -> None:
    finding = findings.clock(NOW + timedelta(seconds=off), NOW)
    assert (finding.mark, words in finding.seen) == (mark, True)


def test_a_clock_without_another_to_compare_it_with() -> None:
    assert findings.clock(NOW, None).mark is Mark.WARNING


def test_accounts() -> None:
    assert findings.account("toots", "mastodon", Health(True, "@acorn")).seen == "mastodon: @acorn"
    sick = findings.account("toots", "mastodon", Health(False))
    assert sick.mark is Mark.RED
    assert sick.about == "Account toots"
    assert sick.advice
    again = findings.account("news", "x", Health(False, "revoked", "Make a new token."), is_connected=True)
    assert again.advice == "Make a new token; or connect it again: run python -m bot connect x --name news"


@pytest.mark.parametrize(
    ("days", "mark", "words"),
    [(15, Mark.WELL, "x: @acorn"), (14, Mark.WARNING, "it ends on 2026-"), (0, Mark.WARNING, "it ends")],
)
def test_an_access_that_ends_is_told_two_weeks_before(days: int, mark: Mark, words: str) -> None:
    finding = findings.ends("news", "x", Health(True, "@acorn"), NOW + timedelta(days=days), NOW)
    assert (finding.mark, words in finding.seen) == (mark, True)
