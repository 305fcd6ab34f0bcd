"""Writes what the settings say about the brand, its people and its accounts into the records, at every start."""

from collections.abc import Mapping

from sqlmodel import Session

from bot.settings import Settings
from storage import brands
from storage.brands import Brand, Role


def furnish(session: Session, settings: Settings, *, team_id: str, channel_id: str) -> Mapping[str, int]:
    """The brand as it is wanted now. Returns the ids of its accounts, by name."""
    brand_id = brands.settle_brand(session, _brand(settings, team_id, channel_id))
    brands.name_people(session, brand_id, Role.ADMIN, settings.admins)
    brands.name_people(session, brand_id, Role.APPROVER, settings.approvers)
    accounts = {
        account.name: brands.settle_account(session, brand_id, account.name, account.network, account.address)
        for account in settings.accounts
    }
    brands.retire_accounts(session, brand_id, accounts.values())
    return accounts


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
