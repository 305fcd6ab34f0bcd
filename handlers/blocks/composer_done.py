"""What the author reads after a submit, in place of the form. Pure."""

from datetime import datetime

from handlers.blocks import parts
from handlers.blocks.next_step import next_step
from handlers.blocks.parts import Block
from handlers.composing.outcome import Became, Outcome
from handlers.snapshot import Snapshot
from handlers.steps.changes import Change
from handlers.words import dates
from handlers.words.catalogue import Safe, Words

WENT_INTO_REVIEW = (Became.NEW, Became.REVISED)


def done(outcome: Outcome, words: Words, now: datetime) -> Block:
    """A small view: what became of it, and what is next."""
    snap = outcome.snapshot
    said = words.mrkdwn(f"composer.done_{outcome.became}", number=snap.number, revision=snap.revision)
    blocks = [parts.section(said), *(parts.section(line) for line in _kept(outcome, words))]
    blocks.append(parts.context(next_step(snap, words, now)))
    if outcome.became in WENT_INTO_REVIEW:
        blocks.append(parts.context(words("composer.done_hear")))
    return parts.reading(words("composer.title_done", number=snap.number), blocks, close=words("answer.close"))


def _kept(outcome: Outcome, words: Words) -> list[Safe]:
    if outcome.became != Became.KEPT or outcome.change is None:
        return []
    return lines(outcome.change, outcome.snapshot, words)


def lines(change: Change, snap: Snapshot, words: Words) -> list[Safe]:
    """One sentence for each thing that changed without a new version."""
    found = []
    if change.moved_to and change.moved:
        found.append(words.mrkdwn("composer.kept_moved", when=moment(change.moved_to, snap, words)))
    if change.taken_off:
        found.append(words.mrkdwn("composer.kept_taken_off", accounts=account_names(change.taken_off, snap)))
    if change.note:
        found.append(words.mrkdwn("composer.kept_note"))
    return found


def moment(when: datetime, snap: Snapshot, words: Words) -> str:
    """Weekday, date, time and zone."""
    return f"{dates.day_and_time(when, snap.zone, words.language)} ({dates.place_of(snap.zone, words.language)})"


def account_names(ids: tuple[int, ...], snap: Snapshot) -> str:
    """Names of accounts of this submission, whether it is still on them or not."""
    return ", ".join(one.account for one in (*snap.on, *snap.taken_off) if one.account_id in ids) or "–"
