"""Whether an attempt got through: its status among the account's own.

Protocol: docs.joinmastodon.org/methods/accounts/#statuses
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.publishers.mastodon import answers
from bot.publishers.mastodon.calls import Calls, attached
from bot.publishers.stopped import Stopped
from handlers.publisher import NotSent, Outgoing, Refused

PAGE = 40
PAGES = 5
CLOCK_SKEW = timedelta(minutes=2)
"""How far the server's clock and ours may disagree."""

Status = dict[str, Any]


async def find(calls: Calls, outgoing: Outgoing) -> Status | None:
    """The account's own status since the attempt began that has this text and as many images.

    Raises Stopped when the server does not let itself be read to the end.
    """
    since = (outgoing.started_at or calls.machine_now()) - CLOCK_SKEW
    for status in await _own_statuses(calls, since):
        has_images = len(status.get("media_attachments") or []) == len(attached(outgoing))
        if has_images and await _has_text(calls, status, outgoing.text):
            return status
    return None


async def _own_statuses(calls: Calls, since: datetime) -> list[Status]:
    """Newest first; a page is the whole story unless the account is very busy."""
    found: list[Status] = []
    me = (await calls.ask("GET", "/api/v1/accounts/verify_credentials")).fields().get("id")
    params = {"exclude_reblogs": "true", "limit": str(PAGE)}
    for _ in range(PAGES):
        page = (await calls.ask("GET", f"/api/v1/accounts/{me}/statuses", params=params)).json()
        if not isinstance(page, list):
            raise Stopped(NotSent("the answer is no list of statuses"))
        recent = [status for status in page if _created_at(status) >= since]
        found += recent
        # A page may be short because of what was filtered out of it; only an empty or an older one is the end.
        if not page or len(recent) < len(page):
            return found
        params["max_id"] = str(page[-1]["id"])
    raise Stopped(NotSent(f"there are more than {PAGES * PAGE} statuses since the attempt"))


def _created_at(status: Status) -> datetime:
    try:
        found = datetime.fromisoformat(str(status["created_at"]))
    except (KeyError, TypeError, ValueError):
        raise Stopped(NotSent("a status has no time")) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


async def _has_text(calls: Calls, status: Status, text: str) -> bool:
    """By the source as it was sent; where the server shows none, by the words of its page.

    The server takes white space off both ends.
    """
    source = await _source(calls, status)
    if source is not None:
        return source.strip() == text.strip()
    return answers.plain_text(str(status.get("content", ""))) == answers.folded(text)


async def _source(calls: Calls, status: Status) -> str | None:
    try:
        found = (await calls.ask("GET", f"/api/v1/statuses/{status.get('id')}/source")).fields().get("text")
    except Stopped as stopped:
        if isinstance(stopped.outcome, Refused):
            return None
        raise
    return found if isinstance(found, str) else None
