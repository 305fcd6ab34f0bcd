"""The README's tables say what the code does."""

import re
from pathlib import Path

import pytest

from handlers.permissions import Action, Standing, may
from handlers.words.catalogue import words
from storage.lifecycle import DELIVERY_MOVES, EDITORIAL_MOVES, Delivery, Editorial, Status, status_of

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

ROLES = {
    "author": Standing(is_author=True),
    "approver": Standing(is_approver=True, has_decided=True),
    "admin": Standing(is_admin=True),
    "other member": Standing(),
    "guest or outsider": Standing(is_insider=False),
}

ACTIONS = {
    "approve": Action.APPROVE,
    "request changes": Action.REQUEST_CHANGES,
    "reject": Action.REJECT,
    "undo their own approval": Action.UNDO,
    "edit": Action.EDIT,
    "take back": Action.WITHDRAW,
    "settle what missed, failed or is in doubt": Action.SETTLE,
    "read, see the history, copy as new": Action.SEE,
    "submit a post": Action.SUBMIT,
}


def table(heading: str) -> list[list[str]]:
    """The rows below a heading, without the head of the table."""
    section = README.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_who_may_do_what() -> None:
    written = {row[0]: [cell == "yes" for cell in row[1:]] for row in table("Who may do what")}
    true = {name: [may(action, standing) is None for standing in ROLES.values()] for name, action in ACTIONS.items()}
    assert written == true
    assert set(ACTIONS.values()) == set(Action)


def test_statuses_in_both_languages() -> None:
    written = [(row[0], row[1]) for row in table("Where a post stands")]
    assert written == [(words("en")(f"card.status_{one}"), words("ko")(f"card.status_{one}")) for one in Status]


def test_every_status_can_come_from_the_two_machines() -> None:
    """And every pair of states that the machines can be in has a status."""
    singles = {status_of(editorial, [delivery]) for editorial in EDITORIAL_MOVES for delivery in DELIVERY_MOVES}
    mixed = {status_of(Editorial.APPROVED, [Delivery.PUBLISHED, delivery]) for delivery in DELIVERY_MOVES}
    assert singles | mixed == set(Status)


def test_the_map_shows_what_is_there() -> None:
    rows = [line for line in README.partition("## The map of the code")[2].split("\n") if line.startswith("| `")]
    places = [place for row in rows for place in re.findall(r"`([\w/.]+)`", row.split("|")[1])]
    assert places and all((ROOT / place).exists() for place in places)


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_two_commands_come_first() -> None:
    assert README.index("make demo") < README.index("make test") < README.index("## Use it in your workspace")
