"""The labels that a brand's submissions may carry: everybody sees them, its admins change them. Transactions only."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from handlers.blocks.promotions_shown import Mistake, Standing, Wrong
from handlers.promoting.standing import in_charge, standing
from storage import history

LONGEST, MOST = 40, 60


def shown(session: Session, user_id: str, brand_id: int) -> tuple[Standing, Sequence[str]]:
    """Raises Stranger or Denied."""
    found, brand = standing(session, user_id, brand_id)
    return found, tuple(brand.labels)


def save(session: Session, user_id: str, brand_id: int, labels: Sequence[str], *, now: datetime) -> None:
    """What was put on submissions before stays there. Raises Stranger, Denied or Wrong."""
    _, brand = in_charge(session, user_id, brand_id)
    clean = list(dict.fromkeys(" ".join(one.split()) for one in labels if one.strip()))
    if len(clean) > MOST or any(len(one) > LONGEST for one in clean):
        raise Wrong(Mistake.LABEL)
    brand.labels = clean
    history.add(session, "labels.changed", actor_id=user_id, at=now, brand_id=brand.number, labels=", ".join(clean))
