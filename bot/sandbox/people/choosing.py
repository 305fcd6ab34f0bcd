"""What a person can put into an element: a choice that is on offer, a date that is one, a file of their own."""

import re
from datetime import date
from typing import Any

from bot.sandbox import file_shapes
from bot.sandbox.modals import elements
from bot.sandbox.people import fitting
from bot.sandbox.refusals import NotPossible
from bot.sandbox.world import World

Json = dict[str, Any]
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
# Fields of a state value that do not hold what was chosen.
BESIDES = ("type", "timezone")


def reported(world: World, user: str, element: Json, given: Any) -> Json:
    """Answer what the element reports once `given` is in it.

    `given` is the state's fields (`{"selected_date": "2026-01-31"}`) or just the value inside them; options
    may be named by their value.
    """
    kind = element["type"]
    field, _ = elements.VALUE_FIELD[kind]
    value = _inside(given, field, kind)
    value = _checked(world, user, element, value)
    kept = {"timezone": element["timezone"]} if kind == "timepicker" and "timezone" in element else {}
    return {"type": kind, field: value, **kept}


def option(element: Json, given: Any) -> Json:
    """Answer the option on offer that `given` is, or names by its value."""
    wanted = given.get("value") if isinstance(given, dict) else given
    for offered in elements.options(element):
        if offered.get("value") == wanted:
            return offered
    raise NotPossible("no_such_option", f"{element.get('action_id')} does not offer {wanted!r}.")


def feedback(element: Json, given: Any) -> Json:
    """Answer what a pair of feedback buttons tells when the one with this value is pressed."""
    wanted = given.get("value") if isinstance(given, dict) else given
    for button in (element["positive_button"], element["negative_button"]):
        if button["value"] == wanted:
            return {"text": button["text"], "value": button["value"]}
    raise NotPossible("no_such_option", f"{element.get('action_id')} has no button with the value {wanted!r}.")


def _inside(given: Any, field: str, kind: str) -> Any:
    if not isinstance(given, dict) or ("value" in given and "text" in given) or given.get("type") == "rich_text":
        return given
    strange = given.keys() - {field, *BESIDES}
    if strange:
        raise NotPossible("wrong_field", f"A {kind} reports {field}, not {', '.join(sorted(strange))}.")
    return given.get(field)


def _checked(world: World, user: str, element: Json, value: Any) -> Any:
    kind = element["type"]
    if value in (None, "", []):
        return [] if isinstance(elements.VALUE_FIELD[kind][1], list) else None
    misfit = fitting.misfit(world, user, element, value)
    _need(misfit is None, str(misfit))
    if kind in ("static_select", "radio_buttons"):
        return option(element, value)
    if kind in ("multi_static_select", "checkboxes"):
        return [option(element, one) for one in value]
    if kind == "datepicker":
        _need(_is_date(value), f"{value!r} is no date such as 2026-01-31.")
    if kind == "timepicker":
        _need(bool(TIME.fullmatch(str(value))), f"{value!r} is no time such as 09:30.")
    if kind in ("users_select", "multi_users_select"):
        for one in [value] if isinstance(value, str) else value:
            _need(one in world.members, f"There is nobody with the id {one}.")
    if kind == "file_input":
        return [_file(world, user, one) for one in value]
    return value


def _file(world: World, user: str, given: Any) -> Json:
    file_id = given["id"] if isinstance(given, dict) else given
    stored = world.files.get(file_id)
    if stored is None or stored.user != user or stored.data is None:
        raise NotPossible("file_not_found", f"{user} has uploaded no file {file_id}.")
    stored.given_to_app = True
    return file_shapes.shown(world, stored)


def _is_date(value: Any) -> bool:
    try:
        return date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False


def _need(holds: bool, reason: str) -> None:
    if not holds:
        raise NotPossible("wrong_value", reason)
