"""A ticket is for one medium, until one second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lending.tickets import Ticket, key, read

KEY = key("xoxb-1")
TICKET = Ticket("ab" * 32, 2_000_000_000)


def test_what_was_signed_is_read_until_its_second() -> None:
    assert read(TICKET.signed(KEY), KEY, 1_999_999_999.9) == TICKET
    assert read(TICKET.signed(KEY), KEY, 2_000_000_000) is None


def test_every_process_with_the_same_secret_reads_it_and_no_other() -> None:
    assert read(TICKET.signed(KEY), key("xoxb-1"), 0) == TICKET
    assert read(TICKET.signed(KEY), key("xoxb-2"), 0) is None


def test_a_signature_is_for_its_own_medium_and_time() -> None:
    signature = TICKET.signed(KEY).rpartition("-")[2]
    for other in (Ticket("ac" * 32, TICKET.until), Ticket(TICKET.sha256, TICKET.until + 1)):
        assert read(f"{other.sha256}-{other.until}-{signature}", KEY, 0) is None


@given(st.integers(0, 139), st.characters())
def test_no_character_of_it_can_be_another(at: int, character: str) -> None:
    text = TICKET.signed(KEY)
    assert len(text) == 140
    changed = text[:at] + character + text[at + 1 :]
    assert (read(changed, KEY, 0) == TICKET) == (changed == text)


@pytest.mark.parametrize("text", ["", "-", "a-1-b", f"{'ab' * 32}-0-{'0' * 64}", "../../etc/passwd", "\0"])
def test_what_is_no_ticket_is_none(text: str) -> None:
    assert read(text, KEY, 0) is None
