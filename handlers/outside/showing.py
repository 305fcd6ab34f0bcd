"""A submission that has come to the step of people from outside is shown to them, in the channel shared with them."""

from datetime import datetime

from sqlmodel import Session

from handlers.blocks.card import OVER
from handlers.snapshot import Snapshot
from handlers.steps.shared import has_come, is_their_turn, step_outside
from storage import cards, outbox
from storage.cards import Card, Surface
from storage.lifecycle import Editorial
from storage.outbox import Place, Urgency
from storage.submissions import Submission


def show(session: Session, snap: Snapshot, *, now: datetime) -> None:
    """Called whenever the card is drawn, which is after every change; what was written once is not written again."""
    step = step_outside(snap.progress)
    if step is None or step.step.channel is None or not has_come(snap.progress):
        return
    card = cards.card_of(session, snap.number, Surface.CLIENT)
    is_new = card is None
    if card is None:
        if snap.status in OVER:
            return
        card = cards.place(session, session.get_one(Submission, snap.number), Surface.CLIENT, step.step.channel)
    elif card.recipient != step.step.channel:
        cards.move(card, step.step.channel)
    if snap.state == Editorial.IN_REVIEW and is_their_turn(snap.progress):
        _call(session, snap, now, again=not is_new and _was_shown(card))


def _was_shown(card: Card) -> bool:
    return card.shown_version > 0


def _call(session: Session, snap: Snapshot, now: datetime, *, again: bool) -> None:
    """One message a version and step, left out where the card is new; and the images, which cannot stand on it."""
    about, stage = f"{snap.number}:{snap.revision}", snap.step.step.id if snap.step else 0
    if snap.content.images:
        _say(session, f"client_images:{about}", "client_images", snap, now, Urgency.NEWS)
    _say(session, f"client_asked:{about}:{stage}", "client_asked", snap, now, Urgency.TASK, again=again)


def _say(
    session: Session, key: str, kind: str, snap: Snapshot, now: datetime, urgency: Urgency, *, again: bool = False
) -> None:
    outbox.say(
        session,
        key,
        kind,
        place=Place.CLIENT,
        recipient="",
        urgency=urgency,
        now=now,
        submission_id=snap.number,
        revision=snap.revision,
        again=again,
    )
