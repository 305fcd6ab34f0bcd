"""What our validator says of a payload, and how parts of payloads are put into whole ones."""

from typing import Any

from bot.sandbox.block_kit import payload
from bot.sandbox.refusals import Refused

Json = dict[str, Any]


def words(text: str = "w") -> Json:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def option(value: str = "v", **fields: Any) -> Json:
    """An option of a menu."""
    return {"text": words(), "value": value, **fields}


def options(count: int) -> list[Json]:
    """As many different options."""
    return [option(str(number)) for number in range(count)]


def modal(*blocks: Json, **fields: Any) -> Json:
    """A modal."""
    return {"type": "modal", "title": words(), "submit": words(), "blocks": list(blocks), **fields}


def section(**fields: Any) -> Json:
    """A section with a text."""
    return {"type": "section", "text": words(), **fields}


def actions(*elements: Json) -> Json:
    """An actions block."""
    return {"type": "actions", "elements": list(elements)}


def entry(element: Json, **fields: Any) -> Json:
    """An input block."""
    return {"type": "input", "label": words(), "element": element, **fields}


def problems(given: Any, surface: str = "message") -> list[str]:
    """What is refused in these blocks of a message, or in this view; or in blocks that are put into a view."""
    try:
        if surface == "message":
            payload.check_message(given, lambda reference: True)
        else:
            payload.check_view(_view(given, surface), surface, lambda reference: True)
    except Refused as refused:
        found: list[str] = refused.fields.get("errors", [refused.code])
        return found
    return []


def pointers(found: list[str]) -> list[str]:
    """Where the problems are."""
    return [problem.partition("[json-pointer:")[2].rstrip("]") for problem in found]


def _view(given: Any, surface: str) -> Any:
    if isinstance(given, dict):
        return given
    return modal(*given) if surface == "modal" else {"type": "home", "blocks": given}
