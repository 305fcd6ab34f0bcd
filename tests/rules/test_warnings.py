"""What an approver should look at twice, worst first, and what they should be spared."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.blocks.checking import bare
from handlers.checks.links import broken_link
from handlers.checks.warnings import Code, Subject, Warned, warnings
from handlers.words.catalogue import LANGUAGES, words

VALUES: dict[str, str | int] = {
    **{
        "found": "x",
        "post": 7,
        "places": "1",
        "time": "23:00",
        "accounts": "news",
        "day": "2026-12-24",
        "address": "y",
    },
    **{"why": "missing", "status": 404, "final": "z", "account": "news", "problem": "too_many_tags", "allowed": 5},
    **{"kind": "ban", "instead": "y", "why": "missing"},
    **{"over": 1, "name": "oak.png", "megabytes": 1},
}
"""Whatever a sentence may name."""

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def codes(text: str) -> list[Code]:
    return [one.code for one in warnings(Subject(text))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("See you at [TODO]", Code.PLACEHOLDER),
        ("Dear {{first_name}}", Code.PLACEHOLDER),
        ("Lorem ipsum dolor", Code.PLACEHOLDER),
        ("자세히: [링크]", Code.PLACEHOLDER),
        ("Price: TBD", Code.PLACEHOLDER),
        ("Look: https//acorn.example/x", Code.LINK),
        ("invoice\u202efdp.exe", Code.HIDDEN),
        ("a\x07b", Code.HIDDEN),
        ("OUR GREAT WINTER SALE BEGINS TODAY", Code.CAPITALS),
        ("two  spaces", Code.SPACES),
    ],
)
def test_worth_a_second_look(text: str, code: Code) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Our oat cookies are back.",
        "새 과자가 나왔어요. https://acorn.example/cookies",
        "Things to do this week (and [1] a footnote)",
        "NASA and ESA",
        "family 👩‍👩‍👧 and flag 🇰🇷",
        "line one\n  indented line",
        "Tabs\tare fine",
    ],
)
def test_ordinary_texts_are_left_alone(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "address",
    ["https://", "https://acorn", "http:/acorn.example", "htps://acorn.example", "https://https://acorn.example",
     "http://localhost:3000/x", "https://10.0.0.1/x", "https://acorn.example:99999/", "https://[broken"],
)  # fmt: skip
def test_addresses_that_cannot_work(address: str) -> None:
    assert broken_link(f"See {address} today")


@pytest.mark.parametrize(
    "address",
    ["https://acorn.example", "http://www.acorn.example/a?b=https://c.example&d#e", "https://한글.한국/쿠키",
     "(https://en.wikipedia.example/wiki/Seoul_(city))", "https://acorn.example:8443/x.", "either/or", "c:/x", "http"],
)  # fmt: skip
def test_addresses_that_may_work(address: str) -> None:
    assert broken_link(f"See {address} today") is None


def test_images_without_alt_text_are_named_by_their_place() -> None:
    (found,) = warnings(Subject("x", alt_texts=("a cookie", " ", "")))
    assert (found.code, found.values) == (Code.ALT_TEXT, {"places": "2, 3"})


def test_soon_and_at_night() -> None:
    seoul = ZoneInfo("Asia/Seoul")
    soon = Subject("x", due_at=NOW + timedelta(minutes=30), zone=seoul, now=NOW)
    night = Subject("x", due_at=NOW + timedelta(hours=6), zone=seoul, now=NOW)
    assert [one.code for one in warnings(soon)] == [Code.SOON]
    assert [one.code for one in warnings(night)] == [Code.NIGHT]
    assert warnings(Subject("x", due_at=NOW + timedelta(hours=3), zone=seoul, now=NOW)) == []
    assert warnings(Subject("x", due_at=NOW - timedelta(hours=1), zone=seoul, now=NOW)) == []


def test_the_worst_comes_first() -> None:
    subject = Subject("[TODO]  HTTPS//X", alt_texts=("",), same_text_as=7)
    found = [one.code for one in warnings(subject)]
    assert found == [Code.PLACEHOLDER, Code.LINK, Code.SAME_TEXT, Code.ALT_TEXT, Code.SPACES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_warning_has_its_sentence(language: str) -> None:
    for code in Code:
        said = bare(Warned(code, VALUES), words(language))
        assert said and "{" not in said
