"""What is asked of a network's OAuth, and what it answers. No redirects, no logs of what was sent."""

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx

from bot.connecting.ways import WAYS, Exchange, Renewal
from bot.publishers.http import Answer, Caller, HttpFailure
from bot.sealing import Secrets

LONGEST_DETAIL = 200


class NoGrant(Exception):
    """The network said no, or something that cannot be understood. The sentence is its own, without any secret."""


class NoAnswer(Exception):
    """It could not be asked at this moment."""


@dataclass(frozen=True)
class App:
    """Our app at one network, as its developer pages name it."""

    client_id: str
    client_secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Grant:
    """What the network gave: the secrets, and until when they hold without a person."""

    secrets: Secrets
    ends_at: datetime | None
    renews: bool


def new_verifier() -> str:
    """PKCE's secret: 43 characters (RFC 7636, section 4.1)."""
    return secrets.token_urlsafe(32)


def challenge_of(verifier: str) -> str:
    """What is shown of it beforehand: S256 (RFC 7636, section 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def code_of(brought: Mapping[str, str]) -> str:
    """The code that a browser brought back. Raises NoGrant without one."""
    if brought.get("error") or not brought.get("code"):
        said = brought.get("error_description") or brought.get("error") or "no code came back"
        raise NoGrant(f"the network sent back: {said[:200]}")
    return brought["code"]


class OAuth:
    """The dance with one network."""

    def __init__(
        self,
        network: str,
        app: App,
        now: Callable[[], datetime],
        *,
        elsewhere: str = "",
        api: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`elsewhere`: the origin of a stand-in for the whole network; `api`: where its API is. `now`: machine time."""
        self.network, self.way, self.app = network, WAYS[network], app
        self._elsewhere, self._api, self._now, self._transport = elsewhere, elsewhere or api, now, transport

    def page(self, redirect: str, state: str, verifier: str, *, address: str = "") -> str:
        """Where somebody says yes. The answer comes to `redirect`, with the state."""
        asked = {
            "response_type": "code",
            "client_id": self.app.client_id,
            "redirect_uri": redirect,
            "scope": self.way.scopes_for(address),
            "state": state,
        }
        if self.way.has_pkce:
            asked |= {"code_challenge": challenge_of(verifier), "code_challenge_method": "S256"}
        return f"{self._at(self.way.authorize)}?{urlencode(asked, quote_via=quote)}"

    async def grant(self, code: str, redirect: str, verifier: str) -> Grant:
        """The code for secrets, those that live longest. Raises NoGrant or NoAnswer."""
        asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
        if self.way.has_pkce:
            asked["code_verifier"] = verifier
        found = await self._post(asked)
        if self.way.longer is not None:
            found = await self._exchange(self.way.longer, str(found["access_token"]))
        return self._read(found, "")

    async def renew(self, old: Secrets) -> Grant:
        """New secrets for old ones. Raises NoGrant when a person must agree again, or NoAnswer."""
        if self.way.again is not None:
            return self._read(await self._exchange(self.way.again, old.access), "")
        if not old.refresh:
            raise NoGrant("there is nothing to renew it with")
        found = await self._post({"grant_type": "refresh_token", "refresh_token": old.refresh})
        return self._read(found, old.refresh)

    async def ask(self, path: str, access: str, **parameters: str) -> dict[str, Any]:
        """Something of the network's API, with the access that was given. Raises NoGrant or NoAnswer."""
        headers = {"Authorization": f"Bearer {access}"}
        return await self._send("GET", self._api + path, params=parameters, headers=headers)

    async def _post(self, asked: dict[str, str]) -> dict[str, Any]:
        headers = {}
        if self.way.in_header and self.app.client_secret:
            pair = f"{quote(self.app.client_id, safe='')}:{quote(self.app.client_secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            asked |= {"client_id": self.app.client_id}
            asked |= {"client_secret": self.app.client_secret} if self.app.client_secret else {}
        return _with_access(await self._send("POST", self._at(self.way.token), data=asked, headers=headers))

    async def _exchange(self, way: Exchange, access: str) -> dict[str, Any]:
        ours = {"client_id": self.app.client_id, "client_secret": self.app.client_secret}
        asked = {"grant_type": way.grant_type, **{name: ours[name] for name in way.with_client}, way.parameter: access}
        return _with_access(await self._send("GET", self._api + way.path, params=asked))

    async def _send(self, method: str, url: str, **content: Any) -> dict[str, Any]:
        caller = Caller(None, None, self._transport)
        try:
            answer = await caller.send(method, url, **content)
        except HttpFailure as failure:
            raise NoAnswer(f"{self.network} was not reached ({failure.detail.partition(':')[0]})") from None
        finally:
            await caller.close()
        if answer.status == 429 or answer.status >= 500:
            raise NoAnswer(f"{self.network} answered with HTTP {answer.status}")
        if not answer.is_good:
            raise NoGrant(self._said(answer))
        return answer.fields()

    def _said(self, answer: Answer) -> str:
        """Its own words; Meta's stand one level deeper."""
        fields = answer.fields()
        error = fields.get("error")
        words = error.get("message") if isinstance(error, Mapping) else fields.get("error_description") or error
        said = str(words or fields.get("error_message") or "")[:LONGEST_DETAIL]
        return f"{self.network} says: {said}" if said else f"{self.network} answered with HTTP {answer.status}"

    def _read(self, found: Mapping[str, Any], refresh: str) -> Grant:
        """What renews by itself must have been renewed by the end of the access; a page's access outlives it."""
        now = self._now()
        until = _after(now, found.get("expires_in"))
        refresh = str(found.get("refresh_token") or refresh)
        renews = self.way.renewal == Renewal.BY_ITSELF or bool(refresh)
        ends_at = _after(now, found.get("refresh_token_expires_in")) if refresh else until
        good_until = until if refresh else None
        return Grant(Secrets(str(found["access_token"]), refresh, good_until), ends_at, renews)

    def _at(self, url: str) -> str:
        """The same path at the stand-in, where there is one."""
        return f"{self._elsewhere}{urlsplit(url).path}" if self._elsewhere else url


def _with_access(found: dict[str, Any]) -> dict[str, Any]:
    """Instagram puts its answer into a list of one."""
    listed = found.get("data")
    if isinstance(listed, list) and listed and isinstance(listed[0], Mapping):
        found = dict(listed[0])
    if not found.get("access_token"):
        raise NoGrant("the answer holds no access token")
    return found


def _after(now: datetime, seconds: Any) -> datetime | None:
    try:
        return now + timedelta(seconds=int(seconds)) if seconds else None
    except (TypeError, ValueError, OverflowError):
        return None
