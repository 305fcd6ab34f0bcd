"""What is refused in which words, where no other source tells: pairs, ids, sums, surfaces, what stands where."""

from typing import Any

import pytest

from bot.sandbox.block_kit import payload
from tests.sandbox.block_kit.judging import Json, actions, entry, modal, option, options, problems, section, words
from tests.sandbox.block_kit.slack_sdk_cases import BUTTON, CHILDREN, PROVIDER

PRESSED: Json = {"type": "button", **BUTTON}
RAW: Json = {"type": "raw_text", "text": "t"}
RICH: Json = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "t"}]}],
}
FOCUSED: Json = {"type": "plain_text_input", "focus_on_load": True}


def data_table(*rows: list[Json], **fields: Any) -> Json:
    return {"type": "data_table", "caption": "c", "rows": list(rows), **fields}


def bars(*labels: str) -> Json:
    data = [{"label": label, "value": 1} for label in labels]
    chart = {"type": "bar", "series": [{"name": "s", "data": data}] * 2, "axis_config": {"categories": ["a", "b"]}}
    return {"type": "data_visualization", "title": "t", "chart": chart}


MESSAGES: list[tuple[Any, str]] = [
    ("no list", "invalid_blocks_format"),
    ([{"type": "sektion"}], "unsupported type: sektion [json-pointer:/blocks/0/type]"),
    ([{}], "missing required field: type [json-pointer:/blocks/0]"),
    (["text"], "missing required field: type [json-pointer:/blocks/0]"),
    (
        [section(text={"type": "mrkdwn", "text": ""})],
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    ([section(text="words")], "missing required field: type [json-pointer:/blocks/0/text]"),
    (
        [section(text=words() | {"verbatim": True})],
        "invalid additional property: verbatim [json-pointer:/blocks/0/text]",
    ),
    ([{"type": "section"}], "must define either text or fields [json-pointer:/blocks/0]"),
    ([section(colour="red")], "invalid additional property: colour [json-pointer:/blocks/0]"),
    (
        [section(block_id="a"), section(block_id="a")],
        "block_id already exists: a [json-pointer:/blocks/1/block_id]",
    ),
    (
        [actions(PRESSED | {"action_id": "a"}, PRESSED | {"action_id": "a"})],
        "action_id already exists: a [json-pointer:/blocks/0/elements/1/action_id]",
    ),
    ([{"type": "alert", "text": words()}], "unsupported type: alert [json-pointer:/blocks/0/type]"),
    (
        [actions({"type": "multi_users_select"})],
        "unsupported element type: multi_users_select [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        [section(accessory={"type": "datetimepicker"})],
        "unsupported accessory type: datetimepicker [json-pointer:/blocks/0/accessory/type]",
    ),
    ([entry({"type": "file_input"})], "unsupported element type: file_input [json-pointer:/blocks/0/element/type]"),
    (
        [actions({"type": "datepicker", "initial_date": "2026-02-30"})],
        "must be a date, YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    (
        [actions({"type": "static_select", "options": options(1), "initial_option": option("other")})],
        "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    ([{"type": "image", "alt_text": "a"}], "must define either image_url or slack_file [json-pointer:/blocks/0]"),
    (
        [section(text=words("x" * 3000))] * 4,
        "more than 9600 characters in all blocks [json-pointer:/blocks]",
    ),
    ([section(text=words("😀" * 1501))], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([actions(PRESSED | {"value": 5})], "must be a string [json-pointer:/blocks/0/elements/0/value]"),
    ([entry({"type": "datepicker"}, optional="no")], "must be a boolean [json-pointer:/blocks/0/optional]"),
    (
        [actions(PRESSED | {"agent_prompt_display": "shown"})],
        "agent_prompt_display needs agent_prompt [json-pointer:/blocks/0/elements/0/agent_prompt_display]",
    ),
    (
        [actions({"type": "conversations_select", "filter": {}})],
        "must define either include or exclude_external_shared_channels or exclude_bot_users "
        "[json-pointer:/blocks/0/elements/0/filter]",
    ),
    ([data_table([RAW], [RAW, RAW])], "must have 1 cells like the first row [json-pointer:/blocks/0/rows/1]"),
    ([data_table([RICH], [RAW])], "unsupported cell type: rich_text [json-pointer:/blocks/0/rows/0/0/type]"),
    (
        [data_table([RAW], [RAW], row_header_column_index=1)],
        "must be between 0 and 0 [json-pointer:/blocks/0/row_header_column_index]",
    ),
    ([bars("a", "b")], "series already exists: s [json-pointer:/blocks/0/chart/series/1/name]"),
    (
        [{"type": "card", "title": words(), "slack_icon": {"type": "icon", "name": "loaf"}}],
        "must be the name of an icon [json-pointer:/blocks/0/slack_icon/name]",
    ),
    (
        [{"type": "container", **CHILDREN, "child_blocks": [{"type": "markdown", "text": "t"}]}],
        "unsupported type: markdown [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    (
        [section(block_id="a"), {"type": "container", **CHILDREN, "child_blocks": [section(block_id="a")]}],
        "block_id already exists: a [json-pointer:/blocks/1/child_blocks/0/block_id]",
    ),
    ([{"type": "auth_provider", **PROVIDER}], "unsupported type: auth_provider [json-pointer:/blocks/0/type]"),
    (
        [{"type": "task_card", "task_id": "1", "title": "t", "status": "pending"}],
        "only tasks of a plan may be pending [json-pointer:/blocks/0/status]",
    ),
]


@pytest.mark.parametrize(("blocks", "said"), MESSAGES, ids=[said for _, said in MESSAGES])
def test_what_a_message_may_not_hold(blocks: Any, said: str) -> None:
    assert problems(blocks) == [said]


def test_a_chart_has_a_point_for_each_category() -> None:
    one = bars("a", "c")
    one["chart"]["series"].pop()
    assert problems([one]) == ["must have one point for every category [json-pointer:/blocks/0/chart/series/0/data]"]


VIEWS: list[tuple[Any, str, str]] = [
    (modal(entry({"type": "datepicker"}), submit=None), "modal", "missing required field: submit [json-pointer:/view]"),
    (modal(), "modal", "no fewer than 1 items allowed [json-pointer:/view/blocks]"),
    (modal(section(), title=None), "modal", "missing required field: title [json-pointer:/view]"),
    (modal(section()), "home", "must be a view of type home [json-pointer:/view/type]"),
    (
        {"type": "home", "blocks": [section()], "title": words()},
        "home",
        "invalid additional property: title [json-pointer:/view]",
    ),
    (
        modal(entry(FOCUSED), entry(FOCUSED)),
        "modal",
        "focus_on_load may be set on one element only [json-pointer:/view/blocks/1]",
    ),
    (modal(*[section(text=words("x" * 2999))] * 90), "modal", "view_too_large"),
    (modal(section(), private_metadata=5), "modal", "must be a string [json-pointer:/view/private_metadata]"),
    (
        modal({"type": "markdown", "text": "t"}),
        "modal",
        "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
    ),
]


@pytest.mark.parametrize(("view", "kind", "said"), VIEWS, ids=[said for _, _, said in VIEWS])
def test_what_a_view_may_not_be(view: Json, kind: str, said: str) -> None:
    assert problems(view, kind) == [said]


def test_a_view_has_room_for_more_text_than_a_message() -> None:
    assert problems(modal(*[section(text=words("x" * 2000))] * 10), "modal") == []


def test_markdown_and_tables_have_budgets_of_their_own() -> None:
    """Their characters are limited by themselves, and leave the rest of the message its room."""
    table: Json = {"type": "table", "rows": [[RAW | {"text": "x" * 10_000}]]}
    cells = data_table([RAW], [RAW | {"text": "x" * 19_999}])
    texts = [section(text=words("x" * 2400))] * 4
    assert problems([{"type": "markdown", "text": "x" * 12_000}, table, cells, *texts]) == []


def test_a_file_that_nobody_may_see_is_refused_wherever_it_is_shown() -> None:
    image: Json = {"type": "image", "slack_file": {"id": "F0BREAD01"}, "alt_text": "a"}
    card: Json = {"type": "card", "hero_image": image}
    blocks = [image, section(accessory=image), {"type": "context", "elements": [image]}]
    blocks.append({"type": "carousel", "elements": [card]})
    found = payload.message_problems(blocks, lambda reference: False)
    assert [problem.at for problem in found] == [
        "/blocks/0/slack_file",
        "/blocks/1/accessory/slack_file",
        "/blocks/2/elements/0/slack_file",
        "/blocks/3/elements/0/hero_image/slack_file",
    ]
    assert {problem.what for problem in found} == {"invalid slack file"}
