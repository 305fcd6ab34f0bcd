"""Elements that offer a choice: selects, boxes to tick, pickers of a date or a time.

docs.slack.dev/reference/block-kit/block-elements
"""

from datetime import date
from typing import Any

from bot.sandbox.block_kit.buttons import PRESSED
from bot.sandbox.block_kit.objects import (
    FILTER,
    GROUP,
    ID,
    OPTION,
    different_values,
    initial_is_offered,
    option,
    plain,
)
from bot.sandbox.block_kit.problems import Json, Problems, wrong
from bot.sandbox.block_kit.rules import Check, Shape, flag, items, matching, string, whole
from bot.sandbox.block_kit.together import exactly_one

_ASKING = PRESSED | {"focus_on_load": flag}
_PROMPTING = _ASKING | {"placeholder": plain(150)}
_STATIC: dict[str, Check] = {"options": items(OPTION, 1, 100), "option_groups": items(GROUP, 1, 100)}
_SEVERAL: dict[str, Check] = {"max_selected_items": whole(1, 1_000)}
_OFFERING = (exactly_one("options", "option_groups"), initial_is_offered, different_values)
_TICKS = option(with_mrkdwn=True)
_TICKED = (initial_is_offered, different_values)
_IDS = items(string(255, 1), 0, 1_000)
_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time, HH:mm")
_WHERE: dict[str, Check] = {"default_to_current_conversation": flag, "filter": FILTER}


def _day(value: Any, at: str, problems: Problems) -> None:
    try:
        is_one = date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        is_one = False
    if not is_one:
        wrong(problems, "must be a date, YYYY-MM-DD", at, "format", "YYYY-MM-DD", value)


def _no_more_than_may_be_chosen(value: Json, at: str, problems: Problems) -> None:
    most = value.get("max_selected_items")
    for name in value:
        chosen = value[name] if name.startswith("initial_") else None
        if most is not None and isinstance(chosen, list) and len(chosen) > most:
            wrong(problems, f"no more than {most} items allowed", f"{at}/{name}", "max_items", most, len(chosen))


CHOOSING: dict[str, Check] = {
    "static_select": Shape(_PROMPTING | _STATIC | {"initial_option": OPTION}, (), _OFFERING),
    "external_select": Shape(_PROMPTING | {"initial_option": OPTION, "min_query_length": whole(0, 3000)}),
    "users_select": Shape(_PROMPTING | {"initial_user": ID}),
    "conversations_select": Shape(_PROMPTING | _WHERE | {"initial_conversation": ID, "response_url_enabled": flag}),
    "channels_select": Shape(_PROMPTING | {"initial_channel": ID, "response_url_enabled": flag}),
}
_FEW = (_no_more_than_may_be_chosen,)
CHOOSING_SEVERAL: dict[str, Check] = {
    "multi_static_select": Shape(
        _PROMPTING | _STATIC | _SEVERAL | {"initial_options": items(OPTION, 1, 100)}, (), _OFFERING + _FEW
    ),
    "multi_external_select": Shape(
        PRESSED
        | _SEVERAL
        | {
            "placeholder": plain(150),
            "initial_options": items(OPTION, 1, 100),
            "min_query_length": whole(0, 3000),
        },
        (),
        _FEW,
    ),
    "multi_users_select": Shape(_PROMPTING | _SEVERAL | {"initial_users": _IDS}, (), _FEW),
    "multi_conversations_select": Shape(_PROMPTING | _SEVERAL | _WHERE | {"initial_conversations": _IDS}, (), _FEW),
    "multi_channels_select": Shape(_PROMPTING | _SEVERAL | {"initial_channels": _IDS}, (), _FEW),
}
TICKING: dict[str, Check] = {
    "checkboxes": Shape(
        _ASKING | {"options": items(_TICKS, 1, 10), "initial_options": items(_TICKS, 1, 10)}, ("options",), _TICKED
    ),
    "radio_buttons": Shape(
        _ASKING | {"options": items(_TICKS, 1, 10), "initial_option": _TICKS}, ("options",), _TICKED
    ),
}
PICKING: dict[str, Check] = {
    "datepicker": Shape(_PROMPTING | {"initial_date": _day}),
    "timepicker": Shape(_PROMPTING | {"initial_time": _TIME, "timezone": string(255, 1)}),
}
DATETIME: dict[str, Check] = {
    "datetimepicker": Shape(_ASKING | {"initial_date_time": whole(1_000_000_000, 9_999_999_999)})
}
