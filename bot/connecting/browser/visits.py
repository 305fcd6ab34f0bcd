"""What a browser finds at our own pages while an account is connected from Slack.

A cookie ties the way back to the browser that began: somebody else's agreement cannot be slipped into it (RFC 6749,
section 10.12).
"""

import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from aiohttp import web
from sqlmodel import Session

from bot.account_settings import AccountSetting
from bot.connecting import making, pasting, trying, writing
from bot.connecting.browser import pages, sheets
from bot.connecting.browser.pages import HOLDS_FOR, Pages
from bot.connecting.choices import Choice, choices
from bot.connecting.client import NoAnswer, NoGrant, OAuth, code_of, new_verifier
from bot.connecting.pasting import NotPasted
from bot.connecting.ways import PASTED
from bot.sealing import CannotOpen
from handlers.access import Denied, Stranger
from handlers.connecting import showing
from handlers.connecting.connected import NameTaken, Wanted, connect
from handlers.doorway import Wish
from handlers.origin import Origin
from handlers.publisher import Health
from handlers.words.catalogue import Words, words
from storage import people
from storage.database import StorageError

log = logging.getLogger(__name__)

COOKIE = "greenlight_connecting"

Visit = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Unwelcome(Exception):
    """The visit ends here; a key under `connecting.` says why."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(key)
        self.key, self.detail = key, detail


@dataclass(frozen=True)
class Visits:
    """The routes, for HTTP mode."""

    pages: Pages
    transport: httpx.AsyncBaseTransport | None = None

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(pages.BEGIN, self._kindly(self.begin)),
            web.get(pages.CALLBACK, self._kindly(self.callback)),
            web.post(pages.CHOOSE, self._kindly(self.choose)),
            web.post(pages.PASTE, self._kindly(self.paste)),
        ]

    async def begin(self, request: web.Request) -> web.StreamResponse:
        """From Slack: on to the network, or to the field for a secret."""
        wish, _ = self._read("begin", request.query.get("ticket", ""))
        nonce = secrets.token_urlsafe(12)
        if wish.network in PASTED:
            return self._with_cookie(await self._paste_page(wish, nonce), nonce)
        verifier = new_verifier()
        state = self.pages.ticket("state", wish, verifier=verifier, nonce=nonce)
        page = self._oauth(wish).page(self.pages.url(pages.CALLBACK), state, verifier, address=wish.address)
        return self._with_cookie(web.Response(status=302, headers={"Location": page, **sheets.HEADERS}), nonce)

    async def callback(self, request: web.Request) -> web.StreamResponse:
        """Back from the network, with a code or with a no."""
        wish, found = self._read("state", request.query.get("state", ""))
        self._check_browser(request, found)
        oauth = self._oauth(wish)
        code = code_of(dict(request.query))
        grant = await oauth.grant(code, self.pages.url(pages.CALLBACK), found["verifier"])
        opened = await choices(oauth, grant, wish.address)
        return await (self._keep(wish, opened[0]) if len(opened) == 1 else self._choices_page(wish, opened, found))

    async def choose(self, request: web.Request) -> web.StreamResponse:
        """One of several accounts that the network has opened."""
        wish, found = self._read("choice", str((await request.post()).get("choice", "")))
        self._check_browser(request, found)
        return await self._keep(wish, pages.choice_of(found))

    async def paste(self, request: web.Request) -> web.StreamResponse:
        """A secret, typed into our own page: Slack never sees it."""
        form = await request.post()
        wish, found = self._read("paste", str(form.get("ticket", "")))
        self._check_browser(request, found)
        try:
            choice = pasting.pasted(wish.network, wish.address or str(form.get("address", "")), str(form.get("secret")))
        except NotPasted as no:
            raise Unwelcome("page_no", str(no)) from None
        if choice.address.startswith("http:") and self.pages.settings.public_url.startswith("https:"):
            # Whoever sets a brand up in Slack need not be somebody who may reach what runs on this machine.
            raise Unwelcome("page_no", "from here, the address must begin with https")
        return await self._keep(wish, choice)

    async def _keep(self, wish: Wish, choice: Choice) -> web.StreamResponse:
        health = await self._try_out(wish, choice)
        if wish.network in PASTED and not health.is_well:
            raise Unwelcome("page_no", f"{health.detail}. {health.advice}")
        keeper = self.pages.keeper
        wanted = writing.wanted(wish, choice, keeper.vault)
        try:
            done = await keeper.database.at(Origin.HOME.value).write(
                _connect, wanted, now=self.pages.calendar(), machine_now=keeper.now()
            )
        except NameTaken:
            raise Unwelcome("name_taken") from None
        except (Denied, Stranger):
            raise Unwelcome("page_denied") from None
        await self.pages.look()
        language = await self._language(wish)
        lines = [language("connecting.page_done", account=done.name, shown=choice.name)]
        lines += [] if health.is_well else [language("connecting.page_but", detail=f"{health.detail}. {health.advice}")]
        return sheets.page(language, lines)

    async def _try_out(self, wish: Wish, choice: Choice) -> Health:
        account = AccountSetting(name=wish.name, network=wish.network, address=choice.address)
        access = choice.grant.secrets.access
        return await trying.try_out(self.pages.settings, account, access, self.pages.keeper.now, self.transport)

    async def _choices_page(self, wish: Wish, opened: list[Choice], found: Mapping[str, Any]) -> web.StreamResponse:
        language, forms = await self._language(wish), []
        for one in opened:
            ticket = self.pages.ticket("choice", wish, nonce=found["nonce"], **pages.fields_of(one))
            forms.append(sheets.form(pages.CHOOSE, {"choice": ticket}, sheets.button(one.name)))
        return sheets.page(language, [language("connecting.page_choose")], "".join(forms))

    async def _paste_page(self, wish: Wish, nonce: str) -> web.Response:
        language = await self._language(wish)
        address = "" if wish.address else sheets.field("address", pasting.example_of(wish.network))
        fields = address + sheets.secret_field("secret") + sheets.button(language("connecting.page_save"))
        form = sheets.form(pages.PASTE, {"ticket": self.pages.ticket("paste", wish, nonce=nonce)}, fields)
        return sheets.page(language, [language(f"connecting.paste_{wish.network}")], form)

    def _oauth(self, wish: Wish) -> OAuth:
        found = making.oauth(self.pages.settings, wish.network, self.pages.keeper.now, self.transport)
        if found is None:
            raise Unwelcome("page_too_old")
        return found

    def _read(self, kind: str, ticket: str) -> tuple[Wish, Mapping[str, Any]]:
        try:
            return self.pages.read(kind, ticket)
        except (CannotOpen, TypeError, ValueError):
            raise Unwelcome("page_too_old") from None

    def _check_browser(self, request: web.Request, found: Mapping[str, Any]) -> None:
        brought = request.cookies.get(COOKIE, "")
        if not hmac.compare_digest(brought.encode(), str(found.get("nonce")).encode()):
            raise Unwelcome("page_too_old")

    def _with_cookie(self, answer: web.Response, nonce: str) -> web.Response:
        answer.set_cookie(
            COOKIE,
            nonce,
            max_age=int(HOLDS_FOR.total_seconds()),
            path="/connect",
            secure=self.pages.settings.public_url.startswith("https:"),
            httponly=True,
            samesite="Lax",
        )
        return answer

    async def _language(self, wish: Wish) -> Words:
        found = await self.pages.keeper.database.read(people.person, wish.user_id)
        return words(found.language if found else self.pages.settings.language)

    def _kindly(self, visit: Visit) -> Visit:
        """Whatever goes wrong is a page with a sentence."""

        async def kindly(request: web.Request) -> web.StreamResponse:
            language = words(self.pages.settings.language)
            try:
                return await visit(request)
            except Unwelcome as no:
                key, detail = no.key, no.detail
            except (NoGrant, NoAnswer) as no:
                key, detail = "page_no", str(no)
            except StorageError as trouble:
                key, detail = "page_no", trouble.code
            log.warning("A visit to %s ended: %s", request.path, key)
            detail = detail[:1].upper() + detail[1:]
            line = language(f"connecting.{key}", detail=detail) if detail else language(f"connecting.{key}")
            return sheets.page(language, [line], status=400)

        return kindly


def _connect(session: Session, wanted: Wanted, **when: Any) -> Any:
    """Whoever began it must still be an admin of the brand."""
    showing.admin_of(session, wanted.by, wanted.brand_id)
    return connect(session, wanted, **when)
