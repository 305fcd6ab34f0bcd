"""What every publisher is given when it is opened."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import httpx
from slack_sdk.web.async_client import AsyncWebClient

Pause = Callable[[float], Awaitable[None]]
"""Waits for so many seconds; tests count instead."""


@dataclass(frozen=True)
class Opening:
    """One account of ours, and the means to reach it."""

    name: str
    address: str
    token: str | None
    slack: AsyncWebClient
    """Without retry handlers: a call that was repeated unseen could publish twice."""
    machine_now: Callable[[], datetime]
    http_transport: httpx.AsyncBaseTransport | None = None
    """Tests put a faulty wire in here; empty: the real one."""
    pause: Pause = asyncio.sleep
