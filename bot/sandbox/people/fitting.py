"""What an element takes at all: the kind of its value, how many at once, and places that the person sees.

docs.slack.dev/reference/block-kit/block-elements; what is on offer, dates and people are looked at in `choosing`.
"""

from typing import Any

from bot.sandbox.records import Kind
from bot.sandbox.world import World

Json = dict[str, Any]
WRITTEN = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
SEVERAL = ("multi_static_select", "multi_external_select", "multi_users_select", "checkboxes", "file_input")
PLACES = ("conversations_select", "channels_select", "multi_conversations_select", "multi_channels_select")
# Which kinds of conversation the words of a filter mean.
INCLUDED = {"public": Kind.CHANNEL, "private": Kind.GROUP, "im": Kind.IM, "mpim": Kind.MPIM}


def misfit(world: World, user: str, element: Json, value: Any) -> str | None:
    """Answer in a sentence why `value`, which is not empty, cannot be what this element holds; None if it can."""
    kind = element["type"]
    if kind in WRITTEN and not isinstance(value, str):
        return f"A {kind} holds a text, not {value!r}."
    if kind == "rich_text_input" and not _is_rich_text(value):
        return f"A {kind} holds a rich_text block, not {value!r}."
    if kind == "datetimepicker" and not _is_moment(value):
        return f"{value!r} is no Unix time of ten digits."
    if kind.endswith("external_select"):
        return _not_from_the_app(value)
    if kind in PLACES:
        return _unseen(world, user, element, value)
    return _too_many(element, value)


def _too_many(element: Json, value: Any) -> str | None:
    kind = element["type"]
    is_list = kind in SEVERAL or kind.startswith("multi_")
    if is_list != isinstance(value, list):
        return f"A {kind} holds {'a list' if is_list else 'one value'}, not {value!r}."
    most = element.get("max_selected_items")
    if is_list and most is not None and len(value) > most:
        return f"At most {most} can be chosen in {element.get('action_id')}."
    if is_list and any(one in value[:place] for place, one in enumerate(value)):
        return f"Nothing can be chosen twice in {element.get('action_id')}."
    return None


def _unseen(world: World, user: str, element: Json, value: Any) -> str | None:
    wrong = _too_many(element, value)
    for place in value if isinstance(value, list) else [value]:
        wrong = wrong or (None if _is_offered(world, user, element, place) else f"{user} is not offered {place!r}.")
    return wrong


def _is_offered(world: World, user: str, element: Json, place: Any) -> bool:
    found = world.conversations.get(place)
    if found is None or found.is_archived or (found.kind is not Kind.CHANNEL and user not in found.members):
        return False
    if "channels_select" in element["type"]:
        return found.kind is Kind.CHANNEL
    included = (element.get("filter") or {}).get("include")
    return included is None or found.kind in {INCLUDED[word] for word in included}


def _not_from_the_app(value: Any) -> str | None:
    several = value if isinstance(value, list) else [value]
    are_options = all(isinstance(one, dict) and "text" in one and "value" in one for one in several)
    return None if are_options else f"An external select holds options as the app offered them, not {value!r}."


def _is_rich_text(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "rich_text" and isinstance(value.get("elements"), list)


def _is_moment(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 10**9 <= value < 10**10
