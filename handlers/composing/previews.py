"""A preview per account: what it would show, what it costs, what is in the way. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.allowance import Allowance, Note
from handlers.composing import flaws, times
from handlers.composing.flaws import Trouble
from handlers.composing.sheet import Sheet
from handlers.look import Look
from handlers.snapshot import OnAccount, Snapshot
from storage.content import Content, Flag


@dataclass(frozen=True)
class Way:
    """What is known of one account's network."""

    allowance: Allowance
    look: Look
    takes_comment: bool = False


@dataclass(frozen=True)
class Preview:
    """Of one account."""

    account_id: int
    account: str
    network: str
    text: str
    look: Look
    length: int
    most: int
    media: tuple[str, ...] = ()
    """Names, in order."""
    first_comment: str = ""
    goes_out: datetime | None = None
    """Empty: as soon as it is approved."""
    lacks_time: bool = False
    """A time is meant, and none that works was picked yet."""
    flags: tuple[str, ...] = ()
    warning: str = ""
    has_own: bool = False
    takes_comment: bool = False
    notes: tuple[Note, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def unmarked(self) -> tuple[str, ...]:
        """Flags that the network has no place for."""
        return tuple(one for one in self.flags if one not in self.look.marks)


def of_sheet(sheet: Sheet, ways: Mapping[int, Way], now: datetime) -> list[Preview]:
    """Of the chosen accounts, in the order in which they are offered."""
    chosen = [one for one in sheet.offered if one.id in sheet.accounts and one.id in ways]
    found = flaws.troubles(
        sheet,
        {number: way.allowance for number, way in ways.items()},
        now,
        takes_comment=[number for number, way in ways.items() if way.takes_comment],
    )
    return [_of_sheet(sheet, one.id, one.name, one.network, ways[one.id], found, now) for one in chosen]


def _of_sheet(
    sheet: Sheet, number: int, name: str, network: str, way: Way, found: Sequence[Trouble], now: datetime
) -> Preview:
    own, text, goes_out = sheet.own(number), sheet.text_for(number), _time(sheet, number, now)
    in_its_own = [one for one in found if one.own_of == number]
    return Preview(
        account_id=number,
        account=name,
        network=network,
        text=text,
        look=way.look,
        length=way.allowance.count(text),
        most=way.allowance.max_length,
        media=tuple(str(image["name"]) for image in sheet.images),
        first_comment=own.first_comment,
        goes_out=goes_out,
        lacks_time=goes_out is None and (own.is_timed or sheet.is_timed),
        flags=sheet.flags,
        warning=sheet.warning if Flag.SENSITIVE in sheet.flags else "",
        has_own=not own.is_nothing,
        takes_comment=way.takes_comment,
        notes=tuple(way.allowance.notes(text)),
        troubles=tuple(_once([*in_its_own, *_of_text(sheet, number, way)])),
    )


def _of_text(sheet: Sheet, number: int, way: Way) -> list[Trouble]:
    has_nothing = not sheet.text_for(number).strip() and not sheet.images
    return [] if has_nothing else flaws.of_account(sheet, number, way.allowance)


def _once(found: Iterable[Trouble]) -> list[Trouble]:
    told: dict[str, Trouble] = {}
    for one in found:
        told.setdefault(f"{one.at}:{one.code}:{one.values.get('name')}", one)
    return list(told.values())


def _time(sheet: Sheet, number: int, now: datetime) -> datetime | None:
    own = sheet.own(number)
    if not own.is_timed and not sheet.is_timed:
        return sheet.slotted.at(number) if sheet.is_slotted else None
    date, time = (own.date, own.time) if own.is_timed else (sheet.date, sheet.time)
    try:
        return times.chosen(date, time, sheet.zone, now).at
    except times.BadTime:
        return None


def of_snapshot(snap: Snapshot, ways: Mapping[int, Way]) -> list[Preview]:
    """Of a submission, as it stands."""
    return [_of_snapshot(snap.content, one, ways[one.account_id]) for one in snap.on if one.account_id in ways]


def _of_snapshot(content: Content, one: OnAccount, way: Way) -> Preview:
    text, own = content.text_for(one.account_id), content.variant(one.account_id)
    return Preview(
        account_id=one.account_id,
        account=one.account,
        network=one.network,
        text=text,
        look=way.look,
        length=way.allowance.count(text),
        most=way.allowance.max_length,
        media=tuple(image.name for image in content.images),
        first_comment=own.first_comment,
        goes_out=one.due_at,
        flags=content.flags,
        warning=content.warning,
        has_own=not own.is_nothing,
        takes_comment=way.takes_comment,
        notes=tuple(way.allowance.notes(text)),
    )
