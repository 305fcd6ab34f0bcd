"""Whether an attempt got through: what the account itself has out since then."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.publishers.graph.calls import Calls
from bot.publishers.stopped import Stopped
from handlers.publisher import NotSent, Outgoing

PAGE = 25
PAGES = 5
CLOCK_SKEW = timedelta(minutes=2)
"""How far the network's clock and ours may disagree."""

Item = dict[str, Any]


async def find(
    calls: Calls, path: str, params: Mapping[str, str], outgoing: Outgoing, is_it: Callable[[Item], bool], moment: str
) -> Item | None:
    """The oldest of the account's own since the attempt began that `is_it`; the newest may be another one.

    `moment` names the field with the time. Raises Stopped when the list cannot be read to its end.
    """
    since = (outgoing.started_at or calls.machine_now()) - CLOCK_SKEW
    found = None
    async for item in _own(calls, path, {**params, "limit": str(PAGE)}, since, moment):
        if is_it(item):
            found = item
    return found


async def _own(calls: Calls, path: str, params: dict[str, str], since: datetime, moment: str) -> Any:
    """Newest first (developers.facebook.com/docs/graph-api/results: pages by cursor)."""
    for _ in range(PAGES):
        page = (await calls.ask("GET", path, params=params)).fields()
        items = page.get("data")
        if not isinstance(items, list):
            raise Stopped(NotSent("the answer is no list"))
        recent = [item for item in items if _at(item, moment) >= since]
        for item in recent:
            yield item
        after = _next(page)
        if not after or not items or len(recent) < len(items):
            return
        params["after"] = after
    raise Stopped(NotSent(f"there is more than {PAGES * PAGE} since the attempt"))


def _next(page: Item) -> str:
    paging = page.get("paging")
    cursors = paging.get("cursors") if isinstance(paging, dict) and paging.get("next") else None
    return str(cursors.get("after") or "") if isinstance(cursors, dict) else ""


def _at(item: Any, moment: str) -> datetime:
    try:
        found = datetime.fromisoformat(str(item[moment]))
    except (KeyError, TypeError, ValueError):
        raise Stopped(NotSent("one of the account's own has no time")) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def same(one: Any, other: str) -> bool:
    """Whether both are one text, whatever the network did to white space, accents and the signs of mentions.

    Instagram gives captions back without their @ to most apps
    (developers.facebook.com/docs/instagram-platform/reference/instagram-media).
    """
    return isinstance(one, str) and _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("@", "").split())
