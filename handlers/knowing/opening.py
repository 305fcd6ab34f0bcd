"""Before the first person comes: the channel and the people are known, and the channel knows the bot."""

from datetime import datetime

from sqlmodel import Session

from handlers.desk import Desk
from handlers.knowing import groups, members
from storage import brands, outbox
from storage.outbox import Place, Urgency


async def open_up(desk: Desk) -> None:
    """Called once at every start, after the brand is written. What Slack cannot answer now is asked again later."""
    await groups.refresh(desk)
    await members.refresh(desk)
    await desk.database.write(greet_the_channel, now=desk.calendar())
    desk.wake.deliver()


def greet_the_channel(session: Session, *, now: datetime) -> None:
    """Three lines, the first time that the bot starts with a review channel; never again."""
    for channel in dict.fromkeys(brand.review_channel for brand in brands.all_active(session)):
        outbox.say(
            session,
            f"welcome:{channel}",
            "welcome",
            place=Place.CHANNEL,
            recipient=channel,
            urgency=Urgency.NEWS,
            now=now,
            channel=channel,
        )
