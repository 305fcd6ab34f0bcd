"""For each limit that slackblocks lists: how it is reached with its own constructors, and where the problem then is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import slackblocks as sb
from slackblocks.elements import FeedbackButton

from tests.sandbox.block_kit.judging import actions, entry

Make = Callable[[int], Any]
URL = "https://a.example/"


@dataclass(frozen=True)
class Reached:
    """A payload of a size, and the JSON pointer of what is too much in it."""

    make: Make
    at: str
    surface: str = "message"


def in_actions(make: Make, at: str) -> Reached:
    return Reached(lambda n: sb.ActionsBlock([make(n)]), f"/blocks/0/elements/0{at}")


def in_input(make: Make, at: str) -> Reached:
    return Reached(lambda n: sb.InputBlock("l", make(n)), f"/view/blocks/0/element{at}", "modal")


def in_section(make: Make, at: str) -> Reached:
    return Reached(lambda n: sb.SectionBlock("t", accessory=make(n)), f"/blocks/0/accessory{at}")


def in_modal(make: Make, at: str) -> Reached:
    return Reached(make, f"/view{at}", "modal")


def block(make: Make, at: str, surface: str = "message") -> Reached:
    return Reached(make, ("/blocks/0" if surface == "message" else "/view/blocks/0") + at, surface)


def url(length: int) -> str:
    return URL + "u" * (length - len(URL))


def options(count: int) -> list[sb.Option]:
    return [sb.Option(sb.PlainText("t"), str(number)) for number in range(count)]


def confirming(**fields: str) -> sb.Button:
    said = {"title": "t", "text": "t", "confirm": "y", "deny": "n"} | fields
    return sb.Button("b", confirm=sb.ConfirmationDialogue(**said))


def chosen(**fields: Any) -> sb.OverflowMenu:
    return sb.OverflowMenu("a", [sb.Option(**{"text": sb.PlainText("t"), "value": "v"} | fields)])


def feedback(**fields: Any) -> sb.ContextActionsBlock:
    good = FeedbackButton(**{"text": "t", "value": "v"} | fields)
    return sb.ContextActionsBlock([sb.FeedbackButtons(good, FeedbackButton("t", "v"))])


def icon(**fields: Any) -> sb.ContextActionsBlock:
    return sb.ContextActionsBlock([sb.IconButton("t", **fields)])


def workflow_button(**fields: Any) -> sb.WorkflowButton:
    workflow = sb.Workflow.from_url(URL)
    return sb.WorkflowButton(**{"text": "t", "workflow": workflow, "action_id": "a"} | fields)


def rich(text: str = "t") -> sb.RichTextBlock:
    return sb.RichTextBlock(sb.RichTextSection(sb.RichText(text)))


def rich_list(**fields: int) -> sb.RichTextBlock:
    return sb.RichTextBlock(sb.RichTextList("bullet", [sb.RichTextSection(sb.RichText("t"))], **fields))


def table(rows: int, columns: int = 1) -> sb.TableBlock:
    return sb.TableBlock([[sb.RawText("t")] * columns] * rows)


def data_table(rows: int = 2, columns: int = 1, cell: str = "t", **fields: Any) -> sb.DataTableBlock:
    return sb.DataTableBlock([[sb.RawText(cell)] * columns] * rows, "c", **fields)


def pie(count: int = 1, label: str = "s", value: float = 1, title: str = "t") -> sb.DataVisualizationBlock:
    segments = [sb.ChartSegment(label, value) for _ in range(count)]
    return sb.DataVisualizationBlock(title, sb.PieChart(segments))


def bars(
    series: int = 1, categories: list[str] | None = None, name: str = "", points: int | None = None, **axes: str
) -> sb.DataVisualizationBlock:
    categories = ["c"] if categories is None else categories
    data = [sb.DataPoint(label, 1) for label in categories[: len(categories) if points is None else points]]
    drawn = [sb.DataSeries(name or f"s{number}", data) for number in range(series)]
    return sb.DataVisualizationBlock("t", sb.BarChart(drawn, sb.AxisConfig(categories, **axes)))


def named(count: int) -> list[str]:
    return [f"c{number}" for number in range(count)]


def video(**fields: Any) -> sb.VideoBlock:
    said = {"alt_text": "a", "thumbnail_url": URL, "title": "t", "video_url": URL} | fields
    return sb.VideoBlock(**said)


def markdowns(characters: int) -> list[sb.MarkdownBlock]:
    return [sb.MarkdownBlock("x" * (characters // 2)), sb.MarkdownBlock("x" * (characters - characters // 2))]


def view(**fields: Any) -> sb.ModalView:
    return sb.ModalView(**{"title": "t", "blocks": [sb.DividerBlock()]} | fields)


def plan(count: int) -> sb.PlanBlock:
    return sb.PlanBlock("p", [sb.TaskCardBlock(str(n), "t", status="complete") for n in range(count)])


def group(count: int) -> sb.StaticSelectMenu:
    return sb.StaticSelectMenu("a", option_groups=[sb.OptionGroup("g", options(count))])


def groups(count: int) -> sb.StaticSelectMenu:
    return sb.StaticSelectMenu("a", option_groups=[sb.OptionGroup("g", options(1))] * count)


def x(count: int) -> str:
    return "x" * count


LIMITS: dict[str, Reached] = {
    "TEXT_MIN_LENGTH": block(lambda n: sb.ContextBlock([sb.Text(x(n))]), "/elements/0/text"),
    "TEXT_MAX_LENGTH": block(lambda n: sb.SectionBlock(sb.Text(x(n))), "/text/text"),
    "ACTION_ID_MAX_LENGTH": in_actions(lambda n: sb.Button("b", x(n)), "/action_id"),
    "BLOCK_ID_MAX_LENGTH": block(lambda n: sb.DividerBlock(x(n)), "/block_id"),
    "BUTTON_TEXT_MAX_LENGTH": in_actions(lambda n: sb.Button(x(n)), "/text/text"),
    "BUTTON_URL_MAX_LENGTH": in_actions(lambda n: sb.Button("b", url=url(n)), "/url"),
    "BUTTON_VALUE_MAX_LENGTH": in_actions(lambda n: sb.Button("b", value=x(n)), "/value"),
    "BUTTON_ACCESSIBILITY_LABEL_MAX_LENGTH": in_actions(
        lambda n: sb.Button("b", accessibility_label=x(n)), "/accessibility_label"
    ),
    "BUTTON_AGENT_PROMPT_MAX_LENGTH": in_actions(lambda n: sb.Button("b", agent_prompt=x(n)), "/agent_prompt"),
    "CONFIRMATION_TITLE_MAX_LENGTH": in_actions(lambda n: confirming(title=x(n)), "/confirm/title/text"),
    "CONFIRMATION_TEXT_MAX_LENGTH": in_actions(lambda n: confirming(text=x(n)), "/confirm/text/text"),
    "CONFIRMATION_CONFIRM_MAX_LENGTH": in_actions(lambda n: confirming(confirm=x(n)), "/confirm/confirm/text"),
    "CONFIRMATION_DENY_MAX_LENGTH": in_actions(lambda n: confirming(deny=x(n)), "/confirm/deny/text"),
    "OPTION_TEXT_MAX_LENGTH": in_actions(lambda n: chosen(text=sb.PlainText(x(n))), "/options/0/text/text"),
    "OPTION_VALUE_MAX_LENGTH": in_actions(lambda n: chosen(value=x(n)), "/options/0/value"),
    "OPTION_DESCRIPTION_MAX_LENGTH": in_actions(lambda n: chosen(description=x(n)), "/options/0/description/text"),
    "OPTION_URL_MAX_LENGTH": in_actions(lambda n: chosen(url=url(n)), "/options/0/url"),
    "OPTION_GROUP_LABEL_MAX_LENGTH": in_actions(
        lambda n: sb.StaticSelectMenu("a", option_groups=[sb.OptionGroup(x(n), options(1))]),
        "/option_groups/0/label/text",
    ),
    "OPTION_GROUP_OPTIONS_MIN_ITEMS": in_actions(group, "/option_groups/0/options"),
    "OPTION_GROUP_OPTIONS_MAX_ITEMS": in_actions(group, "/option_groups/0/options"),
    "SELECT_PLACEHOLDER_MAX_LENGTH": in_actions(lambda n: sb.UserSelectMenu(placeholder=x(n)), "/placeholder/text"),
    "SELECT_OPTIONS_MIN_ITEMS": in_actions(lambda n: sb.StaticSelectMenu("a", options(n)), "/options"),
    "SELECT_OPTIONS_MAX_ITEMS": in_actions(lambda n: sb.StaticSelectMenu("a", options(n)), "/options"),
    "SELECT_OPTION_GROUPS_MIN_ITEMS": in_actions(groups, "/option_groups"),
    "SELECT_OPTION_GROUPS_MAX_ITEMS": in_actions(groups, "/option_groups"),
    "SELECT_MIN_QUERY_LENGTH_MIN": in_actions(lambda n: sb.ExternalSelectMenu(min_query_length=n), "/min_query_length"),
    "OVERFLOW_OPTIONS_MIN_ITEMS": in_actions(lambda n: sb.OverflowMenu("a", options(n)), "/options"),
    "OVERFLOW_OPTIONS_MAX_ITEMS": in_actions(lambda n: sb.OverflowMenu("a", options(n)), "/options"),
    "CHECKBOXES_OPTIONS_MIN_ITEMS": in_actions(lambda n: sb.CheckboxGroup("a", options(n)), "/options"),
    "CHECKBOXES_OPTIONS_MAX_ITEMS": in_actions(lambda n: sb.CheckboxGroup("a", options(n)), "/options"),
    "RADIO_BUTTONS_OPTIONS_MIN_ITEMS": in_actions(lambda n: sb.RadioButtonGroup("a", options(n)), "/options"),
    "RADIO_BUTTONS_OPTIONS_MAX_ITEMS": in_actions(lambda n: sb.RadioButtonGroup("a", options(n)), "/options"),
    "FILE_INPUT_MAX_FILES_MIN": in_input(lambda n: sb.FileInput(max_files=n), "/max_files"),
    "FILE_INPUT_MAX_FILES_MAX": in_input(lambda n: sb.FileInput(max_files=n), "/max_files"),
    "PLAIN_TEXT_INPUT_MIN_LENGTH_MIN": in_input(lambda n: sb.PlainTextInput(min_length=n), "/min_length"),
    "PLAIN_TEXT_INPUT_MIN_LENGTH_MAX": in_input(lambda n: sb.PlainTextInput(min_length=n), "/min_length"),
    "PLAIN_TEXT_INPUT_MAX_LENGTH_MIN": in_input(lambda n: sb.PlainTextInput(max_length=n), "/max_length"),
    "PLAIN_TEXT_INPUT_MAX_LENGTH_MAX": in_input(lambda n: sb.PlainTextInput(max_length=n), "/max_length"),
    "PLAIN_TEXT_INPUT_PLACEHOLDER_MAX_LENGTH": in_input(
        lambda n: sb.PlainTextInput(placeholder=x(n)), "/placeholder/text"
    ),
    "EMAIL_INPUT_PLACEHOLDER_MAX_LENGTH": in_input(lambda n: sb.EmailInput(placeholder=x(n)), "/placeholder/text"),
    "URL_INPUT_PLACEHOLDER_MAX_LENGTH": in_input(lambda n: sb.URLInput(placeholder=x(n)), "/placeholder/text"),
    "NUMBER_INPUT_PLACEHOLDER_MAX_LENGTH": in_input(
        lambda n: sb.NumberInput(False, placeholder=x(n)), "/placeholder/text"
    ),
    "DATE_PICKER_PLACEHOLDER_MAX_LENGTH": in_input(lambda n: sb.DatePicker(placeholder=x(n)), "/placeholder/text"),
    "TIME_PICKER_PLACEHOLDER_MAX_LENGTH": in_input(lambda n: sb.TimePicker(placeholder=x(n)), "/placeholder/text"),
    "RICH_TEXT_INPUT_PLACEHOLDER_MAX_LENGTH": in_input(
        lambda n: sb.RichTextInput("a", placeholder=x(n)), "/placeholder/text"
    ),
    "RICH_TEXT_INPUT_MIN_LINES_MIN": in_input(lambda n: sb.RichTextInput("a", min_lines=n), "/min_lines"),
    "RICH_TEXT_INPUT_MIN_LINES_MAX": in_input(lambda n: sb.RichTextInput("a", min_lines=n), "/min_lines"),
    "RICH_TEXT_INPUT_MAX_LINES_MIN": in_input(lambda n: sb.RichTextInput("a", max_lines=n), "/max_lines"),
    "RICH_TEXT_INPUT_MAX_LINES_MAX": in_input(lambda n: sb.RichTextInput("a", max_lines=n), "/max_lines"),
    "MULTI_SELECT_MAX_SELECTED_ITEMS_MIN": in_section(
        lambda n: sb.UserMultiSelectMenu(max_selected_items=n), "/max_selected_items"
    ),
    "CONVERSATION_FILTER_INCLUDE_MIN_ITEMS": in_actions(
        lambda n: sb.ConversationSelectMenu(filter=sb.ConversationFilter(["im"] * n, exclude_bot_users=True)),
        "/filter/include",
    ),
    "DISPATCH_ACTION_CONFIGURATION_TRIGGER_ACTIONS_ON_MIN_ITEMS": in_input(
        lambda n: sb.PlainTextInput(dispatch_action_config=sb.DispatchActionConfiguration(["on_enter_pressed"] * n)),
        "/dispatch_action_config/trigger_actions_on",
    ),
    "DISPATCH_ACTION_CONFIGURATION_TRIGGER_ACTIONS_ON_MAX_ITEMS": in_input(
        lambda n: sb.PlainTextInput(dispatch_action_config=sb.DispatchActionConfiguration(["on_enter_pressed"] * n)),
        "/dispatch_action_config/trigger_actions_on",
    ),
    "ACTIONS_ELEMENTS_MAX_ITEMS": block(lambda n: sb.ActionsBlock([sb.Button("b")] * n), "/elements"),
    "ALERT_TEXT_MAX_LENGTH": block(lambda n: sb.AlertBlock(x(n)), "/text/text", "modal"),
    "CARD_TITLE_MAX_LENGTH": block(lambda n: sb.CardBlock(title=x(n)), "/title/text"),
    "CARD_SUBTITLE_MAX_LENGTH": block(lambda n: sb.CardBlock(title="t", subtitle=x(n)), "/subtitle/text"),
    "CARD_BODY_MAX_LENGTH": block(lambda n: sb.CardBlock(body=x(n)), "/body/text"),
    "CARD_ACTIONS_MAX_ITEMS": block(lambda n: sb.CardBlock(actions=[sb.Button("b")] * n), "/actions"),
    "CARD_SUBTEXT_MAX_LENGTH": block(lambda n: sb.CardBlock(title="t", subtext=x(n)), "/subtext/text"),
    "CAROUSEL_ELEMENTS_MIN_ITEMS": block(lambda n: sb.CarouselBlock(cards(n)), "/elements"),
    "CAROUSEL_ELEMENTS_MAX_ITEMS": block(lambda n: sb.CarouselBlock(cards(n)), "/elements"),
    "CONTAINER_TITLE_MAX_LENGTH": block(lambda n: sb.ContainerBlock([sb.DividerBlock()], x(n)), "/title/text"),
    "CONTAINER_SUBTITLE_MAX_LENGTH": block(
        lambda n: sb.ContainerBlock([sb.DividerBlock()], "t", subtitle=x(n)), "/subtitle/text"
    ),
    "CONTAINER_CHILD_BLOCKS_MIN_ITEMS": block(lambda n: sb.ContainerBlock(dividers(n), "t"), "/child_blocks"),
    "CONTAINER_CHILD_BLOCKS_MAX_ITEMS": block(lambda n: sb.ContainerBlock(dividers(n), "t"), "/child_blocks"),
    "CONTEXT_ELEMENTS_MAX_ITEMS": block(lambda n: sb.ContextBlock([sb.Text("t")] * n), "/elements"),
    "CONTEXT_ACTIONS_ELEMENTS_MAX_ITEMS": block(
        lambda n: sb.ContextActionsBlock([sb.IconButton("t")] * n), "/elements"
    ),
    "FEEDBACK_BUTTON_TEXT_MAX_LENGTH": block(lambda n: feedback(text=x(n)), "/elements/0/positive_button/text/text"),
    "FEEDBACK_BUTTON_VALUE_MAX_LENGTH": block(lambda n: feedback(value=x(n)), "/elements/0/positive_button/value"),
    "FEEDBACK_BUTTON_ACCESSIBILITY_LABEL_MAX_LENGTH": block(
        lambda n: feedback(accessibility_label=x(n)), "/elements/0/positive_button/accessibility_label"
    ),
    "ICON_BUTTON_VALUE_MAX_LENGTH": block(lambda n: icon(value=x(n)), "/elements/0/value"),
    "ICON_BUTTON_ACCESSIBILITY_LABEL_MAX_LENGTH": block(
        lambda n: icon(accessibility_label=x(n)), "/elements/0/accessibility_label"
    ),
    "ICON_BUTTON_VISIBLE_TO_USER_IDS_MAX_ITEMS": block(
        lambda n: icon(visible_to_user_ids=["U0MINA"] * n), "/elements/0/visible_to_user_ids"
    ),
    "WORKFLOW_BUTTON_TEXT_MAX_LENGTH": in_actions(lambda n: workflow_button(text=x(n)), "/text/text"),
    "WORKFLOW_BUTTON_ACCESSIBILITY_LABEL_MAX_LENGTH": in_actions(
        lambda n: workflow_button(accessibility_label=x(n)), "/accessibility_label"
    ),
    "TABLE_ROWS_MAX_ITEMS": block(lambda n: table(n), "/rows"),
    "TABLE_COLUMNS_MAX_ITEMS": block(lambda n: table(1, n), "/rows/0"),
    "TABLE_COLUMN_SETTINGS_MAX_ITEMS": block(
        lambda n: sb.TableBlock([[sb.RawText("t")]], [sb.ColumnSettings("left")] * n), "/column_settings"
    ),
    "DATA_TABLE_ROWS_MIN_ITEMS": block(lambda n: data_table(rows=n), "/rows"),
    "DATA_TABLE_ROWS_MAX_ITEMS": block(lambda n: data_table(rows=n), "/rows"),
    "DATA_TABLE_COLUMNS_MIN_ITEMS": block(lambda n: data_table(columns=n), "/rows/0"),
    "DATA_TABLE_COLUMNS_MAX_ITEMS": block(lambda n: data_table(columns=n), "/rows/0"),
    "DATA_TABLE_PAGE_SIZE_MIN": block(lambda n: data_table(page_size=n), "/page_size"),
    "DATA_TABLE_PAGE_SIZE_MAX": block(lambda n: data_table(page_size=n), "/page_size"),
    "DATA_TABLE_CELL_TEXT_MIN_LENGTH": block(lambda n: data_table(cell=x(n)), "/rows/0/0/text"),
    "DATA_TABLE_CONTENT_MAX_LENGTH": Reached(lambda n: characters_in_data_tables(n, 1), "/blocks"),
    "DATA_TABLE_TOTAL_CONTENT_MAX_LENGTH": Reached(lambda n: characters_in_data_tables(n, 2), "/blocks"),
    "DATA_TABLE_ROW_HEADER_COLUMN_INDEX_MIN": block(
        lambda n: data_table(row_header_column_index=n), "/row_header_column_index"
    ),
    "DATA_VISUALIZATION_TITLE_MAX_LENGTH": block(lambda n: pie(title=x(n)), "/title"),
    "DATA_VISUALIZATION_SEGMENTS_MIN_ITEMS": block(pie, "/chart/segments"),
    "DATA_VISUALIZATION_SEGMENTS_MAX_ITEMS": block(pie, "/chart/segments"),
    "DATA_VISUALIZATION_SEGMENT_LABEL_MAX_LENGTH": block(lambda n: pie(label=x(n)), "/chart/segments/0/label"),
    "DATA_VISUALIZATION_SEGMENT_VALUE_EXCLUSIVE_MIN": block(lambda n: pie(value=n), "/chart/segments/0/value"),
    "DATA_VISUALIZATION_SERIES_MIN_ITEMS": block(bars, "/chart/series"),
    "DATA_VISUALIZATION_SERIES_MAX_ITEMS": block(bars, "/chart/series"),
    "DATA_VISUALIZATION_SERIES_NAME_MAX_LENGTH": block(lambda n: bars(name=x(n)), "/chart/series/0/name"),
    "DATA_VISUALIZATION_DATA_MIN_ITEMS": block(lambda n: bars(points=n), "/chart/series/0/data"),
    "DATA_VISUALIZATION_DATA_MAX_ITEMS": block(lambda n: bars(1, named(n)), "/chart/series/0/data"),
    "DATA_VISUALIZATION_POINT_LABEL_MAX_LENGTH": block(lambda n: bars(1, [x(n)]), "/chart/series/0/data/0/label"),
    "DATA_VISUALIZATION_CATEGORIES_MIN_ITEMS": block(lambda n: bars(1, named(n)), "/chart/axis_config/categories"),
    "DATA_VISUALIZATION_CATEGORIES_MAX_ITEMS": block(lambda n: bars(1, named(n)), "/chart/axis_config/categories"),
    "DATA_VISUALIZATION_CATEGORY_LABEL_MAX_LENGTH": block(lambda n: bars(1, [x(n)]), "/chart/axis_config/categories/0"),
    "DATA_VISUALIZATION_AXIS_LABEL_MAX_LENGTH": block(lambda n: bars(x_label=x(n)), "/chart/axis_config/x_label"),
    "HEADER_TEXT_MAX_LENGTH": block(lambda n: sb.HeaderBlock(x(n)), "/text/text"),
    "IMAGE_IMAGE_URL_MAX_LENGTH": block(lambda n: sb.ImageBlock(url(n), "a"), "/image_url"),
    "IMAGE_ALT_TEXT_MAX_LENGTH": block(lambda n: sb.ImageBlock(URL, x(n)), "/alt_text"),
    "IMAGE_TITLE_MAX_LENGTH": block(lambda n: sb.ImageBlock(URL, "a", x(n)), "/title/text"),
    "IMAGE_ELEMENT_IMAGE_URL_MAX_LENGTH": in_section(lambda n: sb.Image("a", url(n)), "/image_url"),
    "IMAGE_ELEMENT_ALT_TEXT_MAX_LENGTH": in_section(lambda n: sb.Image(x(n), URL), "/alt_text"),
    "INPUT_LABEL_MAX_LENGTH": block(lambda n: sb.InputBlock(x(n), sb.DatePicker()), "/label/text", "modal"),
    "INPUT_HINT_MAX_LENGTH": block(lambda n: sb.InputBlock("l", sb.DatePicker(), hint=x(n)), "/hint/text", "modal"),
    "MARKDOWN_TEXT_MAX_LENGTH": block(lambda n: sb.MarkdownBlock(x(n)), "/text"),
    "MARKDOWN_TOTAL_TEXT_MAX_LENGTH": Reached(lambda n: sb.Message("C", blocks=markdowns(n)), "/blocks"),
    "PLAN_TASKS_MAX_ITEMS": block(plan, "/tasks"),
    "RICH_TEXT_LIST_INDENT_MIN": block(lambda n: rich_list(indent=n), "/elements/0/indent"),
    "RICH_TEXT_LIST_INDENT_MAX": block(lambda n: rich_list(indent=n), "/elements/0/indent"),
    "RICH_TEXT_LIST_OFFSET_MIN": block(lambda n: rich_list(offset=n), "/elements/0/offset"),
    "RICH_TEXT_LIST_BORDER_MIN": block(lambda n: rich_list(border=n), "/elements/0/border"),
    "RICH_TEXT_LIST_BORDER_MAX": block(lambda n: rich_list(border=n), "/elements/0/border"),
    "RICH_TEXT_QUOTE_BORDER_MIN": block(lambda n: quoted(sb.RichTextQuote, n), "/elements/0/border"),
    "RICH_TEXT_QUOTE_BORDER_MAX": block(lambda n: quoted(sb.RichTextQuote, n), "/elements/0/border"),
    "RICH_TEXT_PREFORMATTED_BORDER_MIN": block(lambda n: quoted(sb.RichTextCodeBlock, n), "/elements/0/border"),
    "RICH_TEXT_PREFORMATTED_BORDER_MAX": block(lambda n: quoted(sb.RichTextCodeBlock, n), "/elements/0/border"),
    "SECTION_TEXT_MAX_LENGTH": block(lambda n: sb.SectionBlock(x(n)), "/text/text"),
    "SECTION_FIELDS_MAX_ITEMS": block(lambda n: sb.SectionBlock(fields=["f"] * n), "/fields"),
    "SECTION_FIELDS_ITEM_MAX_LENGTH": block(lambda n: sb.SectionBlock(fields=[x(n)]), "/fields/0/text"),
    "VIDEO_ALT_TEXT_MAX_LENGTH": block(lambda n: video(alt_text=x(n)), "/alt_text"),
    "VIDEO_TITLE_MAX_LENGTH": block(lambda n: video(title=x(n)), "/title/text"),
    "VIDEO_AUTHOR_NAME_MAX_LENGTH": block(lambda n: video(author_name=x(n)), "/author_name"),
    "VIDEO_DESCRIPTION_MAX_LENGTH": block(lambda n: video(description=x(n)), "/description/text"),
    "VIDEO_PROVIDER_NAME_MAX_LENGTH": block(lambda n: video(provider_name=x(n)), "/provider_name"),
    "VIDEO_THUMBNAIL_URL_MAX_LENGTH": block(lambda n: video(thumbnail_url=url(n)), "/thumbnail_url"),
    "VIDEO_VIDEO_URL_MAX_LENGTH": block(lambda n: video(video_url=url(n)), "/video_url"),
    "VIDEO_TITLE_URL_MAX_LENGTH": block(lambda n: video(title_url=url(n)), "/title_url"),
    "VIDEO_PROVIDER_ICON_URL_MAX_LENGTH": block(lambda n: video(provider_icon_url=url(n)), "/provider_icon_url"),
    "MESSAGE_DATA_VISUALIZATIONS_MAX_ITEMS": Reached(
        lambda n: sb.Message("C", blocks=[pie() for _ in range(n)]), "/blocks/2"
    ),
    "MESSAGE_BLOCKS_MAX_ITEMS": Reached(lambda n: sb.Message("C", blocks=dividers(n)), "/blocks"),
    "VIEW_BLOCKS_MAX_ITEMS": in_modal(lambda n: view(blocks=dividers(n)), "/blocks"),
    "VIEW_PRIVATE_METADATA_MAX_LENGTH": in_modal(lambda n: view(private_metadata=x(n)), "/private_metadata"),
    "VIEW_CALLBACK_ID_MAX_LENGTH": in_modal(lambda n: view(callback_id=x(n)), "/callback_id"),
    "VIEW_EXTERNAL_ID_MAX_LENGTH": in_modal(lambda n: view(external_id=x(n)), "/external_id"),
    "VIEW_TITLE_MAX_LENGTH": in_modal(lambda n: view(title=x(n)), "/title/text"),
    "VIEW_CLOSE_MAX_LENGTH": in_modal(lambda n: view(close=x(n)), "/close/text"),
    "VIEW_SUBMIT_MAX_LENGTH": in_modal(lambda n: view(submit=x(n)), "/submit/text"),
}
# One beyond the limit, written out where the constructors would leave it out, or refuse it for another reason.
WRITTEN_OUT: dict[str, Any] = {
    "SELECT_OPTIONS_MIN_ITEMS": [actions({"type": "static_select", "options": []})],
    "SELECT_OPTION_GROUPS_MIN_ITEMS": [actions({"type": "static_select", "option_groups": []})],
    "PLAIN_TEXT_INPUT_MAX_LENGTH_MIN": [entry({"type": "plain_text_input", "max_length": 0})],
    "CONVERSATION_FILTER_INCLUDE_MIN_ITEMS": [actions({"type": "conversations_select", "filter": {"include": []}})],
    "DISPATCH_ACTION_CONFIGURATION_TRIGGER_ACTIONS_ON_MAX_ITEMS": [
        entry(
            {
                "type": "plain_text_input",
                "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"] * 3},
            }
        )
    ],
    "DATA_TABLE_COLUMNS_MIN_ITEMS": [{"type": "data_table", "caption": "c", "rows": [[], []]}],
    "DATA_VISUALIZATION_DATA_MIN_ITEMS": [
        {
            "type": "data_visualization",
            "title": "t",
            "chart": {"type": "bar", "series": [{"name": "s", "data": []}], "axis_config": {"categories": ["c"]}},
        }
    ],
}
# Limits of a call rather than of its blocks: tests/sandbox/block_kit/test_validate.py has them.
OF_CALLS = {"MESSAGE_CHANNEL_MIN_LENGTH", "MESSAGE_ATTACHMENTS_MAX_ITEMS"}


def cards(count: int) -> list[sb.CardBlock]:
    return [sb.CardBlock(title="t") for _ in range(count)]


def dividers(count: int) -> list[sb.DividerBlock]:
    return [sb.DividerBlock() for _ in range(count)]


def quoted(kind: Any, border: int) -> sb.RichTextBlock:
    return sb.RichTextBlock(kind([sb.RichText("t")], border=border))


def characters_in_data_tables(count: int, tables: int) -> Any:
    """Cells that hold `count` characters altogether, the odd ones in the last of them."""
    share = count // (2 * tables)
    made = [data_table(cell=x(share)) for _ in range(tables)]
    made[-1].rows[1] = [sb.RawText(x(count - share * (2 * tables - 1)))]
    return sb.Message("C", blocks=made) if tables > 1 else sb.DataTableBlock(made[0].rows, "c")
