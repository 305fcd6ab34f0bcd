"""The door of a small network: OAuth as the networks' documents describe it, with what differs between them.

A network hangs it up by its routes: `yield from self.door.routes()`. Somebody who opens the page of agreement agrees
at once, unless `agrees` says otherwise. Codes and refresh tokens are good for one use; whoever uses one twice is told.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode

from aiohttp import web

from bot.sandbox.networks.network import Handler, Network


@dataclass(frozen=True)
class Manner:
    """Where one network's door is, and how it opens."""

    authorize: str
    token: str
    lives: int | None
    """Seconds of the access that a code or a refresh token gives."""
    refreshes: bool = False
    """A refresh token comes along."""
    has_pkce: bool = False
    in_header: bool = False
    """The client says who it is in a header."""
    longer: str = ""
    """The path at which a short access becomes a long one…"""
    longer_grant: str = ""
    again: str = ""
    """…and at which a long one becomes another long one."""
    again_grant: str = ""
    parameter: str = "access_token"
    lives_longer: int = 60 * 24 * 3600
    in_a_list: bool = False
    """The first answer is a list of one."""


MANNERS: dict[str, Manner] = {
    "x": Manner("/i/oauth2/authorize", "/2/oauth2/token", 7200, refreshes=True, has_pkce=True, in_header=True),
    "linkedin": Manner("/oauth/v2/authorization", "/oauth/v2/accessToken", 60 * 24 * 3600),
    "facebook": Manner(
        "/dialog/oauth",
        "/oauth/access_token",
        3600,
        longer="/oauth/access_token",
        longer_grant="fb_exchange_token",
        parameter="fb_exchange_token",
    ),
    "instagram": Manner(
        "/oauth/authorize",
        "/oauth/access_token",
        None,
        longer="/access_token",
        longer_grant="ig_exchange_token",
        again="/refresh_access_token",
        again_grant="ig_refresh_token",
        in_a_list=True,
    ),
    "threads": Manner(
        "/oauth/authorize",
        "/oauth/access_token",
        None,
        longer="/access_token",
        longer_grant="th_exchange_token",
        again="/refresh_access_token",
        again_grant="th_refresh_token",
    ),
}

CLIENT_ID, CLIENT_SECRET = "client", "client-secret"


@dataclass
class Asked:
    """What came to the page of agreement, kept with the code that it was answered with."""

    redirect: str
    challenge: str
    scope: str


@dataclass
class Door:
    """The door of one network. Every access that it gives lets into the network's one account."""

    network: Network
    agrees: bool = True
    renews: bool = True
    """False: refresh tokens are refused, as after a password was changed."""
    with_refresh: bool | None = None
    """Whether a refresh token comes along, where that differs by app (LinkedIn)."""
    codes: dict[str, Asked] = field(default_factory=dict)
    refreshing: dict[str, str] = field(default_factory=dict)
    """Refresh tokens that were not used yet, and the access that each came with."""
    used_twice: list[str] = field(default_factory=list)
    """What was good for one use and came again."""
    asked_scopes: list[str] = field(default_factory=list)
    given: int = 0

    @property
    def manner(self) -> Manner:
        return MANNERS[self.network.name]

    def routes(self) -> Iterable[tuple[str, str, Handler]]:
        """Method, path below the network's origin, handler."""
        manner = self.manner
        yield "GET", manner.authorize, self.authorize
        yield "POST", manner.token, self.token
        if manner.longer:
            yield "GET", manner.longer, self.longer
        if manner.again:
            yield "GET", manner.again, self.again

    async def authorize(self, request: web.Request) -> web.StreamResponse:
        """The page of agreement: it sends back where it was told to."""
        asked, known = request.query, {"response_type", "client_id", "redirect_uri", "scope", "state"}
        if self.manner.has_pkce:
            known |= {"code_challenge", "code_challenge_method"}
        self.network.refuse_unknown(asked, known, "authorize")
        if asked.get("client_id") != CLIENT_ID or asked.get("response_type") != "code" or not asked.get("scope"):
            return web.Response(status=400, text="invalid_request")
        if self.manner.has_pkce and (asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge")):
            return web.Response(status=400, text="code_challenge is missing")
        back = {"state": asked.get("state", "")}
        if not self.agrees:
            raise web.HTTPFound(f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', **back})}")
        code = secrets.token_urlsafe(8)
        self.codes[code] = Asked(asked["redirect_uri"], asked.get("code_challenge", ""), asked["scope"])
        self.asked_scopes.append(asked["scope"])
        raise web.HTTPFound(f"{asked['redirect_uri']}?{urlencode({'code': code, **back})}")

    async def token(self, request: web.Request) -> web.StreamResponse:
        """A code, or a refresh token, for an access."""
        form = {name: str(value) for name, value in (await request.post()).items()}
        if not self._is_our_client(request, form):
            return refused("invalid_client", 401)
        if form.get("grant_type") == "authorization_code":
            return self._by_code(form)
        if form.get("grant_type") == "refresh_token" and self._refreshes():
            return self._by_refresh_token(form)
        return refused("unsupported_grant_type")

    def _is_our_client(self, request: web.Request, form: dict[str, str]) -> bool:
        if not self.manner.in_header:
            return (form.pop("client_id", ""), form.pop("client_secret", "")) == (CLIENT_ID, CLIENT_SECRET)
        scheme, _, pair = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic":
            return form.pop("client_id", "") == CLIENT_ID
        name, _, secret = base64.b64decode(pair).decode().partition(":")
        return (unquote(name), unquote(secret)) == (CLIENT_ID, CLIENT_SECRET)

    def _by_code(self, form: Mapping[str, str]) -> web.StreamResponse:
        known = {"grant_type", "code", "redirect_uri"} | ({"code_verifier"} if self.manner.has_pkce else set())
        self.network.refuse_unknown(form, known, "token")
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None:
            self.used_twice.append(form.get("code", ""))
            return refused("invalid_grant", words="the code was used or never given")
        if form.get("redirect_uri") != asked.redirect:
            return refused("invalid_grant", words="the redirect is another one")
        if self.manner.has_pkce and challenge(form.get("code_verifier", "")) != asked.challenge:
            return refused("invalid_grant", words="the verifier does not fit")
        return self._gives(self.manner.lives)

    def _by_refresh_token(self, form: Mapping[str, str]) -> web.StreamResponse:
        self.network.refuse_unknown(form, {"grant_type", "refresh_token"}, "token")
        old = form.get("refresh_token", "")
        access = self.refreshing.pop(old, None)
        if access is None:
            self.used_twice.append(old)
        if access is None or not self.renews:
            return refused("invalid_grant", words="the refresh token was used, revoked or never given")
        self.network.tokens.pop(access, None)
        return self._gives(self.manner.lives)

    async def longer(self, request: web.Request) -> web.StreamResponse:
        """A short access for one that lives for weeks."""
        manner = self.manner
        self.network.refuse_unknown(
            request.query, {"grant_type", "client_id", "client_secret", manner.parameter}, manner.longer
        )
        if request.query.get("client_secret") != CLIENT_SECRET:
            return refused("invalid_client")
        return self._instead(request, manner.longer_grant)

    async def again(self, request: web.Request) -> web.StreamResponse:
        """A long access for another one; both live."""
        manner = self.manner
        self.network.refuse_unknown(request.query, {"grant_type", manner.parameter}, manner.again)
        if not self.renews:
            return refused("invalid_grant", words="the session was ended")
        return self._instead(request, manner.again_grant)

    def _instead(self, request: web.Request, grant_type: str) -> web.StreamResponse:
        if request.query.get("grant_type") != grant_type:
            return refused("unsupported_grant_type")
        if request.query.get(self.manner.parameter) not in self.network.tokens:
            return refused("invalid_grant", words="the access has ended")
        return web.json_response(self._access(self.manner.lives_longer))

    def _gives(self, lives: int | None) -> web.StreamResponse:
        given = self._access(lives)
        if self._refreshes():
            fresh = f"refresh-{secrets.token_urlsafe(12)}"
            self.refreshing[fresh] = given["access_token"]
            given["refresh_token"] = fresh
            if self.network.name == "linkedin":
                given["refresh_token_expires_in"] = 365 * 24 * 3600
        return web.json_response({"data": [given]} if self.manner.in_a_list else given)

    def _access(self, lives: int | None) -> dict[str, Any]:
        self.given += 1
        access = f"access-{secrets.token_urlsafe(12)}"
        self.network.tokens[access] = self.network.account
        ends = {"expires_in": lives} if lives else {}
        return {"access_token": access, "token_type": "bearer", **ends}

    def _refreshes(self) -> bool:
        return self.manner.refreshes if self.with_refresh is None else self.with_refresh

    def end(self, access: str) -> None:
        """The access ends now, before its time."""
        self.network.tokens.pop(access, None)

    def end_all(self) -> None:
        """Every access ends; what renews them stays."""
        self.network.tokens.clear()


def refused(error: str, status: int = 400, words: str = "") -> web.StreamResponse:
    """In the form of RFC 6749, section 5.2."""
    return web.json_response({"error": error, "error_description": words or error}, status=status)


def challenge(verifier: str) -> str:
    """S256, as RFC 7636 describes it."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
