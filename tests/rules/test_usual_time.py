"""How long a decision usually takes, as people would say it."""

from datetime import timedelta

import pytest

from handlers.blocks.composer_done import duration
from handlers.words.catalogue import words


@pytest.mark.parametrize(
    ("length", "en", "ko"),
    [
        (timedelta(seconds=5), "one minute", "1분"),
        (timedelta(minutes=40), "40 minutes", "40분"),
        (timedelta(minutes=89), "89 minutes", "89분"),
        (timedelta(hours=3, minutes=10), "3 hours", "3시간"),
        (timedelta(hours=35), "35 hours", "35시간"),
        (timedelta(days=2, hours=3), "2 days", "2일"),
    ],
)
def test_a_length_of_time_in_words(length: timedelta, en: str, ko: str) -> None:
    assert (duration(length, words("en")), duration(length, words("ko"))) == (en, ko)
