"""Sends a publication to a place in Slack and finds it there: what a channel and a thread have in common."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.publishers import count
from bot.publishers.http import Caller, HttpFailure
from bot.publishers.opening import Opening
from bot.publishers.slack import message, search, verdicts
from bot.publishers.slack.search import Place
from bot.publishers.stopped import Stopped
from bot.slack import answered
from handlers.allowance import Allowance, ImageRules, VideoRules
from handlers.problem import Problem
from handlers.publisher import (
    Absent,
    CannotTell,
    Doubtful,
    Figures,
    Finding,
    Gone,
    Made,
    NotSent,
    Outcome,
    Outgoing,
    Picture,
    Preparation,
    Published,
    Reading,
    Refused,
    Removal,
    Video,
)
from handlers.slack import SlackError

ALLOWANCE = Allowance(
    # What Slack recommends at most; it cuts at 40,000, but refuses the blocks of a message long before
    # (docs.slack.dev/reference/methods/chat.postMessage#truncating), and how it counts is not written down.
    max_length=4000,
    count=count.characters,
    max_images=10,
    image=ImageRules(max_bytes=20_000_000),
    video=VideoRules(types=frozenset({"video/mp4", "video/quicktime", "video/webm"})),
)
CLOCK_SKEW = timedelta(minutes=2)
"""How far Slack's clock and ours may disagree when an earlier attempt is looked for."""
UPLOAD_GONE = {"file_not_found", "file_deleted"}
"""Slack has forgotten what was uploaded and not shared."""
LOOKS_FOR_IMAGES = 5
"""Slack answers before a message with images is there; it appears within seconds."""

LOOK_UP_IS_CERTAIN = timedelta(hours=1)
"""A channel's history holds our mark for certain, or the message was never posted: after two looks that found nothing
it may be sent again. Later than this a person is asked, since whoever reads the channel may have acted meanwhile."""


class Sender:
    """Speaks to Slack with the bot's own token."""

    def __init__(self, opening: Opening) -> None:
        self._opening, self._slack = opening, opening.slack
        # An upload goes to an address that Slack names, and needs no token.
        self._uploads = Caller(None, None, opening.http_transport)

    async def prepare(self, outgoing: Outgoing) -> Preparation:
        """Uploads the images; what is never shared, nobody sees."""
        try:
            files = [await self._upload(one) for one in outgoing.pictures]
            if outgoing.video is not None:
                files.append(await self._upload(outgoing.video))
        except Stopped as stopped:
            return stopped.outcome
        return Made(json.dumps(files) if files else "")

    async def send(self, outgoing: Outgoing, place: Place) -> Outcome:
        """One irreversible call: the message, or the sharing of its uploaded images together with the text."""
        files = json.loads(outgoing.handle) if outgoing.handle else []
        try:
            if files:
                return await self._share(files, outgoing, place)
            return await self._post(outgoing, place)
        except SlackError as error:
            if error.code in UPLOAD_GONE:
                return NotSent(str(error), is_spent=True)
            return verdicts.outcome(error)

    async def comment(self, text: str, place: Place) -> Outcome:
        """In the thread of what is out."""
        try:
            said = await answered(
                self._slack.chat_postMessage(
                    channel=place.channel,
                    thread_ts=place.thread_ts,
                    text=message.notification(text),
                    mrkdwn=False,
                    blocks=[message.block(text)],
                )
            )
        except SlackError as error:
            return verdicts.outcome(error)
        ts = said.get("ts")
        return Published(str(ts), await self._link(place.channel, str(ts))) if ts else Doubtful("no message is named")

    async def take_down(self, channel: str, ts: str) -> Removal:
        """The message; a second time it is gone all the same."""
        try:
            await answered(self._slack.chat_delete(channel=channel, ts=ts))
        except SlackError as error:
            return Gone() if error.code == "message_not_found" else verdicts.outcome(error)
        return Gone()

    async def figures(self, channel: str, ts: str) -> Reading:
        """Emoji under it count as likes, answers in its thread as replies."""
        try:
            page = await answered(
                self._slack.conversations_history(channel=channel, latest=ts, oldest=ts, inclusive=True, limit=1)
            )
        except SlackError as error:
            return verdicts.harmless(error)
        found: dict[str, Any] = next((one for one in page.get("messages") or [] if one.get("ts") == ts), {})
        if not found or found.get("subtype") == "tombstone":
            return Refused(Problem.GONE, "the message is not there any more")
        likes = sum(int(one.get("count") or 0) for one in found.get("reactions") or [])
        return Figures(likes=likes, replies=int(found.get("reply_count") or 0), raw=message.counted(found))

    async def _post(self, outgoing: Outgoing, place: Place) -> Outcome:
        said = await answered(
            self._slack.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread_ts,
                text=message.notification(outgoing.text),
                mrkdwn=False,
                blocks=message.blocks(outgoing),
                metadata=message.metadata(outgoing),
            )
        )
        ts = said.get("ts")
        if not ts:
            return Doubtful("the answer names no message")
        return Published(str(ts), await self._link(place.channel, str(ts)))

    async def _share(self, files: list[dict[str, str]], outgoing: Outgoing, place: Place) -> Outcome:
        """Text and images as one message. As JSON: the SDK's own function would put a long text into the address."""
        share = {"files": files, "channel_id": place.channel, "blocks": message.blocks(outgoing)}
        if place.thread_ts:
            share["thread_ts"] = place.thread_ts
        said = await answered(self._slack.api_call("files.completeUploadExternal", json=share))
        for _ in range(LOOKS_FOR_IMAGES):
            found = await self.look_up(outgoing, place)
            if isinstance(found, Published):
                return found
            await self._opening.pause(1)
        # Slack has said yes; only where the message stands is not known.
        return Published(files[0]["id"], _first(said.get("files")).get("permalink"))

    async def _upload(self, picture: Picture | Video) -> dict[str, str]:
        """May be repeated: a file that is never shared, nobody sees.

        Protocol: docs.slack.dev/messaging/working-with-files#uploading_files
        """
        alt_text = {"alt_txt": picture.alt_text} if picture.alt_text else {}
        try:
            ticket = await answered(
                self._slack.files_getUploadURLExternal(filename=picture.name, length=len(picture.content), **alt_text)
            )
            answer = await self._uploads.send("POST", str(ticket["upload_url"]), content=picture.content)
        except SlackError as error:
            raise Stopped(verdicts.harmless(error)) from None
        except HttpFailure as failure:
            raise Stopped(NotSent(failure.detail)) from None
        if not answer.is_good:
            raise Stopped(NotSent(f"upload: {answer.words()}"))
        return {"id": str(ticket["file_id"]), "title": picture.name}

    async def look_up(self, outgoing: Outgoing, place: Place) -> Finding:
        since = (outgoing.started_at or self._opening.machine_now()) - CLOCK_SKEW
        try:
            found = await search.find(self._slack, outgoing, place, since)
        except SlackError as error:
            return CannotTell(str(error))
        if isinstance(found, str):
            return Published(found, await self._link(place.channel, found))
        if (outgoing.pictures or outgoing.video) and isinstance(found, Absent):
            # A share of files takes no metadata, and whether Slack keeps our mark in its blocks is not documented:
            # a look that finds nothing proves nothing, and a person decides.
            return CannotTell("a message with images cannot be told apart for certain")
        return found

    async def _link(self, channel: str, ts: str) -> str | None:
        """It is published whatever becomes of this."""
        try:
            return str((await answered(self._slack.chat_getPermalink(channel=channel, message_ts=ts)))["permalink"])
        except (SlackError, KeyError):
            return None

    async def close(self) -> None:
        """The Slack client is not ours to close."""
        await self._uploads.close()


def _first(files: Any) -> Mapping[str, Any]:
    return files[0] if isinstance(files, list) and files and isinstance(files[0], Mapping) else {}
