"""What each row means for a brand: contents to be put up, or everything that is wrong, by line and column.

Lookups only; nothing is written here.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.allowance import Allowance
from handlers.checking import networks
from handlers.composing import times
from handlers.composing.drafting import MOST_IMAGES
from handlers.importing.faults import Fault, Found
from handlers.importing.reading import Column, Line, Table
from handlers.importing.when import Unclear, when
from storage import brands, library, media
from storage.brands import Brand
from storage.content import Content, Image
from storage.library import Asset

LONGEST_LABEL, MOST_LABELS = 40, 10
_BETWEEN = re.compile(r"[;|\n,]+")


@dataclass(frozen=True)
class Row:
    """One submission to be."""

    line: int
    content: Content
    labels: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Of what it says, whatever file it stands in."""
        wanted = self.content.wanted_at.isoformat() if self.content.wanted_at else None
        said: list[Any] = [self.content.text, self.content.accounts, wanted, self.content.campaign, self.labels]
        said += [[image.sha256 for image in self.content.images], self.content.note]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class House:
    """What a row may name."""

    brand: Brand
    accounts: Mapping[str, int]
    """Ids by name, in small letters."""
    allowances: Mapping[int, Allowance]
    now: datetime


def understood(
    session: Session, brand: Brand, table: Table, *, allowances: Mapping[int, Allowance], now: datetime
) -> tuple[list[Row], list[Found]]:
    """Rows in their order, and every mistake."""
    accounts = {one.name.casefold(): one.id or 0 for one in brands.active_accounts(session, brand.number)}
    house = House(brand, accounts, allowances, now)
    rows: list[Row] = []
    found: list[Found] = []
    seen: dict[str, int] = {}
    for line in table.lines:
        row, wrong = _row(session, line, house, table.titles)
        if row is not None and row.key in seen:
            wrong = [*wrong, Found(Fault.TWICE, line.number, values={"first": seen[row.key]})]
        if row is not None and not wrong:
            seen[row.key] = line.number
            rows.append(row)
        found += wrong
    return rows, found


def _row(session: Session, line: Line, house: House, titles: Mapping[Column, str]) -> tuple[Row | None, list[Found]]:
    wrong: list[Found] = []

    def fault(code: Fault, column: Column, **values: str | int) -> None:
        wrong.append(Found(code, line.number, titles.get(column, column.value), values))

    accounts = _accounts(line, house, fault)
    wanted = _wanted(line, house, fault)
    images = _images(session, line, house, wanted.at if wanted else house.now, fault)
    campaign = _campaign(line, house, fault)
    labels = _labels(line, fault)
    content = Content(
        text=line[Column.TEXT],
        accounts=accounts,
        images=images,
        note=line[Column.NOTE],
        wanted_at=wanted.at if wanted else None,
        wanted_wall=wanted.wall if wanted else None,
        wanted_zone=wanted.zone if wanted else None,
        campaign=campaign,
    )
    if not content.text and not images:
        fault(Fault.EMPTY, Column.TEXT)
    elif accounts:
        for one in networks.found(session, content, dict.fromkeys(accounts), house.allowances):
            fault(Fault.NETWORK, Column.TEXT, **one.values)
    return Row(line.number, content, labels), wrong


def _named(cell: str) -> list[str]:
    return [name for one in _BETWEEN.split(cell) if (name := one.strip())]


def _accounts(line: Line, house: House, fault: Any) -> tuple[int, ...]:
    names = _named(line[Column.ACCOUNTS])
    for name in names:
        if name.casefold() not in house.accounts:
            fault(Fault.ACCOUNT, Column.ACCOUNTS, found=name)
    if not names:
        fault(Fault.NO_ACCOUNT, Column.ACCOUNTS)
    return tuple(sorted({house.accounts[name.casefold()] for name in names if name.casefold() in house.accounts}))


def _wanted(line: Line, house: House, fault: Any) -> times.Chosen | None:
    written = line[Column.TIME]
    if not written:
        return None
    try:
        return when(written, house.brand.zone, house.now)
    except Unclear:
        fault(Fault.TIME, Column.TIME, found=written)
    except times.BadTime as bad:
        walls = {"before": bad.before, "after": bad.after}
        said = {name: wall.strftime("%H:%M") for name, wall in walls.items() if wall is not None}
        fault(Fault.BAD_TIME, Column.TIME, found=written, why=bad.code.value, **said)
    return None


def _images(session: Session, line: Line, house: House, at: datetime, fault: Any) -> tuple[Image, ...]:
    """Of the library, by name."""
    found: list[Asset] = []
    for name in _named(line[Column.MEDIA])[: MOST_IMAGES + 1]:
        asset = library.called(session, house.brand.number, name)
        if asset is None or library.why_not(asset, at) is not None:
            fault(Fault.MEDIA, Column.MEDIA, found=name)
        else:
            found.append(asset)
    facts = media.facts(session, [one.sha256 for one in found])
    return tuple(Image(one.sha256, one.name, one.alt_text, facts[one.sha256].mime) for one in found)


def _campaign(line: Line, house: House, fault: Any) -> str | None:
    name = line[Column.CAMPAIGN]
    known = {one.casefold(): one for one in house.brand.campaigns}
    if name and name.casefold() not in known:
        fault(Fault.CAMPAIGN, Column.CAMPAIGN, found=name)
    return known.get(name.casefold())


def _labels(line: Line, fault: Any) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(_named(line[Column.LABELS])))
    if len(found) > MOST_LABELS or any(len(one) > LONGEST_LABEL for one in found):
        fault(Fault.LABEL, Column.LABELS, most=MOST_LABELS, longest=LONGEST_LABEL)
    return found
