"""`python -m bot connect NETWORK`: somebody agrees in a browser or pastes a secret, and the account is written down."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.account_settings import AccountSetting
from bot.connecting import making, pasting, trying, writing
from bot.connecting.choices import Choice, choices
from bot.connecting.client import NoGrant, OAuth, new_verifier
from bot.connecting.pasting import NotPasted
from bot.connecting.terminal import loopback, planning
from bot.connecting.terminal.planning import Asked, NotMeant
from bot.connecting.ways import PASTED
from bot.sealing import Vault
from bot.settings import Settings, SettingsError
from handlers.connecting.connected import Connected, connect
from handlers.doorway import Wish
from handlers.origin import Origin
from storage.database import Database

PATIENCE = timedelta(minutes=10)
"""How long a browser may take to come back."""


@dataclass(frozen=True)
class Terminal:
    """The person in front of it."""

    tell: Callable[[str], None]
    secret: Callable[[str], str]
    """Asks for something that is not shown while it is typed."""
    paste: Callable[[str], str]
    """Asks for something that may be seen."""
    choose: Callable[[list[str]], int]
    """Which of these, counted from 0."""


@dataclass(frozen=True)
class Place:
    """Where the network sends the browser back to."""

    port: int
    redirect: str = ""
    """An address that the network insists on; what arrives there is copied by hand. Empty: this machine."""


@dataclass(frozen=True)
class Connection:
    """Everything that connecting takes."""

    settings: Settings
    database: Database
    vault: Vault
    now: Callable[[], datetime]
    terminal: Terminal

    async def make(self, asked: Asked, place: Place) -> Connected:
        """From the first question to the last line. Raises NotMeant, NoGrant, NoAnswer, SettingsError or OSError."""
        if not self.vault.has_key:
            raise SettingsError("SECRET_KEY", "is missing", "make one with: python -m bot secrets key")
        wish = await self.database.read(planning.wish, self.settings, asked)
        choice = await (self._pasted(wish) if wish.network in PASTED else self._agreed(wish, place))
        await self._try_out(wish, choice)
        done = await self.database.at(Origin.TERMINAL.value).write(
            connect, writing.wanted(wish, choice, self.vault), now=self.now(), machine_now=self.now()
        )
        self._tell(wish, choice, done)
        return done

    async def _agreed(self, wish: Wish, place: Place) -> Choice:
        oauth = making.oauth(self.settings, wish.network, self.now)
        if oauth is None:
            raise SettingsError(
                f"{wish.network.upper()}_CLIENT_ID", "is missing", "make an app there, as docs/connecting.md says"
            )
        verifier = new_verifier()
        code, redirect = await self._code(oauth, wish, place, verifier)
        found = await choices(oauth, await oauth.grant(code, redirect, verifier), wish.address)
        if len(found) == 1:
            return found[0]
        return found[self.terminal.choose([f"{one.name} ({one.address})" for one in found])]

    async def _code(self, oauth: OAuth, wish: Wish, place: Place, verifier: str) -> tuple[str, str]:
        state = secrets.token_urlsafe(24)
        if place.redirect:
            self.terminal.tell(f"Open this page and agree:\n{self._page(oauth, wish, place.redirect, state, verifier)}")
            brought = self.terminal.paste("Copy the whole address to which the browser was sent")
            return loopback.pasted(brought, state), place.redirect
        async with loopback.waiting(state, place.port) as way_back:
            self.terminal.tell(f"Open this page and agree:\n{self._page(oauth, wish, way_back.url, state, verifier)}")
            try:
                async with asyncio.timeout(PATIENCE.total_seconds()):
                    return await way_back.code(), way_back.url
            except TimeoutError:
                raise NoGrant("nobody agreed within ten minutes") from None

    def _page(self, oauth: OAuth, wish: Wish, redirect: str, state: str, verifier: str) -> str:
        return oauth.page(redirect, state, verifier, address=wish.address)

    async def _pasted(self, wish: Wish) -> Choice:
        if not wish.address:
            raise NotMeant(f"say which account with --address, such as {pasting.example_of(wish.network)}")
        try:
            return pasting.pasted(wish.network, wish.address, self.terminal.secret(f"Paste {PASTED[wish.network]}"))
        except NotPasted as no:
            raise NotMeant(str(no)) from None

    async def _try_out(self, wish: Wish, choice: Choice) -> None:
        """What does not work yet is said now, and not when something is due. A secret that is refused is not kept."""
        account = AccountSetting(name=wish.name, network=wish.network, address=choice.address)
        health = await trying.try_out(self.settings, account, choice.grant.secrets.access, self.now)
        if health.is_well:
            return
        said = f"{health.detail or 'it does not answer'}. {health.advice}".strip()
        if wish.network in PASTED:
            raise NotMeant(f"{wish.network} does not take it: {said}")
        self.terminal.tell(f"It is connected, but it cannot publish yet: {said}")

    def _tell(self, wish: Wish, choice: Choice, done: Connected) -> None:
        self.terminal.tell(f"{choice.name} on {wish.network} is connected as the account {done.name}.")
        if choice.grant.ends_at is not None and not choice.grant.renews:
            day = choice.grant.ends_at.date().isoformat()
            self.terminal.tell(f"It must be connected again by {day}; the admins are reminded in Slack.")
        self.terminal.tell("A bot that is running takes it up within half a minute.")
