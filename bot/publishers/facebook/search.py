"""Whether an attempt got through: the video by its id, anything else among the Page's own posts."""

from typing import Any

from bot.publishers.facebook.uploads import Uploaded
from bot.publishers.graph import answers, search
from bot.publishers.graph.calls import Calls
from bot.publishers.graph.search import Item
from bot.publishers.stopped import Stopped
from handlers.publisher import Outgoing, Published

SITE = "https://www.facebook.com"
FIELDS = "id,message,created_time,permalink_url,attachments{target,subattachments{target}}"


async def video(calls: Calls, found: Uploaded) -> Published | None:
    """Raises Stopped when it cannot be asked."""
    answer = await calls.answer("GET", f"/{found.video}", params={"fields": "published"})
    if answers.is_not_there(answer):
        return None
    if not answer.is_good:
        raise Stopped(answers.harmless(calls.failure(answer)))
    return Published(found.video, link(found.video)) if answer.fields().get("published") is True else None


async def post(calls: Calls, outgoing: Outgoing, made: Uploaded) -> Published | None:
    """By its text, and by its photos where it shows them. Raises Stopped."""

    def is_it(item: Item) -> bool:
        if not search.same(item.get("message") or "", outgoing.text):
            return False
        targets = set(_targets(item.get("attachments")))
        return not (made.photos and targets) or targets.issuperset(made.photos)

    path = f"/{calls.account}/feed"
    item = await search.find(calls, path, {"fields": FIELDS}, outgoing, is_it, "created_time")
    return Published(str(item["id"]), item.get("permalink_url") or link(str(item["id"]))) if item else None


def link(shown: str) -> str:
    """Leads to any post or video; the network sends readers on to its present address."""
    return f"{SITE}/{shown}"


def _targets(attachments: Any) -> list[str]:
    """Ids of the photos that a post shows, alone or in an album."""
    found: list[str] = []
    entries = attachments.get("data") if isinstance(attachments, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        target = entry.get("target")
        found += [str(target["id"])] if isinstance(target, dict) and target.get("id") else []
        found += _targets(entry.get("subattachments"))
    return found
