"""A server that speaks Mastodon's API and that we did not write, running for real on loopback."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

TOKEN = "mock_token"
START = 60
"""Seconds for its imports on a busy machine; it needs two."""


class MastodonServer:
    """What tests do with it behind the publisher's back."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30)

    def reset(self) -> None:
        self._client.post("/api/v1/_mock/reset").raise_for_status()

    def statuses(self) -> list[dict[str, Any]]:
        """The account's statuses, newest first."""
        me = self._client.get("/api/v1/accounts/verify_credentials").json()["id"]
        found: list[dict[str, Any]] = self._client.get(f"/api/v1/accounts/{me}/statuses").json()
        return found

    def source(self, status: dict[str, Any]) -> str:
        return str(self._client.get(f"/api/v1/statuses/{status['id']}/source").json()["text"])

    def say(self, text: str) -> None:
        """Somebody else with the same account."""
        self._client.post("/api/v1/statuses", json={"status": text}).raise_for_status()

    def fault(self, effect: dict[str, Any], *, path: str = "*", count: int | None = 1) -> None:
        rule = {"match": {"path": path}, "effect": effect, "count": count}
        self._client.post("/api/v1/_mock/faults", json=rule).raise_for_status()

    def close(self) -> None:
        self._client.close()


@contextmanager
def started(folder: Path) -> Iterator[MastodonServer]:
    port = _free_port()
    command = [sys.executable, "-m", "mastodon_mock", "serve", "--in-memory", "--host", "127.0.0.1"]
    with subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            _until_ready(process)
            server = MastodonServer(f"http://127.0.0.1:{port}")
            yield server
            server.close()
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_ready(process: subprocess.Popen[str]) -> None:
    """Reads what it says until it says that it is there, and goes on reading, so that its pipe never fills."""
    said: list[str] = []
    heard = threading.Event()

    def listen() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if "Uvicorn running on" in line:
                heard.set()
        heard.set()

    threading.Thread(target=listen, daemon=True).start()
    assert heard.wait(START) and process.poll() is None, f"the server did not start: {''.join(said)}"
