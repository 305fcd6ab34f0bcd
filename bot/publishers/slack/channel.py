"""A Slack channel that people read, as a network."""

from bot.publishers.modest import Modest
from bot.publishers.opening import Opening
from bot.publishers.slack import verdicts
from bot.publishers.slack.search import Place
from bot.publishers.slack.sending import ALLOWANCE, LOOK_UP_IS_CERTAIN, Sender
from bot.slack import answered
from handlers.allowance import Allowance
from handlers.publisher import Finding, Health, Manner, Outcome, Outgoing, Publisher
from handlers.slack import SlackError


def open(opening: Opening) -> Publisher:
    return SlackChannel(opening)


class SlackChannel(Modest):
    """Publishes into one channel; the address is the channel's id."""

    network = "slack"
    manner = Manner(repeatable_for=LOOK_UP_IS_CERTAIN)

    def __init__(self, opening: Opening) -> None:
        self._opening, self._sender = opening, Sender(opening)

    def allowance(self) -> Allowance:
        return ALLOWANCE

    async def learn(self) -> Allowance:
        return ALLOWANCE

    async def publish(self, outgoing: Outgoing) -> Outcome:
        return await self._sender.send(outgoing, Place(outgoing.address))

    async def look_up(self, outgoing: Outgoing) -> Finding:
        return await self._sender.look_up(outgoing, Place(outgoing.address))

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
