"""What the chaos is about: many due publications on every network, and what must be true of them at the end."""

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PIL import Image as Drawing
from sqlmodel import Session, col, select

from bot.sandbox.networks.network import Network
from storage import brands, publications
from storage.brands import Account, Brand
from storage.content import Image
from storage.database import Database
from storage.lifecycle import Delivery
from storage.media import store
from storage.outbox import Message
from storage.publications import Publication
from storage.submissions import Revision
from tests.stories.clock import house

AT_REST = {Delivery.PUBLISHED, Delivery.FAILED, Delivery.MISSED}


@dataclass(frozen=True)
class Place:
    """One account of one network."""

    network: str
    address: str


@dataclass
class Verdict:
    """What became of everything; `wrong` is empty when nothing was lost, doubled or kept quiet."""

    states: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    doubts: int = 0


def fill(database: Database, places: Sequence[Place], publications_wanted: int, now: datetime) -> None:
    """As many approved publications, due at once, spread evenly; each submission is meant for every account."""
    found = house.opened(database)
    found.calendar.at = now
    database.write_sync(_be_patient)
    accounts = [database.write_sync(_account, place) for place in places]
    picture = database.write_sync(store, content=_jpeg(), mime="image/jpeg", width=400, height=400, now=now)
    for number in range(publications_wanted // len(accounts)):
        submission = found.submit(*accounts, text=text_of(number), images=(Image(picture, "leaf.jpg", "A leaf"),))
        found.approve(submission)


def text_of(number: int) -> str:
    """No two are alike: what a network shows is recognised by it."""
    return f"Leaf {number:04d} of the oak, 잎사귀"


def _be_patient(session: Session) -> None:
    """The clock runs so fast that half an hour of grace would be over in moments."""
    brand = session.get_one(Brand, 1)
    brand.late_grace = int(timedelta(days=30).total_seconds())
    brands.forget_rules(session)


def _account(session: Session, place: Place) -> int:
    account = Account(brand_id=1, name=place.network, network=place.network, address=place.address)
    session.add(account)
    session.flush()
    assert account.id is not None
    return account.id


def _jpeg() -> bytes:
    into = io.BytesIO()
    Drawing.new("RGB", (400, 400), "olive").save(into, "JPEG")
    return into.getvalue()


def is_at_rest(session: Session) -> bool:
    """Nothing more happens by itself."""
    rows = session.exec(select(Publication)).all()
    return all(row.state in AT_REST or _is_put_to_people(row) for row in rows)


def _is_put_to_people(row: Publication) -> bool:
    return row.state == Delivery.UNKNOWN and row.look_at is None


def judge(session: Session, seen: Mapping[str, Counter[str]]) -> Verdict:
    """`seen`: by network, how often each text is shown there."""
    verdict, texts = Verdict(), _texts(session)
    names = {account.id: account.network for account in session.exec(select(Account)).all()}
    said = {(one.kind, one.data.get("publication")) for one in session.exec(select(Message)).all()}
    for row in session.exec(select(Publication).order_by(col(Publication.id))).all():
        network = names[row.account_id]
        verdict.states[row.state] += 1
        shown = seen[network][texts[row.submission_id]]
        for complaint in _complaints(row, shown, said):
            verdict.wrong.append(f"publication {row.number} on {network}: {complaint}")
        verdict.doubts += any(one.outcome == "doubtful" for one in publications.attempts_of(session, row.number))
    return verdict


def _texts(session: Session) -> dict[int, str]:
    return {one.submission_id: one.text for one in session.exec(select(Revision)).all()}


def _complaints(row: Publication, shown: int, said: set[tuple[str, object]]) -> list[str]:
    found = []
    if shown > 1:
        found.append(f"shown {shown} times")
    if row.state == Delivery.PUBLISHED and shown != 1:
        found.append("said to be live, and is not there")
    if row.state == Delivery.FAILED and shown:
        found.append(f"said to have failed ({row.problem}), and is there")
    if row.state == Delivery.FAILED and ("publication_failed", row.number) not in said:
        found.append("failed, and nobody was told")
    if row.state == Delivery.UNKNOWN and ("publication_asked", row.number) not in said:
        found.append("in doubt, and nobody was told")
    if row.state not in AT_REST and not _is_put_to_people(row):
        found.append(f"still {row.state}")
    return found


def shown_on(fakes: Sequence[Network]) -> dict[str, Counter[str]]:
    return {fake.name: Counter(one.text for one in fake.shown) for fake in fakes}
