"""Block Kit: at each limit accepted, one over refused with the place; slackblocks is the independent oracle."""

from collections.abc import Callable
from typing import Any

import pytest
from slackblocks import _limits as limits

from bot.sandbox.block_kit import payload
from bot.sandbox.refusals import Refused

Json = dict[str, Any]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str = "x", **fields: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **fields}


def option(value: str = "v", text: str = "t", **fields: Any) -> Json:
    return {"text": words(text), "value": value, **fields}


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def button(**fields: Any) -> Json:
    return {"type": "button", "text": words("b"), **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def entry(element: Json, **fields: Any) -> Json:
    return {"type": "input", "label": words("l"), "element": element, **fields}


def modal(*blocks: Json, **fields: Any) -> Json:
    return {"type": "modal", "title": words("t"), "submit": words("s"), "blocks": list(blocks), **fields}


def problems(given: Any, surface: str = "message") -> list[str]:
    """Answer what Slack would say of these blocks (or this view)."""
    try:
        if surface == "message":
            payload.check_message(given, lambda reference: True)
        else:
            payload.check_view(given, surface, lambda reference: True)
    except Refused as refused:
        found: list[str] = refused.fields.get("errors", [refused.code])
        return found
    return []


# A limit, how a payload of that size is made, and where the problem is one over it.
SIZES: list[tuple[int, Callable[[int], Any], str]] = [
    (limits.SECTION_TEXT_MAX_LENGTH, lambda n: [section("x" * n)], "/blocks/0/text/text"),
    (limits.SECTION_FIELDS_MAX_ITEMS, lambda n: [section(fields=[words("f")] * n)], "/blocks/0/fields"),
    (
        limits.SECTION_FIELDS_ITEM_MAX_LENGTH,
        lambda n: [section(fields=[words("f" * n)])],
        "/blocks/0/fields/0/text",
    ),
    (limits.HEADER_TEXT_MAX_LENGTH, lambda n: [{"type": "header", "text": words("h" * n)}], "/blocks/0/text/text"),
    (
        limits.CONTEXT_ELEMENTS_MAX_ITEMS,
        lambda n: [{"type": "context", "elements": [words("c")] * n}],
        "/blocks/0/elements",
    ),
    (limits.ACTIONS_ELEMENTS_MAX_ITEMS, lambda n: [actions(*[button()] * n)], "/blocks/0/elements"),
    (limits.BLOCK_ID_MAX_LENGTH, lambda n: [section(block_id="i" * n)], "/blocks/0/block_id"),
    (limits.ACTION_ID_MAX_LENGTH, lambda n: [actions(button(action_id="i" * n))], "/blocks/0/elements/0/action_id"),
    (limits.BUTTON_TEXT_MAX_LENGTH, lambda n: [actions(button(text=words("b" * n)))], "/blocks/0/elements/0/text/text"),
    (limits.BUTTON_VALUE_MAX_LENGTH, lambda n: [actions(button(value="v" * n))], "/blocks/0/elements/0/value"),
    (
        limits.OPTION_TEXT_MAX_LENGTH,
        lambda n: [section(accessory={"type": "overflow", "options": [option(text="t" * n)]})],
        "/blocks/0/accessory/options/0/text/text",
    ),
    (
        limits.OVERFLOW_OPTIONS_MAX_ITEMS,
        lambda n: [section(accessory={"type": "overflow", "options": options(n)})],
        "/blocks/0/accessory/options",
    ),
    (
        limits.SELECT_OPTIONS_MAX_ITEMS,
        lambda n: [actions({"type": "static_select", "options": options(n)})],
        "/blocks/0/elements/0/options",
    ),
    (
        limits.CHECKBOXES_OPTIONS_MAX_ITEMS,
        lambda n: [actions({"type": "checkboxes", "options": options(n)})],
        "/blocks/0/elements/0/options",
    ),
    (
        limits.RADIO_BUTTONS_OPTIONS_MAX_ITEMS,
        lambda n: [actions({"type": "radio_buttons", "options": options(n)})],
        "/blocks/0/elements/0/options",
    ),
    (
        limits.SELECT_PLACEHOLDER_MAX_LENGTH,
        lambda n: [actions({"type": "users_select", "placeholder": words("p" * n)})],
        "/blocks/0/elements/0/placeholder/text",
    ),
    (
        limits.IMAGE_ALT_TEXT_MAX_LENGTH,
        lambda n: [{"type": "image", "image_url": "https://a.example/x.png", "alt_text": "a" * n}],
        "/blocks/0/alt_text",
    ),
    (50, lambda n: [section()] * n, "/blocks"),
]


@pytest.mark.parametrize(("limit", "made", "place"), SIZES, ids=[place for _, _, place in SIZES])
def test_a_message_at_the_limit_and_one_over(limit: int, made: Callable[[int], Any], place: str) -> None:
    assert problems(made(limit)) == []
    (problem,) = problems(made(limit + 1))
    assert problem.endswith(f"[json-pointer:{place}]")


VIEW_SIZES: list[tuple[int, Callable[[int], Any], str]] = [
    (100, lambda n: modal(*[section()] * n), "/view/blocks"),
    (24, lambda n: modal(section(), title=words("t" * n)), "/view/title/text"),
    (24, lambda n: modal(section(), submit=words("t" * n)), "/view/submit/text"),
    (24, lambda n: modal(section(), close=words("t" * n)), "/view/close/text"),
    (3000, lambda n: modal(section(), private_metadata="p" * n), "/view/private_metadata"),
    (255, lambda n: modal(section(), callback_id="c" * n), "/view/callback_id"),
    (
        limits.INPUT_LABEL_MAX_LENGTH,
        lambda n: modal(entry({"type": "plain_text_input"}, label=words("l" * n))),
        "/view/blocks/0/label/text",
    ),
    (
        limits.INPUT_HINT_MAX_LENGTH,
        lambda n: modal(entry({"type": "plain_text_input"}, hint=words("l" * n))),
        "/view/blocks/0/hint/text",
    ),
    (
        limits.PLAIN_TEXT_INPUT_MAX_LENGTH_MAX,
        lambda n: modal(entry({"type": "plain_text_input", "max_length": n})),
        "/view/blocks/0/element/max_length",
    ),
    (
        limits.FILE_INPUT_MAX_FILES_MAX,
        lambda n: modal(entry({"type": "file_input", "max_files": n})),
        "/view/blocks/0/element/max_files",
    ),
]


@pytest.mark.parametrize(("limit", "made", "place"), VIEW_SIZES, ids=[place for _, _, place in VIEW_SIZES])
def test_a_view_at_the_limit_and_one_over(limit: int, made: Callable[[int], Any], place: str) -> None:
    assert problems(made(limit), "modal") == []
    (problem,) = problems(made(limit + 1), "modal")
    assert problem.endswith(f"[json-pointer:{place}]")


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ("no list", "invalid_blocks_format"),
        ([{"type": "sektion"}], "unsupported type: sektion [json-pointer:/blocks/0/type]"),
        ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ([{"type": "section"}], "must define either text or fields [json-pointer:/blocks/0]"),
        ([section(colour="red")], "invalid additional property: colour [json-pointer:/blocks/0]"),
        (
            [section(block_id="a"), section(block_id="a")],
            "block_id already exists: a [json-pointer:/blocks/1/block_id]",
        ),
        (
            [actions(button(action_id="a"), button(action_id="a"))],
            "action_id already exists: a [json-pointer:/blocks/0/elements/1/action_id]",
        ),
        ([{"type": "alert", "text": words("a")}], "unsupported type: alert [json-pointer:/blocks/0/type]"),
        (
            [actions({"type": "multi_users_select"})],
            "unsupported element type: multi_users_select [json-pointer:/blocks/0/elements/0/type]",
        ),
        (
            [section(accessory={"type": "datetimepicker"})],
            "unsupported accessory type: datetimepicker [json-pointer:/blocks/0/accessory/type]",
        ),
        (
            [entry({"type": "file_input"})],
            "unsupported element type: file_input [json-pointer:/blocks/0/element/type]",
        ),
        (
            [actions({"type": "datepicker", "initial_date": "2026-13-01"})],
            "must be a date, YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
        ),
        (
            [actions({"type": "static_select", "options": options(1), "initial_option": option("other")})],
            "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
        ),
        (
            [actions({"type": "static_select", "options": [option("v" * 76)]})],
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
        ),
        (
            [{"type": "image", "alt_text": "a"}],
            "must define either image_url or slack_file [json-pointer:/blocks/0]",
        ),
        ([section("x" * 3000)] * 4, "more than 9600 characters in all blocks [json-pointer:/blocks]"),
        ([section("😀" * 1501)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ],
)
def test_what_a_message_may_not_hold(blocks: Any, said: str) -> None:
    assert problems(blocks) == [said]


@pytest.mark.parametrize(
    ("view", "kind", "said"),
    [
        (
            modal(entry({"type": "plain_text_input"}), submit=None),
            "modal",
            "missing required field: submit [json-pointer:/view]",
        ),
        (modal(), "modal", "no fewer than 1 items allowed [json-pointer:/view/blocks]"),
        (modal(section(), title=None), "modal", "missing required field: title [json-pointer:/view]"),
        (modal(section()), "home", "must be a view of type home [json-pointer:/view/type]"),
        (
            {"type": "home", "blocks": [section()], "title": words("t")},
            "home",
            "invalid additional property: title [json-pointer:/view]",
        ),
        (
            modal(*[entry({"type": "plain_text_input", "focus_on_load": True})] * 2),
            "modal",
            "focus_on_load may be set on one element only [json-pointer:/view/blocks/1]",
        ),
        (modal(*[section("x" * 2999)] * 90), "modal", "view_too_large"),
    ],
)
def test_what_a_view_may_not_be(view: Json, kind: str, said: str) -> None:
    assert problems(view, kind) == [said]


def test_a_message_has_less_room_for_text_than_a_view() -> None:
    assert problems(modal(*[section("x" * 2000)] * 10), "modal") == []


def test_every_element_that_people_use_is_accepted() -> None:
    elements: list[Json] = [
        {"type": "plain_text_input", "multiline": True, "min_length": 1, "max_length": 10, "initial_value": "a"},
        {"type": "static_select", "options": options(2), "initial_option": option("1")},
        {"type": "multi_static_select", "options": options(2), "initial_options": options(1), "max_selected_items": 2},
        {"type": "static_select", "option_groups": [{"label": words("g"), "options": options(2)}]},
        {"type": "checkboxes", "options": options(2)},
        {"type": "radio_buttons", "options": options(2)},
        {"type": "datepicker", "initial_date": "2026-12-24"},
        {"type": "timepicker", "initial_time": "09:30", "timezone": "Asia/Seoul"},
        {"type": "datetimepicker", "initial_date_time": 1_790_000_000},
        {"type": "users_select", "initial_user": "U0MINA"},
        {"type": "multi_users_select", "initial_users": ["U0MINA"]},
        {"type": "conversations_select", "default_to_current_conversation": True, "filter": {"include": ["public"]}},
        {"type": "file_input", "filetypes": ["png"], "max_files": 4},
    ]
    assert problems(modal(*[entry(element) for element in elements]), "modal") == []
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a", "style": {"bold": True}}]}
    lines = {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [rich]}
    confirm = {"title": words("t"), "text": words("?"), "confirm": words("y"), "deny": words("n"), "style": "danger"}
    blocks: list[Json] = [
        {"type": "rich_text", "elements": [rich, lines, {"type": "rich_text_preformatted", "elements": []}]},
        {"type": "divider"},
        {
            "type": "context",
            "elements": [words("c"), {"type": "image", "image_url": "https://a.example/i", "alt_text": "a"}],
        },
        actions(button(style="primary", confirm=confirm, value="1"), button(url="https://a.example")),
        {"type": "image", "slack_file": {"id": "F0BREAD01"}, "alt_text": "a", "title": words("t")},
    ]
    assert problems(blocks) == []
