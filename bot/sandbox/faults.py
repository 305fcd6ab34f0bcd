"""Faults on demand: the next matching calls or envelopes go wrong in the way that was asked for."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class FaultKind(StrEnum):
    """What may go wrong, to a call of the app, to an envelope on its way to the app, or to the app's token."""

    TOO_MANY = "429"  # A call is answered 429 with Retry-After.
    SERVER_ERROR = "5xx"  # A call is answered 503, without JSON.
    DELAY = "delay"  # A call is served `delay` seconds later.
    DROP_BEFORE = "drop_before"  # A call's connection is cut before anything has happened.
    DROP_AFTER = "drop_after"  # A call has its effect, and its connection is cut instead of an answer.
    ERROR = "error"  # A call is answered with the error `error`.
    DUPLICATE = "duplicate"  # An envelope is delivered twice.
    LATE = "late"  # An envelope arrives `delay` seconds late, while its three seconds run.
    CLOCK_SKEW = "clock_skew"  # A request in HTTP mode is signed `skew` seconds ahead of (or behind) the time.
    TOKEN_REVOKED = "token_revoked"  # Until cleared, every call with the bot's token is answered so.
    ACCOUNT_INACTIVE = "account_inactive"  # The same, as after the app was uninstalled.


KINDS = tuple(FaultKind)
OF_ENVELOPES = (FaultKind.DUPLICATE, FaultKind.LATE, FaultKind.CLOCK_SKEW)
OF_THE_TOKEN = (FaultKind.TOKEN_REVOKED, FaultKind.ACCOUNT_INACTIVE)
OF_CALLS = tuple(kind for kind in FaultKind if kind not in (*OF_ENVELOPES, *OF_THE_TOKEN))


@dataclass
class Fault:
    """What goes wrong, where (None: anywhere), and how many times (None: until cleared).

    `method` narrows a fault of calls; `envelope` one of envelopes, by its type (`events_api`, `interactive`,
    `slash_commands`) or by what it carries (`block_actions`, `message.message_changed`, `/submit-post`).
    `channel` and `user` narrow both. `retry_after`, `delay` and `skew` are seconds.
    """

    kind: str
    method: str | None = None
    channel: str | None = None
    user: str | None = None
    times: int | None = 1
    error: str = "internal_error"
    retry_after: int = 1
    delay: float = 0.0
    envelope: str | None = None
    skew: float = 600.0

    def is_of_call(self, method: str, args: Json) -> bool:
        """Tell whether this call is the one that is to go wrong."""
        channels, people = _named(args, "channel", "channel_id"), _named(args, "user", "user_id", "users", "channel")
        return self.kind in OF_CALLS and self.method in (None, method) and self._is_about(channels, people)

    def is_of_envelope(self, kind: str, name: str, payload: Json) -> bool:
        """Tell whether this envelope is the one that is to go wrong."""
        about = payload.get("event", payload)
        about = {**about.get("item", {}), **about} if isinstance(about.get("item"), dict) else about
        channels, people = _named(about, "channel", "channel_id"), _named(about, "user", "user_id")
        return self.kind in OF_ENVELOPES and self.envelope in (None, kind, name) and self._is_about(channels, people)

    def _is_about(self, channels: set[str], people: set[str]) -> bool:
        return (self.channel is None or self.channel in channels) and (self.user is None or self.user in people)


class Faults:
    """The faults that are still to happen, in the order in which they were set."""

    def __init__(self) -> None:
        """Begin with none."""
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let `fault` happen. Raises ValueError for a kind that does not exist, or a place that it cannot have."""
        if fault.kind not in KINDS:
            raise ValueError(f"There is no fault {fault.kind!r}; choose one of {', '.join(KINDS)}.")
        if fault.method is not None and fault.kind not in OF_CALLS:
            raise ValueError(f"{fault.kind} happens to no method; leave method out.")
        if fault.envelope is not None and fault.kind not in OF_ENVELOPES:
            raise ValueError(f"{fault.kind} happens to no envelope; leave envelope out.")
        if fault.kind in OF_THE_TOKEN:
            fault.times = None
        self._faults.append(fault)

    def still_set(self) -> list[Json]:
        """Answer the faults that are still to happen, each with its fields; `times` is how often it still will."""
        return [asdict(fault) for fault in self._faults]

    def count(self, kind: FaultKind) -> int:
        """Answer how many faults of one kind are set."""
        return sum(fault.kind == kind for fault in self._faults)

    def clear(self, kind: str | None = None) -> None:
        """Call all faults off, or those of one kind."""
        self._faults = [fault for fault in self._faults if kind not in (None, fault.kind)]

    def take(self, method: str, args: Json) -> Fault | None:
        """Answer the first fault that fits this call, and use it up."""
        for fault in self._faults:
            if fault.is_of_call(method, args):
                self._use(fault)
                return fault
        return None

    def take_for_envelope(self, kind: str, name: str, payload: Json) -> dict[str, Fault]:
        """Answer the first fault of each kind that fits this envelope, by kind, and use them up."""
        found: dict[str, Fault] = {}
        for fault in self._faults:
            if fault.is_of_envelope(kind, name, payload):
                found.setdefault(fault.kind, fault)
        for fault in found.values():
            self._use(fault)
        return found

    def token_refusal(self) -> str | None:
        """Answer the error with which every call with the bot's token is refused, if it is."""
        return next((str(fault.kind) for fault in self._faults if fault.kind in OF_THE_TOKEN), None)

    def _use(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)


def _named(given: Json, *names: str) -> set[str]:
    """The ids under these names: text, several with commas between, or an object with an id."""
    values = (given.get(name) for name in names)
    ids = (str(value.get("id", "")) if isinstance(value, dict) else str(value or "") for value in values)
    return {one.strip() for id_ in ids for one in id_.split(",")}
