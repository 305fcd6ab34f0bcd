"""The way from Slack to the networks' pages of agreement."""

from dataclasses import dataclass

from bot.connecting.stored import Keeper
from bot.connecting.switchboard import Switchboard
from bot.settings import Settings
from handlers.doorway import Wish


@dataclass(frozen=True)
class Pages:
    """What the stories ask for."""

    settings: Settings
    keeper: Keeper
    board: Switchboard

    @property
    def networks(self) -> tuple[str, ...]:
        """None yet."""
        return ()

    def page(self, wish: Wish) -> str:
        """Where a browser goes on."""
        raise LookupError(f"{wish.network} cannot be connected from Slack")

    async def look(self) -> object:
        """Opens what was connected since."""
        return await self.board.look()
