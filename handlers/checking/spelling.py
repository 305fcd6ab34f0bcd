"""Known misspellings in English: looked for by a program of its own, remembered, and judged from what is remembered."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlmodel import Session

from handlers.checks.warnings import Code, Warned
from handlers.desk import Desk
from handlers.style.rule import Kind, Rule
from storage import spellings
from storage.brands import Brand

FORGOTTEN_AFTER = timedelta(days=30)
MOST_TOLD = 3
"""Words of one text."""

_NOBODYS_SPELLING = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[#＃@]\S+|\{\{[^}]*\}\}")
"""Addresses, hashtags, handles and what is still to be filled in."""


async def look(desk: Desk, texts: Iterable[str]) -> None:
    """Makes sure that these texts were looked at; a text is looked at once."""
    if desk.spell is None:
        return
    wanted = {_key(text): text for text in texts if text.strip()}
    known = await desk.database.read(spellings.known, wanted)
    found = {key: await desk.spell(_bare(text)) for key, text in wanted.items() if key not in known}
    told = {key: words for key, words in found.items() if words is not None}
    if told:
        now = desk.machine()
        await desk.database.write(spellings.note, told, now=now, forget_before=now - FORGOTTEN_AFTER)


def of_text(session: Session, brand: Brand, text: str, rules: Sequence[Rule]) -> list[Warned]:
    """What was found in it; the brand's own names are spelled as the brand likes."""
    found = spellings.known(session, [_key(text)]).get(_key(text), ())
    names = {word.casefold() for rule in rules if rule.kind == Kind.NAME for one in rule.words for word in one.split()}
    names |= {word.casefold() for word in brand.name.split()}
    wrong = [(word, right) for word, right in found if word.casefold() not in names]
    if not wrong:
        return []
    said = ", ".join(f"{word} → {right}" for word, right in wrong[:MOST_TOLD])
    return [Warned(Code.SPELLING, {"found": said})]


def _bare(text: str) -> str:
    return _NOBODYS_SPELLING.sub(" ", text)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
