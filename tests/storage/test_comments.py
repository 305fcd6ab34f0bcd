"""Comments and suggestions, on both databases; and what approvers often find in somebody's posts."""

from datetime import timedelta

from sqlmodel import Session

from storage import comments, decisions, history, outbox
from storage.comments import Comment, CommentKind, Suggestion, SuggestionState
from storage.database import Database
from storage.decisions import Label, Verdict
from storage.outbox import Place, Urgency
from tests.storage.records import APPROVER, AUTHOR, DAY, MINUTE, NOW, furnish, put_up, take


def discussed(session: Session) -> None:
    """Three comments, of which one was deleted, and an open suggestion."""
    furnish(session)
    number = put_up(session)
    for place, text in enumerate(("First.", "Second.", "Third.")):
        words = history.keep_words(session, text, APPROVER)
        row = Comment(
            submission_id=number,
            revision=1,
            author_id=APPROVER,
            channel_id="C0REVIEW",
            ts=f"1.{place}",
            words_id=words.id,
            written_at=NOW + place * MINUTE,
            deleted_at=NOW if place == 1 else None,
        )
        comments.keep(session, row)
    suggestion = Suggestion(
        submission_id=number, revision=1, text="Better.", suggested_by=APPROVER, proposed_by=APPROVER, made_at=NOW
    )
    comments.suggest(session, suggestion)


def test_what_was_deleted_is_left_out_and_the_newest_of_many_are_kept_in_order(database: Database) -> None:
    database.write_sync(discussed)
    assert [one.text for one in database.read_sync(comments.of_submission, 1)] == ["First.", "Third."]
    assert [one.text for one in database.read_sync(comments.of_submission, 1, 1)] == ["Third."]
    kept = database.read_sync(lambda session: comments.at(session, "C0REVIEW", "1.1"))
    assert kept is not None and kept.kind == CommentKind.COMMENT


def test_a_new_version_outdates_what_was_suggested_for_the_one_before(database: Database) -> None:
    database.write_sync(discussed)
    database.write_sync(comments.outdate_suggestions, 1, now=NOW)
    found = database.read_sync(comments.suggestion, 1)
    assert found is not None and (found.state, found.decided_at) == (SuggestionState.OUTDATED, NOW)


def test_a_question_of_ours_is_known_by_its_message(database: Database) -> None:
    database.write_sync(discussed)
    database.write_sync(_ask)
    found = database.read_sync(outbox.asking, "D0ADA", "5.5")
    assert found is not None and found.key == "asked_for_advice:1"
    assert database.read_sync(outbox.asking, "D0ADA", "6.6") is None


def _ask(session: Session) -> None:
    for kind in ("asked_for_advice", "published"):
        outbox.say(
            session,
            f"{kind}:1",
            kind,
            place=Place.DIRECT,
            recipient="U0ADA",
            urgency=Urgency.TASK,
            now=NOW,
            submission_id=1,
        )
    for message in outbox.take(session, machine_now=NOW, owner="one", lease_until=NOW + MINUTE):
        message.channel_id, message.ts = "D0ADA", "5.5" if message.kind == "asked_for_advice" else "6.6"


def test_three_times_lately_is_often(database: Database) -> None:
    database.write_sync(furnish)
    for label, age in ((Label.TONE, 1), (Label.TONE, 2), (Label.TIMING, 3), (None, 4), (Label.TONE, 200)):
        database.write_sync(_reject, label, age * DAY)
    assert database.read_sync(decisions.label_met_often, AUTHOR, now=NOW) is None
    for _ in range(3):
        database.write_sync(_reject, Label.OTHER, DAY)
    assert database.read_sync(decisions.label_met_often, AUTHOR, now=NOW) is None, "something else is no advice"
    database.write_sync(_reject, Label.TONE, 5 * DAY)
    assert database.read_sync(decisions.label_met_often, AUTHOR, now=NOW) == Label.TONE
    assert database.read_sync(decisions.label_met_often, APPROVER, now=NOW) is None


def _reject(session: Session, label: Label | None, ago: timedelta) -> None:
    submission = take(session, put_up(session))
    decisions.record(session, submission, APPROVER, Verdict.REJECT, now=NOW - ago, label=label)
