"""The one line that always says what is next: who does what, by when. Pure."""

from datetime import datetime, timedelta

from handlers.blocks.parts import mention
from handlers.snapshot import Snapshot
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped
from storage.decisions import Said, Verdict
from storage.lifecycle import Delivery, Status
from storage.submissions import Hold

MOST_NAMED = 3

SOON = timedelta(hours=3)
"""What is due within this time says how soon."""

MARKS = {
    Status.WAITING: "⏳",
    Status.CHANGES_REQUESTED: "✏️",
    Status.SCHEDULED: "🗓️",
    Status.PUBLISHING: "📤",
    Status.PUBLISHED: "✅",
    Status.REJECTED: "🚫",
    Status.TAKEN_BACK: "↩️",
    Status.LEFT: "▫️",
    Status.TAKEN_DOWN: "🗑️",
}
"""One sign a status, so that a channel of cards can be scanned; whatever is in trouble has the same one."""

IN_TROUBLE, URGENT = "⚠️", "⏰"


def mark(status: Status) -> str:
    return MARKS.get(status, IN_TROUBLE)


def next_step(snap: Snapshot, words: Words, now: datetime) -> Safe:
    """mrkdwn, its sign first. Up to three named approvers are mentioned: a new message pings them, an edit does not."""
    sign = URGENT if hours_left(snap, now) else mark(snap.status)
    return Safe(f"{sign} {_sentence(snap, words, now)}")


def hours_left(snap: Snapshot, now: datetime) -> int | None:
    """Hours until a waiting one is due, rounded up: "within 2 hours" stays true on a card that is not redrawn."""
    if snap.status != Status.WAITING or snap.due_at is None or not now < snap.due_at <= now + SOON:
        return None
    return -((now - snap.due_at) // timedelta(hours=1))


def _sentence(snap: Snapshot, words: Words, now: datetime) -> Safe:
    say = {
        Status.WAITING: _waiting,
        Status.CHANGES_REQUESTED: _changes_requested,
        Status.SCHEDULED: _scheduled,
        Status.PUBLISHING: _publishing,
        Status.MISSED: _missed,
    }.get(snap.status)
    return say(snap, words, now) if say else words.mrkdwn(f"card.next_{snap.status}", author=mention(snap.author_id))


def _waiting(snap: Snapshot, words: Words, now: datetime) -> Safe:
    if snap.is_stuck:
        return words.mrkdwn("home.next_nobody_left")
    who = approvers(snap, words)
    if snap.due_at is None:
        return words.mrkdwn("card.next_waiting", who=who, still=_still(snap, words))
    by = {"who": who, "still": _still(snap, words), "when": when(snap, words, now)}
    hours = hours_left(snap, now)
    if hours:
        return words.mrkdwn("card.next_waiting_soon", soon=words.count("card.soon", hours), **by)
    return words.mrkdwn("card.next_waiting_by", **by)


def _changes_requested(snap: Snapshot, words: Words, now: datetime) -> Safe:
    return words.mrkdwn("card.next_changes_requested", author=mention(snap.author_id))


def _scheduled(snap: Snapshot, words: Words, now: datetime) -> Safe:
    if snap.holds == Hold.ASKED:
        return words.mrkdwn("card.next_confirm", when=when(snap, words, now))
    if snap.holds == Hold.ASSET:
        return words.mrkdwn("library.next_held", when=when(snap, words, now), author=mention(snap.author_id))
    if snap.holds == Hold.BROKEN:
        return words.mrkdwn("checks.next_held", when=when(snap, words, now))
    return words.mrkdwn("card.next_scheduled", when=when(snap, words, now), by=approved_by(snap, words))


def _publishing(snap: Snapshot, words: Words, now: datetime) -> Safe:
    by_hand = [one.held_by for one in snap.on if one.state == Delivery.PUBLISHING and one.held_by]
    if by_hand:
        return words.mrkdwn("card.next_by_hand", who=mention(by_hand[0]))
    return words.mrkdwn("card.next_publishing")


def _missed(snap: Snapshot, words: Words, now: datetime) -> Safe:
    return words.mrkdwn("card.next_missed", author=mention(snap.author_id))


def approvers(snap: Snapshot, words: Words) -> Safe:
    """Who owes a decision: up to three by name, the rest by number, or anyone in the channel."""
    if snap.step is None or snap.step.is_open or not snap.owing:
        return Safe(words("card.anyone_here"))
    named = words("card.or").join(_who(snap, one, words) for one in snap.owing[:MOST_NAMED])
    more = len(snap.owing) - MOST_NAMED
    return Safe(f"{named} {words.count('answer.and_more', more)}") if more > 0 else Safe(named)


def _who(snap: Snapshot, user_id: str, words: Words) -> str:
    """Of somebody who is away, the stand-in is mentioned, and they are named."""
    stand_in = snap.covered_by.get(user_id)
    if snap.is_of_a_file:
        return escaped(snap.name(stand_in or user_id))
    if stand_in is None:
        return mention(user_id)
    return words.mrkdwn("card.for_somebody", stand_in=mention(stand_in), away=snap.name(user_id))


def approved_by(snap: Snapshot, words: Words) -> Safe:
    """Names, not mentions: nobody is pinged for having said yes."""
    yes = [one for one in snap.counting if one.verdict == Verdict.APPROVE]
    return Safe(", ".join(dict.fromkeys(_yes(snap, one, words) for one in yes)))


def _yes(snap: Snapshot, said: Said, words: Words) -> str:
    """With what must be said beside it: for whom it was given, and that it was their own post."""
    name = escaped(snap.name(said.approver_id))
    if said.on_behalf_of:
        return words.mrkdwn("card.yes_for", name=name, away=snap.name(said.on_behalf_of))
    return words.mrkdwn("card.yes_own", name=name) if said.is_own_work else name


def when(snap: Snapshot, words: Words, now: datetime) -> Safe:
    """The due time with its zone; nothing is left to guess."""
    if snap.due_at is None:
        return Safe(words("card.at_once"))
    place = dates.place_of(snap.zone, words.language)
    return Safe(escaped(f"{dates.day_and_time(snap.due_at, snap.zone, words.language)} ({place})"))


def _still(snap: Snapshot, words: Words) -> Safe:
    step = snap.step
    if step is None or step.needed < 2:
        return Safe("")
    return words.mrkdwn("card.so_far", done=str(len(step.said)), needed=str(step.needed))


def last_reason(snap: Snapshot) -> str:
    """The words of the decision that stopped it."""
    said = [one for one in snap.counting if one.verdict != Verdict.APPROVE]
    return said[-1].reason if said else ""
