"""Which blocks may stand where; what is not in these tables is refused.

docs.slack.dev/reference/block-kit/blocks lists the surfaces of each block. Where a report says that Slack does not
show a block on one of them, or an earlier state of that list was narrower, the block is refused there. `file` is
shown by Slack and cannot be sent by an app.
"""

from bot.sandbox.block_kit.blocks import AUTH_PROVIDER, CLASSIC, CONTEXT_ACTIONS, MARKDOWN
from bot.sandbox.block_kit.cards import ALERT, CARD, CAROUSEL, CONTAINER, PLAN, TASK_CARD
from bot.sandbox.block_kit.charts import CHART
from bot.sandbox.block_kit.rules import Check
from bot.sandbox.block_kit.tables import DATA_TABLE, TABLE

ON_SURFACE: dict[str, dict[str, Check]] = {
    "message": CLASSIC
    | MARKDOWN
    | CONTEXT_ACTIONS
    | TABLE
    | DATA_TABLE
    | CHART
    | CARD
    | CAROUSEL
    | CONTAINER
    | TASK_CARD
    | PLAN,
    "modal": CLASSIC | ALERT,
    "home": CLASSIC | CARD | CAROUSEL | AUTH_PROVIDER,
}
