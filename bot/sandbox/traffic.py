"""What went over the wire in both directions, for the inspector and for tests."""

import json
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]
KEPT = 2_000
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Entry:
    """One thing that went over the wire. `payload` may be JSON text: it is parsed only when somebody looks."""

    seq: int
    at: datetime
    direction: str
    kind: str
    name: str
    ok: bool
    payload: Json | str | None
    error: str | None = None
    warnings: list[str] | None = None
    ms: float | None = None
    answer: Json | None = None
    envelope: str | None = None

    def as_json(self) -> Json:
        """Answer the form that the control API hands out."""
        named = "method" if self.kind == "web_api" else "type"
        payload = json.loads(self.payload) if isinstance(self.payload, str) else self.payload
        entry: Json = {"seq": self.seq, "at": self.at.isoformat(), "direction": self.direction, "kind": self.kind}
        entry |= {named: self.name, "ok": self.ok, "payload": payload}
        extra = {"error": self.error, "warnings": self.warnings, "ms": self.ms, "answer": self.answer}
        extra["envelope"] = self.envelope
        return entry | {key: value for key, value in extra.items() if value is not None}


class Traffic:
    """The last 2,000 entries."""

    def __init__(self, now: Callable[[], datetime], noted: Callable[[], None]) -> None:
        """Stamp entries by `now`, and call `noted` after each."""
        self._now = now
        self._noted = noted
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._seq = 0

    def note(
        self,
        direction: str,
        kind: str,
        name: str,
        payload: Json | str | None,
        *,
        error: str | None = None,
        warnings: list[str] | None = None,
        ms: float | None = None,
        answer: Json | None = None,
        envelope: str | None = None,
    ) -> None:
        """Remember one entry. `direction` is to_app, from_app or inside; `envelope` joins an ack to what it acks."""
        self._seq += 1
        ok = error is None
        self._entries.append(
            Entry(self._seq, self._now(), direction, kind, name, ok, payload, error, warnings, ms, answer, envelope)
        )
        self._noted()

    def shout(self, kind: str, name: str, payload: Json | None, error: str, answer: Json | None = None) -> None:
        """Remember something that must not be overlooked, and log it; `answer` tells what is wrong, and where."""
        self.note("from_app", kind, name, payload, error=error, answer=answer)
        log.error("%s %s: %s", kind, name, error)

    def since(self, seq: int = 0, most: int = KEPT) -> list[Json]:
        """Answer the entries after number `seq`, oldest first; of many the newest `most`."""
        found = [entry for entry in self._entries if entry.seq > seq]
        return [entry.as_json() for entry in found[-most:]]

    def calls(self, method: str) -> list[Json]:
        """Answer the recorded calls of one Web API method, oldest first."""
        return [e.as_json() for e in self._entries if e.kind == "web_api" and e.name == method]
