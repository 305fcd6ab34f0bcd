"""One decision on exactly the current revision: the transaction behind the three buttons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from handlers import access, texts
from handlers.access import Denied, Entry, Matter
from handlers.checking import barring, keeping
from handlers.deciding.holding import hold_if_aged
from handlers.desk import Desk
from handlers.permissions import Action
from handlers.posting.hours import next_open
from handlers.posting.opening import Opening, opening_of, windows_of
from handlers.rhythm import freeing
from handlers.steps.asking import asked
from handlers.steps.changes import Changed, between
from handlers.steps.progress import Progress, Vote, progress, stages_for
from handlers.wire import Target
from storage import brands, cards, decisions, history, outbox, publications, stages, submissions
from storage.decisions import ONLY_STEP, Footing, Label, Verdict
from storage.lifecycle import Delivery, Editorial
from storage.outbox import Place, Urgency
from storage.publications import Publication
from storage.stages import Aspect
from storage.submissions import Revision

ABOUT_AT_ONCE = timedelta(minutes=1)
"""What is due within this time goes out in the same breath: approved and published is then one message."""


class ReadFirst(Exception):
    """The text is longer than the card shows."""


@dataclass(frozen=True)
class Outcome:
    """What became of a decision, for the answer to the person who made it."""

    target: Target
    language: str
    verdict: Verdict
    is_enough: bool
    """It was the last yes that was needed."""
    goes_out_soon: bool
    """Something of it is due within a minute: the clock is told, and need not be for what is due later."""
    still_needed: int
    can_undo: bool
    missed: bool
    """Approved, but its time has passed: somebody has to choose a new one."""
    next_step: str = ""
    """The name of the step that begins with this decision…"""
    next_stage: int = 0
    """…and its id."""
    on_behalf_of: str | None = None
    """Who is away, and for whom it was made."""
    opening: Opening | None = None
    """What waits until its posting hours begin."""


@dataclass(frozen=True)
class House:
    """What the records do not know about the accounts: which are practice, and how long an undo is possible."""

    practice: frozenset[int]
    undo_for: Mapping[int, timedelta]


def house(desk: Desk) -> House:
    return House(desk.practice, {number: one.manner.undo_for for number, one in desk.publishers.items()})


def may_decide(
    session: Session,
    user_id: str,
    target: Target | None,
    action: Action,
    *,
    now: datetime,
    practice: frozenset[int],
) -> str:
    """Whether a form for the reason is worth opening; the person's language. Raises Denied."""
    entry = access.enter(session, user_id, target, action, now=now, practice=practice)
    check_revision(session, entry, target)
    return entry.person.language


@dataclass(frozen=True)
class Word:
    """What somebody decides, and why."""

    verdict: Verdict
    reason: str = ""
    label: Label | None = None


def decide(
    session: Session,
    user_id: str,
    target: Target | None,
    word: Word,
    *,
    now: datetime,
    house: House,
    has_read: bool,
) -> Outcome:
    """One decision on exactly the current revision. Raises Denied, Stranger or ReadFirst."""
    entry = access.enter(session, user_id, target, Action(word.verdict.value), now=now, practice=house.practice)
    revision = check_revision(session, entry, target)
    if word.verdict == Verdict.APPROVE:
        _check_approval(session, entry, has_read)
    footing = _footing(entry)
    words_row = history.keep_words(session, word.reason, user_id) if word.reason else None
    words_id = words_row.id if words_row else None
    decisions.record(
        session, entry.submission, user_id, word.verdict, footing, now=now, words_id=words_id, label=word.label
    )
    outcome = _take_effect(session, entry, word.verdict, footing, now, house)
    _tell(session, entry, outcome, now)
    if outcome.next_stage:
        call_the_next(session, entry.submission, outcome.next_stage, now)
    cards.advance(session, entry.submission)
    history.add(
        session,
        "decision.made",
        actor_id=user_id,
        at=now,
        submission_id=entry.submission.number,
        words=words_row,
        verdict=word.verdict.value,
        revision=revision.number,
        fingerprint=revision.fingerprint,
        own_work=footing.is_own_work,
        **_particulars(entry, footing, word),
        **(asked(_progress_after(session, entry, footing)) if outcome.next_stage else {}),
    )
    return outcome


def _particulars(entry: Entry, footing: Footing, word: Word) -> dict[str, Any]:
    """What only some decisions have; a brand with one step keeps the short form."""
    found: dict[str, Any] = {"stages": list(footing.stages)} if footing.stages != ONLY_STEP.stages else {}
    if footing.on_behalf_of:
        found["on_behalf_of"] = footing.on_behalf_of
    if word.label:
        found["label"] = word.label.value
    return found


def _footing(entry: Entry) -> Footing:
    """A stand-in's yes is for no later step that they decide in their own right: they could not say yes there then."""
    own = {state.step.id for state in entry.progress.steps if entry.person.user_id in state.possible}
    away = entry.stands_in_for
    return Footing(
        stages=tuple(
            one for one in stages_for(entry.progress, away or entry.person.user_id) if not away or one not in own
        ),
        on_behalf_of=entry.stands_in_for,
        is_own_work=entry.standing.is_own_work,
    )


def check_revision(session: Session, entry: Entry, target: Target | None) -> Revision:
    """The current one, if the press is about it. Raises Denied, with what has changed since."""
    current = entry.revision
    if target is not None and target.part == current.number:
        return current
    seen = submissions.revision_numbered(session, entry.submission.number, target.part) if target else None
    if seen is None:
        raise Denied("no_such_post")
    raise Denied(
        "older_version",
        submission=entry.submission.number,
        seen=seen.number,
        current=current.number,
        changes=_changed_since(session, seen, current),
    )


def _changed_since(session: Session, seen: Revision, current: Revision) -> Changed:
    """The texts' difference, and what changed beside it, in a fixed order."""
    before, after = submissions.content_of(session, seen), submissions.content_of(session, current)
    names = {number: one.name for number, one in brands.accounts_by_id(session, after.accounts).items()}
    found = between(before, after, approved=before, state=Editorial.IN_REVIEW).aspects
    others = tuple(one for one in Aspect if one in found and one != Aspect.TEXT)
    return Changed(texts.in_one_line(before, after, names), others)


def _check_approval(session: Session, entry: Entry, has_read: bool) -> None:
    current = entry.progress.current
    if current is None or entry.person.user_id in current.said:
        raise Denied("you_approved_already", submission=entry.submission.number)
    if any(one.approver_id == entry.person.user_id and current.step.id in one.stages for one in entry.counting):
        # As somebody's stand-in they have said yes to this step already: nobody counts twice.
        raise Denied("you_approved_already", submission=entry.submission.number)
    if not has_read and texts.is_cut(submissions.content_of(session, entry.revision)):
        raise ReadFirst


def _take_effect(
    session: Session, entry: Entry, verdict: Verdict, footing: Footing, now: datetime, house: House
) -> Outcome:
    submission, missed, opening = entry.submission, False, None
    after = _progress_after(session, entry, footing) if verdict == Verdict.APPROVE else entry.progress
    is_enough = verdict == Verdict.APPROVE and after.is_complete
    if is_enough:
        at_once = _at_once(entry.publications, now, house)
        missed = approved(session, entry, now, house)
        opening = opening_of(session, entry.publications, at_once, entry.brand.zone) if at_once else None
    elif verdict == Verdict.REQUEST_CHANGES:
        submissions.move(submission, Editorial.CHANGES_REQUESTED)
    elif verdict == Verdict.REJECT:
        before = freeing.times_of(session, submission.number)
        submissions.move(submission, Editorial.REJECTED)
        _cancel_unsent(entry, now)
        freeing.freed(session, submission, before, now)
    submission.decided_at = now
    step_before, step_after = entry.progress.current, after.current
    begins = step_after.step if step_after and step_before and step_after.step != step_before.step else None
    return Outcome(
        target=Target(submission.number, entry.revision.number),
        language=entry.person.language,
        verdict=verdict,
        is_enough=is_enough,
        goes_out_soon=is_enough and any(when <= now + ABOUT_AT_ONCE for when in _due(entry)),
        still_needed=step_after.missing if step_after else 0,
        can_undo=not missed,
        missed=missed,
        next_step=begins.name if begins else "",
        next_stage=begins.id if begins else 0,
        on_behalf_of=entry.stands_in_for,
        opening=opening,
    )


def _progress_after(session: Session, entry: Entry, footing: Footing) -> Progress:
    """With the yes that was just recorded."""
    votes = [*entry.votes, Vote(footing.on_behalf_of or entry.person.user_id, footing.stages, entry.person.user_id)]
    return progress(stages.steps_of(session, entry.brand), entry.about, votes)


def approved(session: Session, matter: Matter, now: datetime, house: House) -> bool:
    """Opens the gate for exactly this content. True when a time has passed already: a late yes asks for a new one."""
    submissions.move(matter.submission, Editorial.APPROVED)
    matter.submission.approved_fingerprint, matter.submission.approved_at = matter.revision.fingerprint, now
    at_once = _at_once(matter.publications, now, house)
    windows = windows_of(session, matter.publications) if at_once else {}
    for row in matter.publications:
        if row.number in at_once:
            row.due_at = next_open(windows.get(row.account_id, ()), at_once[row.number], matter.brand.zone)
        elif row.state == Delivery.SCHEDULED and row.due_at is not None and row.due_at < now:
            publications.move(row, Delivery.MISSED, now=now)
    keeping.overruled(session, matter.submission, now=now)
    hold_if_aged(session, matter.submission, matter.revision, matter.publications)
    barring.at_approval(session, matter.submission, now=now)
    return any(row.state == Delivery.MISSED for row in matter.publications)


def _at_once(rows: Iterable[Publication], now: datetime, house: House) -> dict[int, datetime]:
    """When what has no time of its own goes out, by publication: as soon as an undo has had its chance."""
    waiting = (row for row in rows if row.state == Delivery.SCHEDULED and row.due_at is None)
    return {row.number: now + house.undo_for.get(row.account_id, timedelta(0)) for row in waiting}


def _cancel_unsent(entry: Entry, now: datetime) -> None:
    for publication in entry.publications:
        if publication.state in (Delivery.SCHEDULED, Delivery.MISSED, Delivery.FAILED):
            publications.move(publication, Delivery.CANCELLED, now=now)


def _tell(session: Session, entry: Entry, outcome: Outcome, now: datetime) -> None:
    """A new message for what needs the author or ends the story; an edit alone would be silent."""
    if outcome.verdict == Verdict.APPROVE and not (outcome.is_enough and _is_news(entry, outcome, now)):
        return
    submission, kind = entry.submission, f"decided_{outcome.verdict.value}"
    key = f"{kind}:{submission.number}:{submission.version}"
    about: dict[str, Any] = {"by": entry.person.user_id, "revision": outcome.target.part, "missed": outcome.missed}
    number = submission.number
    outbox.say(
        session,
        f"{key}:author",
        kind,
        place=Place.DIRECT,
        recipient=submission.author_id,
        urgency=Urgency.NEWS if outcome.verdict == Verdict.APPROVE and not outcome.missed else Urgency.TASK,
        now=now,
        submission_id=number,
        **about,
    )
    if outcome.verdict != Verdict.APPROVE:
        outbox.say(
            session,
            f"{key}:thread",
            "reason",
            place=Place.THREAD,
            recipient="",
            urgency=Urgency.NEWS,
            now=now,
            submission_id=number,
            **about,
        )


def call_the_next(session: Session, submission: submissions.Submission, stage: int, now: datetime) -> None:
    """The next step's approvers are asked by a new message: an edit of the card would be silent."""
    submission.review_since = now
    outbox.say(
        session,
        f"step_begins:{submission.number}:{submission.revision}:{stage}",
        "step_begins",
        place=Place.THREAD,
        recipient="",
        urgency=Urgency.TASK,
        now=now,
        submission_id=submission.number,
        revision=submission.revision,
        stage=stage,
    )


def _is_news(entry: Entry, outcome: Outcome, now: datetime) -> bool:
    """Not when it goes out in the same breath: then the message that it is live says everything."""
    if outcome.missed:
        return True
    return any(when > now + ABOUT_AT_ONCE for when in _due(entry))


def _due(entry: Entry) -> list[datetime]:
    return [one.due_at for one in entry.publications if one.due_at]
