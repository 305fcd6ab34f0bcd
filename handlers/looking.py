"""What a drawing needs beside the record, gathered from the desk: lengths as each account counts them, and warnings."""

from handlers.blocks.card import Look
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
    return [words(language)(f"composer.warning_{one}") for one in ()]
