"""One call of a Web API method: its arguments, however they were sent, and the table of methods."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.limits import Tier
from bot.sandbox.refusals import Refused
from bot.sandbox.world import World

Json = dict[str, Any]


@dataclass
class Call:
    """The arguments as sent. Forms and query strings hold text only; JSON holds anything."""

    world: World
    method: str
    args: Json
    warnings: list[str] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        """Answer an argument as text."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def need(self, name: str, code: str | None = None) -> str:
        """Answer an argument as text. Refuses, with `code` if given, when it is missing or empty."""
        value = self.text(name)
        if value:
            return value
        if code is not None:
            raise Refused(code)
        messages = [f"[ERROR] missing required field: {name}"]
        raise Refused("invalid_arguments", response_metadata={"messages": messages})

    def flag(self, name: str, default: bool = False) -> bool:
        """Answer an argument as yes or no; forms say 1, true, 0 or false."""
        value = self.args.get(name)
        if value is None or value == "":
            return default
        return value if isinstance(value, bool) else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """Answer an argument as a whole number."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise Refused("invalid_arguments", response_metadata=_wrong(name, "must be a number")) from None

    def parsed(self, name: str, code: str = "invalid_arguments") -> Any:
        """Answer a structured argument, which forms and query strings carry as JSON text; None if absent."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(code, response_metadata=_wrong(name, "must be valid JSON")) from None


def _wrong(name: str, what: str) -> Json:
    return {"messages": [f"[ERROR] {what} [json-pointer:/{name}]"]}


@dataclass(frozen=True)
class Method:
    """A Web API method: what runs, which arguments it knows, which scopes it needs (one of), how often."""

    run: Callable[[Call], Json]
    args: frozenset[str]
    scopes: tuple[str, ...]
    tier: Tier
    with_app_token: bool = False


def method(run: Callable[[Call], Json], args: str, scopes: str, tier: Tier, *, with_app_token: bool = False) -> Method:
    """Describe a method; `args` and `scopes` are words with spaces between them."""
    return Method(run, frozenset(args.split()), tuple(scopes.split()), tier, with_app_token)
