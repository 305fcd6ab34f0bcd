"""The two ways in which the sandbox says no: to the app, and to a person."""

from typing import Any


class Refused(Exception):
    """A Web API method says no with one of Slack's own error codes, and whatever fields go with it."""

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

    def as_answer(self) -> dict[str, Any]:
        """Answer the body that Slack sends."""
        return {"ok": False, "error": self.code, **self.fields}


class NotPossible(Exception):
    """A person tried what Slack's own client would not let them do: a code, a sentence, and details."""

    def __init__(self, code: str, reason: str, **fields: Any) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.fields = fields

    def as_answer(self) -> dict[str, Any]:
        """Answer the body that the control API sends."""
        return {"ok": False, "error": self.code, "reason": self.reason, **self.fields}
