"""A wire that is cut after so many bytes, counted both ways."""

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit


class CutProxy:
    """Stands before a server on loopback. Without `cut_after` it lets everything through, and counts."""

    def __init__(self, origin: str) -> None:
        self._target = urlsplit(origin)
        self._server: asyncio.Server | None = None
        self._links: set[asyncio.Task[None]] = set()
        self.passed = 0
        self.cut_after: int | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)

    @property
    def origin(self) -> str:
        """What stands in for the server's own."""
        assert self._server is not None, "it listens once it is started"
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}{self._target.path}"

    def begin(self, cut_after: int | None) -> None:
        """Counts afresh."""
        self.passed, self.cut_after = 0, cut_after

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for link in self._links:
            link.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = asyncio.ensure_future(self._link(reader, writer))
        self._links.add(link)
        link.add_done_callback(self._links.discard)

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(self._target.hostname, self._target.port)
        ways = [asyncio.ensure_future(self._carry(*way)) for way in ((reader, back), (there, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for end in (writer, back):
                end.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while piece := await reader.read(65536):
                room = len(piece) if self.cut_after is None else max(0, self.cut_after - self.passed)
                self.passed += len(piece[:room])
                writer.write(piece[:room])
                await writer.drain()
                if room < len(piece):
                    return
