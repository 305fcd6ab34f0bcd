"""The card of a linked page, for networks whose clients must make it: title, description and a picture (ogp.me)."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

from bot.publishers.public_web import NotRead, Page, PublicWeb

log = logging.getLogger(__name__)

LONGEST_PAGE = 512 * 1024
"""Bytes in which a page's head must be."""
LONGEST_TITLE, LONGEST_DESCRIPTION = 200, 300
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})


@dataclass(frozen=True)
class Card:
    """Of one page."""

    address: str
    """As it was linked to."""
    title: str
    description: str = ""
    picture: bytes = b""
    mime: str = ""


Cards = Callable[[str, int], Awaitable[Card | None]]
"""The card of an address, with a picture of at most so many bytes; nothing where it cannot be had."""


def cards(web: PublicWeb) -> Cards:
    """By reading the page."""

    async def read(address: str, most: int) -> Card | None:
        try:
            page = await web.read(address, LONGEST_PAGE)
        except NotRead as trouble:
            log.info("No card for a link: %s", trouble)
            return None
        head = _head(page)
        if not head.title:
            return None
        picture = await _picture(web, urljoin(page.address, head.picture), most) if head.picture else None
        mime = picture.mime.partition(";")[0].strip().lower() if picture else ""
        title, description = head.title[:LONGEST_TITLE], head.description[:LONGEST_DESCRIPTION]
        return Card(address, title, description, picture.content if picture else b"", mime)

    return read


async def _picture(web: PublicWeb, address: str, most: int) -> Page | None:
    """As it is, or not at all: nothing that strangers made is opened here."""
    try:
        page = await web.read(address, most + 1)
    except NotRead:
        return None
    is_fitting = page.mime.partition(";")[0].strip().lower() in PICTURES and 0 < len(page.content) <= most
    return page if is_fitting else None


def _head(page: Page) -> "_Head":
    head = _Head()
    if page.mime.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml"):
        charset = page.mime.lower().partition("charset=")[2].strip(" \"';") or "utf-8"
        try:
            text = page.content.decode(charset, "replace")
        except LookupError:
            text = page.content.decode("utf-8", "replace")
        # A page says what it is in its head; the rest of it is not read.
        head.feed(text.partition("<body")[0])
        head.close()
    return head


class _Head(HTMLParser):
    """What a page says of itself; its own words for others go before its title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._said: dict[str, str] = {}
        self._is_in_title = False

    @property
    def title(self) -> str:
        return self._first("og:title", "twitter:title", "title")

    @property
    def description(self) -> str:
        return self._first("og:description", "twitter:description", "description")

    @property
    def picture(self) -> str:
        return self._first("og:image:secure_url", "og:image", "og:image:url", "twitter:image")

    def _first(self, *names: str) -> str:
        return next((" ".join(self._said[name].split()) for name in names if self._said.get(name, "").strip()), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_in_title = tag == "title" and "title" not in self._said
        if tag == "meta":
            given = dict(attrs)
            name = (given.get("property") or given.get("name") or "").lower()
            self._said.setdefault(name, given.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._is_in_title = False

    def handle_data(self, data: str) -> None:
        if self._is_in_title:
            self._said["title"] = self._said.get("title", "") + data
