"""Which elements keep a value, what an untouched one reports, and what they begin with.

docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.block_kit import walking

Json = dict[str, Any]

# Element type -> the field of `state.values` that holds its value, and what that is while nothing is chosen.
VALUE_FIELD: dict[str, tuple[str, Any]] = {
    "plain_text_input": ("value", None),
    "email_text_input": ("value", None),
    "url_text_input": ("value", None),
    "number_input": ("value", None),
    "rich_text_input": ("rich_text_value", None),
    "static_select": ("selected_option", None),
    "external_select": ("selected_option", None),
    "radio_buttons": ("selected_option", None),
    "users_select": ("selected_user", None),
    "conversations_select": ("selected_conversation", None),
    "channels_select": ("selected_channel", None),
    "multi_static_select": ("selected_options", []),
    "multi_external_select": ("selected_options", []),
    "checkboxes": ("selected_options", []),
    "multi_users_select": ("selected_users", []),
    "multi_conversations_select": ("selected_conversations", []),
    "multi_channels_select": ("selected_channels", []),
    "datepicker": ("selected_date", None),
    "timepicker": ("selected_time", None),
    "datetimepicker": ("selected_date_time", None),
    "file_input": ("files", []),
}
# Elements whose choices are listed in the payload, so that a value outside the list cannot have been chosen.
WITH_OPTIONS = ("static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow")


def stateful(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each block, those inside others too, together with each of its elements that keep a value."""
    for block, _ in walking.blocks(blocks, ""):
        for element in elements(block):
            if element["type"] in VALUE_FIELD:
                yield block, element


def elements(block: Json) -> list[Json]:
    """Answer the elements of one block: what a person can press, choose or fill in, and images and texts."""
    return [part for part, _ in walking.parts(block, "")]


def initial(element: Json) -> Json:
    """Answer what an element that nobody has touched reports."""
    kind = element["type"]
    field, empty = VALUE_FIELD[kind]
    reported: Json = {"type": kind, field: begins(element) or (list(empty) if isinstance(empty, list) else empty)}
    if kind == "timepicker" and "timezone" in element:
        reported["timezone"] = element["timezone"]
    return reported


def begins(element: Json) -> Any:
    """Answer what the app put into an element, or None."""
    field, _ = VALUE_FIELD[element["type"]]
    return element.get("initial_" + ("value" if field == "rich_text_value" else field.removeprefix("selected_")))


def holding(element: Json, value: str) -> Json:
    """Answer what an element reports that holds this one value."""
    field, empty = VALUE_FIELD[element["type"]]
    return {"type": element["type"], field: [value] if isinstance(empty, list) else value}


def options(element: Json) -> list[Json]:
    """Answer every option that a select, radio, checkbox or overflow offers."""
    grouped = [option for group in element.get("option_groups") or () for option in group["options"]]
    return (element.get("options") or []) + grouped


def chosen(element: Json, reported: Json) -> Any:
    """Answer the value inside what an element reports."""
    return reported.get(VALUE_FIELD[element["type"]][0])


def is_still_possible(element: Json, reported: Json) -> bool:
    """Tell whether what was chosen before may stay chosen in this element."""
    if reported.get("type") != element["type"]:
        return False
    if element["type"] not in WITH_OPTIONS:
        return True
    value = chosen(element, reported)
    wanted = value if isinstance(value, list) else [value] if value else []
    offered = {option.get("value") for option in options(element)}
    return all(option.get("value") in offered for option in wanted)
