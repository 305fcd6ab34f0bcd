"""What slack_sdk.models takes, and the sandbox refuses."""

from slack_sdk.models import blocks as sdk
from slack_sdk.models.views import View

from tests.sandbox.block_kit.disagreement import STRICTER, Rule
from tests.sandbox.block_kit.disagreements_of_both import DIVIDER, asking, form, pressing

OF_SLACK_SDK = (
    Rule(
        "slack_sdk",
        "more than 12,000 characters in the markdown blocks of a message together",
        "in all markdown blocks",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: [sdk.MarkdownBlock(text="x" * 6001)] * 2,
    ),
    Rule(
        "slack_sdk",
        "an empty text object",
        "missing required field: text",
        "Slack refuses empty text",
        lambda: sdk.SectionBlock(text=sdk.PlainTextObject(text="")),
    ),
    Rule(
        "slack_sdk",
        "a modal with an input and no submit",
        "missing required field: submit",
        "documented: required then",
        lambda: View(type="modal", title="t", blocks=[asking(sdk.DatePickerElement())]),
        "modal",
    ),
    Rule(
        "slack_sdk",
        "a rich text section without elements",
        "no fewer than 1 items allowed",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: sdk.RichTextBlock(elements=[sdk.RichTextSectionElement(elements=[])]),
    ),
    Rule(
        "slack_sdk",
        "focus_on_load in a multi_external_select",
        "invalid additional property: focus_on_load",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: form(sdk.ExternalDataMultiSelectElement(action_id="a", focus_on_load=True)),
        "modal",
    ),
    Rule(
        "slack_sdk",
        "a datetimepicker that begins before 2001",
        "must be between 1000000000 and 9999999999",
        "documented: ten digits",
        lambda: pressing(sdk.DateTimePickerElement(action_id="a", initial_date_time=0)),
    ),
    Rule(
        "slack_sdk",
        "a date that no calendar has",
        "must be a date",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: pressing(sdk.DatePickerElement(action_id="a", initial_date="2026-02-30")),
    ),
    Rule(
        "slack_sdk",
        "bounds of an input in the wrong order",
        "must not be more than",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: form(sdk.PlainTextInputElement(action_id="a", min_length=2, max_length=1)),
        "modal",
    ),
    Rule(
        "slack_sdk",
        "a plain text input of more than 3,000 characters",
        "must be between 1 and 3000",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: form(sdk.PlainTextInputElement(action_id="a", max_length=3001)),
        "modal",
    ),
    Rule(
        "slack_sdk",
        "a task card that is pending, outside a plan",
        "only tasks of a plan may be pending",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: sdk.TaskCardBlock(task_id="t", title="t", status="pending"),
    ),
    Rule(
        "slack_sdk",
        "two tasks of a plan with the same task_id",
        "task_id already exists",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: sdk.PlanBlock(title="t", tasks=[sdk.TaskCardBlock(task_id="t", title="t", status="complete")] * 2),
    ),
    Rule(
        "slack_sdk",
        "numbers in a table",
        "unsupported cell type: raw_number",
        f"documented for data tables only; slackblocks refuses it, and {STRICTER}",
        lambda: sdk.TableBlock(rows=[[{"type": "raw_number", "value": 1, "text": "1"}]]),
    ),
    Rule(
        "slack_sdk",
        "a slack_file whose id is no file's",
        "must be the id of a file",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: sdk.ImageBlock(slack_file={"id": "F1"}, alt_text="a"),
    ),
    Rule(
        "slack_sdk",
        "a workflow button or rich text input without action_id",
        "missing required field: action_id",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: form(sdk.RichTextInputElement()),
        "modal",
    ),
    Rule(
        "slack_sdk",
        "a container that begins collapsed and cannot be",
        "default_collapsed needs is_collapsible",
        f"slackblocks refuses it, and {STRICTER}",
        lambda: sdk.ContainerBlock(child_blocks=[DIVIDER], title="t", default_collapsed=True),
    ),
    Rule(
        "slack_sdk",
        "a call block",
        "unsupported type: call",
        "it needs calls.add, which the sandbox does not have",
        lambda: sdk.CallBlock(call_id="R1"),
    ),
    Rule(
        "slack_sdk",
        "an auth_provider outside the Home tab",
        "unsupported type: auth_provider",
        f"no surface is documented; it tells one person of their own connection, and {STRICTER}",
        lambda: sdk.AuthProviderBlock(value="v", name="n", is_connected=True),
    ),
)
