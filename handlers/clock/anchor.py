"""Where each chain of the record ends goes to the log, at the start and once a day.

A log is kept elsewhere, and an end that stands there must still be in the chain: see `history verify --anchor`.
"""

import logging
from datetime import datetime

from handlers.desk import Desk
from storage import anchors
from storage.chain import UNSIGNED

log = logging.getLogger(__name__)


async def run_due(desk: Desk, now: datetime) -> None:
    """Signs what another key signed last, and tells the ends."""
    for head in await desk.database.write(anchors.seal, at=now):
        log.info("history head %s", head)
        if head.key != UNSIGNED and not desk.database.keys.current:
            log.warning("The record of brand %s is signed, and HISTORY_KEY is not set", head.brand_id)
