"""The README's tables say what the code does."""

import re
from pathlib import Path

import pytest

from handlers.permissions import Action, Standing, Turn, may
from handlers.words.catalogue import words
from storage.lifecycle import DELIVERY_MOVES, EDITORIAL_MOVES, Delivery, Editorial, Status, status_of

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

ROLES = {
    "author, co-author": Standing(is_author=True),
    "approver": Standing(turn=Turn.NOW, has_decided=True),
    "may edit": Standing(is_editor=True),
    "admin": Standing(is_admin=True),
    "other member": Standing(),
    "client, at their step": Standing(is_insider=False, is_invited=True, turn=Turn.NOW, has_decided=True),
    "guest or outsider": Standing(is_insider=False),
}

ACTIONS = {
    "approve": Action.APPROVE,
    "request changes": Action.REQUEST_CHANGES,
    "reject": Action.REJECT,
    "undo their own decision": Action.UNDO,
    "confirm what was approved long ago": Action.CONFIRM,
    "send what the second check held": Action.OVERRULE,
    "edit": Action.EDIT,
    "take back": Action.WITHDRAW,
    "add a co-author": Action.ADD_CO_AUTHOR,
    "hand over to another author": Action.HAND_OVER,
    "settle what missed, failed or is in doubt": Action.SETTLE,
    "delete what is live": Action.TAKE_DOWN,
    "comment, suggest an edit, ask somebody": Action.DISCUSS,
    "read, see the history, copy as new": Action.SEE,
    "submit a post": Action.SUBMIT,
    "pause what would go out": Action.PAUSE,
    "resume what somebody else paused": Action.RESUME,
    "set the brand up": Action.CONFIGURE,
}


def table(heading: str, begins: int = 2) -> list[list[str]]:
    """The rows below a heading, from this one on: without the head of the table."""
    section = README.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[begins:]]


def test_who_may_do_what() -> None:
    assert table("Who may do what", 0)[0][1:] == list(ROLES)
    written = {row[0]: [cell == "yes" for cell in row[1:]] for row in table("Who may do what")}
    true = {name: [may(action, standing) is None for standing in ROLES.values()] for name, action in ACTIONS.items()}
    assert written == true
    assert set(ACTIONS.values()) == set(Action)


@pytest.mark.parametrize("action", Action)
def test_a_co_author_may_do_what_an_author_may(action: Action) -> None:
    assert may(action, Standing(is_co_author=True)) == may(action, Standing(is_author=True))


def test_statuses_in_both_languages() -> None:
    written = [(row[0], row[1]) for row in table("Where a post stands")]
    assert written == [(words("en")(f"card.status_{one}"), words("ko")(f"card.status_{one}")) for one in Status]


def test_every_status_can_come_from_the_two_machines() -> None:
    """And every pair of states that the machines can be in has a status."""
    singles = {status_of(editorial, [delivery]) for editorial in EDITORIAL_MOVES for delivery in DELIVERY_MOVES}
    mixed = {status_of(Editorial.APPROVED, [Delivery.PUBLISHED, delivery]) for delivery in DELIVERY_MOVES}
    deleted = {status_of(Editorial.APPROVED, [], was_taken_down=True)}
    assert singles | mixed | deleted == set(Status)


def test_the_map_shows_what_is_there() -> None:
    rows = [line for line in README.partition("## The map of the code")[2].split("\n") if line.startswith("| `")]
    places = [place for row in rows for place in re.findall(r"`([\w/.]+)`", row.split("|")[1])]
    assert places and all((ROOT / place).exists() for place in places)


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_two_commands_come_first() -> None:
    assert README.index("make demo") < README.index("make test") < README.index("## Use it in your workspace")
