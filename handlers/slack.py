"""The port to Slack for everything that is posted: how it may fail, told apart by what is known afterwards.

Opening a modal or answering a press goes through Bolt's client directly: there the person sees the failure.
"""

from collections.abc import Mapping
from typing import Any, Protocol


class SlackError(Exception):
    """Slack did not do it. The code is Slack's own error name where it gave one."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


class RateLimited(SlackError):
    """Asked to wait; nothing was done."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after
        """Seconds."""


class SlackRefused(SlackError):
    """Slack answered no; nothing was done."""


class SlackUncertain(SlackError):
    """No answer, or a 5xx, after the request had left: it may have been done."""


class SlackNotReached(SlackError):
    """The connection failed before anything was sent; nothing was done."""


class Slack(Protocol):
    """Web API calls with manners: paced by method and channel, never repeated by themselves."""

    async def call(self, method: str, *, channel: str | None = None, **arguments: Any) -> Mapping[str, Any]:
        """One call. Raises one of the errors above.

        `channel` paces and is sent along. With `_urgent=True` it does not wait for the pace (answers to presses).
        """
        ...
