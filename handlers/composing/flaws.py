"""What keeps a sheet from being sent, each at the field where it is mended. Pure; the words are made in blocks."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from handlers.allowance import Allowance, Flaw, Size
from handlers.composing import times
from handlers.composing.drafting import MOST_IMAGES
from handlers.composing.form import ACCOUNTS, COMMENT, DATE, FILES, GOES_OUT, TEXT, TIME
from handlers.composing.sheet import Sheet
from handlers.framing import frame
from handlers.problem import Problem


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong, with the values that its sentence names."""

    at: str
    """The form's block."""
    code: str
    """A key under `composer.wrong_`."""
    values: Mapping[str, str | int] = field(default_factory=dict)
    own_of: int = 0
    """The account in whose own text, time or comment it is mended; 0: in what is for all."""


def troubles(
    sheet: Sheet,
    allowances: Mapping[int, Allowance],
    now: datetime,
    *,
    takes_comment: Collection[int] = (),
) -> list[Trouble]:
    """Everything that can be told without asking a network. `takes_comment`: accounts where one can be written."""
    found = [*_text(sheet), *_accounts(sheet, allowances), *_time(sheet, now)]
    if len(sheet.images) > MOST_IMAGES:
        found.append(Trouble(FILES, "too_many_files", {"found": len(sheet.images), "allowed": MOST_IMAGES}))
    found += [Trouble(FILES, f"asset_{one.why}", {"name": one.name}) for one in sheet.barred]
    chosen = [number for number in sheet.accounts if number in allowances]
    own = (one for number in chosen for one in _own(sheet, number, allowances[number], now, number in takes_comment))
    return [*found, *own, *_networks(sheet, allowances)]


def _text(sheet: Sheet) -> Iterator[Trouble]:
    if sheet.is_common and not sheet.text.strip() and not sheet.images:
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
        yield bad_time(bad, sheet)


def _own(sheet: Sheet, number: int, allowance: Allowance, now: datetime, takes_comment: bool) -> Iterator[Trouble]:
    """The time and the first comment that one account has of its own; its text is judged with the others."""
    own, account = sheet.own(number), sheet.names.get(number, "?")
    if own.is_timed and (own.date, own.time) != sheet.had_own.get(number):
        try:
            times.chosen(own.date, own.time, sheet.zone, now)
        except times.BadTime as bad:
            yield bad_time(bad.on(number), sheet)
    if own.first_comment.strip() and not takes_comment:
        yield Trouble(COMMENT, "no_comment", {"account": account}, number)
    for flaw in allowance.flaws(own.first_comment) if takes_comment and own.first_comment.strip() else ():
        if flaw.problem == Problem.TOO_LONG:
            yield replace(_of(flaw, account), at=COMMENT, own_of=number)


def bad_time(bad: times.BadTime, sheet: Sheet) -> Trouble:
    """The same as a trouble, at the picker where it is mended."""
    at_date = bad.code in (times.Trouble.NO_DATE, times.Trouble.TOO_FAR)
    walls = {"before": bad.before, "after": bad.after}
    values = {name: wall.strftime("%H:%M") for name, wall in walls.items() if wall is not None}
    own_of = bad.account_id or 0
    values |= {"account": sheet.names.get(own_of, "?")} if own_of else {}
    field = DATE if at_date else GOES_OUT if bad.code in WITHOUT_SLOT else TIME
    return Trouble(field, f"time_{bad.code}", values, own_of)


WITHOUT_SLOT = frozenset({times.Trouble.NO_SLOT, times.Trouble.SLOT_PAUSED})


def _networks(sheet: Sheet, allowances: Mapping[int, Allowance]) -> Iterator[Trouble]:
    """Length and images, the way each chosen account counts them."""
    for number in sheet.accounts:
        if number in allowances and (sheet.text_for(number).strip() or sheet.images):
            yield from of_account(sheet, number, allowances[number])


def of_account(sheet: Sheet, number: int, allowance: Allowance) -> list[Trouble]:
    """What keeps the text and the images from this account, the way it counts."""
    has_own_text, account = sheet.own(number).text is not None, sheet.names.get(number, "?")
    found = (_of(flaw, account) for flaw in _flaws(sheet, number, allowance))
    return [replace(one, own_of=number) if has_own_text and one.at == TEXT else one for one in found]


def _flaws(sheet: Sheet, number: int, allowance: Allowance) -> list[Flaw]:
    """An image that is still with Slack cannot be judged, but it is there: the text may be empty."""
    found = allowance.flaws(sheet.text_for(number), [size_of(one) for one in sheet.fetched])
    awaited = {Problem.NEEDS_MEDIA, *(() if allowance.needs_text else (Problem.EMPTY,))} if sheet.to_fetch else ()
    return [flaw for flaw in found if flaw.problem not in awaited]


def edges(sheet: Sheet, allowances: Mapping[int, Allowance]) -> dict[str, list[str]]:
    """On which accounts an image gets edges, because its shape does not fit there; names, by the image's hash."""
    found = {}
    for size, image in ((size_of(one), one) for one in sheet.fetched):
        takers = [number for number in sheet.accounts if number in allowances and not size.is_moving]
        edged = [number for number in takers if _has_edges(size, allowances[number])]
        found[str(image["sha256"])] = [sheet.names.get(number, "?") for number in edged]
    return found


def _has_edges(size: Size, allowance: Allowance) -> bool:
    laid_out = frame(size.width, size.height, allowance.image.bounds) if size.width and size.height else None
    return laid_out is not None and laid_out.has_edges


def _of(flaw: Flaw, account: str) -> Trouble:
    where = TEXT if flaw.problem in ABOUT_THE_TEXT else FILES
    values = {"found": round(flaw.found), "allowed": round(flaw.allowed), "over": round(flaw.found - flaw.allowed)}
    megabytes = max(1, round(flaw.allowed) // 1_000_000)
    return Trouble(where, str(flaw.problem), {**values, "account": account, "name": flaw.name, "megabytes": megabytes})


ABOUT_THE_TEXT = frozenset(
    {Problem.TOO_LONG, Problem.EMPTY, Problem.TOO_MANY_TAGS, Problem.TOO_MANY_MENTIONS, Problem.TOO_MANY_LINKS}
)


def size_of(image: Mapping[str, Any]) -> Size:
    return Size(
        name=str(image["name"]),
        mime=str(image["mime"]),
        bytes=int(image["size"]),
        width=int(image.get("width") or 0),
        height=int(image.get("height") or 0),
        seconds=float(image.get("seconds") or 0),
        codec=str(image.get("codec") or ""),
        alt_text=str(image.get("alt_text") or ""),
    )
