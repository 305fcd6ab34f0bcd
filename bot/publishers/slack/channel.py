"""A Slack channel that people read, as a network."""

import re

from bot.publishers.opening import Opening
from bot.publishers.slack import verdicts
from bot.publishers.slack.search import Place
from bot.publishers.slack.sending import ALLOWANCE, LOOK_UP_IS_CERTAIN, Sender
from bot.slack import answered
from handlers.allowance import Allowance
from handlers.problem import Problem
from handlers.publisher import (
    Finding,
    Health,
    Manner,
    Outcome,
    Outgoing,
    Preparation,
    Publisher,
    Reading,
    Refused,
    Removal,
)
from handlers.slack import SlackError

UNKNOWN = Refused(Problem.CANT, "Slack has not said which message it became")
"""Of images that were shared: the answer names their files, and the message may not have been found in time."""


def open(opening: Opening) -> Publisher:
    return SlackChannel(opening)


class SlackChannel:
    """Publishes into one channel; the address is the channel's id."""

    network = "slack"
    manner = Manner(repeatable_for=LOOK_UP_IS_CERTAIN, takes_comment=True, can_take_down=True, has_figures=True)

    def __init__(self, opening: Opening) -> None:
        self._opening, self._sender = opening, Sender(opening)

    def allowance(self) -> Allowance:
        return ALLOWANCE

    async def learn(self) -> Allowance:
        return ALLOWANCE

    async def prepare(self, outgoing: Outgoing) -> Preparation:
        return await self._sender.prepare(outgoing)

    async def publish(self, outgoing: Outgoing) -> Outcome:
        return await self._sender.send(outgoing, Place(outgoing.address))

    async def look_up(self, outgoing: Outgoing) -> Finding:
        return await self._sender.look_up(outgoing, Place(outgoing.address))

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        return await self._sender.comment(outgoing.text, Place(outgoing.address, under)) if is_ts(under) else UNKNOWN

    async def take_down(self, remote_id: str) -> Removal:
        return await self._sender.take_down(self._opening.address, remote_id) if is_ts(remote_id) else UNKNOWN

    async def figures(self, remote_id: str) -> Reading:
        return await self._sender.figures(self._opening.address, remote_id) if is_ts(remote_id) else UNKNOWN

    async def check(self) -> Health:
        try:
            said = await answered(self._opening.slack.conversations_info(channel=self._opening.address))
        except SlackError as error:
            return Health(False, str(error), verdicts.advice(error))
        channel = said.get("channel") or {}
        name = f"#{channel.get('name', self._opening.address)}"
        if channel.get("is_archived"):
            return Health(False, f"{name} is archived", "Unarchive it, or write another channel into ACCOUNTS.")
        if not channel.get("is_member"):
            return Health(False, f"the bot is not in {name}", "Invite the bot: type /invite and its name there.")
        return Health(True, name)

    async def close(self) -> None:
        await self._sender.close()


def is_ts(remote_id: str) -> bool:
    """A message's id, and not a file's."""
    return re.fullmatch(r"[0-9]+\.[0-9]+", remote_id) is not None
