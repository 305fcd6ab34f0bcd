"""Which brand somebody most likely means when they did not say one."""

from collections.abc import Sequence

from sqlmodel import Session

from handlers import access
from storage.brands import Brand


def nearest(session: Session, every: Sequence[Brand], user_id: str) -> Brand:
    """The brand that somebody has most to do with: the first that they set up, else decide for, else the first."""
    for is_near in (access.is_admin, access.is_approver):
        for brand in every:
            if is_near(session, brand, user_id):
                return brand
    return every[0]


def readable(session: Session, every: Sequence[Brand], user_id: str) -> list[Brand]:
    """Those that this person may read about, in their order."""
    return [one for one in every if access.may_read(session, one, user_id)]


def meant(session: Session, every: Sequence[Brand], user_id: str, wanted: int = 0) -> Brand:
    """The brand that was chosen, if this person may read about it, else the nearest of those. Raises access.Denied."""
    may_see = readable(session, every, user_id)
    if not may_see:
        raise access.Denied("no_brand_to_see")
    chosen = next((one for one in may_see if one.number == wanted), None)
    return chosen or nearest(session, may_see, user_id)
