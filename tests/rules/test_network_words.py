"""Whatever a publisher may say of itself has its words: the network's name, and what it costs or does differently."""

import re
from pathlib import Path

import pytest

import bot.publishers.registry as registry
from bot.account_settings import ADDRESSES
from handlers.words.catalogue import words

NOTE = re.compile(r"Note\(\s*\"(\w+)\"")


def notes() -> list[str]:
    folder = Path(registry.__file__).parent
    return sorted({code for path in folder.rglob("*.py") for code in NOTE.findall(path.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_network_has_a_name(language: str) -> None:
    assert [one for one in ADDRESSES if words(language).blanks(f"card.network_{one}") is None] == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_note_has_a_sentence_that_names_the_account(language: str) -> None:
    found = {code: words(language).blanks(f"note.{code}") for code in notes()}
    assert {"instagram_links", "threads_one_topic"} <= set(found)
    assert {code: blanks for code, blanks in found.items() if not blanks or not blanks <= {"account", "figure"}} == {}
