"""What of a draft is too grave to be sent although no network would mind, each at the field where it is mended."""

from collections.abc import Iterator
from datetime import datetime

from handlers.checking import grave
from handlers.checking.links import ToSend
from handlers.checks.warnings import Code, Warned
from handlers.composing import times
from handlers.composing.flaws import Trouble
from handlers.composing.form import COMMENT, TEXT
from handlers.composing.sheet import Sheet
from handlers.desk import Desk


async def troubles(desk: Desk, sheet: Sheet) -> list[Trouble]:
    """Of what was looked at already; nothing is asked over the network here."""
    texts = list(to_send(sheet, desk.calendar()))
    found = await desk.database.read(grave.found, sheet.place.brand, texts, now=desk.calendar())
    return [_trouble(one, sheet) for one in found]


def to_send(sheet: Sheet, now: datetime) -> Iterator[ToSend]:
    """Every text that readers would see, with the time at which they would."""
    if sheet.is_common:
        yield ToSend(sheet.text, _time(sheet, 0, now))
    for account in sheet.accounts:
        own = sheet.own(account)
        if own.text is not None:
            yield ToSend(own.text, _time(sheet, account, now), account)
        if own.first_comment:
            yield ToSend(own.first_comment, _time(sheet, account, now), account)


def _time(sheet: Sheet, account: int, now: datetime) -> datetime | None:
    """Nothing: as soon as it is approved, or a time that is refused anyway."""
    own = sheet.own(account)
    date, time = (own.date, own.time) if own.is_timed else (sheet.date, sheet.time)
    if not (own.is_timed or sheet.is_timed):
        return None
    try:
        return times.chosen(date, time, sheet.zone, now).at
    except times.BadTime:
        return None


def _trouble(one: Warned, sheet: Sheet) -> Trouble:
    account = one.accounts[0] if one.accounts else 0
    is_comment = bool(account) and str(one.values.get("found")) in sheet.own(account).first_comment
    code = f"dead_link_{one.values['why']}" if one.code == Code.DEAD_LINK else one.code.value
    values = {**one.values, "account": sheet.names.get(account, "?")}
    return Trouble(COMMENT if is_comment else TEXT, code, values, own_of=account)
