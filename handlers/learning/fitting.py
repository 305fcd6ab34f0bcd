"""Which of a brand's groups of hashtags fit a text: those whose words stand in it already. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

import regex

SHOWN = 2
"""Groups that are named after sending; more would be a list to work through."""

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_TAG = regex.compile(r"(?<![\w&/])[#＃]([\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*)")
_PARTS = regex.compile(r"\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{M}]+|\p{N}+")
"""The words of #SlowBread, #slow_bread and #느린빵: by capitals, underscores and kinds of letters."""

_HANGUL = regex.compile(r"\p{Hangul}{2,}")


@dataclass(frozen=True)
class Fit:
    """A group, and what of it the text does not have yet."""

    name: str
    tags: tuple[str, ...]
    """With their signs, as the group writes them."""


def fitting(text: str, groups: Mapping[str, str]) -> list[Fit]:
    """The groups of most hashtags whose words the text says; those that it has in full already are left out."""
    said = frozenset(_words(text))
    there = {tag.casefold() for tag in _TAG.findall(_plain(text))}
    found = []
    for name, group in groups.items():
        tags = list(dict.fromkeys(_TAG.findall(_plain(group))))
        missing = tuple(f"#{tag}" for tag in tags if tag.casefold() not in there)
        close = sum(_is_said(tag, said) for tag in tags)
        if close and missing:
            found.append((-close, name, missing))
    return [Fit(name, missing) for _, name, missing in sorted(found)[:SHOWN]]


def _words(text: str) -> Iterator[str]:
    return (word.casefold() for word in _WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    return normalize("NFKC", text)


def _is_said(tag: str, said: frozenset[str]) -> bool:
    """As a whole, or every one of its words."""
    parts = [part.casefold() for part in _PARTS.findall(tag)]
    return _has(tag.replace("_", "").casefold(), said) or (bool(parts) and all(_has(part, said) for part in parts))


def _has(word: str, said: frozenset[str]) -> bool:
    """In the singular or the plural; Korean words carry particles behind them."""
    if word in said or f"{word}s" in said or (len(word) > 3 and word.removesuffix("s") in said):
        return True
    return _HANGUL.fullmatch(word) is not None and any(one.startswith(word) for one in said)
