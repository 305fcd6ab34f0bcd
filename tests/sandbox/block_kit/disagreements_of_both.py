"""What slackblocks and slack_sdk.models both take, and the sandbox refuses; examples are made by slack_sdk.models."""

from typing import Any

from slack_sdk.models import blocks as sdk
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from tests.sandbox.block_kit.disagreement import STRICTER, Rule
from tests.sandbox.block_kit.judging import Json, option

BUTTON = sdk.ButtonElement(text="b", action_id="a")
DIVIDER = sdk.DividerBlock(block_id="same")
USERS = sdk.UserMultiSelectElement(action_id="a")
RAW = {"type": "raw_text", "text": "t"}
ID_UNIQUE = "an answer could not be told from another; Slack's documentation asks for different ones"


def menu(*values: str, **fields: Any) -> Json:
    return {"type": "static_select", "options": [option(value) for value in values], **fields}


def asking(element: Any) -> sdk.InputBlock:
    return sdk.InputBlock(label="l", element=element)


def form(*elements: Any, **fields: Any) -> View:
    return View(type="modal", title="t", submit="s", blocks=[asking(element) for element in elements], **fields)


def pressing(*elements: Any) -> sdk.ActionsBlock:
    return sdk.ActionsBlock(elements=list(elements))


OF_BOTH = (
    Rule(
        "both",
        "two elements of a block with the same action_id",
        "action_id already exists",
        ID_UNIQUE,
        lambda: pressing(BUTTON, BUTTON),
    ),
    Rule("both", "two blocks with the same block_id", "block_id already exists", ID_UNIQUE, lambda: [DIVIDER, DIVIDER]),
    Rule(
        "both",
        "two options with the same value",
        "option value already exists",
        ID_UNIQUE,
        lambda: pressing(menu("v", "v")),
    ),
    Rule(
        "both",
        "an initial option that is not on offer",
        "must be one of the provided options",
        "documented: it must equal one of the options",
        lambda: pressing(menu("v", initial_option=option("other"))),
    ),
    Rule(
        "both",
        "multi-selects in an actions block",
        "unsupported element type: multi_users_select",
        f"older documentation has them in sections and inputs only, and {STRICTER}",
        lambda: pressing(USERS),
    ),
    Rule(
        "both",
        "more than 9,600 characters in the blocks of a message",
        "characters in all blocks",
        "Slack answers msg_blocks_too_long somewhere above; reports begin at 11,341",
        lambda: [sdk.SectionBlock(text="x" * 3000)] * 4,
    ),
    Rule(
        "both",
        "150 emoji in a header: characters are counted as code points",
        "must be less than 151 characters",
        f"Slack does not say how it counts; we count UTF-16 units, and {STRICTER}",
        lambda: sdk.HeaderBlock(text="😀" * 150),
    ),
    Rule(
        "both",
        "any text as an address",
        "must be a valid URL",
        "Slack refuses what is no URL",
        lambda: sdk.ImageBlock(image_url="nowhere", alt_text="a"),
    ),
    Rule(
        "both",
        "a file block in a message",
        "unsupported type: file",
        "documented: it is shown by Slack, and cannot be sent",
        lambda: sdk.FileBlock(external_id="F1"),
    ),
    Rule(
        "both",
        "two tables in one message",
        "no more than 1 table blocks allowed",
        "reported: Slack answers only_one_table_allowed",
        lambda: [sdk.TableBlock(rows=[[RAW]])] * 2,
    ),
    Rule(
        "both",
        "more than 10,000 characters in a table",
        "in all table blocks",
        "documented for the cells of a message together",
        lambda: sdk.TableBlock(rows=[[{"type": "raw_text", "text": "x" * 10_001}]]),
    ),
    Rule(
        "both",
        "a file input outside modals",
        "unsupported element type: file_input",
        "documented for modals only",
        lambda: asking(FileInputElement()),
    ),
    Rule(
        "both",
        "focus_on_load on two elements of a view",
        "focus_on_load may be set on one element only",
        "documented: one element of a view",
        lambda: form(*[sdk.DatePickerElement(action_id=name, focus_on_load=True) for name in "ab"]),
        "modal",
    ),
)
