"""Wires that fail in the ways that matter: before the request left, and after it had its effect."""

import ssl
from collections.abc import Callable

import httpx

NOBODY_TRUSTED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Loopback is spoken to in the clear, and reading whom everybody trusts would take longer than most tests."""

Matches = Callable[[httpx.Request], bool]


def to(method: str, end_of_path: str) -> Matches:
    return lambda request: request.method == method and request.url.path.endswith(end_of_path)


class Wire(httpx.AsyncBaseTransport):
    """The real one, until it is told to fail."""

    def __init__(self) -> None:
        self._real = httpx.AsyncHTTPTransport(verify=NOBODY_TRUSTED)
        self._faults: list[tuple[Matches, type[httpx.TransportError], bool]] = []
        self.sent: list[httpx.Request] = []
        self.is_closed = False

    def lose_the_answer(self, matches: Matches) -> None:
        """The next such request is carried out; its answer never arrives."""
        self._faults.append((matches, httpx.ReadTimeout, True))

    def fail(self, matches: Matches, error: type[httpx.TransportError]) -> None:
        """The next such request goes nowhere."""
        self._faults.append((matches, error, False))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        for fault in self._faults:
            matches, error, is_carried_out = fault
            if matches(request):
                self._faults.remove(fault)
                if is_carried_out:
                    await (await self._real.handle_async_request(request)).aread()
                raise error("as the test wants it", request=request)
        return await self._real.handle_async_request(request)

    async def aclose(self) -> None:
        self.is_closed = True
        await self._real.aclose()


def answering(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    """A server that is one function."""
    return httpx.MockTransport(answer)
