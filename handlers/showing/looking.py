"""What a drawing needs beside the record, gathered from the desk: lengths as each account counts them, and warnings."""

from handlers.blocks.card import Look
from handlers.checks.warnings import Subject, warnings
from handlers.desk import Desk
from handlers.snapshot import Snapshot
from handlers.words.catalogue import words


def look_at(desk: Desk, snap: Snapshot, language: str) -> Look:
    """For one submission, now, in one language."""
    return Look(now=desk.calendar(), lengths=lengths(desk, snap), warnings=_warnings(desk, snap, language))


def lengths(desk: Desk, snap: Snapshot) -> dict[int, tuple[int, int]]:
    """Account id to (length of the text as that account counts it, the most it takes)."""
    found = {}
    for one in snap.on:
        publisher = desk.publishers.get(one.account_id)
        if publisher is not None:
            allowance = publisher.allowance()
            found[one.account_id] = (allowance.count(snap.content.text), allowance.max_length)
    return found


def _warnings(desk: Desk, snap: Snapshot, language: str) -> list[str]:
    subject = Subject(
        text=snap.content.text,
        alt_texts=tuple(image.alt_text for image in snap.content.images),
        due_at=snap.due_at,
        zone=snap.zone,
        now=desk.calendar(),
        same_text_as=snap.same_text_as,
        closed=tuple(one.account for one in snap.on if one.is_outside_hours),
    )
    return [words(language)(f"composer.warning_{one.code}", **one.values) for one in warnings(subject)]
