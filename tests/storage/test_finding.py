"""What is looked for, on both databases: words of the text, names, how it stands; and pages."""

import pytest
from sqlmodel import Session, select

from storage import finding, people
from storage.brands import Account
from storage.database import Database
from storage.finding import Found, Wanted
from storage.lifecycle import Delivery, Editorial
from storage.people import Person
from storage.submissions import RevisionAccount
from tests.storage.records import AUTHOR, NOW, SECOND, approve, furnish, put_up


def shelf(session: Session) -> None:
    """1: oat cookies by Mina on news. 2: plum jam by Priya on toots, approved. 3: 50%_off, on both."""
    furnish(session)
    for user_id, name in ((AUTHOR, "Mina Seo"), (SECOND, "Priya Nair")):
        people.keep(session, Person(user_id=user_id, team_id="T0GREEN", name=name, refreshed_at=NOW))
    put_up(session, "Our oat cookies are back. 귀리 쿠키")
    put_up(session, "Plum jam from Friday.", accounts=(2,), author_id=SECOND)
    put_up(session, "Now 50%_off.", accounts=(1, 2))
    approve(session, 2, due_at=NOW)
    on_toots = session.exec(
        select(RevisionAccount).where(RevisionAccount.account_id == 2, RevisionAccount.revision_id == 3)
    ).one()
    on_toots.text, on_toots.first_comment = "Half of it, today.", "Terms apply"


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(("OAT", "cookies")), (1,)),
        (Wanted(("쿠키",)), (1,)),
        (Wanted(("oat", "jam")), ()),
        (Wanted(("50%_",)), (3,)),
        (Wanted(("5_%",)), ()),
        (Wanted(("priya",)), (2,)),
        (Wanted(("toots",)), (3, 2)),
        (Wanted(("half", "terms", "50%")), (3,)),
        (Wanted(author_id=AUTHOR), (3, 1)),
        (Wanted(editorial=Editorial.APPROVED), (2,)),
        (Wanted(delivery=Delivery.SCHEDULED, author_id=SECOND), (2,)),
        (Wanted(delivery=Delivery.PUBLISHED), ()),
    ],
)
def test_all_of_it_must_hold(database: Database, wanted: Wanted, numbers: tuple[int, ...]) -> None:
    database.write_sync(shelf)
    assert database.read_sync(finding.matching, wanted, brand_ids=[1]).numbers == numbers


def test_other_brands_are_not_looked_through(database: Database) -> None:
    database.write_sync(shelf)
    assert database.read_sync(finding.matching, Wanted(("oat",)), brand_ids=[2]) == Found((), None)


def test_pages_go_on_where_the_last_one_ended(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    database.write_sync(shelf)
    everything = Wanted(("o",))
    first = database.read_sync(finding.matching, everything, brand_ids=[1], page=2)
    assert first == Found((3, 2), 2)
    assert database.read_sync(finding.matching, everything, brand_ids=[1], before=2, page=2) == Found((1,), None)
    monkeypatch.setattr(finding, "LOOKED_THROUGH", 2)
    assert database.read_sync(finding.matching, Wanted(("cookies",)), brand_ids=[1]) == Found((), 2)
    assert database.read_sync(finding.matching, Wanted(("cookies",)), brand_ids=[1], before=2) == Found((1,), None)


def test_an_account_that_is_called_something_else_now_is_found_by_its_name(database: Database) -> None:
    database.write_sync(shelf)
    database.write_sync(_rename)
    assert database.read_sync(finding.matching, Wanted(("bulletin",)), brand_ids=[1]).numbers == (3, 1)


def _rename(session: Session) -> None:
    session.exec(select(Account).where(Account.name == "news")).one().name = "bulletin"
