"""Cases for the rules of slack_sdk.models: how an object is broken, and where the problem then is in a whole payload.

A case gives the fields of the object at the limit and beyond it, and how it is put into a whole payload.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.views import View

from tests.sandbox.block_kit.judging import Json, actions, entry, options, words

URL = "https://a.example/"


@dataclass(frozen=True)
class Broken:
    """An object that slack_sdk refuses; `fine` are the same fields within the rule."""

    kind: type[JsonObject]
    fine: Json
    beyond: Json
    place: Callable[[Json], Any]
    at: str
    surface: str = "message"
    limit: str = ""

    def payload(self, fields: Json) -> Any:
        """The whole payload with this object in it, as it goes to Slack."""
        kind = getattr(self.kind, "type", None)
        return self.place(fields | ({"type": kind} if isinstance(kind, str) else {}))


def x(count: int) -> str:
    return "x" * count


def url(length: int) -> str:
    return URL + x(length - len(URL))


def alone(given: Json) -> list[Json]:
    return [given]


def in_actions(given: Json) -> list[Json]:
    return [actions(given)]


def in_select(given: Json) -> list[Json]:
    return [actions({"type": "static_select", "options": [given]})]


def in_group(given: Json) -> list[Json]:
    return [actions({"type": "static_select", "option_groups": [given]})]


def in_confirm(given: Json) -> list[Json]:
    return [actions({"type": "button", "text": words(), "confirm": given})]


def in_feedback(given: Json) -> list[Json]:
    pair = {"positive_button": given, "negative_button": {"text": words(), "value": "v"}}
    return [{"type": "context_actions", "elements": [{"type": "feedback_buttons", **pair}]}]


def in_table(given: Json) -> list[Json]:
    return [{"type": "data_table", "caption": "c", "rows": [[given], [given]]}]


def limit(
    kind: type[JsonObject],
    name: str,
    made: Callable[[int], Json],
    at: str,
    place: Callable[[Json], Any] = alone,
    before: str = "/blocks/0",
    surface: str = "message",
) -> Broken:
    """A case for one of the limits that a class has as an attribute."""
    most: int = getattr(kind, name)
    beyond = most - 1 if "min_length" in name else most + 1
    return Broken(kind, made(most), made(beyond), place, before + at, surface, name)


def of_element(kind: type[JsonObject], name: str, made: Callable[[int], Json], at: str) -> Broken:
    return limit(kind, name, made, at, in_actions, "/blocks/0/elements/0")


def of_view(name: str, made: Callable[[int], Json], at: str) -> Broken:
    return limit(View, name, lambda n: in_view(**made(n)), at, dict, "/view", "modal")


def in_view(**fields: Any) -> Json:
    return {"type": "modal", "title": words(), "blocks": [{"type": "divider"}]} | fields


def rule(
    kind: type[JsonObject],
    fine: Json,
    beyond: Json,
    at: str = "",
    place: Callable[[Json], Any] = alone,
    before: str = "/blocks/0",
    surface: str = "message",
) -> Broken:
    """A case for a rule that is no limit."""
    return Broken(kind, fine, beyond, place, before + at, surface)


def group() -> Json:
    return {"label": words(), "options": options(1)}


def in_input(given: Json) -> list[Json]:
    return [entry(given)]


IMAGE = {"image_url": URL, "alt_text": "a"}
VIDEO = {"alt_text": "a", "video_url": URL, "thumbnail_url": URL, "title": words()}
CONFIRM = {"title": words(), "text": words(), "confirm": words(), "deny": words()}
PROVIDER = {"value": "v", "name": words(), "is_connected": True}
CHILDREN = {"child_blocks": [{"type": "divider"}], "title": words()}
TASK = {"task_id": "t", "title": "t", "status": "complete"}
BUTTON = {"text": words()}


def besides(fields: Json, name: str) -> Json:
    """The fields without one of them."""
    return {key: value for key, value in fields.items() if key != name}
