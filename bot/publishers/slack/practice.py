"""Practice: publishes into the thread of the submission's own card, so that nothing leaves the review channel."""

from bot.publishers.modest import Modest
from bot.publishers.opening import Opening
from bot.publishers.slack.search import Place
from bot.publishers.slack.sending import ALLOWANCE, LOOK_UP_IS_CERTAIN, Sender
from handlers.allowance import Allowance
from handlers.publisher import Absent, Finding, Health, Manner, NotSent, Outcome, Outgoing, Preparation, Publisher


def open(opening: Opening) -> Publisher:
    return Practice(opening)


class Practice(Modest):
    """Needs no address: every card is its own."""

    network = "practice"
    manner = Manner(is_practice=True, repeatable_for=LOOK_UP_IS_CERTAIN)

    def __init__(self, opening: Opening) -> None:
        self._sender = Sender(opening)

    def allowance(self) -> Allowance:
        return ALLOWANCE

    async def learn(self) -> Allowance:
        return ALLOWANCE

    async def prepare(self, outgoing: Outgoing) -> Preparation:
        return await self._sender.prepare(outgoing)

    async def publish(self, outgoing: Outgoing) -> Outcome:
        place = _thread(outgoing)
        return await self._sender.send(outgoing, place) if place else NotSent("the card is not in the channel yet")

    async def look_up(self, outgoing: Outgoing) -> Finding:
        place = _thread(outgoing)
        return await self._sender.look_up(outgoing, place) if place else Absent()

    async def check(self) -> Health:
        return Health(True, "publishes into the card's thread")

    async def close(self) -> None:
        await self._sender.close()


def _thread(outgoing: Outgoing) -> Place | None:
    if outgoing.card_channel and outgoing.card_ts:
        return Place(outgoing.card_channel, outgoing.card_ts)
    return None
