"""Socket Mode: up to ten WebSockets, each envelope to one of them.

docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox.delivery.envelopes import Envelope
from bot.sandbox.delivery.link import Link
from bot.sandbox.traffic import Traffic

Json = dict[str, Any]
MOST_CONNECTIONS = 10
# Slack's own figure in the documentation, in seconds.
CONNECTION_LASTS = 3600


class Connection:
    """One open socket; a queue keeps the order of what is sent."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        """Write to `socket`, which `request` has opened."""
        self.socket = socket
        self._request = request
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()

    def send(self, text: str) -> None:
        """Send one frame, after those before it."""
        self._queue.put_nowait(text)

    def close(self) -> None:
        """Close after what has been queued."""
        self._queue.put_nowait(None)

    def cut(self) -> None:
        """Break off without a closing frame."""
        if self._request.transport is not None:
            self._request.transport.abort()
        self.close()

    async def write(self) -> None:
        """Write frames until closed."""
        while (text := await self._queue.get()) is not None:
            try:
                await self.socket.send_str(text)
            except ConnectionError:
                break
        await self.socket.close()


class Sockets:
    """The app's open connections, and what Slack may do to them."""

    def __init__(self, link: Link, traffic: Traffic, app_id: str, changed: Callable[[], None]) -> None:
        """Hand acks to `link`; call `changed` when a connection comes or goes."""
        self._link = link
        self._traffic = traffic
        self._app_id = app_id
        self._changed = changed
        self._connections: list[Connection] = []
        self._turn = 0
        self._tickets: set[str] = set()

    @property
    def count(self) -> int:
        """Answer how many connections are open."""
        return len(self._connections)

    def issue_ticket(self) -> str:
        """Answer a single-use ticket for one connection."""
        ticket = secrets.token_urlsafe(18)
        self._tickets.add(ticket)
        return ticket

    def carry(self, envelope: Envelope) -> bool:
        """Give the envelope to one connection, in turn."""
        if not self._connections:
            return False
        self._turn = (self._turn + 1) % len(self._connections)
        self._connections[self._turn].send(_frame(envelope))
        return True

    def disconnect(self, reason: str) -> None:
        """Announce that the connections are about to end: warning, refresh_requested or link_disabled."""
        for connection in list(self._connections):
            connection.send(_disconnect(reason))
            if reason != "warning":
                self._connections.remove(connection)
                connection.close()

    def drop(self) -> None:
        """Cut every connection without a word."""
        for connection in self._connections:
            connection.cut()
        self._connections.clear()

    def close(self) -> None:
        """Close every connection."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection for as long as it lives."""
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets:
            return web.Response(status=404, text="This ticket is unknown or has been used.")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(max_msg_size=16 * 1024 * 1024)
        await socket.prepare(request)
        connection = Connection(socket, request)
        writer = asyncio.create_task(connection.write())
        try:
            self._greet(connection)
            await self._listen(socket)
        finally:
            self._forget(connection)
            await writer
        return socket

    def _greet(self, connection: Connection) -> None:
        if len(self._connections) >= MOST_CONNECTIONS:
            self._traffic.shout("socket", "too_many_websockets", None, "too_many_websockets")
            connection.send(_disconnect("too_many_websockets"))
            connection.close()
            return
        self._connections.append(connection)
        hello = {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {
                "host": "sandbox",
                "build_number": 1,
                "approximate_connection_time": CONNECTION_LASTS,
            },
            "connection_info": {"app_id": self._app_id},
        }
        connection.send(json.dumps(hello))
        self._traffic.note("to_app", "socket", "hello", hello)
        self._changed()

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                self._take(frame.data)

    def _take(self, text: str) -> None:
        try:
            ack = json.loads(text)
            envelope_id = ack["envelope_id"]
        except (ValueError, KeyError, TypeError):
            self._traffic.shout("socket", "frame", {"text": text[:500]}, "not_an_ack")
            return
        payload = ack.get("payload")
        self._link.acked(envelope_id, payload if payload else None)

    def _forget(self, connection: Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
        connection.close()
        self._changed()


def _disconnect(reason: str) -> str:
    return json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})


def _frame(envelope: Envelope) -> str:
    head: Json = {"envelope_id": envelope.id, "type": envelope.kind}
    head |= {"accepts_response_payload": envelope.accepts_response}
    if envelope.kind == "events_api":
        head |= {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason}
    # The payload has been written once already, so it is spliced in as text.
    return f'{json.dumps(head)[:-1]}, "payload": {envelope.text}}}'
