"""Files on their way from Slack into the draft: fetched, examined by their content, kept or told about."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.boxes import NotAFilm
from handlers.checks import media as kinds
from handlers.checks.files import Facts, FileRefused, Flaw
from handlers.composing import saving
from handlers.composing.flaws import Trouble
from handlers.composing.form import FILES, Place
from handlers.composing.sheet import Sheet, is_to_fetch, sheet_of
from handlers.desk import Desk, FileTrouble
from handlers.fitting import films
from storage import drafts, media
from storage.drafts import Draft

log = logging.getLogger(__name__)

AT_ONCE = 3
"""Downloads side by side; each holds its file in memory."""

MAY_COME_YET = frozenset({"file_unreachable"})
"""What may go well the next time; the file stays where it is."""


async def fetch(desk: Desk, user_id: str, place: Place) -> list[Trouble]:
    """Brings every file of the draft that is still with Slack. What could not be reached now is answered; it stays.

    What is neither image nor video is noted in the draft, for `sift`.
    """
    sheet = await desk.database.read(saving.look, user_id, place, now=desk.calendar())
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(image: Mapping[str, Any]) -> Trouble | None:
        async with gate:
            return await _fetch(desk, place.draft_id, image)

    return [trouble for trouble in await asyncio.gather(*map(one, sheet.to_fetch)) if trouble]


async def fetch_ahead(desk: Desk, user_id: str, place: Place) -> None:
    """While the author looks at the text; what is not there by the time of sending is fetched then."""
    try:
        await fetch(desk, user_id, place)
    except Exception as trouble:
        # Nobody waits for this, and sending does it again and tells.
        log.info("A message's files come later: %s", type(trouble).__name__)


async def _fetch(desk: Desk, draft_id: str, image: Mapping[str, Any]) -> Trouble | None:
    file_id, name, most = str(image["file"]), str(image["name"]), kinds.most_bytes(str(image.get("mime")))
    try:
        _check_size(int(image.get("size") or 0), most)
        content = await desk.download(str(image["url"]))
        async with desk.drawing:
            facts = await asyncio.to_thread(examine, content)
    except FileRefused as refused:
        await desk.database.write(note_problem, draft_id, file_id, f"file_{refused.code}", refused.allowed)
    except FileTrouble as trouble:
        if trouble.code in MAY_COME_YET:
            return Trouble(FILES, trouble.code, {"name": name})
        await desk.database.write(note_problem, draft_id, file_id, trouble.code, most)
    else:
        await desk.database.write(keep, draft_id, file_id, content, facts, now=desk.calendar())
    return None


def examine(content: bytes) -> Facts:
    """What it is; and of a video, that nothing in it will stand in the way later. Raises FileRefused."""
    facts = kinds.examine(content)
    if facts.mime.startswith("video/"):
        try:
            films.bare(content)
        except NotAFilm:
            raise FileRefused(Flaw.BROKEN) from None
    return facts


def _check_size(told: int, most: int) -> None:
    """What Slack already says is too big is not even fetched."""
    if told > most:
        raise FileRefused(Flaw.TOO_BIG, told, most)


def keep(session: Session, draft_id: str, file_id: str, content: bytes, facts: Facts, *, now: datetime) -> None:
    """The bytes go into the records, and the draft knows them by their hash; the same bytes only once."""
    draft = drafts.draft(session, draft_id)
    if draft is None or not _awaits(draft, file_id):
        return
    about: dict[str, Any] = {"mime": facts.mime, "width": facts.width, "height": facts.height}
    about |= {"seconds": facts.seconds or None, "codec": facts.codec or None}
    sha256 = media.store(session, content=content, **about, now=now)
    settled = {**about, "sha256": sha256, "size": facts.bytes}
    draft.images = each_once(
        [{**image, **settled} if image.get("file") == file_id else image for image in draft.images]
    )


def each_once(images: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of those with the same bytes the one that stands first, whichever arrived first."""
    first: dict[str, int] = {}
    return [one for at, one in enumerate(images) if at == first.setdefault(str(one.get("sha256") or f"at {at}"), at)]


def _awaits(draft: Draft, file_id: str) -> bool:
    return any(image.get("file") == file_id and is_to_fetch(image) for image in draft.images)


def note_problem(session: Session, draft_id: str, file_id: str, code: str, allowed: int) -> None:
    """The file is of no use; its author is told when the draft is sent next."""
    draft = drafts.draft(session, draft_id)
    if draft is not None:
        problem = {"problem": code, "allowed": allowed // 1_000_000}
        draft.images = [
            {**image, **problem} if image.get("file") == file_id and is_to_fetch(image) else image
            for image in draft.images
        ]


def sift(session: Session, user_id: str, place: Place, *, now: datetime) -> tuple[Sheet, list[Trouble]]:
    """The draft without the files that are of no use, and what was wrong with them."""
    person, draft = saving.own(session, user_id, place)
    refused = [image for image in draft.images if image.get("problem")]
    draft.images = [image for image in draft.images if not image.get("problem")]
    session.flush()
    told = [
        Trouble(FILES, str(image["problem"]), {"name": str(image["name"]), "allowed": int(image["allowed"])})
        for image in refused
    ]
    return sheet_of(session, person, draft, now), told
