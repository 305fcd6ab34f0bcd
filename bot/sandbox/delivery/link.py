"""The line to the app: envelopes out, acks in, each within three seconds, events again when they failed.

docs.slack.dev/apis/events-api (retries: at once, after one minute, after five) and
docs.slack.dev/apis/events-api/using-socket-mode (envelopes).
"""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from bot.sandbox.clocks import Cancellable, Machine
from bot.sandbox.delivery.envelopes import EVENTS, Ack, Carrier, Envelope
from bot.sandbox.faults import FaultKind, Faults
from bot.sandbox.traffic import Traffic

Json = dict[str, Any]
ACK_WITHIN = 3.0
RETRY_AFTER = (0.0, 60.0, 300.0)


class Link:
    """Sends envelopes through whichever carrier there is and keeps the time of their acks."""

    def __init__(self, machine: Machine, traffic: Traffic, faults: Faults, changed: Callable[[], None]) -> None:
        """Time acks by `machine`, record in `traffic`, call `changed` whenever something was settled."""
        self._machine = machine
        self._traffic = traffic
        self._faults = faults
        self._changed = changed
        self._out: dict[str, Envelope] = {}
        self._late: dict[str, Envelope] = {}
        self._held: list[Envelope] | None = None
        self._retries: dict[str, Cancellable] = {}
        self._delayed: dict[str, Cancellable] = {}
        self.carrier: Carrier | None = None

    @property
    def is_idle(self) -> bool:
        """Tell whether every envelope has been acked or has timed out."""
        return not self._out

    @property
    def waiting_retries(self) -> int:
        """Answer how many events wait to be sent again."""
        return len(self._retries)

    @property
    def is_held(self) -> bool:
        """Tell whether envelopes are kept back."""
        return self._held is not None

    def send(self, kind: str, name: str, payload: Json, *, accepts_response: bool = True) -> asyncio.Future[Ack]:
        """Send a payload; the future always answers, at the latest after three seconds."""
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        answer: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._dispatch(Envelope(kind, name, payload, text, answer, accepts_response))
        return answer

    def hold(self) -> None:
        """Keep envelopes back; their three seconds run all the same."""
        self._held = [] if self._held is None else self._held

    def release(self) -> None:
        """Let the envelopes that were kept back go, however late."""
        held, self._held = self._held or [], None
        for envelope in held:
            self._set_off(envelope)

    def acked(self, envelope_id: str, payload: Json | None) -> None:
        """Take an ack from the app. One that comes late, twice or for nothing is recorded as such."""
        envelope = self._out.pop(envelope_id, None)
        if envelope is None:
            known = self._late.get(envelope_id)
            error = "late_ack" if known else "unexpected_ack"
            name = known.name if known else "?"
            self._traffic.note("from_app", "ack", name, payload, error=error, envelope=envelope_id)
            return
        ms = (self._machine.now() - envelope.sent_at) * 1000
        self._traffic.note("from_app", "ack", envelope.name, payload, ms=round(ms, 2), envelope=envelope_id)
        self._settle(envelope, Ack(True, payload))

    def failed(self, envelope_id: str, reason: str) -> None:
        """Take note that an envelope could not be delivered or was answered with a failure."""
        envelope = self._out.pop(envelope_id, None)
        if envelope is None:
            return
        self._traffic.note("inside", "no_ack", envelope.name, None, error=reason, envelope=envelope_id)
        self._settle(envelope, Ack(False, error=reason))
        self._retry(envelope, reason)

    def no_retry(self, envelope_id: str, reason: str) -> None:
        """Like `failed`, but the app has asked not to be sent this again."""
        if envelope_id in self._out:
            self._out[envelope_id].attempt = len(RETRY_AFTER)
        self.failed(envelope_id, reason)

    def close(self) -> None:
        """Forget everything that is on its way."""
        for envelope in list(self._out.values()):
            self._settle(envelope, Ack(False, error="stopped"))
        for timer in (*self._retries.values(), *self._delayed.values()):
            timer.cancel()
        for waiting in (self._out, self._retries, self._delayed):
            waiting.clear()

    def _dispatch(self, envelope: Envelope) -> None:
        envelope.sent_at = self._machine.now()
        self._out[envelope.id] = envelope
        envelope.timer = self._machine.later(ACK_WITHIN, lambda: self._timed_out(envelope))
        if self._held is not None:
            self._held.append(envelope)
        else:
            self._set_off(envelope)
        self._changed()

    def _set_off(self, envelope: Envelope) -> None:
        faults = self._faults.take_for_envelope(envelope.kind, envelope.name, envelope.payload)
        envelope.copies = 2 if FaultKind.DUPLICATE in faults else 1
        envelope.warnings = [kind for kind in faults if kind != FaultKind.DUPLICATE] or None
        if FaultKind.CLOCK_SKEW in faults:
            envelope.skew = faults[FaultKind.CLOCK_SKEW].skew
        if FaultKind.LATE in faults:
            late = self._machine.later(faults[FaultKind.LATE].delay, lambda: self._carry(envelope))
            self._delayed[envelope.id] = late
        else:
            self._carry(envelope)

    def _carry(self, envelope: Envelope) -> None:
        self._delayed.pop(envelope.id, None)
        for copy in range(envelope.copies):
            self._note(envelope, ["duplicate"] if copy else envelope.warnings)
            if self.carrier is None or not self.carrier.carry(envelope):
                self.failed(envelope.id, "no_connection")

    def _note(self, envelope: Envelope, warnings: list[str] | None) -> None:
        kind, name = envelope.kind, envelope.name
        self._traffic.note("to_app", kind, name, envelope.text, warnings=warnings, envelope=envelope.id)

    def _timed_out(self, envelope: Envelope) -> None:
        self._late[envelope.id] = envelope
        while len(self._late) > 200:
            del self._late[next(iter(self._late))]
        self.failed(envelope.id, "timeout")

    def _settle(self, envelope: Envelope, ack: Ack) -> None:
        if envelope.timer is not None:
            envelope.timer.cancel()
        if not envelope.answer.done():
            envelope.answer.set_result(ack)
        self._changed()

    def _retry(self, failed: Envelope, reason: str) -> None:
        if failed.kind != EVENTS or failed.attempt >= len(RETRY_AFTER):
            return
        answer: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        again = Envelope(failed.kind, failed.name, failed.payload, failed.text, answer, failed.accepts_response)
        again.attempt, again.reason = failed.attempt + 1, reason
        wait = RETRY_AFTER[failed.attempt]
        self._retries[again.id] = self._machine.later(wait, lambda: self._send_again(again))

    def _send_again(self, envelope: Envelope) -> None:
        self._retries.pop(envelope.id, None)
        self._dispatch(envelope)
