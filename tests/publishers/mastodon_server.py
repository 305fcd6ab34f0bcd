"""A server that speaks Mastodon's API and that we did not write, running for real on loopback."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.ports import free_port

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

    def like(self, status_id: str) -> None:
        self._client.post(f"/api/v1/statuses/{status_id}/favourite").raise_for_status()

    def answer(self, status_id: str, text: str) -> None:
        self._client.post("/api/v1/statuses", json={"status": text, "in_reply_to_id": status_id}).raise_for_status()

    def answers_to(self, status_id: str) -> list[str]:
        """Oldest first, as they were sent."""
        found = self._client.get(f"/api/v1/statuses/{status_id}/context").json()["descendants"]
        return [self.source(status) for status in found]

    def fault(self, effect: dict[str, Any], *, path: str = "*", count: int | None = 1) -> None:
        rule = {"match": {"path": path}, "effect": effect, "count": count}
        self._client.post("/api/v1/_mock/faults", json=rule).raise_for_status()

    def close(self) -> None:
        self._client.close()


@contextmanager
def started(folder: Path) -> Iterator[MastodonServer]:
    port = free_port()
    command = [sys.executable, "-m", "mastodon_mock", "serve", "--in-memory", "--host", "127.0.0.1"]
    with subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        ear = Ear(process)
        try:
            ear.wait_until("Uvicorn running on")
            server = MastodonServer(f"http://127.0.0.1:{port}")
            yield server
            server.close()
        finally:
            process.terminate()
            ear.join()


class Ear(threading.Thread):
    """Hears what a process says to its end, so that its pipe never fills."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._said: list[str] = []
        self._news = threading.Condition()
        self._is_over = False
        self.start()

    def run(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            with self._news:
                self._said.append(line)
                self._news.notify()
        with self._news:
            self._is_over = True
            self._news.notify()

    def wait_until(self, words: str) -> None:
        with self._news:
            self._news.wait_for(lambda: self._is_over or self._has(words), START)
            assert self._has(words), f"the server did not start: {''.join(self._said)}"

    def _has(self, words: str) -> bool:
        return any(words in line for line in self._said)
