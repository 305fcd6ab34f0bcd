"""Accesses are renewed long before they end, so that a month without a publication costs no account."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.connecting.stored import Keeper, renew
from bot.publishers.tokens import TokenBusy, TokenGone
from handlers.connecting import breaking
from storage import credentials
from storage.credentials import Kept

log = logging.getLogger(__name__)

RENEWED_EVERY = timedelta(days=30)
"""Half of the sixty days that the shortest of them lives, so that a month of failures is survived."""


async def keep_fresh(keeper: Keeper, calendar: Callable[[], datetime]) -> int:
    """Renews what was last renewed a month ago; how many that were. One that fails keeps nobody else waiting."""
    due = [one for one in await keeper.database.read(credentials.every) if is_due(one, keeper.now())]
    return sum([await _renewed(keeper, one, calendar) for one in due])


def is_due(one: Kept, now: datetime) -> bool:
    return one.renews and one.fresh_since + RENEWED_EVERY <= now


async def _renewed(keeper: Keeper, one: Kept, calendar: Callable[[], datetime]) -> bool:
    try:
        await renew(keeper, one)
        return True
    except TokenBusy as busy:
        log.warning("The access to %s %s was not renewed: %s", one.network, one.name, busy.detail)
    except TokenGone as gone:
        await keeper.database.write(breaking.lost, one.network, one.address, gone.detail, now=calendar())
    except Exception:
        log.exception("The access to %s %s was not renewed", one.network, one.name)
    return False
