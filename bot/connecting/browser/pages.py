"""The way from Slack to the networks' pages of agreement: tickets, sealed with the bot's own key.

Whatever is needed on the way there and back travels sealed, so that any process can take it up, nobody can make one
up, and it ends after some minutes.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from bot.connecting import keeping
from bot.connecting.choices import Choice
from bot.connecting.client import Grant
from bot.connecting.stored import Keeper
from bot.connecting.switchboard import Switchboard
from bot.connecting.ways import PASTED, WAYS
from bot.sealing import CannotOpen, Secrets
from bot.settings import Settings
from handlers.doorway import Wish

BEGIN, CALLBACK, CHOOSE, PASTE = "/connect/begin", "/connect/callback", "/connect/choose", "/connect/paste"

HOLDS_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Pages:
    """What the stories ask for."""

    settings: Settings
    keeper: Keeper
    board: Switchboard
    calendar: Callable[[], datetime]

    @property
    def networks(self) -> tuple[str, ...]:
        """Only where a browser can come back to us, and what it brings can be sealed."""
        is_reached = self.settings.is_http_mode and bool(self.settings.public_url)
        if not is_reached or not self.keeper.vault.has_key:
            return ()
        return (*(one for one in WAYS if one in self.settings.apps), *PASTED)

    def page(self, wish: Wish) -> str:
        """Where a browser goes on."""
        return f"{self.url(BEGIN)}?ticket={quote(self.ticket('begin', wish))}"

    def url(self, path: str) -> str:
        """Ours, from outside."""
        return f"{self.settings.public_url}{path}"

    def ticket(self, kind: str, wish: Wish, **more: Any) -> str:
        """Sealed at this moment. `kind` keeps one from being handed in for another."""
        return self.keeper.vault.seal_fields({"kind": kind, "wish": asdict(wish), **more}, at=self.keeper.now())

    def read(self, kind: str, ticket: str) -> tuple[Wish, Mapping[str, Any]]:
        """What was sealed. Raises CannotOpen for what is not ours, too old, or of another kind."""
        found = self.keeper.vault.open_fields(ticket, within=HOLDS_FOR, at=self.keeper.now())
        if found.get("kind") != kind:
            raise CannotOpen("it is a ticket of another kind")
        return Wish(**found["wish"]), found

    async def look(self) -> object:
        """Opens what was connected since."""
        return await self.board.look()

    async def keep_fresh(self) -> object:
        """Renews what would end."""
        return await keeping.keep_fresh(self.keeper, self.calendar)


def fields_of(choice: Choice) -> dict[str, Any]:
    """For a ticket, while somebody chooses."""
    grant = choice.grant
    return {
        "address": choice.address,
        "name": choice.name,
        "access": grant.secrets.access,
        "refresh": grant.secrets.refresh,
        "good_until": grant.secrets.good_until.isoformat() if grant.secrets.good_until else None,
        "ends_at": grant.ends_at.isoformat() if grant.ends_at else None,
        "renews": grant.renews,
    }


def choice_of(fields: Mapping[str, Any]) -> Choice:
    """The same, back again."""
    secrets = Secrets(fields["access"], fields["refresh"], _moment(fields["good_until"]))
    return Choice(fields["address"], fields["name"], Grant(secrets, _moment(fields["ends_at"]), fields["renews"]))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
