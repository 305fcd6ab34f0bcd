"""What a drawing needs beside the record, gathered from the desk: lengths as each account counts them, and warnings."""

from dataclasses import replace

from handlers.blocks import checking, previews
from handlers.blocks.card import Look
from handlers.blocks.texts import account_names
from handlers.checks.warnings import DRAWN_ANEW, Code, Subject, Warned, warnings, worst_first
from handlers.composing.previews import of_snapshot
from handlers.desk import Desk
from handlers.putting_up.ways import ways
from handlers.snapshot import Snapshot
from handlers.texts import is_common, own_texts
from handlers.words import dates
from handlers.words.catalogue import Words, words
from storage.lifecycle import Editorial


def look_at(desk: Desk, snap: Snapshot, language: str) -> Look:
    """For one submission, now, in one language."""
    said_in = words(language)
    return Look(
        now=desk.calendar(),
        lengths=lengths(desk, snap),
        warnings=_warnings(desk, snap, said_in),
        notes=_notes(desk, snap, said_in),
        own_times=_own_times(snap, said_in),
    )


def lengths(desk: Desk, snap: Snapshot) -> dict[int, tuple[int, int]]:
    """Account id to (length of the text as that account counts it, the most it takes)."""
    found = {}
    for one in snap.on:
        publisher = desk.publishers.get(one.account_id)
        if publisher is not None:
            allowance = publisher.allowance()
            found[one.account_id] = (allowance.count(snap.content.text_for(one.account_id)), allowance.max_length)
    return found


def _notes(desk: Desk, snap: Snapshot, said_in: Words) -> list[str]:
    if snap.state != Editorial.IN_REVIEW:
        return []
    found = of_snapshot(snap, ways(desk, (one.account_id for one in snap.on)))
    return previews.notes(found, said_in)


def _own_times(snap: Snapshot, said_in: Words) -> dict[int, str]:
    own = {one.account_id for one in snap.content.variants if one.wanted_at}
    due = {one.account_id: one.due_at for one in snap.on if one.account_id in own}
    return {number: dates.day_and_time(at, snap.zone, said_in.language) for number, at in due.items() if at}


def _warnings(desk: Desk, snap: Snapshot, said_in: Words) -> list[str]:
    """Of every text that readers would see, worst first; in one that an account has of its own, whose it is.

    What needs more than the text to be known was found when it was put up, or by the second check.
    """
    found = warnings(_subject(desk, snap))
    for own in own_texts(snap.content):
        found += [replace(one, accounts=own.accounts) for one in warnings(Subject(own.text))]
    found += [one for one in snap.found if one.code not in DRAWN_ANEW and not _is_said(one, snap)]
    if snap.state != Editorial.IN_REVIEW:
        found = [one for one in found if one.is_late]
    heard = [one for one in found if one.code not in snap.silenced]
    return [checking.sentence(one, account_names(snap), said_in) for one in worst_first(heard)]


def _is_said(one: Warned, snap: Snapshot) -> bool:
    """Nearly the same is no news where it is exactly the same."""
    return one.code == Code.NEAR_TEXT and one.values.get("post") == snap.same_text_as


def _subject(desk: Desk, snap: Snapshot) -> Subject:
    return Subject(
        text=snap.content.text if is_common(snap.content) else "",
        alt_texts=tuple(image.alt_text for image in snap.content.images),
        due_at=snap.due_at,
        zone=snap.zone,
        now=desk.calendar(),
        same_text_as=snap.same_text_as,
        closed=tuple(one.account for one in snap.on if one.is_outside_hours),
    )
