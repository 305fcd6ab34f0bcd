"""Asking the bot something in a command: help, a list, one post, its history. The answer is private."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import help as drawing
from handlers.blocks.home import Rows
from handlers.blocks.saying import Reader
from handlers.desk import Desk
from handlers.request import Request
from handlers.showing import chronicle, home_view
from handlers.snapshot import Snapshot, snapshot
from handlers.typed.commands import rest_of, word_of
from storage import submissions


class Question(StrEnum):
    """What can be asked."""

    HELP = "help"
    LIST = "list"
    SHOW = "show"
    """One submission, by its number."""
    HISTORY = "history"
    UNKNOWN = "unknown"
    """Nothing that we understand: help, and a word about it."""


@dataclass(frozen=True)
class Asked:
    """A question, with the number that it names."""

    question: Question
    number: int = 0


def understand(text: str) -> Asked:
    """What stands behind the command. `why 142` is another word for its history."""
    said = f"{word_of(text)} {rest_of(text)}".strip().casefold()
    if said in ("", Question.HELP):
        return Asked(Question.HELP)
    if said == Question.LIST:
        return Asked(Question.LIST)
    found = re.fullmatch(r"(?:(history|why)\s+)?#?([1-9][0-9]{0,8})", said, re.ASCII)
    if found is None:
        return Asked(Question.UNKNOWN)
    return Asked(Question.HISTORY if found[1] else Question.SHOW, int(found[2]))


async def ask(desk: Desk, request: Request) -> None:
    """`/greenlight …`, and what `/submit-post` was asked instead of given."""
    asked = understand(request.text)
    if asked.question == Question.HISTORY:
        await chronicle.show(desk, request, asked.number)
    elif asked.question == Question.SHOW:
        one = await desk.database.read(one_post, request.user_id, asked.number, desk.calendar(), desk.practice)
        await answers.privately(desk, request, *drawing.one_post(*one))
    elif asked.question == Question.LIST:
        lists = await desk.database.read(open_posts, request.user_id, desk.calendar(), desk.practice)
        await answers.privately(desk, request, *drawing.lists(*lists))
    else:
        reader = await desk.database.read(reader_of, request.user_id, desk.calendar())
        is_unknown = asked.question == Question.UNKNOWN
        await answers.privately(desk, request, *drawing.help_text(reader, is_unknown=is_unknown))


def reader_of(session: Session, user_id: str, now: datetime) -> Reader:
    """Raises Stranger or Denied."""
    return home_view.reader(access.insider(session, user_id), now)


def open_posts(
    session: Session, user_id: str, now: datetime, practice: frozenset[int]
) -> tuple[Reader, Rows[Snapshot], Rows[Snapshot]]:
    """What waits for this person, and what is theirs: the same lists as on Home."""
    home = home_view.home_of(session, user_id, now=now, practice=practice)
    return home.reader, home.waiting, home.mine


def one_post(
    session: Session, user_id: str, number: int, now: datetime, practice: frozenset[int]
) -> tuple[Reader, Snapshot, bool]:
    """One submission for whoever may read it, and whether they owe it a decision. Raises Stranger or Denied."""
    person = access.reader_of(session, user_id, number)
    submission = session.get(submissions.Submission, number)
    found = snapshot(session, number)
    if found is None or submission is None:
        raise Denied("no_such_post")
    owes = access.owes(session, submission, person, now=now, practice=practice)
    return home_view.reader(person, now), found, owes
