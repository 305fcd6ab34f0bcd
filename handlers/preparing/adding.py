"""Images and videos on their way into the library: from a message, each stored once. Transactions, and one fetch."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import access
from handlers.blocks.library_shown import LONGEST_NAME, Added, Opening
from handlers.checks import media as kinds
from handlers.checks.files import Facts, FileRefused
from handlers.composing import arriving, brand_choice, times
from handlers.composing.flaws import Trouble
from handlers.composing.form import FILES, File
from handlers.desk import Desk, FileTrouble
from handlers.typed import decode
from storage import brands, history, library, media
from storage.library import Asset, Unusable

MOST_TAGS, LONGEST_TAG = 12, 40


def begin(session: Session, user_id: str, channel_id: str) -> Opening:
    """For which brands this person may add something. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    several = brand_choice.writable(session, person)
    here = brand_choice.of_channel(session, person, channel_id)
    sure = here or (several[0].number if len(several) == 1 else 0)
    return Opening(person.language, sure, [(one.number, one.name) for one in several])


@dataclass(frozen=True)
class Said:
    """What somebody says of one image or video."""

    name: str
    alt_text: str = ""
    tags: tuple[str, ...] = ()
    rights: str = ""
    last_day: str | None = None
    """The last on which it may be used: 2026-12-24."""


class NoSuchDay(Exception):
    """A last day that has passed, or is none."""


def tags_in(typed: str) -> tuple[str, ...]:
    """Apart by commas or lines; each once, without a # before it."""
    parts = (one.strip().lstrip("#").strip() for one in decode.storable(typed).replace("\n", ",").split(","))
    return tuple(dict.fromkeys(one[:LONGEST_TAG] for one in parts if one))[:MOST_TAGS]


@dataclass(frozen=True)
class Arrived:
    """A file that was fetched and looked at."""

    file: File
    content: bytes
    facts: Facts


async def fetch(desk: Desk, file: File) -> Arrived | Trouble:
    """One that can be used, or what is wrong with it. One at a time: a video fills the memory by itself."""
    most = kinds.most_bytes(file.mime)
    try:
        if file.size > most:
            return Trouble(FILES, "file_too_big", {"name": file.name, "allowed": most // 1_000_000})
        content = await desk.download(file.url)
        async with desk.drawing:
            facts = await asyncio.to_thread(arriving.examine, content)
    except FileRefused as refused:
        return Trouble(FILES, f"file_{refused.code}", {"name": file.name, "allowed": refused.allowed // 1_000_000})
    except FileTrouble as trouble:
        return Trouble(FILES, trouble.code, {"name": file.name, "allowed": most // 1_000_000})
    return Arrived(file, content, facts)


def check(session: Session, user_id: str, brand_id: int, last_day: str | None, *, now: datetime) -> None:
    """Before anything is fetched. Raises Stranger, Denied or NoSuchDay."""
    person, brand = access.insider(session, user_id), brands.brand(session, brand_id)
    brand_choice.check(session, person, brand)
    if last_day and end_of(last_day, brand.zone) <= now:
        raise NoSuchDay


def add(session: Session, user_id: str, brand_id: int, arrived: Arrived, said: Said, *, now: datetime) -> Added:
    """Keeps it, unless the library has it already. Raises Stranger, Denied or NoSuchDay."""
    person = access.insider(session, user_id)
    brand = brands.brand(session, brand_id)
    brand_choice.check(session, person, brand)
    sha256 = _store(session, arrived, now)
    before = library.of_hashes(session, brand_id, [sha256]).get(sha256)
    if before is not None:
        is_withdrawn = library.why_not(before, now) == Unusable.WITHDRAWN
        return Added(withdrawn=(before.name,)) if is_withdrawn else Added(known=(before.name,))
    asset = _asset(brand_id, sha256, said, user_id, brand.zone, now)
    session.add(asset)
    session.flush()
    library.index(session, asset)
    history.add(session, "library.added", actor_id=user_id, at=now, brand_id=brand_id, asset=asset.id, name=asset.name)
    return Added(new=(asset.name,))


def _store(session: Session, one: Arrived, now: datetime) -> str:
    facts = one.facts
    return media.store(
        session,
        content=one.content,
        mime=facts.mime,
        width=facts.width,
        height=facts.height,
        seconds=facts.seconds or None,
        codec=facts.codec or None,
        now=now,
    )


def _asset(brand_id: int, sha256: str, said: Said, user_id: str, zone: ZoneInfo, now: datetime) -> Asset:
    asset = Asset(brand_id=brand_id, sha256=sha256, name="", added_by=user_id, added_at=now)
    describe(asset, said, zone, now)
    return asset


def describe(asset: Asset, said: Said, zone: ZoneInfo, now: datetime) -> None:
    """What was said of it, on it. Raises NoSuchDay."""
    asset.name = decode.storable(said.name).strip()[:LONGEST_NAME] or asset.name
    asset.alt_text, asset.rights = decode.storable(said.alt_text).strip(), decode.storable(said.rights).strip()
    asset.tags = list(said.tags)
    expires_at = end_of(said.last_day, zone) if said.last_day else None
    if expires_at is not None and expires_at != asset.expires_at and expires_at <= now:
        raise NoSuchDay
    asset.expires_at = expires_at


def end_of(last_day: str, zone: ZoneInfo) -> datetime:
    """The instant at which a day ends there. Raises NoSuchDay."""
    try:
        after = date.fromisoformat(last_day) + timedelta(days=1)
    except (ValueError, OverflowError):
        raise NoSuchDay from None
    begins = times.day_begins(after.isoformat(), zone)
    if begins is None:
        raise NoSuchDay
    return begins
