"""Both languages are complete, have the same fields, and are used."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "handlers" / "words"
AREAS = sorted(path.stem for path in (WORDS / "en").glob("*.po"))


def catalogue(language: str, area: str) -> Catalog:
    with (WORDS / language / f"{area}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def entries(language: str, area: str) -> dict[str, Message]:
    return {_key(message): message for message in catalogue(language, area) if message.id}


def _key(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def _forms(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [str(message.string)]


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_areas() -> None:
    assert AREAS and sorted(path.stem for path in (WORDS / "ko").glob("*.po")) == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_nothing_is_missing(area: str) -> None:
    english, korean = entries("en", area), entries("ko", area)
    assert set(english) == set(korean)
    for key in english:
        assert key.startswith(f"{area}.")
        for message in (english[key], korean[key]):
            assert all(form.strip() for form in _forms(message)), f"{key} is not translated"


@pytest.mark.parametrize("area", AREAS)
def test_fields_are_the_same(area: str) -> None:
    """A sentence may leave a field out only in the plural's singular: "one image"."""
    english, korean = entries("en", area), entries("ko", area)
    for key, message in english.items():
        wanted = set().union(*(_fields(form) for form in _forms(message)))
        assert set().union(*(_fields(form) for form in _forms(korean[key]))) == wanted, key


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("area", AREAS)
def test_texts_are_calm(language: str, area: str) -> None:
    for key, message in entries(language, area).items():
        assert not any("!" in re.sub(r"<!\w+", "", form) for form in _forms(message)), f"{key} shouts"


def test_korean_is_korean() -> None:
    """At least in every sentence: names such as Greenlight, and pure layout, may stay."""
    for area in AREAS:
        for key, message in entries("ko", area).items():
            bare = re.sub(r"\{[^}]*\}|[^\w]", "", "".join(_forms(message)))
            is_name = bare in ("Greenlight", "Slack") or key.startswith("card.network_")
            is_layout = is_name or not re.search(r"[A-Za-z]{3,}", bare)
            assert is_layout or re.search(r"[가-힣]", bare), key
