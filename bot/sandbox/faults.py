"""Faults on demand: the next matching Web API calls go wrong in the way that was asked for."""

from dataclasses import asdict, dataclass
from typing import Any

KINDS = ("429", "5xx", "delay", "drop_before", "drop_after", "error")


@dataclass
class Fault:
    """What goes wrong, for which method, channel and person (None: any), and how many times (None: for ever)."""

    kind: str
    method: str | None = None
    channel: str | None = None
    user: str | None = None
    times: int | None = 1
    error: str = "internal_error"
    retry_after: int = 1
    delay: float = 0.0

    def matches(self, method: str, args: dict[str, Any]) -> bool:
        """Tell whether this call is the one that is to go wrong."""
        return (
            self.method in (None, method)
            and self.channel in (None, args.get("channel"), args.get("channel_id"))
            and self.user in (None, args.get("user"), args.get("user_id"), args.get("users"))
        )


class Faults:
    """The faults that are still to happen, in the order in which they were set."""

    def __init__(self) -> None:
        """Begin with none."""
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let `fault` happen. Raises ValueError for a kind that does not exist."""
        if fault.kind not in KINDS:
            raise ValueError(f"There is no fault {fault.kind!r}; choose one of {', '.join(KINDS)}.")
        self._faults.append(fault)

    def still_set(self) -> list[dict[str, Any]]:
        """Answer the faults that are still to happen, each with its fields; `times` is how often it still will."""
        return [asdict(fault) for fault in self._faults]

    def clear(self) -> None:
        """Call all faults off."""
        self._faults.clear()

    def take(self, method: str, args: dict[str, Any]) -> Fault | None:
        """Answer the first fault that fits this call, and use it up."""
        for fault in self._faults:
            if fault.matches(method, args):
                self._use(fault)
                return fault
        return None

    def _use(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)
