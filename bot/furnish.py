"""Writes what the settings say about the brand, its people and its accounts into the records, at every start.

A brand that was set up in App Home or from a file keeps its rules; only its accounts follow the settings, because that
is where their addresses and tokens are. Accounts that were connected stay, whether the settings name them or not.
"""

from collections.abc import Mapping

from sqlmodel import Session

from bot.account_settings import NEEDS_TOKEN, AccountSetting
from bot.settings import Settings
from storage import brands, connections
from storage.brands import Brand, ManagedBy, Role


def follows_settings(session: Session) -> bool:
    """Whether the first brand is what the settings say, as in a fresh install."""
    try:
        return brands.the_brand(session).managed_by == ManagedBy.SETTINGS
    except LookupError:
        return True


def furnish(session: Session, settings: Settings, *, team_id: str, channel_id: str | None) -> Mapping[str, int]:
    """The records as they are wanted now. Returns the ids of all accounts in use, by name.

    `channel_id`: the review channel; only a brand that follows the settings needs it.
    """
    if channel_id is not None and follows_settings(session):
        return _settle(session, settings, team_id, channel_id)
    return _follow(session, settings)


def _settle(session: Session, settings: Settings, team_id: str, channel_id: str) -> Mapping[str, int]:
    brand_id = brands.settle_brand(session, _brand(settings, team_id, channel_id))
    brands.name_people(session, brand_id, Role.ADMIN, settings.admins)
    brands.name_people(session, brand_id, Role.APPROVER, settings.approvers)
    return _accounts(session, settings, takes_new=brand_id)


def _follow(session: Session, settings: Settings) -> Mapping[str, int]:
    """Of several brands none is more likely than another to want an account that nobody has given to any."""
    every = brands.all_active(session)
    return _accounts(session, settings, takes_new=every[0].number if len(every) == 1 else None)


def _accounts(session: Session, settings: Settings, takes_new: int | None) -> Mapping[str, int]:
    """An account stays with the brand that has it; `takes_new` is the brand of those that none has."""
    known = brands.accounts_named(session, [one.name for one in settings.accounts])
    active = {brand.number for brand in brands.all_active(session)}
    ids = {}
    for account in settings.accounts:
        owner = next((row.brand_id for row in known[account.name] if row.is_active and row.brand_id in active), None)
        if owner or takes_new:
            ids[account.name] = _settle_account(session, account, owner or takes_new or 0)
        elif not known[account.name]:
            # Nobody has it yet; with a row of its own it can be chosen for a brand.
            _settle_account(session, account, min(active))
    connected = [row.id for row in connections.connected(session) if row.id is not None and row.is_active]
    for brand_id in active:
        brands.retire_accounts(session, brand_id, [*ids.values(), *connected])
    return ids


def _settle_account(session: Session, account: AccountSetting, brand_id: int) -> int:
    """What was broken may have been mended in the settings; if not, its next publication says so."""
    number = brands.settle_account(session, brand_id, account.name, account.network, account.address)
    if account.token is not None or account.network not in NEEDS_TOKEN:
        connections.mends(session, [number])
    return number


def every_row(session: Session, settings: Settings) -> Mapping[str, tuple[int, ...]]:
    """Ids of all rows of each account: what another brand submitted for it earlier still goes out on it."""
    known = brands.accounts_named(session, [one.name for one in settings.accounts])
    return {name: tuple(row.id for row in rows if row.id is not None) for name, rows in known.items()}


def _brand(settings: Settings, team_id: str, channel_id: str) -> Brand:
    return Brand(
        name="Greenlight",
        team_id=team_id,
        review_channel=channel_id,
        timezone=settings.timezone,
        language=settings.language,
        approvals_needed=settings.approvals_needed,
        digest_at=settings.digest_at.strftime("%H:%M"),
        nudge_after=int(settings.nudge_after.total_seconds()),
        escalate_after=int(settings.escalate_after.total_seconds()),
        late_grace=int(settings.late_grace.total_seconds()),
    )
