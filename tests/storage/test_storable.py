"""What no database keeps is refused by both alike, before it is sent."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select

from storage import history, outbox
from storage.database import Database
from storage.history import Words
from storage.outbox import Place, Urgency
from storage.values import is_storable

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
UGLY = [
    "\x01 \x7f \u202e",
    "\U0001f9d1\u200d\U0001f33e",
    "한국어",
    "\ufffd\uffff",
    "line\r\nfeed\u2028",
    "' OR 1=1 --",
    "",
]


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "pair \ud83d", "\udc00\ud83d"])
def test_it_is_seen(text: str) -> None:
    assert not is_storable(text)


@pytest.mark.parametrize("text", UGLY)
def test_everything_else_is_kept_exactly(database: Database, text: str) -> None:
    assert is_storable(text)
    database.write_sync(history.keep_words, text, "U0MINA")
    assert database.read_sync(lambda session: session.exec(select(Words.text)).one()) == text


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d"])
def test_it_is_refused_by_name_or_by_place_one_row_or_many(database: Database, text: str) -> None:
    def several(session: Session) -> None:
        session.add_all([Words(text=one, salt="", written_by="U0MINA") for one in ("fine", text)])

    with pytest.raises(ValueError, match="no database keeps"):
        database.write_sync(history.keep_words, text, "U0MINA")
    with pytest.raises(ValueError, match="no database keeps"):
        database.write_sync(several)
    with pytest.raises(ValueError, match="no database keeps"):
        database.read_sync(lambda session: session.exec(select(Words).where(Words.text == text)).all())
    assert database.read_sync(lambda session: session.exec(select(Words.text)).all()) == []


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d", *UGLY])
def test_json_keeps_anything(database: Database, text: str) -> None:
    def say(session: Session) -> None:
        outbox.say(
            session, "k", "x", place=Place.CHANNEL, recipient="C0REVIEW", urgency=Urgency.NEWS, now=NOW, said=text
        )

    database.write_sync(say)
    assert database.read_sync(lambda session: session.exec(select(outbox.Message.data)).one()) == {"said": text}
