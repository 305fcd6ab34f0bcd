"""An admin deletes what is live, account by account. What a network does not let us delete is named with its link."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import taking_down
from handlers.desk import Desk
from handlers.permissions import Action
from handlers.publication import removing
from handlers.request import Request
from handlers.snapshot import Snapshot, snapshot
from handlers.wire import Target
from handlers.words.catalogue import words
from storage import brands, publications


async def ask(desk: Desk, request: Request) -> None:
    """From the card's menu: a form with every account on which it is live."""
    target = request.target
    snap, language = await desk.database.read(may_take_down, request.user_id, target, practice=desk.practice)
    assert target is not None, "may_take_down has refused every other value"
    await answers.open_modal(desk, request, taking_down.form(target, snap, able(desk), words(language)))
    await request.ack()


async def confirm(desk: Desk, request: Request) -> None:
    """The form was sent: that is the confirmation."""
    names, language = await desk.database.write(
        take_down,
        request.user_id,
        request.target,
        taking_down.chosen(request.field(taking_down.WHERE)),
        able(desk),
        now=desk.calendar(),
        machine_now=desk.machine(),
        practice=desk.practice,
    )
    assert request.target is not None, "take_down has refused every other value"
    view = taking_down.begun(request.target.submission_id, names, words(language))
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


def take_down(
    session: Session,
    user_id: str,
    target: Target | None,
    chosen: Collection[int],
    where_able: Collection[int],
    *,
    now: datetime,
    machine_now: datetime,
    practice: frozenset[int],
) -> tuple[list[str], str]:
    """Asks for the deletion; names of the accounts, and the person's language. Raises Denied when nothing is left."""
    entry = access.enter(session, user_id, target, Action.TAKE_DOWN, practice=practice)
    rows = publications.of_submission(session, entry.submission.number, for_update=True)
    going = [row for row in rows if row.number in chosen and removing.may_go(row, where_able)]
    if not going:
        raise Denied("nothing_live", submission=entry.submission.number)
    removing.ask(session, entry.submission, going, by=user_id, now=now, machine_now=machine_now)
    accounts = brands.accounts_by_id(session, [row.account_id for row in going])
    return sorted(accounts[row.account_id].name for row in going), entry.person.language
