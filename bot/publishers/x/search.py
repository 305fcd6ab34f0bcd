"""Whether an attempt got through: what the account has out since then, with its links as they were typed.

docs.x.com/x-api/users/get-posts. Each post of one's own that is read costs a tenth of a cent.
"""

import html
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.publishers.stopped import Stopped
from bot.publishers.x import limits
from bot.publishers.x.calls import Calls
from handlers.publisher import NotSent, Outgoing

PAGE = 10
PAGES = 5
CLOCK_SKEW = timedelta(minutes=2)
"""How far X's clock and ours may disagree."""
MEDIA = re.compile(r"/(?:photo|video)/\d+$")

Post = dict[str, Any]


async def find(calls: Calls, outgoing: Outgoing) -> Post | None:
    """The oldest of the account's own posts since the attempt began that has this text and as many media.

    Raises Stopped when they cannot be read to the end.
    """
    since = (outgoing.started_at or calls.opening.machine_now()) - CLOCK_SKEW
    number = 1 if outgoing.video else len(outgoing.pictures)
    wanted, found = as_typed(outgoing.text), None
    for post in await _own(calls, since):
        has_media = len(_keys(post)) == number
        if has_media and as_read(post) == wanted:
            found = post
    return found


async def _own(calls: Calls, since: datetime) -> list[Post]:
    """Newest first."""
    params = {
        "start_time": since.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "max_results": str(PAGE),
        "exclude": "retweets,replies",
        "tweet.fields": "attachments,created_at,entities",
    }
    found: list[Post] = []
    for _ in range(PAGES):
        fields = (await calls.ask("GET", f"/2/users/{calls.opening.address}/tweets", params=params)).fields()
        page, meta = fields.get("data", []), fields.get("meta")
        if not isinstance(page, list) or not isinstance(meta, dict):
            raise Stopped(NotSent("the answer is no list of posts"))
        found += [post for post in page if isinstance(post, dict)]
        if not meta.get("next_token"):
            return found
        params["pagination_token"] = str(meta["next_token"])
    raise Stopped(NotSent(f"there are more than {PAGES * PAGE} posts since the attempt"))


def _keys(post: Post) -> list[Any]:
    attachments = post.get("attachments")
    keys = attachments.get("media_keys") if isinstance(attachments, dict) else None
    return keys if isinstance(keys, list) else []


def as_read(post: Post) -> str:
    """A post's text with its links as they were typed, and without the one that stands for its media."""
    text = html.unescape(str(post.get("text") or ""))
    for short, link in _expanded(post).items():
        text = text.replace(short, "" if MEDIA.search(link) else bare(link))
    return folded(text)


def _expanded(post: Post) -> dict[str, str]:
    """What each short link stands for."""
    entities = post.get("entities")
    urls = entities.get("urls") if isinstance(entities, dict) else None
    entries = [one for one in urls if isinstance(one, Mapping)] if isinstance(urls, list) else []
    return {str(one.get("url")): str(one.get("expanded_url") or one.get("url")) for one in entries}


def as_typed(text: str) -> str:
    """An approved text in the same form."""
    pieces, end = [], 0
    for link, start, stop in limits.links_at(text):
        pieces += [text[end:start], "" if MEDIA.search(link) else bare(link)]
        end = stop
    return folded("".join([*pieces, text[end:]]))


def bare(link: str) -> str:
    """X adds a scheme to what was typed without one, and a slash to a bare host."""
    return link.partition("://")[2].rstrip("/") if "://" in link else link.rstrip("/")


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
