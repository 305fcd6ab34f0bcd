"""Media as each network takes them, made once and kept beside the original, which stays as it is."""

import asyncio
import logging
from datetime import datetime

from sqlmodel import Session

from handlers.allowance import Allowance, ImageRules
from handlers.boxes import NotAFilm
from handlers.desk import Desk
from handlers.fitting import drawing, films
from handlers.fitting.drawing import Fitted, Unfit
from handlers.problem import Problem
from handlers.publication import outgoing
from handlers.publication.outgoing import Medium, Prepared
from handlers.publisher import Outgoing, Picture, Video
from storage import media
from storage.content import Content, Image

log = logging.getLogger(__name__)


async def with_media(desk: Desk, prepared: Prepared, allowance: Allowance) -> Outgoing:
    """What goes out, its media made fit. Raises Altered, Unfit or StorageError."""
    found = [await _fitted(desk, image, allowance.image) for image in prepared.images]
    return outgoing.with_media(prepared.outgoing, tuple(found))


async def make_ahead(desk: Desk, content: Content) -> None:
    """As soon as it is put up, so that nothing is left to draw when it is due. Whatever fails is told then."""
    for publisher in {id(one): one for one in map(desk.publishers.get, content.accounts) if one}.values():
        for image in content.images:
            try:
                await _fitted(desk, image, publisher.allowance().image)
            except Exception as trouble:
                log.info("%s is not drawn ahead for %s: %s", image.name, publisher.network, type(trouble).__name__)


async def _fitted(desk: Desk, image: Image, rules: ImageRules) -> Medium:
    recipe = films.RECIPE if image.is_video else drawing.recipe(rules)
    made = await desk.database.read(outgoing.rendition, image, recipe)
    if made is not None:
        return made
    async with desk.drawing:
        # Somebody else may have made it while this one waited.
        made = await desk.database.read(outgoing.rendition, image, recipe)
        return made or await _make(desk, image, rules, recipe)


async def _make(desk: Desk, image: Image, rules: ImageRules, recipe: str) -> Medium:
    source = await desk.database.read(outgoing.original, image)
    fitted = await asyncio.to_thread(_fit, source, rules)
    seconds = source.seconds if isinstance(source, Video) else None
    await desk.database.write(keep, image.sha256, recipe, fitted, seconds, now=desk.calendar())
    about = (fitted.content, fitted.mime, image.name, image.alt_text, fitted.width, fitted.height)
    return Picture(*about) if seconds is None else Video(*about, seconds=seconds)


def _fit(source: Medium, rules: ImageRules) -> Fitted:
    if isinstance(source, Picture):
        return drawing.fit(source.content, source.mime, rules)
    try:
        return Fitted(films.bare(source.content), source.mime, source.width, source.height)
    except NotAFilm:
        # It was tried when it arrived, so this is no film that was taken.
        raise Unfit(Problem.VIDEO_TYPE) from None


def keep(session: Session, source: str, recipe: str, fitted: Fitted, seconds: float | None, *, now: datetime) -> None:
    """The rendition, and what it was made of by which recipe."""
    sha256 = media.store(
        session,
        content=fitted.content,
        mime=fitted.mime,
        width=fitted.width,
        height=fitted.height,
        seconds=seconds,
        now=now,
    )
    media.keep_rendition(session, source, recipe, sha256)
