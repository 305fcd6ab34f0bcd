"""What is said of publications, the digest and reminders: within Slack's limits, and hostile words stay words."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.block_kit import payload
from handlers import wire
from handlers.blocks import digest, nudge, publication, publication_forms
from handlers.blocks.saying import Drawn, Reader
from handlers.composing.times import BadTime, Trouble
from handlers.problem import Problem
from handlers.showing import waiting
from handlers.snapshot import OnAccount, Snapshot
from handlers.steps.progress import Progress, StepState
from handlers.wire import Target
from handlers.words.catalogue import words
from storage.content import Content, Image
from storage.lifecycle import Delivery, Editorial, status_of
from storage.stages import ONLY, Rule, Step

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOSTILE = "<!channel> <@U0ADA> <https://evil.example|bank> & *bold* \u202eabc\u202c\nsecond line " + "ẞ&<" * 2000
LANGUAGES = ("en", "ko")
OURS = re.compile(r"<@U0JONAS>|<@U0PRIYA>|<https://acorn\.slack\.com/[^|>]*\|#\d+>|<https://example\.social/\d+\|")


def on_account(number: int, state: Delivery, **more: Any) -> OnAccount:
    plain = OnAccount(number, number, f"<!here>{number}", "mastodon", "x", state, NOW, None, None, None, None, None)
    return replace(plain, **more)


def in_one_step(*user_ids: str) -> Progress:
    """One of them must say yes."""
    return Progress((StepState(Step(ONLY, "", Rule.COUNT, 1, user_ids), user_ids, ()),))


def submission(
    *on: OnAccount, number: int = 142, state: Editorial = Editorial.APPROVED, text: str = HOSTILE
) -> Snapshot:
    """One with the worst that people can type."""
    return Snapshot(
        number=number,
        author_id="U0MINA",
        author_name="<!channel> Mina",
        state=state,
        status=status_of(state, [one.state for one in on]),
        version=3,
        revision=2,
        content=Content(text=text, accounts=(1,), images=(Image("0" * 64, "a.png"),)),
        submitted_at=NOW,
        review_since=NOW - timedelta(days=2),
        on=on,
        taken_off=(),
        said=(),
        progress=in_one_step(*("U0JONAS", "U0PRIYA")),
        co_author_ids=(),
        admin_ids=("U0ADA",),
        names={"U0MINA": "<!channel> Mina", "U0JONAS": "Jonas & <@U1>", "U0PRIYA": "Priya"},
        channel_id="C0REVIEW",
        language="en",
        zone=ZoneInfo("Europe/Berlin"),
        card_channel="C0REVIEW",
        card_ts="1.1",
        card_link="https://acorn.slack.com/archives/C0REVIEW/p11",
    )


def reader(language: str, user_id: str | None = "U0OLLIE") -> Reader:
    return Reader(words(language), ZoneInfo("Asia/Seoul"), NOW, user_id)


def mrkdwn(part: Any) -> Iterator[str]:
    """Every text in which Slack reads markup."""
    if isinstance(part, Mapping):
        if part.get("type") == "mrkdwn":
            yield str(part["text"])
        for inner in part.values():
            yield from mrkdwn(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from mrkdwn(inner)


def check(drawn: Drawn | None) -> Drawn:
    """Slack would take it, and every token in it is one that we made ourselves."""
    assert drawn is not None
    payload.check_message(list(drawn.blocks), lambda _file: True)
    for text in (drawn.text, *mrkdwn(list(drawn.blocks))):
        assert "<" not in OURS.sub("", text).replace("<https://acorn", "").replace("&lt;", ""), text
    return drawn


PROBLEM = on_account(1, Delivery.FAILED, problem=Problem.REFUSED.value, detail="<!everyone> " + "x" * 480)
LATE = {"meant_for": NOW.isoformat(), "due_at": (NOW + timedelta(hours=2)).isoformat()}
CASES: dict[str, tuple[Mapping[str, Any], Snapshot]] = {
    "published": (
        {"publications": [1, 2], "late": [2]},
        submission(
            on_account(1, Delivery.PUBLISHED, link="https://example.social/1"), on_account(2, Delivery.PUBLISHED)
        ),
    ),
    "publication_failed": ({"publication": 1}, submission(PROBLEM)),
    "publication_doubted": ({"publication": 1}, submission(on_account(1, Delivery.UNKNOWN))),
    "publication_asked": ({"publication": 1}, submission(on_account(1, Delivery.UNKNOWN))),
    "late_moved": (LATE, submission(on_account(1, Delivery.SCHEDULED))),
    "late_dropped": (LATE, submission(on_account(1, Delivery.CANCELLED))),
    "publication_missed": (
        {"publications": [1], "meant_for": NOW.isoformat(), "was_approved": False},
        submission(on_account(1, Delivery.MISSED), state=Editorial.IN_REVIEW),
    ),
    "by_hand": ({"publication": 1, "to": "U0OLLIE"}, submission(on_account(1, Delivery.PUBLISHING, held_by="U0OLLIE"))),
    "taken_back_in_hand": (
        {"publication": 1, "by": "U0JONAS"},
        submission(on_account(1, Delivery.PUBLISHING, held_by="U0OLLIE"), state=Editorial.WITHDRAWN),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", publication.SAYINGS)
def test_every_saying_is_sound(kind: str, language: str) -> None:
    data, snap = CASES[kind]
    check(publication.SAYINGS[kind](data, snap, reader(language)))


@pytest.mark.parametrize("kind", publication.SAYINGS)
def test_nothing_is_said_of_what_is_gone(kind: str) -> None:
    data, _ = CASES[kind]
    assert publication.SAYINGS[kind](data, None, reader("en")) is None


SETTLED = {
    "publication_failed": Delivery.SCHEDULED,
    "publication_doubted": Delivery.PUBLISHED,
    "publication_asked": Delivery.PUBLISHED,
    "publication_missed": Delivery.SCHEDULED,
    "by_hand": Delivery.PUBLISHED,
    "taken_back_in_hand": Delivery.PUBLISHED,
}


@pytest.mark.parametrize("kind", SETTLED)
def test_nothing_is_said_of_what_a_person_settled_meanwhile(kind: str) -> None:
    data, snap = CASES[kind]
    settled = replace(snap, on=(on_account(1, SETTLED[kind]),))
    assert publication.SAYINGS[kind](data, settled, reader("en")) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_its_sentence(problem: Problem, language: str) -> None:
    snap = submission(on_account(1, Delivery.FAILED, problem=problem.value))
    check(publication.SAYINGS["publication_failed"]({"publication": 1}, snap, reader(language)))


def actions_of(drawn: Drawn) -> list[str]:
    return re.findall(r'"action_id": "(\w+)"', json.dumps(list(drawn.blocks)))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (Editorial.APPROVED, [wire.PUBLISH_NOW, wire.NEW_TIME]),
        (Editorial.IN_REVIEW, [wire.NEW_TIME]),
        (Editorial.CHANGES_REQUESTED, [wire.EDIT]),
    ],
)
def test_what_missed_its_time_offers_what_is_possible(state: Editorial, expected: list[str]) -> None:
    data, snap = CASES["publication_missed"]
    drawn = check(publication.SAYINGS["publication_missed"](data, replace(snap, state=state), reader("en")))
    assert actions_of(drawn) == expected


def test_only_the_thread_calls_those_who_owed_a_decision() -> None:
    data, snap = CASES["publication_missed"]
    thread = check(publication.SAYINGS["publication_missed"](data, snap, reader("en", None)))
    author = check(publication.SAYINGS["publication_missed"](data, snap, reader("en")))
    assert "<@U0JONAS> <@U0PRIYA>" in thread.text
    assert "<@" not in author.text


def test_by_hand_the_text_is_there_exactly() -> None:
    data, snap = CASES["by_hand"]
    drawn = check(publication.SAYINGS["by_hand"](data, snap, reader("en")))
    [piece] = [block["elements"][0]["elements"][0] for block in drawn.blocks if block["type"] == "rich_text"]
    assert piece["text"] == HOSTILE


def test_by_hand_is_only_for_whoever_has_it_in_hand() -> None:
    data, snap = CASES["by_hand"]
    assert publication.SAYINGS["by_hand"]({**data, "to": "U0JONAS"}, snap, reader("en", "U0JONAS")) is None


def rows(count: int) -> list[dict[str, Any]]:
    found = []
    for number in range(1, count + 1):
        snap = submission(on_account(1, Delivery.SCHEDULED), number=number, state=Editorial.IN_REVIEW)
        accounts = [{"name": "<!here>" * 9, "link": "https://example.social/1", "state": "unknown"}] * 9
        found.append({**waiting.row(snap), "on": accounts, "due_at": NOW.isoformat()})
    through_the_outbox: list[dict[str, Any]] = json.loads(json.dumps(found))
    return through_the_outbox


def full_digest(count: int, total: int) -> dict[str, Any]:
    lists = {name: rows(count) for name in ("pending", "going_out", "published", "trouble", "in_hand")}
    totals = {f"{name}_total": total for name in lists}
    health = {"due": 12, "published": 12, "missed": 0, "failed": 0, "not_sure": 0}
    return {**lists, **totals, "at": NOW.isoformat(), "health": {**health, "seen_at": NOW.isoformat(), "next_at": None}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_digest_of_hundreds_stays_within_slacks_limits(language: str) -> None:
    drawn = check(digest.SAYINGS["digest"](full_digest(10, 300), None, reader(language, None)))
    assert len(drawn.blocks) <= 50
    assert sum(len(text) for text in mrkdwn(list(drawn.blocks))) <= digest.LONGEST
    assert "290" in json.dumps(list(drawn.blocks))


def test_a_digest_pings_nobody() -> None:
    drawn = check(digest.SAYINGS["digest"](full_digest(3, 3), None, reader("en", None)))
    assert "<@" not in json.dumps(list(drawn.blocks))


def test_each_waiting_row_of_a_digest_has_one_button_and_one_on_top_takes_all() -> None:
    drawn = check(digest.SAYINGS["digest"](full_digest(3, 7), None, reader("en", None)))
    assert actions_of(drawn) == [wire.REVIEW_MINE, wire.REVIEW, wire.REVIEW, wire.REVIEW]
    assert "Review mine (7)" in json.dumps(list(drawn.blocks))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", nudge.SAYINGS)
@pytest.mark.parametrize("count", [1, 40])
def test_reminders_are_sound(kind: str, count: int, language: str) -> None:
    drawn = check(nudge.SAYINGS[kind]({"rows": rows(count), "urgent": [count]}, None, reader(language)))
    assert len(drawn.blocks) <= 50


def test_the_urgent_one_comes_first() -> None:
    drawn = check(nudge.SAYINGS["nudge"]({"rows": rows(3), "urgent": [3]}, None, reader("en")))
    assert "#3" in drawn.text
    assert "⏰" in str(drawn.blocks[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_are_sound(language: str) -> None:
    target, snap = Target(142, 1), submission(on_account(1, Delivery.MISSED))
    for view in (
        publication_forms.link_form(target, "<!here>" * 20, words(language)),
        publication_forms.cant_form(target, "<!here>" * 20, words(language)),
        publication_forms.time_form(target, snap, NOW + timedelta(days=7), NOW, words(language)),
    ):
        payload.check_view(view, "modal", lambda _file: True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", Trouble)
def test_every_trouble_with_a_time_has_its_sentence(code: Trouble, language: str) -> None:
    trouble = BadTime(code, datetime(2026, 3, 29, 1, 59), datetime(2026, 3, 29, 3, 0))
    [(block, sentence)] = publication_forms.bad_time(trouble, words(language)).items()
    assert block in ("date", "time")
    assert sentence and "{" not in sentence


@pytest.mark.parametrize(
    ("language", "kind", "said"),
    [
        ("en", "late_moved", "By this brand's rule it goes out Mon 23 Nov 20:00 (Seoul)."),
        ("en", "late_dropped", "it does not go out any more"),
        ("ko", "late_moved", "규칙에 따라 11월 23일(월) 20:00 (서울)에 나가요"),
        ("ko", "late_dropped", "더는 나가지 않아요"),
    ],
)
def test_what_the_late_rule_did_is_said(language: str, kind: str, said: str) -> None:
    data, snap = CASES[kind]
    drawn = check(publication.SAYINGS[kind](data, snap, reader(language)))
    assert said in drawn.text
