"""What keeps us out of a channel, and what happens when the way is free again. Transactions only.

Called by the events, by look-ups in Slack, and by whoever is refused while posting.
"""

from datetime import datetime

from sqlmodel import Session

from handlers.knowing import admins
from storage import brands, cards, outbox, people, stages
from storage.brands import Brand
from storage.people import ChannelState

ARCHIVED = "is_archived"
REMOVED = "not_in_channel"
GONE = "channel_not_found"


def lost(session: Session, channel_id: str, code: str, *, now: datetime) -> None:
    """Nothing can be posted there; `code` is Slack's own. The admins are told once, if cards stand there."""
    state = known(session, channel_id)
    if state.trouble == code:
        return
    state.trouble, state.since = code, now
    for brand in _whose(session, channel_id):
        key = f"channel_trouble:{channel_id}:{code}:{now.isoformat()}"
        admins.tell(session, brand, key, "channel_trouble", now=now, channel=channel_id, code=code)


def refused(session: Session, channel_id: str, code: str, *, now: datetime) -> None:
    """Slack refused a post there. Where cards stand, that is as good as the event, which may have been lost."""
    if _whose(session, channel_id):
        lost(session, channel_id, code, now=now)


def _whose(session: Session, channel_id: str) -> list[Brand]:
    """The brands whose cards stand there, for the team or for people from outside."""
    shown = stages.channels(session).get(channel_id, frozenset())
    return [one for one in brands.all_active(session) if one.review_channel == channel_id or one.number in shown]


def posted(session: Session, channel_id: str) -> None:
    """Slack took a post there: whatever trouble we knew of is over."""
    state = people.channel(session, channel_id)
    if state is not None and state.trouble is not None:
        free(session, channel_id)


def free(session: Session, channel_id: str) -> bool:
    """Posting goes on, at once, with everything that waited. True when there was trouble before."""
    state = known(session, channel_id)
    was_in_trouble = state.trouble is not None
    state.trouble = state.since = None
    if was_in_trouble:
        cards.try_again(session, channel_id)
        outbox.try_again(session, channel_id)
    return was_in_trouble


def known(session: Session, channel_id: str) -> ChannelState:
    """Its row, made when there is none."""
    state = people.channel(session, channel_id)
    if state is None:
        state = ChannelState(channel_id=channel_id)
        session.add(state)
        session.flush()
    return state
