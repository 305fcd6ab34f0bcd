"""What the author reads after a submit, in place of the form. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers import wire
from handlers.blocks import checking, parts, texts
from handlers.blocks.next_step import next_step
from handlers.blocks.parts import Block
from handlers.composing.outcome import Became, Outcome
from handlers.snapshot import Snapshot
from handlers.steps.changes import Change, Move
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, Words

WENT_INTO_REVIEW = (Became.NEW, Became.REVISED)


def done(outcome: Outcome, words: Words, now: datetime) -> Block:
    """A small view: what became of it, and what is next."""
    snap = outcome.snapshot
    said = words.mrkdwn(f"composer.done_{outcome.became}", number=snap.number, revision=snap.revision)
    blocks = [parts.section(said), *(parts.section(line) for line in _kept(outcome, words))]
    blocks.append(parts.context(next_step(snap, words, now)))
    closed = [one.account for one in snap.on if one.is_outside_hours]
    if closed:
        blocks.append(parts.context(words.mrkdwn("composer.warning_outside", accounts=", ".join(closed))))
    blocks += _found(snap, words)
    if outcome.became in WENT_INTO_REVIEW:
        blocks += [parts.context(line) for line in _usual(outcome, words, now)]
        blocks += _fits(outcome, words)
        blocks.append(parts.context(words("composer.done_hear")))
    return parts.reading(words("composer.title_done", number=snap.number), blocks, close=words("answer.close"))


def _found(snap: Snapshot, words: Words) -> list[Block]:
    """What is worth a second look, while it is quickly mended."""
    said = [checking.sentence(one, texts.account_names(snap), words) for one in snap.found]
    if not said:
        return []
    target = Target(snap.number, snap.revision)
    edit = parts.button(words("card.menu_edit"), wire.EDIT, str(target))
    return [
        parts.section(checking.few(said, words)),
        parts.actions(edit, *checking.see_all(target, len(said), words)),
    ]


def _fits(outcome: Outcome, words: Words) -> list[Block]:
    """Groups of hashtags for another time, or for an edit now."""
    told = [words.mrkdwn("learning.fits", name=one.name, tags=" ".join(one.tags)) for one in outcome.fits]
    return [parts.context(line) for line in told]


def _usual(outcome: Outcome, words: Words, now: datetime) -> list[str]:
    """How long a decision usually takes here, and a word when the time is shorter than that."""
    if outcome.usual is None:
        return []
    line = words("composer.usual", about=duration(outcome.usual, words))
    due_at = outcome.snapshot.due_at
    if due_at is None or due_at - now >= outcome.usual:
        return [line]
    return [line, words("composer.usual_close", left=duration(max(due_at - now, timedelta(0)), words))]


def duration(length: timedelta, words: Words) -> str:
    """In the unit that people would say: 40 minutes, 3 hours, 2 days."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 90:
        return words.count("composer.minutes", max(1, minutes))
    hours = round(minutes / 60)
    return words.count("composer.hours", hours) if hours < 36 else words.count("composer.days", round(hours / 24))


def _kept(outcome: Outcome, words: Words) -> list[Safe]:
    if outcome.became != Became.KEPT or outcome.change is None:
        return []
    return lines(outcome.change, outcome.snapshot, words)


def lines(change: Change, snap: Snapshot, words: Words) -> list[Safe]:
    """One sentence for each thing that changed without a new version."""
    found = moves_told(change.moves, snap, words)
    if change.taken_off:
        found.append(words.mrkdwn("composer.kept_taken_off", accounts=account_names(change.taken_off, snap)))
    if change.note:
        found.append(words.mrkdwn("composer.kept_note"))
    return found


def moves_told(moves: Sequence[Move], snap: Snapshot, words: Words) -> list[Safe]:
    """One sentence where all go out together, else one for each new time."""
    by_time: dict[datetime, list[int]] = {}
    for move in moves:
        if move.to is not None:
            by_time.setdefault(move.to, []).append(move.account_id)
    if len(by_time) == 1 and len(moves) >= len(snap.on):
        return [words.mrkdwn("composer.kept_moved", when=moment(min(by_time), snap, words))]
    return [
        words.mrkdwn("composer.kept_moved_on", accounts=account_names(tuple(ids), snap), when=moment(when, snap, words))
        for when, ids in sorted(by_time.items())
    ]


def moment(when: datetime, snap: Snapshot, words: Words) -> str:
    """Weekday, date, time and zone."""
    return f"{dates.day_and_time(when, snap.zone, words.language)} ({dates.place_of(snap.zone, words.language)})"


def account_names(ids: tuple[int, ...], snap: Snapshot) -> str:
    """Names of accounts of this submission, whether it is still on them or not."""
    return ", ".join(one.account for one in (*snap.on, *snap.taken_off) if one.account_id in ids) or "–"
