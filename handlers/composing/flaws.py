"""What keeps a sheet from being sent, each at the field where it is mended. Pure; the words are made in blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.allowance import Allowance, Flaw, Size
from handlers.composing import times
from handlers.composing.drafting import MOST_IMAGES
from handlers.composing.form import ACCOUNTS, DATE, FILES, TEXT, TIME
from handlers.composing.sheet import Sheet
from handlers.problem import Problem
from handlers.typed import decode


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong, with the values that its sentence names."""

    at: str
    """The form's block."""
    code: str
    """A key under `composer.wrong_`."""
    values: Mapping[str, str | int] = field(default_factory=dict)


def troubles(
    sheet: Sheet, allowances: Mapping[int, Allowance], now: datetime, typed_text: str | None = None
) -> list[Trouble]:
    """Everything that can be told without asking a network. `typed_text`: before it was made fit to be kept."""
    found = [*_unstorable(sheet, typed_text), *_text(sheet), *_accounts(sheet, allowances), *_time(sheet, now)]
    if len(sheet.images) > MOST_IMAGES:
        found.append(Trouble(FILES, "too_many_files", {"found": len(sheet.images), "allowed": MOST_IMAGES}))
    return [*found, *_networks(sheet, allowances)]


def _unstorable(sheet: Sheet, typed_text: str | None) -> Iterator[Trouble]:
    place = decode.unstorable(typed_text or "")
    if place:
        yield Trouble(TEXT, "unstorable", {"place": place})


def _text(sheet: Sheet) -> Iterator[Trouble]:
    if not sheet.text.strip() and not sheet.images:
        yield Trouble(TEXT, "empty")


def _accounts(sheet: Sheet, allowances: Mapping[int, Allowance]) -> Iterator[Trouble]:
    if not sheet.offered:
        yield Trouble(ACCOUNTS, "no_account_yet")
    elif not sheet.accounts:
        yield Trouble(ACCOUNTS, "no_account")
    for number in sheet.accounts:
        if number not in allowances or number not in {one.id for one in sheet.offered}:
            yield Trouble(ACCOUNTS, "account_gone", {"account": sheet.names.get(number, "?")})


def _time(sheet: Sheet, now: datetime) -> Iterator[Trouble]:
    if not sheet.is_timed or (sheet.date, sheet.time) == sheet.had_time:
        return
    try:
        times.chosen(sheet.date, sheet.time, sheet.zone, now)
    except times.BadTime as bad:
        yield bad_time(bad)


def bad_time(bad: times.BadTime) -> Trouble:
    """The same as a trouble, at the picker where it is mended."""
    at_date = bad.code in (times.Trouble.NO_DATE, times.Trouble.TOO_FAR)
    walls = {"before": bad.before, "after": bad.after}
    values = {name: wall.strftime("%H:%M") for name, wall in walls.items() if wall is not None}
    return Trouble(DATE if at_date else TIME, f"time_{bad.code}", values)


def _networks(sheet: Sheet, allowances: Mapping[int, Allowance]) -> Iterator[Trouble]:
    """Length and images, the way each chosen account counts them."""
    sizes = [_size(one) for one in sheet.fetched]
    has_nothing = not sheet.text.strip() and not sheet.images
    for number in sheet.accounts:
        if number in allowances and not has_nothing:
            for flaw in _flaws(sheet, allowances[number], sizes):
                yield _of(flaw, sheet.names.get(number, "?"))


def _flaws(sheet: Sheet, allowance: Allowance, sizes: list[Size]) -> list[Flaw]:
    """An image that is still with Slack cannot be judged, but it is there: the text may be empty."""
    found = allowance.flaws(sheet.text, sizes)
    awaited = bool(sheet.to_fetch) and not allowance.needs_text
    return [flaw for flaw in found if not (awaited and flaw.problem == Problem.EMPTY)]


def _of(flaw: Flaw, account: str) -> Trouble:
    where = TEXT if flaw.problem in ABOUT_THE_TEXT else FILES
    values = {"found": round(flaw.found), "allowed": round(flaw.allowed), "over": round(flaw.found - flaw.allowed)}
    megabytes = max(1, round(flaw.allowed) // 1_000_000)
    return Trouble(where, str(flaw.problem), {**values, "account": account, "name": flaw.name, "megabytes": megabytes})


ABOUT_THE_TEXT = frozenset(
    {Problem.TOO_LONG, Problem.EMPTY, Problem.TOO_MANY_TAGS, Problem.TOO_MANY_MENTIONS, Problem.TOO_MANY_LINKS}
)


def _size(image: Mapping[str, Any]) -> Size:
    return Size(
        name=str(image["name"]),
        mime=str(image["mime"]),
        bytes=int(image["size"]),
        width=int(image.get("width") or 0),
        height=int(image.get("height") or 0),
        seconds=float(image.get("seconds") or 0),
        alt_text=str(image.get("alt_text") or ""),
    )
