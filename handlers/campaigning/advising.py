"""People of other teams whom a campaign asks for advice, once, when something is put up for it. Transactions only."""

from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.words.catalogue import words
from storage import brands, campaigns, comments, history, outbox, people
from storage.brands import Brand
from storage.comments import Comment, CommentKind
from storage.outbox import Place, Urgency
from storage.people import Person
from storage.submissions import Submission


def ask_advisers(session: Session, submission: Submission, author: Person, campaign: str | None, now: datetime) -> None:
    """Advice moves nothing, and nobody waits for it. Whoever left, may not read the brand, or wrote it is not asked."""
    brand = brands.brand(session, submission.brand_id)
    details = campaigns.campaign(session, brand.number, campaign) if campaign else None
    for user_id in details.advisers if details else ():
        adviser = people.person(session, user_id)
        if adviser is not None and user_id != author.user_id and _may_be_asked(session, brand, adviser):
            _ask(session, submission, author, adviser, str(campaign), now)


def _may_be_asked(session: Session, brand: Brand, adviser: Person) -> bool:
    is_there = access.is_insider(adviser, brands.the_brand(session))
    return is_there and access.may_read(session, brand, adviser.user_id)


def _ask(
    session: Session, submission: Submission, author: Person, adviser: Person, campaign: str, now: datetime
) -> None:
    question = words(adviser.language)("campaigns.asks", campaign=campaign)
    kept = history.keep_words(session, question, author.user_id)
    row = comments.keep(
        session,
        Comment(
            submission_id=submission.number,
            revision=submission.revision,
            kind=CommentKind.QUESTION,
            author_id=author.user_id,
            asked_of=adviser.user_id,
            words_id=kept.id,
            written_at=now,
        ),
    )
    outbox.say(
        session,
        f"asked_for_advice:{row.id}",
        "asked_for_advice",
        place=Place.DIRECT,
        recipient=adviser.user_id,
        urgency=Urgency.TASK,
        now=now,
        submission_id=submission.number,
        by=author.name,
        text=question,
        comment=row.id,
    )
    history.add(
        session,
        "comment.asked",
        actor_id=author.user_id,
        at=now,
        submission_id=submission.number,
        words=kept,
        comment=row.id,
        to=adviser.user_id,
    )
