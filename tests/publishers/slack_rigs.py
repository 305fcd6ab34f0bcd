"""Slack as a network under test: the sandbox, a small Slack over real sockets."""

import html
from dataclasses import replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot import clock
from bot.publishers.opening import Opening
from bot.sandbox.server import Sandbox
from handlers.publisher import Outgoing
from tests.publishers.rigs import NOBODY, Live, Rig

READER = "U0JONAS"
TOKEN = "xoxb-sandbox"


def client(sandbox: Sandbox, *, token: str | None = None, reachable: bool = True) -> AsyncWebClient:
    url = sandbox.api_url if reachable else f"{NOBODY}/api/"
    return AsyncWebClient(token=token or TOKEN, base_url=url, retry_handlers=[])


class SlackRig(Rig):
    network = "slack"
    address = "C0PUB"

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__()
        self.sandbox = sandbox

    def opening(self, token: str | None, reachable: bool) -> Opening:
        return Opening(
            name="ours",
            address=self.address,
            token=None,
            slack=client(self.sandbox, token=token, reachable=reachable),
            machine_now=clock.machine_now,
            http_transport=self.wire,
            pause=self.pauses,
        )

    async def live(self) -> list[Live]:
        return [await self._seen(message) for message in await self.messages()]

    async def messages(self) -> list[dict[str, Any]]:
        found = await self.sandbox.person(READER).messages(self.address)
        return [message for message in found if message.get("bot_id")]

    async def _seen(self, message: dict[str, Any]) -> Live:
        said = await client(self.sandbox).chat_getPermalink(channel=self.address, message_ts=message["ts"])
        alt_texts = tuple(file.get("alt_txt") or "" for file in message.get("files") or [])
        return Live(as_read(message), alt_texts, (str(said["permalink"]),))

    async def lose_the_answer(self, outgoing: Outgoing) -> None:
        self.sandbox_fault("drop_after", outgoing)

    async def answer_5xx(self, outgoing: Outgoing) -> None:
        self.sandbox_fault("5xx", outgoing)

    async def limit(self, outgoing: Outgoing, seconds: int) -> None:
        self.sandbox_fault("429", outgoing, retry_after=seconds)

    async def comments_under(self, remote_id: str) -> list[str]:
        found = await self.sandbox.person(READER).messages(self.address, thread_ts=remote_id)
        return [as_read(message) for message in found[1:]]

    async def count_up(self, remote_id: str) -> dict[str, int]:
        reader = self.sandbox.person(READER)
        await reader.react(self.address, remote_id, "tada")
        await reader.say(self.address, "Lovely", thread_ts=remote_id)
        return {"likes": 1, "replies": 1}

    def sandbox_fault(self, kind: str, outgoing: Outgoing, **more: Any) -> None:
        method = "files.completeUploadExternal" if outgoing.pictures else "chat.postMessage"
        self.sandbox.fault(kind=kind, method=method, **more)


class PracticeRig(SlackRig):
    """Into the thread of a card that the bot has put into the review channel."""

    network = "practice"
    address = "C0REVIEW"

    def __init__(self, sandbox: Sandbox, card_ts: str) -> None:
        super().__init__(sandbox)
        self.card_ts = card_ts

    def outgoing(self, text: str, *pictures: Any, publication_id: int = 7) -> Outgoing:
        found = super().outgoing(text, *pictures, publication_id=publication_id)
        return replace(found, address="", card_channel=self.address, card_ts=self.card_ts)

    async def messages(self) -> list[dict[str, Any]]:
        return (await self.sandbox.person(READER).messages(self.address, thread_ts=self.card_ts))[1:]


async def practice_rig(sandbox: Sandbox) -> PracticeRig:
    """With a card to publish under."""
    card = await client(sandbox).chat_postMessage(channel=PracticeRig.address, text="The card")
    return PracticeRig(sandbox, card["ts"])


def as_read(message: dict[str, Any]) -> str:
    """What stands on the screen: every element of rich text as it is, else the text without its escapes."""
    rich = [block for block in message.get("blocks") or [] if block["type"] == "rich_text"]
    if not rich:
        return html.unescape(str(message["text"]))
    return "".join(
        str(element.get("text") or element.get("url"))
        for block in rich
        for section in block["elements"]
        for element in section["elements"]
    )
