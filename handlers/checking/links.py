"""Links of texts: looked at through the port, remembered for a while, and judged from what is remembered.

The looks are never part of a transaction. What could not be looked at in time is not spoken of.
"""

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urldefrag

from sqlmodel import Session

from handlers.checks.link_reader import Looked
from handlers.checks.links import addresses
from handlers.checks.warnings import Code, Warned
from handlers.desk import Desk
from storage import link_checks
from storage.findings import Severity
from storage.link_checks import LinkCheck, Verdict

log = logging.getLogger(__name__)

BELIEVED_FOR = timedelta(minutes=10)
DEAD_FOR = timedelta(seconds=30)
"""Whoever has mended the page sends again at once, and is not told for ten minutes that it is not there."""
FORGOTTEN_AFTER = timedelta(hours=1)
MOST_LOOKED_AT = 10
"""Different links of one submission; nobody writes more in earnest."""
LOOKED_WITHIN = 12.0
"""Seconds for all of them."""


async def begin(desk: Desk) -> None:
    """Once, at the start. What was found before links were switched off is not believed for ever."""
    if desk.links is None:
        await desk.database.write(_forget_all, desk.machine())


def _forget_all(session: Session, machine_now: datetime) -> None:
    link_checks.forget(session, before=machine_now + timedelta(days=1))


async def look(desk: Desk, texts: Iterable[str]) -> None:
    """Makes sure that the links of these texts were looked at within the last ten minutes, as far as they answer."""
    if desk.links is None:
        return
    wanted = _addresses(texts)
    known = await desk.database.read(_known, wanted, desk.machine())
    found = await _look_at(desk, [one for one in wanted if one not in known])
    if found:
        await desk.database.write(_note, found, desk.machine())


def _addresses(texts: Iterable[str]) -> list[str]:
    every = (key(address) for text in texts for address in addresses(text))
    return list(dict.fromkeys(every))[:MOST_LOOKED_AT]


def key(address: str) -> str:
    """What a server is asked for: the part behind # stays with the reader."""
    try:
        return urldefrag(address).url
    except ValueError:
        return address


def _known(session: Session, wanted: Sequence[str], machine_now: datetime) -> set[str]:
    found = link_checks.known(session, wanted, since=machine_now - BELIEVED_FOR)
    fresh = machine_now - DEAD_FOR
    return {address for address, one in found.items() if one.verdict != Verdict.BROKEN or one.checked_at >= fresh}


async def _look_at(desk: Desk, wanted: Sequence[str]) -> dict[str, Looked]:
    if not wanted or desk.links is None:
        return {}
    looks = {asyncio.ensure_future(desk.links.look(address)): address for address in wanted}
    done, late = await asyncio.wait(looks, timeout=LOOKED_WITHIN)
    for look in late:
        look.cancel()
    if late:
        log.info("%s links did not answer in time", len(late))
    # What was known of those that did not answer is not known any more.
    unsure = {looks[one]: Looked(Verdict.UNCERTAIN) for one in looks}
    return unsure | {looks[one]: one.result() for one in done if one.exception() is None}


def _note(session: Session, found: dict[str, Looked], machine_now: datetime) -> None:
    link_checks.forget(session, before=machine_now - FORGOTTEN_AFTER)
    link_checks.note(session, [_row(address, one, machine_now) for address, one in sorted(found.items())])


def _row(address: str, one: Looked, machine_now: datetime) -> LinkCheck:
    return LinkCheck(
        address=address,
        verdict=one.verdict,
        status=one.status,
        final=one.final,
        detail=one.why.value if one.why else None,
        checked_at=machine_now,
    )


LONG_AGO = datetime(1970, 1, 2).astimezone()


def of_text(session: Session, text: str, *, severity: Severity = Severity.WARN) -> Iterator[Warned]:
    """What is known of the links in it. `severity`: of those that certainly do not work."""
    wanted = {key(address): address for address in addresses(text)}
    if not wanted:
        return
    known = link_checks.known(session, wanted, since=LONG_AGO)
    for asked, address in wanted.items():
        said = _judged(known[asked], address, severity) if asked in known else None
        if said is not None:
            yield said


def _judged(one: LinkCheck, address: str, severity: Severity) -> Warned | None:
    if one.verdict == Verdict.BROKEN:
        why: dict[str, str | int] = {"found": address, "why": one.detail or "missing", "status": one.status or 404}
        return Warned(Code.DEAD_LINK, why, severity)
    if one.verdict == Verdict.INSIDE:
        return Warned(Code.INSIDE, {"found": address})
    if one.verdict == Verdict.REDIRECTED:
        return Warned(Code.ELSEWHERE, {"found": address, "final": one.final or "?"})
    return None


@dataclass(frozen=True)
class ToSend:
    """A text that is about to be put up."""

    text: str
    due_at: datetime | None
    """Nothing: as soon as it is approved."""
    account_id: int = 0
    """In whose own text it stands; 0: in the common one."""


def dead_in(session: Session, texts: Sequence[ToSend], *, now: datetime) -> list[Warned]:
    """Links that keep a form from being sent: those that certainly do not work in what goes out before long.

    What has a later time may link to a page that is still being made: it is looked at again before it goes out.
    """
    found = []
    for one in texts:
        if one.due_at is None or one.due_at - now <= LATER:
            accounts = (one.account_id,) if one.account_id else ()
            dead = (said for said in of_text(session, one.text, severity=Severity.BLOCK) if said.code == Code.DEAD_LINK)
            found += [Warned(said.code, said.values, said.severity, accounts=accounts) for said in dead]
    return found


LATER = timedelta(hours=2)
"""What goes out after this is checked again in time."""
