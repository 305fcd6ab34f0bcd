"""Checks that nearly everybody overrules are noise; the brand's admins hear of each once a quarter.

Nothing is switched off by itself: an admin does that in the style guide, or lets it be.
"""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.desk import Desk
from handlers.knowing import admins
from handlers.style import guide
from handlers.style.typed import written
from storage import brands, findings, slots
from storage.brands import Brand
from storage.findings import Overruled
from storage.style_rules import StyleRule

log = logging.getLogger(__name__)

LOOKS_BACK = timedelta(days=90)
SHARE = 0.9
AT_LEAST = 10
"""Times that something was decided about a check, below which it is too early to tell."""


async def run_due(desk: Desk, now: datetime) -> int:
    """How many checks were told of."""
    told = 0
    for brand in await desk.database.read(_of_all, now):
        told += await desk.database.write(tell, brand, now=now)
    if told:
        desk.wake.deliver()
    return told


def _of_all(session: Session, now: datetime) -> list[int]:
    """Brands with something to tell, asked without a lock."""
    return [brand.number for brand in brands.all_active(session) if _news(session, brand, now)]


def tell(session: Session, brand_id: int, *, now: datetime) -> int:
    """One message for all that is new this quarter."""
    brand = brands.brand(session, brand_id)
    news = [
        one for one in _news(session, brand, now) if slots.take_slot(session, _job(brand, one), _quarter(now), now=now)
    ]
    if news:
        names = ",".join(f"{one.code}:{one.rule_id or 0}" for one in news)
        checks = [_as_data(session, one) for one in news]
        key = f"noise:{brand_id}:{_quarter(now)}:{names}"[:200]
        admins.tell(session, brand, key, "noisy_checks", now=now, name=brand.name, brand_id=brand_id, checks=checks)
    return len(news)


def _news(session: Session, brand: Brand, now: datetime) -> list[Overruled]:
    found = findings.overruled_most(session, brand.number, since=now - LOOKS_BACK, at_least=AT_LEAST, share=SHARE)
    return [one for one in found if not slots.is_taken(session, _job(brand, one), _quarter(now))]


def _job(brand: Brand, one: Overruled) -> str:
    return f"noise-{brand.number}-{one.code}-{one.rule_id or 0}"


def _quarter(now: datetime) -> str:
    return f"{now.year}-Q{(now.month + 2) // 3}"


def _as_data(session: Session, one: Overruled) -> dict[str, str | int]:
    """What the message says of it: the rule as it was typed, or the check's code."""
    rule = session.get(StyleRule, one.rule_id) if one.rule_id else None
    line = written([guide.rule_from(rule)]) if rule else ""
    return {"code": one.code, "rule": line, "overruled": one.overruled, "of": one.decided}
