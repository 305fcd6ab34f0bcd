"""Media that the network fetches by itself: their public addresses."""

from collections.abc import Awaitable, Callable

from bot.publishers.opening import PublicMedia
from bot.publishers.stopped import Stopped
from handlers.problem import Problem
from handlers.publisher import NotSent, Picture, Refused, Video

Address = Callable[[Picture | Video], Awaitable[str]]

MISSING = "the network fetches media from a public address, and there is none"
ADVICE = "Set PUBLIC_URL to where this bot is reached from outside, or set up an S3 store, as docs/media.md says."


async def address(public: PublicMedia | None, medium: Picture | Video) -> str:
    """Where the network finds it, for some hours. Raises Stopped."""
    if public is None:
        raise Stopped(Refused(Problem.NO_PUBLIC_MEDIA, MISSING))
    try:
        return await public.address(medium.content, medium.mime)
    except OSError as trouble:
        raise Stopped(NotSent(f"{medium.name} could not be put where the network finds it: {trouble}")) from None
