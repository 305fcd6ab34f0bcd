"""What is found by typing: words by how they begin, in any script, and what is used from where."""

from datetime import timedelta

from sqlmodel import Session

from storage import brands, desk_words, library, media
from storage.database import Database
from storage.desk_words import Found
from storage.library import Asset, Unusable
from tests.storage import records
from tests.storage.records import NOW


def _brand(session: Session) -> int:
    records.furnish(session)
    return brands.the_brand(session).number


def _put(session: Session) -> int:
    brand = _brand(session)
    for number, text in enumerate(
        ("Oat Cookies, summer", "Oatmeal picnic", "여름 오트쿠키 사진", "ＦＵＬＬ width Straße"), 1
    ):
        desk_words.put(session, brand, Found.ASSET, number, text)
    desk_words.put(session, brand, Found.SNIPPET, 1, "Oat signature")
    return brand


def _found(session: Session, brand: int) -> dict[str, list[int]]:
    typed = ("oat", "OAT sum", "oat win", "오트", "여름 사", "쿠키", "full strasse", "", "!?", "oat " + "x" * 3000)
    return {one: desk_words.search(session, brand, Found.ASSET, one, limit=5) for one in typed}


async def test_words_are_found_by_how_they_begin(database: Database) -> None:
    brand = await database.write(_put)
    found = await database.read(_found, brand)
    assert {typed: ids for typed, ids in found.items() if ids} == {
        "oat": [1, 2],
        "OAT sum": [1],
        "오트": [3],
        "여름 사": [3],
        "full strasse": [4],
    }
    assert await database.read(_found, brand + 1) == {typed: [] for typed in found}


def _likely(session: Session) -> dict[str, list[int]]:
    brand = _brand(session)
    known = (
        "How do I get a refund?",
        "How long does delivery take?",
        "환불은 어떻게 하나요?",
        "배송 기간",
        "Is it vegan?",
    )
    for number, text in enumerate(known, 1):
        desk_words.put(session, brand, Found.ANSWER, number, text)
    asked = ("Hello, can I get refunds?", "고객이 환불을 원해요", "배송은 언제", "VEGAN?", "it", "", "xyzzy")
    return {one: desk_words.likely(session, brand, Found.ANSWER, one, limit=2) for one in asked}


async def test_a_question_finds_what_shares_words_with_it_the_rarest_first(database: Database) -> None:
    assert await database.write(_likely) == {
        "Hello, can I get refunds?": [1],
        "고객이 환불을 원해요": [3],
        "배송은 언제": [4],
        "VEGAN?": [5],
        "it": [],
        "": [],
        "xyzzy": [],
    }


def _rename(session: Session, brand: int) -> list[list[int]]:
    desk_words.put(session, brand, Found.ASSET, 1, "Winter")
    return [desk_words.search(session, brand, Found.ASSET, one, limit=5) for one in ("oat", "winter")]


async def test_new_words_take_the_place_of_the_old(database: Database) -> None:
    brand = await database.write(_put)
    assert await database.write(_rename, brand) == [[2], [1]]


def _assets(session: Session) -> tuple[list[str], list[str]]:
    brand, later = _brand(session), NOW + timedelta(days=1)
    ends = {"Oat one": None, "Oat gone": None, "Oat over": NOW, "Oat until later": later}
    for name, expires_at in ends.items():
        sha256 = media.store(session, content=name.encode(), mime="image/png", width=1, height=1, now=NOW)
        asset = Asset(brand_id=brand, sha256=sha256, name=name, added_by="U1", added_at=NOW, expires_at=expires_at)
        asset.withdrawn_at = NOW if name == "Oat gone" else None
        session.add(asset)
        session.flush()
        library.index(session, asset)
    usable = [one.name for one in library.find(session, brand, "oat", usable_at=NOW)]
    return usable, [one.name for one in library.find(session, brand, "", usable_at=NOW, limit=9)]


async def test_only_what_may_be_used_is_offered(database: Database) -> None:
    by_word, newest = await database.write(_assets)
    assert by_word == ["Oat one", "Oat until later"]
    assert newest == by_word[::-1]


def test_why_something_may_not_be_used() -> None:
    asset = Asset(brand_id=1, sha256="a", name="Oats", added_by="U1", added_at=NOW, expires_at=NOW)
    assert library.why_not(asset, NOW - timedelta(seconds=1)) is None
    assert library.why_not(asset, NOW) == Unusable.EXPIRED
    asset.withdrawn_at = NOW
    assert library.why_not(asset, NOW - timedelta(days=9)) == Unusable.WITHDRAWN
