"""Where the sources disagree, what the sandbox does, and why; docs/block-kit.md shows the same rows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """A limit that is another one with us."""

    source: str
    name: str
    theirs: int
    ours: int
    reason: str


# What slack_sdk checks of other things than Block Kit: the words of menus in old attachments.
NOT_OF_BLOCK_KIT = {"Option._validate_label_length"}
LIMITS = (
    Limit(
        "slackblocks",
        "OPTION_VALUE_MAX_LENGTH",
        150,
        75,
        "@slack/types says 75, and the stricter wins",
    ),
    Limit("slack_sdk", "Option.value_max_length", 150, 75, "@slack/types says 75, and the stricter wins"),
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


def limits(source: str) -> dict[str, int]:
    """Our value of each limit on which we disagree with this source."""
    return {row.name: row.ours for row in LIMITS if row.source == source}
