"""Once a day, what an account's results teach is reckoned anew: outside of any transaction, in a thread."""

import asyncio
import logging
import random
from datetime import datetime, timedelta
from functools import partial

from handlers.desk import Desk
from handlers.learning import lessons
from storage import learned

log = logging.getLogger(__name__)

EVERY = timedelta(hours=23)
"""So that it stays at about the same time of day."""

AT_ONCE = 20


async def run_due(desk: Desk, now: datetime) -> int:
    """Looks at every account that is due; how many those were."""
    due = await desk.database.read(learned.due, before=now - EVERY, limit=AT_ONCE)
    for account_id in due:
        try:
            await _learn(desk, account_id, now)
        except Exception:
            # One account's results must not keep the others from being looked at; it is tried again in an hour.
            log.exception("Nothing could be learned from account %s", account_id)
    return len(due)


async def _learn(desk: Desk, account_id: int, now: datetime) -> None:
    found = await desk.database.read(lessons.material, account_id, now)
    chance = random.Random(f"{account_id}:{now.date()}")
    kept = await asyncio.to_thread(partial(lessons.learn, found, now, lambda: chance.gauss(0, 1)))
    await desk.database.write(learned.keep, account_id, kept, now=now)
