"""Reading what waits: one submission, or all that wait for this person, one after the other."""

from handlers.desk import Desk
from handlers.request import Request
from handlers.showing import reviewing


async def review(desk: Desk, request: Request) -> None:
    """The Review button of a digest row, a reminder or Home."""
    found = await reviewing.read(desk, request)
    number, now, practice = found.snap.number, desk.calendar(), desk.practice
    if await desk.database.read(reviewing.is_owed, request.user_id, number, now=now, practice=practice):
        await reviewing.open_queue(desk, request, [number])
    else:
        await reviewing.open_to_read(desk, request, found)


async def review_mine(desk: Desk, request: Request) -> None:
    """All that wait for this person, oldest first."""
    await reviewing.open_queue(desk, request, await _mine(desk, request))


async def skip(desk: Desk, request: Request) -> None:
    """The next one; this one keeps waiting."""
    await request.ack()
    await reviewing.go_on(desk, request, request.metadata, notice="")


async def read_in_full(desk: Desk, request: Request) -> None:
    """The whole text, with Approve below it."""
    await reviewing.open_in_full(desk, request)


async def _mine(desk: Desk, request: Request) -> list[int]:
    now, practice = desk.calendar(), desk.practice
    return await desk.database.read(reviewing.waiting_for, request.user_id, now=now, practice=practice)
