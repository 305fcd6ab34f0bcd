"""Block elements: what each may hold.

docs.slack.dev/reference/block-kit/block-elements
"""

from bot.sandbox.block_kit.objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    GROUP,
    ID,
    OPTION,
    SLACK_FILE,
    URL,
    WEB_URL,
    different_values,
    initial_is_offered,
    option,
    plain,
)
from bot.sandbox.block_kit.rules import (
    Check,
    Json,
    Problems,
    Shape,
    anything,
    exactly_one,
    flag,
    items,
    matching,
    one_of,
    string,
    whole,
    wrong,
)

_DATE = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date, YYYY-MM-DD")
_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time, HH:mm")
_IDENTIFIED: dict[str, Check] = {"type": anything, "action_id": ID}
_ASKING = _IDENTIFIED | {"confirm": CONFIRM, "focus_on_load": flag}
_PROMPTING = _ASKING | {"placeholder": plain(150)}
_WRITTEN = _IDENTIFIED | {"placeholder": plain(150), "focus_on_load": flag, "dispatch_action_config": DISPATCH}
_SEVERAL: dict[str, Check] = {"max_selected_items": whole(1, 1_000)}


def _limits_in_order(value: Json, at: str, problems: Problems) -> None:
    least, most = value.get("min_length"), value.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        wrong(problems, "min_length must not be more than max_length", f"{at}/min_length")
    begins = value.get("initial_value")
    if isinstance(begins, str) and isinstance(most, int) and len(begins) > most:
        wrong(problems, f"must be less than {most + 1} characters", f"{at}/initial_value")


_BUTTON = Shape(
    _IDENTIFIED
    | {
        "text": plain(75),
        "url": URL,
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
        "agent_prompt": string(4000),
    },
    ("text",),
)
IMAGE = Shape(
    {
        "type": anything,
        "image_url": WEB_URL,
        "slack_file": SLACK_FILE,
        "alt_text": string(2000, 1),
    },
    ("alt_text",),
    (exactly_one("image_url", "slack_file"),),
)
_TEXT_INPUT = Shape(
    _WRITTEN
    | {
        "initial_value": string(3000),
        "multiline": flag,
        "min_length": whole(0, 3000),
        "max_length": whole(1, 3000),
    },
    (),
    (_limits_in_order,),
)
_STATIC: dict[str, Check] = {"options": items(OPTION, 1, 100), "option_groups": items(GROUP, 1, 100)}
_OFFERING = (exactly_one("options", "option_groups"), initial_is_offered, different_values)
_CHECKS = option(with_mrkdwn=True)
_IDS = items(string(255, 1), 0, 1_000)

CHOOSING: dict[str, Shape] = {
    "static_select": Shape(_PROMPTING | _STATIC | {"initial_option": OPTION}, (), _OFFERING),
    "external_select": Shape(_PROMPTING | {"initial_option": OPTION, "min_query_length": whole(0, 3000)}),
    "users_select": Shape(_PROMPTING | {"initial_user": ID}),
    "conversations_select": Shape(
        _PROMPTING
        | {
            "initial_conversation": ID,
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": FILTER,
        }
    ),
    "channels_select": Shape(_PROMPTING | {"initial_channel": ID, "response_url_enabled": flag}),
}
CHOOSING_SEVERAL: dict[str, Shape] = {
    "multi_static_select": Shape(
        _PROMPTING | _STATIC | _SEVERAL | {"initial_options": items(OPTION, 1, 100)}, (), _OFFERING
    ),
    "multi_external_select": Shape(
        _PROMPTING | _SEVERAL | {"initial_options": items(OPTION, 1, 100), "min_query_length": whole(0, 3000)}
    ),
    "multi_users_select": Shape(_PROMPTING | _SEVERAL | {"initial_users": _IDS}),
    "multi_conversations_select": Shape(
        _PROMPTING
        | _SEVERAL
        | {"initial_conversations": _IDS, "default_to_current_conversation": flag, "filter": FILTER}
    ),
    "multi_channels_select": Shape(_PROMPTING | _SEVERAL | {"initial_channels": _IDS}),
}
TICKING: dict[str, Shape] = {
    "checkboxes": Shape(
        _ASKING | {"options": items(_CHECKS, 1, 10), "initial_options": items(_CHECKS, 1, 10)},
        ("options",),
        (initial_is_offered, different_values),
    ),
    "radio_buttons": Shape(
        _ASKING | {"options": items(_CHECKS, 1, 10), "initial_option": _CHECKS},
        ("options",),
        (initial_is_offered, different_values),
    ),
}
PICKING: dict[str, Shape] = {
    "datepicker": Shape(_PROMPTING | {"initial_date": _DATE}),
    "timepicker": Shape(_PROMPTING | {"initial_time": _TIME, "timezone": string(255, 1)}),
}
DATETIME: dict[str, Shape] = {
    "datetimepicker": Shape(_ASKING | {"initial_date_time": whole(1_000_000_000, 9_999_999_999)})
}
BUTTONS: dict[str, Shape] = {
    "button": _BUTTON,
    "overflow": Shape(
        _IDENTIFIED | {"options": items(option(with_url=True), 1, 5), "confirm": CONFIRM},
        ("options",),
        (different_values,),
    ),
    "workflow_button": Shape(
        _IDENTIFIED
        | {"text": plain(75), "workflow": anything, "style": one_of("primary", "danger")}
        | {"accessibility_label": string(75)},
        ("text", "workflow"),
    ),
}
WRITING: dict[str, Shape] = {
    "plain_text_input": _TEXT_INPUT,
    "email_text_input": Shape(_WRITTEN | {"initial_value": string(3000)}),
    "url_text_input": Shape(_WRITTEN | {"initial_value": string(3000)}),
    "number_input": Shape(
        _WRITTEN
        | {
            "is_decimal_allowed": flag,
            "initial_value": string(255),
            "min_value": string(255),
            "max_value": string(255),
        },
        ("is_decimal_allowed",),
    ),
}
RICH: dict[str, Shape] = {
    "rich_text_input": Shape(
        _WRITTEN | {"initial_value": anything, "min_lines": whole(1, 100), "max_lines": whole(1, 100)}
    )
}
FILES: dict[str, Shape] = {
    "file_input": Shape(_IDENTIFIED | {"filetypes": items(string(255, 1), 1, 100), "max_files": whole(1, 10)})
}

# Which elements may stand where.
IN_SECTION = BUTTONS | CHOOSING | CHOOSING_SEVERAL | TICKING | PICKING | {"image": IMAGE}
IN_ACTIONS = BUTTONS | CHOOSING | TICKING | PICKING | DATETIME | RICH
IN_INPUT = CHOOSING | CHOOSING_SEVERAL | TICKING | PICKING | DATETIME | WRITING | RICH | FILES
