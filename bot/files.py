"""Fetches people's files from Slack, and hands our token to nobody else.

Only Slack's own file hosts, or the origin of SLACK_API_URL where that is not Slack's, ever see the token. Redirects are
followed by hand, each checked anew. Source: docs.slack.dev/reference/objects/file-object, "url_private".
"""

from dataclasses import dataclass

import aiohttp
from yarl import URL

from bot.settings import Settings
from handlers.checks import videos
from handlers.desk import FileTrouble

SLACK_HOSTS = frozenset({"files.slack.com", "slack-files.com"})
LARGEST = videos.MAX_BYTES
TIMEOUT = aiohttp.ClientTimeout(total=300, sock_connect=5, sock_read=30)
"""Seconds; a video takes its time."""
MOST_REDIRECTS = 3
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Files:
    """Downloads with the bot's token."""

    settings: Settings
    session: aiohttp.ClientSession

    async def download(self, url: str) -> bytes:
        """The bytes. Raises FileTrouble: file_elsewhere, file_gone, file_too_big or file_unreachable."""
        try:
            return await self._follow(URL(url))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            raise FileTrouble("file_unreachable") from None

    async def _follow(self, url: URL) -> bytes:
        for _ in range(MOST_REDIRECTS + 1):
            if not self._is_trusted(url):
                raise FileTrouble("file_elsewhere")
            token = self.settings.slack_bot_token.get_secret_value()
            headers = {"Authorization": f"Bearer {token}"}
            async with self.session.get(url, headers=headers, allow_redirects=False, timeout=TIMEOUT) as answer:
                if answer.status not in (301, 302, 303, 307, 308):
                    return await _read(answer)
                url = url.join(URL(answer.headers.get("Location", "")))
        raise FileTrouble("file_gone")

    def _is_trusted(self, url: URL) -> bool:
        if url.user or url.password:
            return False
        if url.scheme == "https" and url.host in SLACK_HOSTS and url.port == 443:
            return True
        api = URL(self.settings.slack_api_url)
        return api.host != "slack.com" and url.origin() == api.origin()


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    # A refused token gets a login page with status 200; that page must not be taken for the file.
    if answer.status != 200 or answer.content_type == "text/html":
        raise FileTrouble("file_gone")
    if (answer.content_length or 0) > LARGEST:
        raise FileTrouble("file_too_big")
    content = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        content += chunk
        if len(content) > LARGEST:
            raise FileTrouble("file_too_big")
    return bytes(content)
