"""A version's images and video, under its card: a private file cannot stand in a block. Transactions only."""

from datetime import datetime

from sqlmodel import Session

from storage import outbox
from storage.content import Content
from storage.outbox import Place, Urgency
from storage.submissions import Submission


def show_media(session: Session, submission: Submission, content: Content, *, now: datetime) -> None:
    """Once a version, where there are any."""
    if content.images:
        outbox.say(
            session,
            f"images:{submission.number}:{submission.revision}",
            "images",
            place=Place.THREAD,
            recipient="",
            urgency=Urgency.NEWS,
            now=now,
            submission_id=submission.number,
        )
