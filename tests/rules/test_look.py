"""How much of a text a network shows before its "more", and what it has a place for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.network_facts import ours
from handlers.look import Look, folded, look_of

THREE = "one\ntwo\nthree\nfour"


@pytest.mark.parametrize(
    ("text", "look", "shown", "behind"),
    [
        ("", Look(fold=10), "", 0),
        ("short", Look(fold=10), "short", 0),
        ("exactly 10", Look(fold=10), "exactly 10", 0),
        ("eleven char", Look(fold=10), "eleven", 5),
        ("a" * 40, Look(fold=30), "a" * 30, 10),
        ("한" * 40, Look(fold=30), "한" * 30, 10),
        (THREE, Look(fold_lines=3), "one\ntwo\nthree", 5),
        (THREE, Look(fold=9, fold_lines=2), "one\ntwo", 11),
        (THREE, Look(), THREE, 0),
    ],
)
def test_a_text_is_folded_between_words(text: str, look: Look, shown: str, behind: int) -> None:
    assert folded(text, look) == (shown, behind)


@given(st.text(max_size=300), st.integers(0, 60), st.integers(0, 4))
def test_what_is_shown_is_a_beginning_and_nothing_is_lost(text: str, fold: int, lines: int) -> None:
    shown, behind = folded(text, Look(fold=fold, fold_lines=lines))
    assert text.startswith(shown)
    assert len(shown) + behind == len(text)


def test_looks_come_from_the_facts_and_know_only_flags_that_there_are() -> None:
    looks = {network: look_of(table.get("look", {})) for network, table in ours().items()}
    assert looks["x"].marks == {"sensitive", "paid", "ai"}
    assert {network for network, look in looks.items() if look.warns} == {"mastodon", "webhook", "manual"}
    assert looks["instagram"].fold == 125
    assert looks["practice"] == Look()
    assert look_of({"marks": ["sensitive", "loud"]}).marks == {"sensitive"}
