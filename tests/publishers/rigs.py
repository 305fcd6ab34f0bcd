"""What the contract needs of a network: a publisher, its real counterpart, and ways to make things go wrong."""

import io
from dataclasses import dataclass, replace

from PIL import Image
from slack_sdk.web.async_client import AsyncWebClient

from bot import clock
from bot.publishers.opening import Opening
from bot.publishers.registry import NETWORKS
from bot.publishers.tokens import Tokens
from handlers.allowance import Size
from handlers.publisher import Made, Outcome, Outgoing, Picture, Publisher, Video
from tests.publishers.mastodon_server import TOKEN, MastodonServer
from tests.publishers.wires import Wire, to

NOBODY = "http://127.0.0.1:9"
"""Nothing listens there."""


@dataclass(frozen=True)
class Live:
    """One thing that the network shows, as its readers see it."""

    text: str
    alt_texts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Pauses:
    """Counts the seconds instead of waiting."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def picture(name: str = "acorn.png", alt_text: str = "An acorn & <leaf>, 도토리") -> Picture:
    into = io.BytesIO()
    Image.new("RGB", (6, 4), "teal").save(into, "PNG")
    return Picture(into.getvalue(), "image/png", name, alt_text, 6, 4)


def film(name: str = "oak.mp4", alt_text: str = "An oak in the wind") -> Video:
    """A video as publishers see it: bytes that nobody here looks into."""
    return Video(b"\0\0\0\x18ftypmp42" + bytes(200), "video/mp4", name, alt_text, 640, 360, 6.0)


async def prepared(publisher: Publisher, outgoing: Outgoing) -> Outgoing:
    """With its handle."""
    made = await publisher.prepare(outgoing)
    assert isinstance(made, Made), made
    return replace(outgoing, handle=made.handle)


async def publish(publisher: Publisher, outgoing: Outgoing) -> Outcome:
    """The way the story does it: prepared, then the one call."""
    made = Made(outgoing.handle) if outgoing.handle else await publisher.prepare(outgoing)
    return await publisher.publish(replace(outgoing, handle=made.handle)) if isinstance(made, Made) else made


class Rig:
    """One network under test."""

    network = ""
    address = ""
    letter = "가"
    """One that counts as one."""
    beside: tuple[Size, ...] = ()
    """Media that every text goes out with, where the network takes no text alone."""

    def __init__(self) -> None:
        self.pauses, self.wire = Pauses(), Wire()
        self.opened: list[Publisher] = []

    def open(self, *, token: str | None = None, reachable: bool = True, tokens: Tokens | None = None) -> Publisher:
        opening = self.opening(token, reachable)
        publisher = NETWORKS[self.network](replace(opening, stored_tokens=tokens) if tokens else opening)
        self.opened.append(publisher)
        return publisher

    def opening(self, token: str | None, reachable: bool) -> Opening:
        raise NotImplementedError

    def outgoing(self, text: str, *pictures: Picture, publication_id: int = 7) -> Outgoing:
        return Outgoing(
            publication_id=publication_id,
            submission_id=3,
            address=self.address,
            account="ours",
            text=text,
            pictures=pictures,
            idempotency_key=f"greenlight-3-{publication_id}",
            started_at=clock.machine_now(),
        )

    def filmed(self, text: str, video: Video) -> Outgoing:
        """With a video and nothing else."""
        return replace(self.outgoing(text), video=video)

    async def live(self) -> list[Live]:
        """What is out, oldest first."""
        raise NotImplementedError

    async def lose_the_answer(self, outgoing: Outgoing) -> None:
        """To the call that publishes; it has its effect."""
        raise NotImplementedError

    async def answer_5xx(self, outgoing: Outgoing) -> None:
        """To the call that publishes."""
        raise NotImplementedError

    async def limit(self, outgoing: Outgoing, seconds: int) -> None:
        """Refuse the call that publishes, once, and ask for a wait."""
        raise NotImplementedError

    async def answer_5xx_afterwards(self, outgoing: Outgoing) -> bool:
        """To the call that publishes, which has its effect. False where the network cannot be made to."""
        return False

    async def cut_off(self, outgoing: Outgoing) -> bool:
        """Cut the connection of the call that publishes, before its effect. False where it cannot be done."""
        return False

    async def comments_under(self, remote_id: str) -> list[str]:
        """Texts, oldest first."""
        raise NotImplementedError

    async def count_up(self, remote_id: str) -> dict[str, int]:
        """Give what is live some figures; answers them by the names of `Figures`."""
        raise NotImplementedError

    async def refusable(self) -> Outgoing | None:
        """Something whose content the network refuses."""
        return None

    async def ended_tokens(self) -> Tokens | None:
        """Tokens whose first one has ended; nothing where tokens do not end."""
        return None

    async def close(self) -> None:
        for publisher in self.opened:
            await publisher.close()


class MastodonRig(Rig):
    network = "mastodon"

    def __init__(self, server: MastodonServer) -> None:
        super().__init__()
        self.server, self.address = server, server.url

    def opening(self, token: str | None, reachable: bool) -> Opening:
        return Opening(
            name="ours",
            address=self.address if reachable else NOBODY,
            token=token or TOKEN,
            slack=AsyncWebClient(),
            machine_now=clock.machine_now,
            http_transport=self.wire,
            pause=self.pauses,
        )

    async def live(self) -> list[Live]:
        return [
            Live(
                self.server.source(status),
                tuple(media["description"] for media in status["media_attachments"]),
                (status["url"],),
            )
            for status in reversed(self.server.statuses())
        ]

    async def comments_under(self, remote_id: str) -> list[str]:
        return self.server.answers_to(remote_id)

    async def count_up(self, remote_id: str) -> dict[str, int]:
        self.server.like(remote_id)
        self.server.answer(remote_id, "Lovely")
        return {"likes": 1, "replies": 1}

    async def lose_the_answer(self, outgoing: Outgoing) -> None:
        self.wire.lose_the_answer(to("POST", "/api/v1/statuses"))

    async def answer_5xx(self, outgoing: Outgoing) -> None:
        self.server.fault({"type": "status", "status": 503}, path="/api/v1/statuses")

    async def limit(self, outgoing: Outgoing, seconds: int) -> None:
        self.server.fault({"type": "ratelimit", "headers": {"Retry-After": str(seconds)}}, path="/api/v1/statuses")
