"""Images, videos and what was made of them: each once."""

from datetime import UTC, datetime

from sqlmodel import Session, col, func, select

from storage import media
from storage.database import Database
from storage.media import Facts, Media, Rendition

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def stored(database: Database, content: bytes, mime: str = "image/png", seconds: float | None = None) -> str:
    return database.write_sync(
        media.store, content=content, mime=mime, width=3, height=2, seconds=seconds, codec=None, now=NOW
    )


def test_the_same_bytes_are_kept_once_and_stay_what_they_were_first(database: Database) -> None:
    first, again = stored(database, b"oak"), stored(database, b"oak", "image/jpeg")
    assert first == again
    assert database.read_sync(media.facts, [first, "unknown"]) == {first: Facts("image/png", 3, 3, 2)}


def test_a_video_lasts(database: Database) -> None:
    film = stored(database, b"film", "video/mp4", 2.5)
    assert database.read_sync(media.facts, [film])[film].seconds == 2.5


def test_one_of_two_who_made_the_same_is_kept(database: Database) -> None:
    source, one, other = stored(database, b"oak"), stored(database, b"small oak"), stored(database, b"another")
    for made in (one, other):
        database.write_sync(media.keep_rendition, source, "smaller", made)
    assert database.read_sync(rendition_of, source, "smaller") == one
    assert database.read_sync(rendition_of, source, "larger") is None
    assert database.read_sync(counted) == 1


def rendition_of(session: Session, source: str, recipe: str) -> str | None:
    found: Media | None = media.rendition(session, source, recipe)
    return found.sha256 if found else None


def counted(session: Session) -> int:
    return session.exec(select(func.count(col(Rendition.source)))).one()
