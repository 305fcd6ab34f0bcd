"""History, from the card's menu, from Home or from a private answer."""

from handlers.access import Denied
from handlers.desk import Desk
from handlers.request import Request
from handlers.showing import chronicle


async def history(desk: Desk, request: Request) -> None:
    """Opens the story of the submission that the button is about, for anybody of the team."""
    if request.target is None:
        raise Denied("no_such_post")
    await chronicle.show(desk, request, request.target.submission_id)


async def turn(desk: Desk, request: Request) -> None:
    """Another page of it."""
    if request.target is None:
        raise Denied("no_such_post")
    await chronicle.turn(desk, request, request.target)
