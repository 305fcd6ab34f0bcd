"""By hand: at its time a person gets text and images ready to copy, and says what became of it.

Useful before there is any access to a network's API, and for networks without one.
"""

from bot.publishers import count
from bot.publishers.modest import Modest
from bot.publishers.opening import Opening
from bot.slack import answered
from handlers.allowance import Allowance, ImageRules, VideoRules
from handlers.publisher import CannotTell, Finding, HandedOver, Health, Manner, Outcome, Outgoing, Publisher
from handlers.slack import SlackError

ALLOWANCE = Allowance(
    # It need only fit the message that hands it over: Slack takes about 12,000 characters in the blocks of one.
    max_length=8000,
    count=count.characters,
    max_images=10,
    image=ImageRules(max_bytes=20_000_000),
    video=VideoRules(types=frozenset({"video/mp4", "video/quicktime", "video/webm"})),
    needs_text=False,
)


def open(opening: Opening) -> Publisher:
    return ByHand(opening)


class ByHand(Modest):
    """One person; the address is their user id. The message to them is written by the story that publishes."""

    network = "manual"
    manner = Manner(by_hand=True)

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    def allowance(self) -> Allowance:
        return ALLOWANCE

    async def learn(self) -> Allowance:
        return ALLOWANCE

    async def publish(self, outgoing: Outgoing) -> Outcome:
        return HandedOver(outgoing.address)

    async def look_up(self, outgoing: Outgoing) -> Finding:
        return CannotTell("only the person who has it in hand knows")

    async def check(self) -> Health:
        advice = f'Write the user id of somebody who will post for "{self._opening.name}" into ACCOUNTS.'
        try:
            said = await answered(self._opening.slack.users_info(user=self._opening.address))
        except SlackError as error:
            return Health(False, str(error), advice)
        person = said.get("user") or {}
        if person.get("deleted") or person.get("is_bot"):
            return Health(False, f"{self._opening.address} is deactivated or a bot", advice)
        return Health(True, f"handed to {person.get('real_name') or person.get('name') or self._opening.address}")

    async def close(self) -> None:
        """Nothing is open."""
