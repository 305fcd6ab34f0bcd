"""Which publisher an account goes by. An account that changed its brand has a row for each, and one way out."""

from sqlmodel import Session, col, select

from handlers.desk import Desk
from handlers.publisher import Publisher
from storage.brands import Account


async def publisher_of(desk: Desk, account_id: int) -> Publisher | None:
    """Nothing for an account that the settings name no more. One that was connected just now is opened."""
    await share(desk, [account_id])
    if account_id not in desk.publishers:
        await desk.connecting.look()
    return desk.publishers.get(account_id)


async def share(desk: Desk, account_ids: list[int] | None = None) -> None:
    """Rows that were added after the start go by the publisher of their name; reads only where one has none yet."""
    if account_ids is not None and all(number in desk.publishers for number in account_ids):
        return
    for numbers in await desk.database.read(_rows_by_name):
        publisher = next((desk.publishers[one] for one in numbers if one in desk.publishers), None)
        if publisher is not None:
            desk.publishers.update({one: publisher for one in numbers if one not in desk.publishers})


def _rows_by_name(session: Session) -> list[list[int]]:
    found: dict[tuple[str, str, str], list[int]] = {}
    for row in session.exec(select(Account).order_by(col(Account.is_active).desc(), col(Account.id))).all():
        if row.id is not None:
            found.setdefault((row.name, row.network, row.address), []).append(row.id)
    return list(found.values())
