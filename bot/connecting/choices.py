"""Which accounts a permission opens."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.connecting.client import Grant, NoGrant, OAuth
from bot.connecting.ways import Opens
from bot.sealing import Secrets


@dataclass(frozen=True)
class Choice:
    """An account that could be connected."""

    address: str
    name: str
    """As the network shows it."""
    grant: Grant


async def choices(oauth: OAuth, grant: Grant, address: str = "") -> list[Choice]:
    """Those that this grant opens; only the one at `address`, if one was named. Raises NoGrant or NoAnswer."""
    found = await ASKED[oauth.way.opens](oauth, grant, address)
    fitting = [one for one in found if not address or one.address == address]
    if not found:
        raise NoGrant("it opens no account: choose at least one when the network asks")
    if not fitting:
        names = ", ".join(f"{one.name} ({one.address})" for one in found)
        raise NoGrant(f"it opens {names}, and not {address}: agree as somebody who may publish there")
    return fitting


async def _x_user(oauth: OAuth, grant: Grant, _address: str) -> list[Choice]:
    found = (await oauth.ask("/2/users/me", grant.secrets.access)).get("data") or {}
    return _one(found.get("id"), f"@{found.get('username')}", grant)


async def _linkedin(oauth: OAuth, grant: Grant, address: str) -> list[Choice]:
    """Nothing that is asked for here tells a page's name, nor whether one may publish there; its first post will."""
    if address.startswith("urn:li:organization:"):
        return _one(address, address, grant)
    found = await oauth.ask("/v2/userinfo", grant.secrets.access)
    number = found.get("sub")
    return _one(f"urn:li:person:{number}" if number else None, str(found.get("name")), grant)


async def _facebook_pages(oauth: OAuth, grant: Grant, _address: str) -> list[Choice]:
    """A Page's own token has no end, unlike that of the person."""
    found = await oauth.ask("/me/accounts", grant.secrets.access, fields="id,name,access_token", limit="100")
    pages = [one for one in found.get("data") or [] if isinstance(one, Mapping) and one.get("access_token")]
    return [_page(one, grant) for one in pages]


def _page(found: Mapping[str, Any], grant: Grant) -> Choice:
    own = replace(grant, secrets=Secrets(str(found["access_token"])), ends_at=None, renews=False)
    return Choice(str(found["id"]), str(found.get("name")), own)


async def _instagram_user(oauth: OAuth, grant: Grant, _address: str) -> list[Choice]:
    found = await oauth.ask("/me", grant.secrets.access, fields="user_id,username")
    return _one(found.get("user_id"), f"@{found.get('username')}", grant)


async def _threads_user(oauth: OAuth, grant: Grant, _address: str) -> list[Choice]:
    found = await oauth.ask("/me", grant.secrets.access, fields="id,username")
    return _one(found.get("id"), f"@{found.get('username')}", grant)


def _one(address: Any, name: str, grant: Grant) -> list[Choice]:
    return [Choice(str(address), name, grant)] if address else []


ASKED: dict[Opens, Callable[[OAuth, Grant, str], Awaitable[list[Choice]]]] = {
    Opens.X_USER: _x_user,
    Opens.LINKEDIN: _linkedin,
    Opens.FACEBOOK_PAGES: _facebook_pages,
    Opens.INSTAGRAM_USER: _instagram_user,
    Opens.THREADS_USER: _threads_user,
}
