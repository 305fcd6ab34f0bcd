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


LIMITS = (
    Limit(
        "slackblocks",
        "OPTION_VALUE_MAX_LENGTH",
        150,
        75,
        "@slack/types says 75, and the stricter wins",
    ),
)


def limits(source: str) -> dict[str, int]:
    """Our value of each limit on which we disagree with this source."""
    return {row.name: row.ours for row in LIMITS if row.source == source}
