"""A person's words and name are erased, everything else stays, and the chain holds."""

from typing import Any

import pytest
from sqlmodel import Session, select

from storage import cards, decisions, drafts, forgetting, history, outbox, people, submissions
from storage.comments import Comment, Suggestion, SuggestionState
from storage.content import Content
from storage.database import Database
from storage.decisions import ONLY_STEP, Verdict
from storage.history import HOUSE, Event, Words
from storage.outbox import Message, Place, Urgency
from storage.people import Person
from storage.submissions import Revision
from tests.storage import records
from tests.storage.conftest import Open
from tests.storage.records import APPROVER, AUTHOR, NOW

SECRET = "I cannot stand this, 그만할래요."
HOLDS = (Words, Revision, Message, Suggestion, Person, Comment, drafts.Draft, Event)


@pytest.fixture
def busy(url: str, open_database: Open) -> Database:
    """The approver has written wherever one can write; the author as well, once."""
    database = open_database(url)
    database.write_sync(write_everywhere)
    return database


def write_everywhere(session: Session) -> None:
    records.furnish(session)
    number = records.put_up(session)
    submission = records.take(session, number)
    for user_id, name in ((APPROVER, "Jonas Weber"), (AUTHOR, "Mina Seo")):
        session.add(Person(user_id=user_id, team_id="T0GREEN", name=name, refreshed_at=NOW))
        words = history.keep_words(session, f"{SECRET} {name}", user_id)
        decisions.record(session, submission, user_id, Verdict.REQUEST_CHANGES, ONLY_STEP, now=NOW, words_id=words.id)
        history.add(session, "decision.made", actor_id=user_id, at=NOW, submission_id=number, words=words)
    remark = history.keep_words(session, SECRET, APPROVER)
    session.add(Comment(submission_id=number, revision=1, author_id=APPROVER, words_id=remark.id, written_at=NOW))
    _write_elsewhere(session, number)


def _write_elsewhere(session: Session, number: int) -> None:
    submission = records.take(session, number)
    content = Content(text="The company's own text.", accounts=(1,), note=SECRET)
    submissions.add_revision(session, submission, content, created_by=APPROVER, now=NOW)
    session.add(
        drafts.Draft(id="d1", person_id=APPROVER, brand_id=1, text=SECRET, note=SECRET, created_at=NOW, saved_at=NOW)
    )
    session.add(
        Suggestion(
            submission_id=number, revision=1, text=SECRET, suggested_by=APPROVER, proposed_by=AUTHOR, made_at=NOW
        )
    )
    rows: Any = [{"number": number, "author": "Jonas Weber", "owing": ["Mina Seo", "Jonas Weber"]}]
    say: dict[str, Any] = {"place": Place.CHANNEL, "recipient": "C0REVIEW", "urgency": Urgency.NEWS, "now": NOW}
    outbox.say(session, "digest:1", "digest", rows=rows, **say)
    outbox.say(session, "reason:1", "reason", submission_id=number, reason=SECRET, by=APPROVER, **say)


def everything(session: Session) -> str:
    return " ".join(str(row.model_dump()) for table in HOLDS for row in session.exec(select(table)).all())


def erase(session: Session) -> forgetting.Trace:
    return forgetting.forget(session, APPROVER, actor_id=AUTHOR, at=NOW, place="terminal")


def test_what_somebody_wrote_is_gone_and_the_chain_holds(busy: Database) -> None:
    before = busy.read_sync(forgetting.trace, APPROVER)
    assert (before.name, before.words, before.notes, before.drafts, before.suggestions) == ("Jonas Weber", 2, 1, 1, 1)
    assert before.messages == 2
    assert busy.write_sync(erase) == before
    left = busy.read_sync(everything)
    assert "Jonas Weber" not in left
    assert left.count(SECRET) == 1 and f"{SECRET} Mina Seo" in left, "somebody else's words stay"
    assert "The company's own text." in left
    assert busy.read_sync(history.first_broken) is None
    assert busy.read_sync(forgetting.trace, APPROVER).is_nothing


def test_that_it_was_done_is_recorded_for_the_whole_house(busy: Database) -> None:
    busy.write_sync(erase)
    event = busy.read_sync(lambda session: session.exec(select(Event).where(Event.brand_id == HOUSE)).one())
    assert (event.kind, event.actor_id, event.place) == ("person.forgotten", AUTHOR, "terminal")
    assert event.data == {"person": APPROVER, "words": 3, "drafts": 1}


def test_a_suggestion_without_its_text_can_no_longer_be_accepted(busy: Database) -> None:
    busy.write_sync(erase)
    state = busy.read_sync(lambda session: session.exec(select(Suggestion.state)).one())
    assert state == SuggestionState.OUTDATED


def test_cards_that_showed_it_are_drawn_anew(busy: Database) -> None:
    def shown(session: Session) -> bool:
        card = cards.card_of(session, 1)
        assert card is not None
        card.shown_version = card.wanted_version
        return True

    def is_true(session: Session) -> bool:
        card = cards.card_of(session, 1)
        return card is not None and card.shown_version == card.wanted_version

    busy.write_sync(shown)
    assert busy.read_sync(is_true)
    busy.write_sync(erase)
    assert not busy.read_sync(is_true)


def test_slacks_name_is_not_taken_over_again(busy: Database) -> None:
    def meet(session: Session) -> str:
        seen = Person(user_id=APPROVER, team_id="T0GREEN", name="Jonas Weber", timezone="Asia/Seoul", refreshed_at=NOW)
        kept = people.keep(session, seen)
        return f"{kept.name} {kept.timezone}"

    busy.write_sync(erase)
    assert busy.write_sync(meet) == f"{APPROVER} Asia/Seoul"


def test_somebody_unknown_has_nothing_to_forget(busy: Database) -> None:
    assert busy.read_sync(forgetting.trace, "U0NOBODY").is_nothing
