"""An admin deletes what is live, account by account. Where a network does not let us, they do it there and say so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import taking_down
from handlers.desk import Desk
from handlers.permissions import Action
from handlers.publication import at_publication, removing
from handlers.request import Request
from handlers.snapshot import Snapshot, snapshot
from handlers.wire import Target
from handlers.words.catalogue import words
from storage import brands, publications
from storage.publications import Publication


async def ask(desk: Desk, request: Request) -> None:
    """From the card's menu: a form with every account on which it is live."""
    target = request.target
    snap, language = await desk.database.read(may_take_down, request.user_id, target, practice=desk.practice)
    assert target is not None, "may_take_down has refused every other value"
    await answers.open_modal(desk, request, taking_down.form(target, snap, able(desk), words(language)))
    await request.ack()


async def confirm(desk: Desk, request: Request) -> None:
    """The form was sent: that is the confirmation."""
    where, done = (taking_down.chosen(request.field(name)) for name in (taking_down.WHERE, taking_down.DONE))
    if not where | done:
        language = await desk.database.read(at_publication.language_of, request.user_id)
        has_where = request.has_field(taking_down.WHERE)
        await request.refuse_fields(taking_down.nothing_chosen(has_where, words(language)))
        return
    going, gone, language = await desk.database.write(
        take_down,
        request.user_id,
        request.target,
        Choice(where, done, able(desk)),
        now=desk.calendar(),
        machine_now=desk.machine(),
        practice=desk.practice,
    )
    assert request.target is not None, "take_down has refused every other value"
    view = taking_down.begun(request.target.submission_id, going, gone, words(language))
    await request.ack(response_action="update", view=view)
    desk.wake.deliver()


def able(desk: Desk) -> frozenset[int]:
    """Accounts on which we can delete."""
    return frozenset(number for number, one in desk.publishers.items() if one.manner.can_take_down)


def may_take_down(
    session: Session, user_id: str, target: Target | None, *, practice: frozenset[int]
) -> tuple[Snapshot, str]:
    """The submission and the person's language. Raises Denied, also when nothing of it is live."""
    entry = access.enter(session, user_id, target, Action.TAKE_DOWN, practice=practice)
    snap = snapshot(session, entry.submission.number)
    assert snap is not None, "it was just locked"
    if not any(one.is_live for one in snap.on):
        raise Denied("nothing_live", submission=snap.number)
    return snap, entry.person.language


@dataclass(frozen=True)
class Choice:
    """What was ticked: ids of publications, claims like all that a form says."""

    where: Collection[int]
    """To be deleted by us."""
    done: Collection[int]
    """Deleted by the person, where we cannot."""
    able: Collection[int]
    """Accounts on which we can; this one we know ourselves."""


def take_down(
    session: Session,
    user_id: str,
    target: Target | None,
    choice: Choice,
    *,
    now: datetime,
    machine_now: datetime,
    practice: frozenset[int],
) -> tuple[list[str], list[str], str]:
    """Names of the accounts where it is being deleted, and where it has been; the person's language. Raises Denied when
    nothing is left to delete.
    """
    entry = access.enter(session, user_id, target, Action.TAKE_DOWN, practice=practice)
    rows = publications.of_submission(session, entry.submission.number, for_update=True)
    going = [row for row in rows if row.number in choice.where and removing.may_go(row, choice.able)]
    gone = [row for row in rows if row.number in choice.done and removing.may_be_gone(row, choice.able)]
    if not going and not gone:
        raise Denied("nothing_live", submission=entry.submission.number)
    removing.ask(session, entry.submission, going, by=user_id, now=now, machine_now=machine_now)
    removing.note(session, entry.submission, gone, by=user_id, now=now)
    return _names(session, going), _names(session, gone), entry.person.language


def _names(session: Session, rows: Sequence[Publication]) -> list[str]:
    accounts = brands.accounts_by_id(session, [row.account_id for row in rows])
    return sorted(accounts[row.account_id].name for row in rows)
