"""One of every element that keeps a value: empty, begun by the app, and filled in by a person."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.modals.elements import VALUE_FIELD
from tests.sandbox.block_kit.judging import Json, entry, option

RICH: Json = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "warm"}]}],
}


def offered(value: str) -> Json:
    """An option as the app gets it back: Slack has filled it in."""
    return {"text": {"type": "plain_text", "text": "w", "emoji": True}, "value": value}


@dataclass(frozen=True)
class Stateful:
    """A kind of element: how it reports nothing, what the app may begin it with, and what a person puts into it."""

    empty: Any
    begun: Any
    filled: Any
    fields: Json = field(default_factory=dict)


MENU = {"options": [option("a"), option("b")]}
A, B = offered("a"), offered("b")
KINDS: dict[str, Stateful] = {
    "plain_text_input": Stateful(None, "begun", "line\nline"),
    "email_text_input": Stateful(None, "a@b.example", "c@d.example"),
    "url_text_input": Stateful(None, "https://a.example", "https://b.example"),
    "number_input": Stateful(None, "1.5", "-2", {"is_decimal_allowed": True}),
    "rich_text_input": Stateful(None, {**RICH, "block_id": "r"}, RICH),
    "static_select": Stateful(None, A, B, MENU),
    "external_select": Stateful(None, A, B),
    "radio_buttons": Stateful(None, A, B, MENU),
    "users_select": Stateful(None, "U0MINA", "U0JONAS"),
    "conversations_select": Stateful(None, "C0REVIEW", "C0PUB"),
    "channels_select": Stateful(None, "C0REVIEW", "C0PUB"),
    "multi_static_select": Stateful([], [A], [B, A], MENU),
    "multi_external_select": Stateful([], [A], [B]),
    "checkboxes": Stateful([], [A], [A, B], MENU),
    "multi_users_select": Stateful([], ["U0MINA"], ["U0JONAS", "U0PRIYA"]),
    "multi_conversations_select": Stateful([], ["C0REVIEW"], ["C0PUB", "C0GENERAL"]),
    "multi_channels_select": Stateful([], ["C0REVIEW"], ["C0GENERAL"]),
    "datepicker": Stateful(None, "2026-12-24", "2028-02-29"),
    "timepicker": Stateful(None, "09:30", "23:59"),
    "datetimepicker": Stateful(None, 1_790_000_000, 1_795_392_000),
}
# Begins with nothing and stands in modals only: filled in by a test of its own.
FILES = "file_input"


def blocks(begun: bool = False) -> list[Json]:
    """An input of each kind, whose block_id is the kind."""
    return [entry(_element(kind, one, begun), block_id=kind) for kind, one in KINDS.items()]


def _element(kind: str, one: Stateful, begun: bool) -> Json:
    begins = {_begins(kind): _unfilled(one.begun)} if begun else {}
    return {"type": kind, "action_id": "it", **one.fields, **begins}


def _begins(kind: str) -> str:
    name = VALUE_FIELD[kind][0]
    return "initial_" + ("value" if name == "rich_text_value" else name.removeprefix("selected_"))


def _unfilled(value: Any) -> Any:
    """The options as the app writes them."""
    if isinstance(value, list):
        return [_unfilled(one) for one in value]
    is_option = isinstance(value, dict) and "value" in value
    return option(value["value"]) if is_option else value


def reported(what: str) -> dict[str, dict[str, Json]]:
    """`state.values` with every input `empty`, `begun` or `filled`, in the words of Slack's documentation."""
    return {kind: {"it": {"type": kind, FIELDS[kind]: getattr(one, what)}} for kind, one in KINDS.items()}


FIELDS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}


def table() -> str:
    """The elements as docs/block-kit.md shows them: each field, what it is while empty, and the elements."""
    by_field: dict[tuple[str, str], list[str]] = {}
    for kind, (name, empty) in VALUE_FIELD.items():
        by_field.setdefault((name, "null" if empty is None else "[]"), []).append(f"`{kind}`")
    rows = [f"| `{name}` | `{empty}` | {', '.join(kinds)} |" for (name, empty), kinds in by_field.items()]
    return "\n".join(["| field | empty | elements |", "| --- | --- | --- |", *rows])
