"""Twelve weeks of a past, written into the records at once: what the desk learns from and reports on.

What went on in Slack then is over, so nothing of it is shown there; its record, decisions and results are real rows.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.demo import cast
from handlers.reporting import resulting
from storage import brands, decisions, history, publications, readings, submissions
from storage.brands import Account, Brand
from storage.content import Content
from storage.decisions import Label, Verdict
from storage.lifecycle import Delivery, Editorial
from storage.readings import Reading
from storage.submissions import Submission

WEEKS = 12
SEED = 11
"""The same past at every start."""

GOOD_HOURS = {8: 1.9, 9: 1.3, 17: 1.5, 18: 2.4}
"""When this town's bread lovers look, and how much that helps."""

USUAL_HOURS = (8, 9, 10, 12, 14, 17, 18, 20, 21)
LEVELS = {"x": 22, "linkedin": 34, "facebook": 28, "instagram": 61, "threads": 17, "bluesky": 14}
"""Reactions that a post usually gets on each network."""

TEXTS = {
    "en": (
        "Warm from the oven: {what}. #bread #Berlin",
        "What goes into our {what}? Four things, and time. #baking",
        "{what} again on Saturday. Come early. #market",
        "The night shift made {what}. https://acorn.example/today #bread",
        "How do you eat your {what}? #breakfast",
    ),
    "ko": (
        "방금 나왔어요, {what}. #빵 #베이커리",
        "{what}에 들어가는 건 네 가지와 시간이에요. #베이킹",
        "토요일에 {what} 또 구워요. 일찍 오세요. #장터",
        "밤새 만든 {what}이에요. https://acorn.example/today #빵",
        "{what}, 어떻게 드세요? #아침",
    ),
}
WHAT = {
    "en": ("rye bread", "walnut loaves", "oat cookies", "plum cake", "pretzels", "cinnamon buns"),
    "ko": ("호밀빵", "호두빵", "귀리쿠키", "자두 케이크", "프레첼", "시나몬 롤"),
}


@dataclass(frozen=True)
class Then:
    """One thing that went out."""

    text: str
    account_id: int
    network: str
    at: datetime
    reactions: int
    was_sent_back: bool
    answered_after: timedelta


def write(session: Session, language: str, begins: datetime) -> int:
    """The whole past; how many went out."""
    brand = brands.the_brand(session)
    found = list(_what_went_out(session, brand, language, begins))
    for then in found:
        remember(session, brand, then)
    return len(found)


def _what_went_out(session: Session, brand: Brand, language: str, begins: datetime) -> Iterator[Then]:
    chance = random.Random(SEED)
    accounts = [one for one in brands.active_accounts(session, brand.number) if one.network in LEVELS]
    monday = begins.astimezone(brand.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    monday -= timedelta(days=monday.weekday(), weeks=WEEKS)
    for day in range(WEEKS * 7):
        for account in accounts:
            if chance.random() < (0.8 if (monday + timedelta(days=day)).weekday() < 5 else 0.25):
                yield _one(account, monday + timedelta(days=day), language, chance)


def _one(account: Account, day: datetime, language: str, chance: random.Random) -> Then:
    hour = chance.choice(USUAL_HOURS)
    text = chance.choice(TEXTS[language]).format(what=chance.choice(WHAT[language]))
    helped = GOOD_HOURS.get(hour, 1.0) * (0.8 if day.weekday() >= 5 else 1.0)
    reactions = LEVELS[account.network] * helped * chance.lognormvariate(0, 0.35)
    assert account.id is not None, "a stored account has its id"
    at = day.replace(hour=hour, minute=chance.choice((0, 15, 30)))
    waited = timedelta(minutes=chance.choice((25, 70, 150, 340)))
    return Then(text, account.id, account.network, at, round(reactions), chance.random() < 0.15, waited)


def remember(session: Session, brand: Brand, then: Then) -> None:
    """Everything from its first version to its result."""
    written = then.at.replace(hour=9, minute=30) - timedelta(days=1)
    content = Content(then.text, (then.account_id,), wanted_at=then.at)
    submission = submissions.create(session, brand_id=brand.number, author_id=cast.AUTHOR, draft_id=None, now=written)
    revision = submissions.add_revision(session, submission, content, created_by=cast.AUTHOR, now=written)
    publications.plan(session, submission, content, revision.fingerprint, now=written)
    history.add(session, "submission.submitted", actor_id=cast.AUTHOR, at=written, submission_id=submission.number)
    _decide(session, submission, revision.fingerprint, then, written)
    _go_live(session, submission, then)


def _decide(session: Session, submission: Submission, fingerprint: str, then: Then, written: datetime) -> None:
    said_at = written + then.answered_after
    if then.was_sent_back:
        verdict, label = Verdict.REQUEST_CHANGES, (Label.TONE, Label.CLAIM)[then.reactions % 2]
        decisions.record(session, submission, cast.SECOND, verdict, now=said_at, label=label)
        said_at += timedelta(hours=2)
    decisions.record(session, submission, cast.APPROVER, Verdict.APPROVE, now=said_at)
    submissions.move(submission, Editorial.APPROVED)
    submission.approved_fingerprint, submission.approved_at, submission.decided_at = fingerprint, said_at, said_at
    submissions.next_version(session, submission)
    history.add(
        session,
        "decision.made",
        actor_id=cast.APPROVER,
        at=said_at,
        submission_id=submission.number,
        verdict=Verdict.APPROVE.value,
        revision=submission.revision,
        fingerprint=fingerprint,
    )


def _go_live(session: Session, submission: Submission, then: Then) -> None:
    [publication] = publications.of_submission(session, submission.number)
    publications.move(publication, Delivery.PUBLISHING, now=then.at)
    publications.move(publication, Delivery.PUBLISHED, now=then.at)
    publication.published_at, publication.remote_id = then.at, f"before-{submission.number}"
    session.flush()
    age = resulting.age_of(then.network)
    reading = Reading(
        publication_id=publication.number,
        age_hours=age,
        read_at=then.at + timedelta(hours=age),
        views=then.reactions * 14,
        likes=round(then.reactions * 0.8),
        replies=then.reactions - round(then.reactions * 0.8),
    )
    if readings.keep(session, reading):
        resulting.remember(session, reading)
