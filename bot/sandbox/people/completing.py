"""What Slack's own client checks before it submits a form."""

import re
from typing import Any

from bot.sandbox.modals import elements, typed
from bot.sandbox.records import View

Json = dict[str, Any]
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"https?://\S+")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
# docs.slack.dev/reference/block-kit/block-elements/file-input-element
MOST_BYTES = 10 * 1024 * 1024


def problems(view: View) -> dict[str, str]:
    """Answer what keeps the form from being sent: block_id -> sentence."""
    found: dict[str, str] = {}
    values = typed.complete(view.body["blocks"], view.typed)
    for block in view.body["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = elements.chosen(element, values[block["block_id"]][element["action_id"]])
        problem = _problem(block, element, value)
        if problem:
            found[block["block_id"]] = problem
    return found


def _problem(block: Json, element: Json, value: Any) -> str | None:
    if value in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    kind = element["type"]
    if kind == "plain_text_input":
        return _length(element, value)
    if kind == "email_text_input" and not EMAIL.fullmatch(value):
        return "Enter a valid email address."
    if kind == "url_text_input" and not URL.fullmatch(value):
        return "Enter a valid URL."
    if kind == "number_input":
        return _number(element, value)
    return _files(element, value) if kind == "file_input" else None


def _length(element: Json, value: str) -> str | None:
    # A field without a limit of its own takes 3,000 characters.
    least, most = element.get("min_length") or 0, element.get("max_length") or 3000
    if len(value) < least:
        return f"Enter at least {least} characters."
    return f"Enter at most {most} characters." if len(value) > most else None


def _number(element: Json, value: str) -> str | None:
    if not NUMBER.fullmatch(value) or ("." in value and not element.get("is_decimal_allowed")):
        return "Enter a valid number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Enter {element['min_value']} or more."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Enter {element['max_value']} or less."
    return None


def _files(element: Json, files: list[Json]) -> str | None:
    most = element.get("max_files", 10)
    if len(files) > most:
        return f"Choose at most {most} files."
    too_big = [file["name"] for file in files if file["size"] > MOST_BYTES]
    return f"{too_big[0]} is larger than 10 MB." if too_big else None
