"""Cards of linked pages, and that nothing of our own house is ever read for one."""

from collections.abc import AsyncIterator, Mapping

import pytest
from aiohttp import web

from bot.publishers.link_card import Card, Cards, cards
from bot.publishers.public_web import NotRead, PublicWeb, is_public
from bot.sandbox.networks.network import Handler, Network
from bot.sandbox.networks.server import NetworkServer

PAGE = """<html><head><title>Not this</title>
<meta property="og:title" content="Acorns &amp;
 oaks"><meta property="og:description" content="도토리 이야기">
<meta property="og:image" content="/site/oak.png"></head><body><meta property="og:title" content="Nor this"></body>"""


class Site(Network):
    """Pages as they are found out there."""

    name = "site"

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, tuple[bytes, str]] = {
            "page": (PAGE.encode(), "text/html; charset=utf-8"),
            "oak.png": (b"\x89PNG" + bytes(96), "image/png"),
        }
        self.leads: Mapping[str, str] = {}

    def routes(self) -> list[tuple[str, str, Handler]]:
        return [("GET", "/{name}", self.get)]

    async def get(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name in self.leads:
            raise web.HTTPFound(self.leads[name])
        content, mime = self.pages.get(name, (b"", ""))
        return web.Response(body=content, headers={"Content-Type": mime}) if mime else web.Response(status=404)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    found = Site()
    server = NetworkServer([found])
    await server.start()
    yield found
    await server.stop()


@pytest.fixture
def near() -> Cards:
    """Loopback stands for the public web."""
    return cards(PublicWeb(allows=lambda _address: True, ports=frozenset()))


async def test_a_card_is_what_a_page_says_of_itself(site: Site, near: Cards) -> None:
    address = f"{site.origin}/page"
    picture = site.pages["oak.png"][0]
    assert await near(address, 100) == Card(address, "Acorns & oaks", "도토리 이야기", picture, "image/png")


async def test_a_picture_that_is_too_large_or_no_picture_is_left_out(site: Site, near: Cards) -> None:
    for most, mime in ((99, "image/png"), (100, "image/svg+xml"), (100, "text/html")):
        site.pages["oak.png"] = (site.pages["oak.png"][0], mime)
        found = await near(f"{site.origin}/page", most)
        assert found is not None and found.title and not found.picture


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"", "text/html"),
        (b"<html><head><title>  </title>", "text/html"),
        (b"<title>Looks like a page</title>", "application/pdf"),
        (b"\x1f\x8b\x08 packed all the same", "text/html"),
    ],
)
async def test_a_page_that_says_nothing_has_no_card(site: Site, near: Cards, content: bytes, mime: str) -> None:
    site.pages["page"] = (content, mime)
    assert await near(f"{site.origin}/page", 100) is None
    assert await near(f"{site.origin}/nothing", 100) is None


@pytest.mark.parametrize(
    ("written", "charset", "title"),
    [
        ("<title>도토리</title>", "euc-kr", "도토리"),
        ("<title>Oak</title>", "no-such-charset", "Oak"),
        ('<meta name="twitter:title" content="Oak">', "utf-8", "Oak"),
        (f"<title>{'x' * 500}</title>", "utf-8", "x" * 200),
    ],
)
async def test_titles_of_many_kinds(site: Site, near: Cards, written: str, charset: str, title: str) -> None:
    content = written.encode("euc-kr" if charset == "euc-kr" else "utf-8")
    site.pages["page"] = (content, f"text/html; charset={charset}")
    found = await near(f"{site.origin}/page", 100)
    assert found is not None and found.title == title


async def test_redirects_are_followed_a_few_times(site: Site, near: Cards) -> None:
    site.leads = {"a": "/site/page", "round": "/site/round"}
    found = await near(f"{site.origin}/a", 100)
    assert found is not None and found.address == f"{site.origin}/a"
    assert await near(f"{site.origin}/round", 100) is None


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "0.1.2.3", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
    ],
)
def test_what_is_not_out_there(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_what_is_out_there(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/"),
        *("http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data", "http://10.0.0.1:80/"),
        *("http://intranet/", "http://printer.local/", "https://acorn.example/", "http://metadata.google.internal/"),
        *("ftp://1.1.1.1/", "file:///etc/passwd", "http://user:word@1.1.1.1/", "http://1.1.1.1:22/"),
        *("http://1.1.1.1:99999/", "https:///nowhere", "nonsense"),
    ],
)
async def test_nothing_of_our_own_house_is_read(address: str) -> None:
    with pytest.raises(NotRead):
        await PublicWeb().read(address, 100)


async def test_a_redirect_into_our_house_is_not_followed(site: Site) -> None:
    """The first address is let through, as though it were out there; where it leads to is not."""
    asked: list[str] = []

    def only_once(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1

    site.leads = {"out": f"{site.origin.replace('127.0.0.1', '127.0.0.2')}/page"}
    with pytest.raises(NotRead, match="not out there"):
        await PublicWeb(allows=only_once, ports=frozenset()).read(f"{site.origin}/out", 100)
    assert len(site.calls) == 1
