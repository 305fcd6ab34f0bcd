"""A socket that has gone deaf is opened anew, one attempt at a time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from aiohttp import WSMessage, WSMsgType

from bot.watchdog import Watchdog


@dataclass
class Socket:
    """The parts of the SDK's client that the watchdog touches."""

    on_message_listeners: list[Callable[[WSMessage], Awaitable[None]]] = field(default_factory=list)
    attempts: int = 0
    answer: "asyncio.Event" = field(default_factory=asyncio.Event)
    trouble: Exception | None = None

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        assert force
        self.attempts += 1
        await self.answer.wait()
        if self.trouble:
            raise self.trouble

    async def hello(self) -> None:
        for listener in self.on_message_listeners:
            await listener(WSMessage(WSMsgType.TEXT, "hello", None))


class Hand:
    at = 0.0

    def now(self) -> float:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def socket() -> Socket:
    return Socket()


@pytest.fixture
def watchdog(socket: Socket, hand: Hand) -> Watchdog:
    return Watchdog(socket, hand.now)


async def looked(watchdog: Watchdog) -> None:
    await watchdog.look()
    await asyncio.sleep(0)  # Lets the attempt begin; no time passes.


async def test_ten_quiet_minutes_are_nothing_unusual(watchdog: Watchdog, socket: Socket, hand: Hand) -> None:
    hand.at = 600
    await looked(watchdog)
    assert socket.attempts == 0
    assert not watchdog.is_deaf()


async def test_more_than_that_opens_a_new_connection_once(watchdog: Watchdog, socket: Socket, hand: Hand) -> None:
    hand.at = 601
    await looked(watchdog)
    await looked(watchdog)
    assert socket.attempts == 1
    await watchdog.close()


async def test_a_hello_makes_it_well_again(watchdog: Watchdog, socket: Socket, hand: Hand) -> None:
    hand.at = 2000
    assert watchdog.is_deaf()
    await socket.hello()
    assert not watchdog.is_deaf()
    await looked(watchdog)
    assert socket.attempts == 0


async def test_an_attempt_that_fails_is_followed_by_another(watchdog: Watchdog, socket: Socket, hand: Hand) -> None:
    socket.trouble = OSError("no way")
    socket.answer.set()
    hand.at = 601
    await looked(watchdog)
    assert watchdog.reconnecting is not None
    await watchdog.reconnecting
    await looked(watchdog)
    assert socket.attempts == 2
    hand.at = 901
    assert watchdog.is_deaf()
    await watchdog.close()
