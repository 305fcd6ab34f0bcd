"""What changed between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.typed.difference import Kind, difference, pieces

TEXTS = st.text(alphabet="ab \n.한", max_size=60)


def said(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in pieces(before, after)]


def test_a_word_for_another() -> None:
    assert said("Sale on Monday.", "Sale on Friday.") == [
        ("same", "Sale on "),
        ("gone", "Monday"),
        ("new", "Friday"),
        ("same", "."),
    ]


def test_neighbouring_words_read_as_one_change() -> None:
    assert said("We sell red big apples", "We sell green small pears") == [
        ("same", "We sell "),
        ("gone", "red big apples"),
        ("new", "green small pears"),
    ]


def test_korean_changes_by_the_word() -> None:
    assert ("gone", "월요일에") in said("월요일에 만나요", "금요일에 만나요")


def test_nothing_changed() -> None:
    assert said("same", "same") == [("same", "same")]
    assert difference("same", "same") == "–"


def test_in_one_line() -> None:
    assert difference("Sale on Monday", "Sale on Friday") == "“Monday” → “Friday”"
    assert difference("a b", "a b c") == "+ “c”"
    assert difference("a b c", "a b") == "− “c”"
    assert difference("a b", "a  b") == "“␣” → “␣”"


def test_one_line_keeps_to_its_limit() -> None:
    line = difference("x", "word " * 500, limit=80)
    assert len(line) <= 80 and line.endswith("…")


def test_texts_too_long_to_compare_are_shown_whole() -> None:
    before = " ".join(f"a{n}" for n in range(2000))
    after = " ".join(f"b{n}" for n in range(2000))
    assert [piece.kind for piece in pieces(before, after)] == [Kind.GONE, Kind.NEW]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_pieces(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != Kind.NEW) == before
    assert "".join(piece.text for piece in found if piece.kind != Kind.GONE) == after
