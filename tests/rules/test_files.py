"""Files are fetched from Slack, and the token is shown to nobody else."""

from collections.abc import AsyncIterator
from typing import Any, cast

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.files import LARGEST, Files
from bot.settings import Settings
from handlers.desk import FileTrouble

TOKEN = "xoxb-the-token"


def told(api: str = "https://slack.com/api/") -> Settings:
    return Settings(slack_bot_token=SecretStr(TOKEN), review_channel="#a", timezone="UTC", slack_api_url=api)


class Nowhere:
    """A session that only writes down who would have been asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, url: object, **_more: object) -> object:
        self.asked.append(str(url))
        raise aiohttp.ClientError


@pytest.mark.parametrize(
    ("url", "is_asked"),
    [
        ("https://files.slack.com/files-pri/T1-F1/oak.png", True),
        ("https://slack-files.com/T1-F1-abc", True),
        ("http://files.slack.com/files-pri/T1-F1/oak.png", False),
        ("https://files.slack.com:8443/oak.png", False),
        ("https://someone@files.slack.com/oak.png", False),
        ("https://someone:secret@files.slack.com/oak.png", False),
        ("https://files.slack.com.example/oak.png", False),
        ("https://evil.slack.com/oak.png", False),
        ("https://slack.com/api/files.info", False),
        ("https://files.slack.com@evil.example/oak.png", False),
        ("https://evil.example/https://files.slack.com/oak.png", False),
        ("ftp://files.slack.com/oak.png", False),
        ("file:///etc/passwd", False),
        ("//files.slack.com/oak.png", False),
        ("", False),
    ],
)
async def test_only_slacks_own_file_hosts_are_asked(url: str, is_asked: bool) -> None:
    nowhere = Nowhere()
    with pytest.raises(FileTrouble) as trouble:
        await Files(told(), cast(Any, nowhere)).download(url)
    assert nowhere.asked == ([url] if is_asked else [])
    assert trouble.value.code == ("file_unreachable" if is_asked else "file_elsewhere")


class Host:
    """A server that knows who came, and with which token."""

    def __init__(self) -> None:
        self.came: list[tuple[str, str]] = []
        self.answer = web.Response(body=b"an oak", content_type="image/png")

    async def get(self, request: web.Request) -> web.StreamResponse:
        self.came.append((request.path, request.headers.get("Authorization", "")))
        if "to" in request.query:
            return web.Response(status=302, headers={"Location": request.query["to"]})
        return self.answer


@pytest.fixture
async def hosts() -> AsyncIterator[tuple[Host, str, Host, str, Files]]:
    """Ours, which the settings name, and a stranger's; each with its address."""
    ours, stranger = Host(), Host()
    apps = []
    for host in (ours, stranger):
        app = web.Application()
        app.router.add_get("/{path:.*}", host.get)
        apps.append(app)
    async with TestServer(apps[0]) as one, TestServer(apps[1]) as other, aiohttp.ClientSession() as session:
        here, there = str(one.make_url("/")), str(other.make_url("/"))
        yield ours, here, stranger, there, Files(told(f"{here}api/"), session)


async def test_the_origin_that_the_settings_name_is_asked_with_the_token(
    hosts: tuple[Host, str, Host, str, Files],
) -> None:
    ours, here, _, _, files = hosts
    assert await files.download(f"{here}files/oak.png") == b"an oak"
    assert ours.came == [("/files/oak.png", f"Bearer {TOKEN}")]


async def test_a_redirect_is_followed_there_and_nowhere_else(hosts: tuple[Host, str, Host, str, Files]) -> None:
    _, here, stranger, there, files = hosts
    assert await files.download(f"{here}a?to=/b") == b"an oak"
    for away in (f"{there}steal", f"{here}a?to={there}steal", "http://169.254.169.254/"):
        with pytest.raises(FileTrouble, match="file_elsewhere"):
            await files.download(f"{here}a?to={away}")
    assert stranger.came == []
    with pytest.raises(FileTrouble, match="file_gone"):
        await files.download(f"{here}round?to=/round%3Fto%3D/round%253Fto%253D/round%25253Fto%25253D/round")


async def test_a_login_page_is_no_file(hosts: tuple[Host, str, Host, str, Files]) -> None:
    ours, here, _, _, files = hosts
    ours.answer = web.Response(text="<form>Sign in</form>", content_type="text/html")
    with pytest.raises(FileTrouble, match="file_gone"):
        await files.download(f"{here}oak.png")


async def test_what_is_too_big_is_not_read_to_its_end(hosts: tuple[Host, str, Host, str, Files]) -> None:
    ours, here, _, _, files = hosts
    ours.answer = web.Response(body=b"", headers={"Content-Length": str(LARGEST + 1)}, content_type="video/mp4")
    with pytest.raises(FileTrouble, match="file_too_big"):
        await files.download(f"{here}oak.mp4")
