"""Which elements may stand where.

docs.slack.dev/reference/block-kit/blocks names the compatible elements of each block.
"""

from bot.sandbox.block_kit.buttons import BUTTON, FEEDBACK_BUTTONS, ICON_BUTTON, IMAGE, OVERFLOW, WORKFLOW_BUTTON
from bot.sandbox.block_kit.inputs import FILES, RICH, WRITING
from bot.sandbox.block_kit.menus import CHOOSING, CHOOSING_SEVERAL, DATETIME, PICKING, TICKING
from bot.sandbox.block_kit.rules import Check

_BUTTONS: dict[str, Check] = {"button": BUTTON, "overflow": OVERFLOW, "workflow_button": WORKFLOW_BUTTON}

IN_SECTION = _BUTTONS | CHOOSING | CHOOSING_SEVERAL | TICKING | PICKING | {"image": IMAGE}
IN_ACTIONS = _BUTTONS | CHOOSING | TICKING | PICKING | DATETIME | RICH
IN_INPUT = CHOOSING | CHOOSING_SEVERAL | TICKING | PICKING | DATETIME | WRITING | RICH | FILES
IN_CONTEXT_ACTIONS: dict[str, Check] = {"feedback_buttons": FEEDBACK_BUTTONS, "icon_button": ICON_BUTTON}

# Elements that Slack takes on some surfaces only; the others stand wherever their block does.
ONLY_ON: dict[str, tuple[str, ...]] = {"file_input": ("modal",), "workflow_button": ("message",)}
