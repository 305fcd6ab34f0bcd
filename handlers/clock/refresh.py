"""What we know of people and channels is asked for again before it is a day old, in case an event was lost."""

from datetime import datetime

from handlers.desk import Desk
from handlers.knowing import accounts, groups, members


async def run_due(desk: Desk, _now: datetime) -> None:
    """The review channel every time, which also finds out that trouble with it is over; people when it is their turn.

    How old something is, is counted on the machine's clock: turning the calendar does not make Slack's answers older.
    """
    await groups.refresh(desk)
    await members.refresh(desk)
    await accounts.share(desk)
