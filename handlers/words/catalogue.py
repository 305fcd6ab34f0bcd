"""The catalogues: gettext files, one for each area of the product, read once at the start.

A key is `area.name`; its area is the file that it stands in. A missing key is a bug and fails loudly.
"""

import gettext
from functools import cache
from importlib import resources
from io import BytesIO
from string import Formatter

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("en", "ko")


class Safe(str):
    """Text that is mrkdwn already: a mention, a link that we made. Everything else is escaped on its way in."""


def escaped(text: str) -> str:
    """User text for a mrkdwn field: it can neither mention anybody nor make a link.

    Source: docs.slack.dev/messaging/formatting-message-text, "Escaping text".
    """
    if isinstance(text, Safe):
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Words:
    """One language's texts."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._areas = _load(language)

    def __call__(self, key: str, **values: object) -> str:
        """Plain text, for plain_text objects and notifications: nothing is escaped."""
        return self._text(key).format(**values)

    def mrkdwn(self, key: str, **values: object) -> Safe:
        """The same for mrkdwn fields: every value that is not Safe is escaped."""
        safe = {name: escaped(value) if isinstance(value, str) else value for name, value in values.items()}
        return Safe(self._text(key).format(**safe))

    def blanks(self, key: str) -> frozenset[str] | None:
        """The names of the values that a text asks for; nothing when there is no such text."""
        text = self._area(key).gettext(key)
        return None if text == key else frozenset(name for _, name, _, _ in Formatter().parse(text) if name)

    def count(self, key: str, number: int, **values: object) -> str:
        """Plain text whose form depends on the number, which it may name as {number}."""
        area = self._area(key)
        text = area.ngettext(key, key, number)
        if text == key:
            raise KeyError(f"{self.language}: {key} has no forms")
        return text.format(number=number, **values)

    def _text(self, key: str) -> str:
        text = self._area(key).gettext(key)
        if text == key:
            raise KeyError(f"{self.language}: {key}")
        return text

    def _area(self, key: str) -> gettext.GNUTranslations:
        return self._areas[key.partition(".")[0]]


@cache
def words(language: str) -> Words:
    """The texts of a language; English for any that we have no catalogue for."""
    return Words(language if language in LANGUAGES else "en")


def _load(language: str) -> dict[str, gettext.GNUTranslations]:
    folder = resources.files("handlers.words") / language
    files = [entry for entry in folder.iterdir() if entry.name.endswith(".po")]
    return {entry.name.removesuffix(".po"): _translations(entry.read_bytes(), language) for entry in files}


def _translations(po: bytes, language: str) -> gettext.GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(po), locale=language, abort_invalid=True))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
