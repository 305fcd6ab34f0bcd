"""How the limits of elements and of composition objects are reached, and where the problem then is."""

import slackblocks as sb

from tests.sandbox.block_kit.slackblocks_made import (
    Reached,
    block,
    chosen,
    confirming,
    group,
    groups,
    in_actions,
    in_input,
    in_section,
    options,
    url,
    x,
)

OF_ELEMENTS: dict[str, Reached] = {
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
}
