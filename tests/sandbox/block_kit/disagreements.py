"""Where the sources disagree, what the sandbox does, and why; docs/block-kit.md shows the same rows."""

from tests.sandbox.block_kit.disagreement import STRICTER, Limit, Rule
from tests.sandbox.block_kit.disagreements_of_both import OF_BOTH
from tests.sandbox.block_kit.disagreements_of_slack_sdk import OF_SLACK_SDK
from tests.sandbox.block_kit.disagreements_of_slackblocks import OF_SLACKBLOCKS

# What slack_sdk checks of other things than Block Kit: the words of menus in old attachments.
NOT_OF_BLOCK_KIT = {"Option._validate_label_length"}
LIMITS = (
    Limit("slackblocks", "OPTION_VALUE_MAX_LENGTH", 150, 75, f"@slack/types says 75, and {STRICTER}"),
    Limit("slack_sdk", "Option.value_max_length", 150, 75, f"@slack/types says 75, and {STRICTER}"),
    Limit(
        "slack_sdk",
        "VideoBlock.title_max_length",
        199,
        200,
        "its own sentence says 200 and its comparison leaves 200 out; slackblocks says 200",
    ),
    Limit(
        "slack_sdk",
        "VideoBlock.author_name_max_length",
        49,
        50,
        "its own sentence says 50 and its comparison leaves 50 out; slackblocks says 50",
    ),
)
RULES: tuple[Rule, ...] = OF_BOTH + OF_SLACKBLOCKS + OF_SLACK_SDK
_HEAD = ["| source | what | there | here | why |", "| --- | --- | --- | --- | --- |"]


def limits(source: str) -> dict[str, int]:
    """Our value of each limit on which we disagree with this source."""
    return {row.name: row.ours for row in LIMITS if row.source == source}


def table() -> str:
    """All rows as docs/block-kit.md shows them."""
    rows = [f"| {r.source} | `{r.name}` | {r.theirs} | {r.ours} | {r.reason} |" for r in LIMITS]
    rows += [f"| {r.source} | {r.what} | accepted | `{r.says}` | {r.reason} |" for r in RULES]
    return "\n".join(_HEAD + rows)
