"""What goes out, built from the records, and compared once more with what was approved. Transactions only."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from handlers.publisher import Flags, Outgoing, Picture, Video
from storage import cards, media, publications, submissions
from storage.brands import Account
from storage.cards import Card
from storage.content import Content, Flag, Image
from storage.media import Media
from storage.publications import Publication, PublishAttempt
from storage.submissions import Revision

IN_DOUBT = (None, "doubtful", "absent")
"""Outcomes of attempts that may have left something: none was written down, none could be trusted, or a look found
nothing, which a slow network may belie."""


Medium = Picture | Video


class Altered(Exception):
    """The records no longer hold what was approved."""


@dataclass(frozen=True)
class Prepared:
    """A publication ready to go but for the bytes of its media, which are fetched last: they can be large."""

    outgoing: Outgoing
    images: tuple[Image, ...]


@dataclass(frozen=True)
class Fetched:
    """Records read together: a query a table, instead of one for each publication."""

    revisions: dict[tuple[int, str], Revision]
    contents: dict[int | None, Content]
    kept: tuple[object, ...]
    """Held here, so that the session finds by their ids what would be a query each."""


def fetch(session: Session, numbers: Collection[int]) -> Fetched:
    """What `prepare` needs for the publications of these numbers."""
    # Each is read to its end at once: on SQLite a half-read answer would lock out the writer.
    found = session.exec(select(Publication).where(col(Publication.id).in_(numbers))).all()
    cards = session.exec(select(Card).where(col(Card.submission_id).in_({one.submission_id for one in found}))).all()
    accounts = session.exec(select(Account).where(col(Account.id).in_({one.account_id for one in found}))).all()
    revisions = submissions.revisions_with(session, [(one.submission_id, one.fingerprint) for one in found])
    contents = submissions.contents_of(session, revisions.values())
    return Fetched(revisions, contents, (*found, *cards, *accounts))


def prepare(session: Session, publication: Publication, fetched: Fetched) -> Prepared:
    """Raises Altered when the content, read afresh, is not what the publication's fingerprint stands for."""
    revision = fetched.revisions.get((publication.submission_id, publication.fingerprint))
    if revision is None:
        raise Altered(publication.number)
    content = fetched.contents[revision.id]
    if content.fingerprint != publication.fingerprint:
        raise Altered(publication.number)
    return Prepared(_outgoing(session, publication, content), content.images)


def _outgoing(session: Session, publication: Publication, content: Content) -> Outgoing:
    account = session.get_one(Account, publication.account_id)
    card = cards.card_of(session, publication.submission_id)
    return Outgoing(
        publication_id=publication.number,
        submission_id=publication.submission_id,
        address=account.address,
        account=account.name,
        text=content.text_for(publication.account_id),
        flags=_flags(content),
        idempotency_key=publication.idempotency_key,
        handle=publication.handle or "",
        card_channel=card.channel_id if card else None,
        card_ts=card.ts if card else None,
    )


def _flags(content: Content) -> Flags:
    return Flags(
        is_sensitive=Flag.SENSITIVE in content.flags,
        warning=content.warning,
        is_paid=Flag.PAID in content.flags,
        is_ai=Flag.AI in content.flags,
    )


def first_in_doubt(session: Session, publication: Publication) -> PublishAttempt | None:
    """The oldest attempt that may have got through: whatever it left is found from its beginning on."""
    attempts = publications.attempts_of(session, publication.number)
    return next((one for one in attempts if one.outcome in IN_DOUBT), None)


def originals(session: Session, images: tuple[Image, ...]) -> tuple[Medium, ...]:
    """The images, or the video, with their bytes. Raises Altered when the bytes are not those that were approved."""
    return tuple(original(session, image) for image in images)


def original(session: Session, image: Image) -> Medium:
    """One of them. Raises Altered."""
    return _checked(media.load(session, image.sha256), image, image.sha256)


def rendition(session: Session, image: Image, recipe: str) -> Medium | None:
    """As it was fitted by this recipe, if it was. Raises Altered."""
    made = media.rendition(session, image.sha256, recipe)
    return _checked(made, image, made.sha256) if made is not None else None


def _checked(stored: Media | None, image: Image, sha256: str) -> Medium:
    if stored is None or hashlib.sha256(stored.content).hexdigest() != sha256:
        raise Altered(image.name)
    about = (stored.content, stored.mime, image.name, image.alt_text, stored.width, stored.height)
    return Video(*about, seconds=stored.seconds or 0) if stored.mime.startswith("video/") else Picture(*about)


def with_media(going: Outgoing, found: tuple[Medium, ...]) -> Outgoing:
    """Networks take one video at most, which the form has said."""
    pictures = tuple(one for one in found if isinstance(one, Picture))
    return replace(going, pictures=pictures, video=next((one for one in found if isinstance(one, Video)), None))
