"""Elements that are filled in: texts, addresses, numbers, rich text, files.

docs.slack.dev/reference/block-kit/block-elements
"""

from bot.sandbox.block_kit.objects import DISPATCH, ID, plain
from bot.sandbox.block_kit.problems import Json, Problems, units, wrong
from bot.sandbox.block_kit.rich_text import RICH_TEXT_VALUE
from bot.sandbox.block_kit.rules import Check, Shape, anything, flag, items, matching, string, whole
from bot.sandbox.block_kit.together import in_order

_WRITTEN: dict[str, Check] = {
    "type": anything,
    "action_id": ID,
    "placeholder": plain(150),
    "focus_on_load": flag,
    "dispatch_action_config": DISPATCH,
}
_NUMBER = matching(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", "a number", 255)


def _begins_short_enough(value: Json, at: str, problems: Problems) -> None:
    begins, most = value.get("initial_value"), value.get("max_length")
    if begins is not None and most is not None and units(begins) > most:
        wrong(problems, f"must be less than {most + 1} characters", f"{at}/initial_value", "max_length", most)


WRITING: dict[str, Check] = {
    "plain_text_input": Shape(
        _WRITTEN
        | {
            "initial_value": string(3000),
            "multiline": flag,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        (),
        (in_order("min_length", "max_length"), _begins_short_enough),
    ),
    "email_text_input": Shape(_WRITTEN | {"initial_value": string(3000)}),
    "url_text_input": Shape(_WRITTEN | {"initial_value": string(3000)}),
    "number_input": Shape(
        _WRITTEN | {"is_decimal_allowed": flag, "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
        ("is_decimal_allowed",),
        (in_order("min_value", "max_value"),),
    ),
}
RICH: dict[str, Check] = {
    "rich_text_input": Shape(
        _WRITTEN | {"initial_value": RICH_TEXT_VALUE, "min_lines": whole(1, 100), "max_lines": whole(1, 100)},
        ("action_id",),
        (in_order("min_lines", "max_lines"),),
    )
}
FILES: dict[str, Check] = {
    "file_input": Shape(
        {
            "type": anything,
            "action_id": ID,
            "filetypes": items(string(255, 1), 1, 100),
            "max_files": whole(1, 10),
        }
    )
}
