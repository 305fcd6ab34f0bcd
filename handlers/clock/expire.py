"""An image or a video may not be used from its day on: what is to go out with it is held, and people are told once."""

import logging
from datetime import datetime

from sqlmodel import Session

from handlers.checking import barring
from handlers.desk import Desk
from storage import history, library

log = logging.getLogger(__name__)


async def run_due(desk: Desk, now: datetime) -> int:
    """Looks at what expired since the last round; how many that was."""
    expired = await desk.database.read(library.expired_untold, now=now)
    for asset_id in expired:
        try:
            await desk.database.write(expire, asset_id, now=now)
        except Exception:
            log.exception("Asset %s has expired, and what goes out with it could not be held", asset_id)
    if expired:
        desk.wake.deliver()
    return len(expired)


def expire(session: Session, asset_id: int, *, now: datetime) -> bool:
    """False when somebody gave it more time meanwhile, or another process was faster."""
    asset = library.asset(session, asset_id, for_update=True)
    if asset is None or asset.told_at is not None or library.why_not(asset, now) is None:
        return False
    barring.settle(session, asset, by=history.BOT, now=now)
    return True
