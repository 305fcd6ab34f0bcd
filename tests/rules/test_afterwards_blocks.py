"""What follows once something is live: within Slack's limits, in both languages, and hostile words stay words."""

from typing import Any

import pytest

from handlers.blocks.receipt import SAYINGS, receipt
from handlers.words.catalogue import words
from storage.lifecycle import Delivery
from tests.rules.test_publication_blocks import LANGUAGES, check, on_account, reader, submission

LINK = "https://example.social/1"


def lines_of(drawn: Any) -> list[str]:
    return str(drawn.blocks[0]["text"]["text"]).split("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_names_every_account_and_where_it_stands(language: str) -> None:
    accounts = [on_account(number, state) for number, state in enumerate(Delivery, 1) if state != Delivery.CANCELLED]
    drawn = check(receipt(submission(*accounts), words(language)))
    assert len(lines_of(drawn)) == 1 + len(accounts)


def test_live_ones_come_first_with_their_link_and_late_ones_are_named() -> None:
    failed, live = on_account(1, Delivery.FAILED), on_account(2, Delivery.PUBLISHED, link=LINK, is_late=True)
    drawn = check(receipt(submission(failed, live), words("en")))
    assert lines_of(drawn) == ["It is live here so far.", f"✅ <{LINK}|&lt;!here&gt;2>", "• &lt;!here&gt;1 · failed"]
    assert "Later than planned: &lt;!here&gt;2" in str(drawn.blocks)


def test_with_nothing_left_to_come_it_says_so_plainly() -> None:
    drawn = check(receipt(submission(on_account(1, Delivery.PUBLISHED, link=LINK)), words("en")))
    assert lines_of(drawn)[0] == "It is live."


def test_what_an_older_version_wrote_is_still_said() -> None:
    snap = submission(on_account(1, Delivery.PUBLISHED, link=LINK))
    assert check(SAYINGS["receipt"]({"publications": [1], "late": []}, snap, reader("en")))
    assert SAYINGS["receipt"]({}, None, reader("en")) is None
