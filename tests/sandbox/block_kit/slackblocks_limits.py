"""For each limit that slackblocks lists: how it is reached with its own constructors, and where the problem then is."""

from typing import Any

from tests.sandbox.block_kit.judging import actions, entry
from tests.sandbox.block_kit.slackblocks_limits_of_blocks import OF_BLOCKS
from tests.sandbox.block_kit.slackblocks_limits_of_elements import OF_ELEMENTS

LIMITS = OF_ELEMENTS | OF_BLOCKS
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
