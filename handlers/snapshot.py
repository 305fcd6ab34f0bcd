"""Everything about one submission as plain data: what cards, messages, rows and forms are drawn from.

Read in one transaction; nothing in it changes afterwards, and no session leaves this file.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.checks.remembering import remembered
from handlers.checks.warnings import Warned
from handlers.pausing import standing
from handlers.pausing.standing import Standing
from handlers.posting.hours import is_open
from handlers.steps.matters import Matter, matter_of
from handlers.steps.progress import Progress, StepState
from storage import (
    absences,
    brands,
    campaigns,
    cards,
    co_authors,
    decisions,
    finding,
    findings,
    first_comments,
    labels,
    people,
    publications,
    removals,
    submissions,
)
from storage.brands import Role
from storage.content import Content
from storage.decisions import Said, Verdict
from storage.first_comments import FirstComment
from storage.lifecycle import Delivery, Editorial, Status, status_of
from storage.submissions import Submission

PRACTICE = "practice"
"""The network that publishes into the card's thread."""

SAME_TEXT_WITHIN = timedelta(days=14)
"""The same words twice within this time are more often a slip than a plan."""


@dataclass(frozen=True)
class OnAccount:
    """One publication, with its account."""

    publication_id: int
    account_id: int
    account: str
    network: str
    address: str
    state: Delivery
    due_at: datetime | None
    link: str | None
    published_at: datetime | None
    problem: str | None
    detail: str | None
    held_by: str | None
    """The user id of the person who posts it by hand, while it is in their hands."""
    is_broken: bool = False
    """Its account does not let us in, so it waits until somebody has mended that."""
    is_outside_hours: bool = False
    """It is to go out when its account does not usually post."""
    is_late: bool = False
    """It went out noticeably later than it was meant to."""
    is_put_to_people: bool = False
    """In doubt, and looking it up has come to an end."""
    is_known_there: bool = False
    """Its network gave it an id."""
    is_taken_down: bool = False
    """It was live, and is deleted."""
    is_being_taken_down: bool = False
    comment: Delivery | None = None
    """Where its first comment stands, if it has one."""
    comment_problem: str | None = None

    @property
    def is_live(self) -> bool:
        return self.state == Delivery.PUBLISHED and not self.is_taken_down


@dataclass(frozen=True)
class Snapshot:
    """A submission as it stands."""

    number: int
    author_id: str
    author_name: str
    state: Editorial
    status: Status
    version: int
    revision: int
    content: Content
    submitted_at: datetime
    review_since: datetime
    on: tuple[OnAccount, ...]
    """Publications that are not cancelled, by account name."""
    taken_off: tuple[OnAccount, ...]
    """Cancelled ones."""
    said: tuple[Said, ...]
    """Every decision, oldest first."""
    progress: Progress
    """The steps of its review."""
    co_author_ids: tuple[str, ...]
    admin_ids: tuple[str, ...]
    names: dict[str, str]
    """Names of the people who appear here, by user id."""
    channel_id: str
    language: str
    zone: ZoneInfo
    card_channel: str | None
    card_ts: str | None
    card_link: str | None
    previous: Content | None = None
    """The revision before this one, for what changed."""
    same_text_as: int | None = None
    """Another recent submission with exactly this text, while this one is in review."""
    brand: str = ""
    """Its name, where there are several brands."""
    goal: str = ""
    """What its campaign is for."""
    style_guide: str = ""
    silenced: tuple[str, ...] = ()
    """Codes of checks that its brand does not want to hear."""
    questions: tuple[str, ...] = ()
    """What the brand asks reviewers to look at."""
    kept_steps: tuple[str, ...] = ()
    """Names of the steps whose decisions on the version before still count."""
    holds: str | None = None
    """Why nothing of it may go out although it is approved; one of Hold."""
    paused: tuple[Standing, ...] = ()
    """Pauses that keep something of it from going out."""
    covered_by: Mapping[str, str] = field(default_factory=dict)
    """Who is away now, and who stands in for them."""
    gone: frozenset[str] = frozenset()
    """Those among them whose Slack account was deactivated."""
    found: tuple[Warned, ...] = ()
    """What the checks found in the current revision, while it is in review or about to go out."""
    labels: tuple[str, ...] = ()
    is_of_a_file: bool = False
    """It was imported with others; its card rings nobody."""

    @property
    def counting(self) -> tuple[Said, ...]:
        """Decisions that count now."""
        return tuple(one for one in self.said if one.counts)

    @property
    def approved_by(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.approver_id for one in self.counting if one.verdict == Verdict.APPROVE))

    @property
    def step(self) -> StepState | None:
        """The one that is asked now."""
        return self.progress.current if self.state == Editorial.IN_REVIEW else None

    @property
    def owing(self) -> tuple[str, ...]:
        """Named people who owe a decision now."""
        return self.step.owing if self.step else ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The same, with the stand-in of whoever is away."""
        return tuple(dict.fromkeys(self.covered_by.get(one, one) for one in self.owing))

    @property
    def is_stuck(self) -> bool:
        """Nobody is left who could give the decisions that are missing."""
        return self.step is not None and self.step.is_stuck and not self.is_practice

    @property
    def is_practice(self) -> bool:
        """Every account of it is a practice account."""
        return bool(self.on) and all(one.network == PRACTICE for one in self.on)

    @property
    def due_at(self) -> datetime | None:
        """The earliest time at which something that has not gone out is due; empty: as soon as approved."""
        waiting = [one.due_at for one in self.on if one.due_at and one.state in (Delivery.SCHEDULED, Delivery.MISSED)]
        return min(waiting, default=None)

    @property
    def last_decision(self) -> Said | None:
        return self.counting[-1] if self.counting else None

    def name(self, user_id: str) -> str:
        return self.names.get(user_id, user_id)


def snapshot(session: Session, submission_id: int) -> Snapshot | None:
    """The submission as plain data, or nothing when there is none of this number."""
    return snapshots(session, [submission_id]).get(submission_id)


def snapshots(session: Session, ids: Iterable[int]) -> dict[int, Snapshot]:
    """Several at once, by number, in the order asked for."""
    found = (session.get(Submission, number) for number in ids)
    return {one.number: _one(session, one) for one in found if one is not None}


def _one(session: Session, submission: Submission) -> Snapshot:
    on, off = _publications(session, submission.number, brands.brand(session, submission.brand_id).zone)
    practice = frozenset(one.account_id for one in on if one.network == PRACTICE)
    matter = matter_of(session, submission, practice=practice)
    brand, revision = matter.brand, matter.revision
    content = submissions.content_of(session, revision)
    said = decisions.said_about(session, submission.number, {one.id for one in matter.counting})
    co_author_ids = co_authors.of_submission(session, submission.number)
    admins = brands.named(session, submission.brand_id, Role.ADMIN)
    step_people = {one for state in matter.progress.steps for one in (*state.step.named, *state.said)}
    deciders = {one for word in said for one in (word.approver_id, word.on_behalf_of) if one}
    covered_by = absences.covering(session, step_people)
    appearing = {submission.author_id, *co_author_ids, *step_people, *admins, *deciders, *covered_by.values()}
    known = people.people(session, appearing)
    names = {user_id: found.name for user_id, found in known.items()}
    card = cards.card_of(session, submission.number)
    return Snapshot(
        number=submission.number,
        author_id=submission.author_id,
        author_name=names.get(submission.author_id, submission.author_id),
        state=submission.state,
        status=_status(submission, (*on, *off)),
        version=submission.version,
        revision=submission.revision,
        content=content,
        submitted_at=submission.submitted_at,
        review_since=submission.review_since,
        on=on,
        taken_off=off,
        said=tuple(said),
        progress=matter.progress,
        co_author_ids=co_author_ids,
        admin_ids=admins,
        names=names,
        channel_id=brand.review_channel,
        language=brand.language,
        zone=brand.zone,
        card_channel=card.channel_id if card else None,
        card_ts=card.ts if card else None,
        card_link=card.link if card else None,
        previous=_previous(session, submission),
        same_text_as=_same_text(session, submission, revision.created_at, content),
        brand=brand.name if len(brands.all_active(session)) > 1 else "",
        goal=_goal(session, brand.number, content),
        style_guide=brand.style_guide,
        silenced=tuple(brand.silenced),
        questions=tuple(brand.questions),
        kept_steps=_kept_steps(matter),
        paused=standing.before(session, brand.number, _still_to_come(on)),
        covered_by=covered_by,
        holds=submission.holds,
        found=_found(session, submission),
        labels=labels.labels_of(session, [submission.number]).get(submission.number, ()),
        is_of_a_file=submission.is_of_a_file,
        gone=frozenset(user_id for user_id, found in known.items() if found.is_deactivated),
    )


def _found(session: Session, submission: Submission) -> tuple[Warned, ...]:
    if submission.state not in (Editorial.IN_REVIEW, Editorial.APPROVED):
        return ()
    rows = findings.of_revision(session, submission.number, submission.revision)
    return tuple(remembered(row for row in rows if row.fate is None or submission.state == Editorial.IN_REVIEW))


def _status(submission: Submission, on: Sequence[OnAccount]) -> Status:
    deliveries = [one.state for one in on if not one.is_taken_down]
    return status_of(submission.state, deliveries, was_taken_down=any(one.is_taken_down for one in on))


def _still_to_come(on: Iterable[OnAccount]) -> list[int]:
    return [one.account_id for one in on if one.state == Delivery.SCHEDULED]


def _goal(session: Session, brand_id: int, content: Content) -> str:
    details = campaigns.campaign(session, brand_id, content.campaign) if content.campaign else None
    return details.goal if details else ""


def _kept_steps(matter: Matter) -> tuple[str, ...]:
    kept = set(matter.revision.keeps)
    return tuple(one.step.name for one in matter.progress.steps if one.step.id in kept and one.said)


def _previous(session: Session, submission: Submission) -> Content | None:
    found = submissions.revision_numbered(session, submission.number, submission.revision - 1)
    return submissions.content_of(session, found) if found else None


def _same_text(session: Session, submission: Submission, at: datetime, content: Content) -> int | None:
    """`at`: when the revision was made."""
    texts = {text for one in content.accounts if (text := content.text_for(one)).strip()}
    if submission.state != Editorial.IN_REVIEW or not texts:
        return None
    return finding.with_same_text(session, texts, besides=submission.number, since=at - SAME_TEXT_WITHIN)


@dataclass(frozen=True)
class _After:
    """What goes on with publications that are live, by their ids."""

    leaving: Set[int] = frozenset()
    comments: Mapping[int, FirstComment] = field(default_factory=dict)


def _publications(session: Session, number: int, zone: ZoneInfo) -> tuple[tuple[OnAccount, ...], tuple[OnAccount, ...]]:
    rows = publications.of_submission(session, number)
    accounts = brands.accounts_by_id(session, [row.account_id for row in rows])
    live = [row.number for row in rows if row.state == Delivery.PUBLISHED]
    after = (
        _After(removals.under_way(session, live), first_comments.of_publications(session, live)) if live else _After()
    )
    all_of_them = sorted(
        (_on_account(row, accounts[row.account_id], zone, after) for row in rows), key=lambda one: one.account
    )
    on = tuple(one for one in all_of_them if one.state != Delivery.CANCELLED)
    return on, tuple(one for one in all_of_them if one.state == Delivery.CANCELLED)


def _on_account(row: publications.Publication, account: brands.Account, zone: ZoneInfo, after: _After) -> OnAccount:
    comment = after.comments.get(row.number)
    in_a_persons_hands = row.state == Delivery.PUBLISHING and row.lease_until is None
    return OnAccount(
        publication_id=row.number,
        account_id=row.account_id,
        account=account.name,
        network=account.network,
        address=account.address,
        state=row.state,
        due_at=row.due_at,
        link=row.link,
        published_at=row.published_at,
        problem=row.problem,
        detail=row.problem_detail,
        held_by=row.lease_owner if in_a_persons_hands else None,
        is_broken=account.broken_since is not None,
        is_outside_hours=_is_outside_hours(row, account, zone),
        is_late=row.is_late,
        is_known_there=bool(row.remote_id),
        is_taken_down=row.taken_down_at is not None,
        is_being_taken_down=row.number in after.leaving,
        comment=comment.state if comment else None,
        comment_problem=comment.problem if comment else None,
        is_put_to_people=row.state == Delivery.UNKNOWN and row.look_at is None,
    )


def _is_outside_hours(row: publications.Publication, account: brands.Account, zone: ZoneInfo) -> bool:
    if row.due_at is None or row.state != Delivery.SCHEDULED:
        return False
    return not is_open(account.posting_hours, row.due_at, zone)
