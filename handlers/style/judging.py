"""Rules held against a text. Pure, and quick: under five milliseconds for sixty rules, as the bench measures.

A rule speaks once a text, about the first thing that it found; one line on a card is read, five are not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import regex

from handlers.checks.warnings import Code, Warned
from handlers.style import korean, texts
from handlers.style.rule import Kind, Rule

PATIENCE = 0.05
"""Seconds that one pattern of a brand may look at one text. It was tried before it was switched on; a text that it
cannot finish with is left to people."""

LONGEST_FOUND = 60
"""Characters of what is quoted."""

Found = Mapping[str, str | int]


def judge(text: str, rules: Iterable[Rule], language: str = "") -> list[Warned]:
    """What the rules say of it, in their order. `language`: `en` or `ko`; empty: told from the text."""
    spoken = language or ("ko" if korean.is_korean(text) else "en")
    found = []
    for rule in rules:
        if rule.language in ("", spoken):
            values = LOOKS[rule.kind](rule, text, spoken)
            if values is not None:
                found.append(_warned(rule, values))
    return found


def _warned(rule: Rule, values: Found) -> Warned:
    told = {"kind": rule.kind.value, "found": "", "instead": rule.replacement, "why": rule.message, **values}
    told["found"] = str(told["found"])[:LONGEST_FOUND]
    return Warned(Code.STYLE, told, severity=rule.severity, rule_id=rule.id)


def _words(rule: Rule, text: str, _spoken: str) -> Found | None:
    found = _any_of(rule.words).search(text)
    return {"found": found[0]} if found else None


def _name(rule: Rule, text: str, _spoken: str) -> Found | None:
    """The name in another spelling than its own; an address or a hashtag may write it as it likes."""
    bare = texts.without_addresses(text)
    for found in _any_of(rule.words).finditer(bare):
        before = bare[found.start() - 1 : found.start()]
        if found[0] not in rule.words and before not in ("#", "＃", "@"):
            return {"found": found[0], "instead": _right(rule, found[0])}
    return None


def _right(rule: Rule, found: str) -> str:
    return next((one for one in rule.words if one.casefold() == found.casefold()), rule.words[0])


def _pattern(rule: Rule, text: str, _spoken: str) -> Found | None:
    try:
        found = compiled(rule.pattern).search(text, timeout=PATIENCE)
    except TimeoutError:
        return None
    return {"found": found[0]} if found and found[0] else None


def _required(rule: Rule, text: str, _spoken: str) -> Found | None:
    folded = text.casefold()
    return None if any(one.casefold() in folded for one in rule.words) else {"instead": ", ".join(rule.words)}


def _exclamations(rule: Rule, text: str, _spoken: str) -> Found | None:
    return _more(text.count("!") + text.count("！"), rule)


def _emoji(rule: Rule, text: str, _spoken: str) -> Found | None:
    return _more(len(texts.emoji(text)), rule)


def _hashtags(rule: Rule, text: str, _spoken: str) -> Found | None:
    return _more(len(texts.hashtags(text)), rule)


def _capitals(rule: Rule, text: str, _spoken: str) -> Found | None:
    found = texts.in_capitals(text)
    told = _more(len(found), rule)
    return {**told, "found": ", ".join(found)} if told else None


def _more(number: int, rule: Rule) -> Found | None:
    return {"number": number, "most": rule.number} if number > rule.number else None


def _sentence(rule: Rule, text: str, spoken: str) -> Found | None:
    for one in texts.sentences(text):
        number = texts.words_in(one, is_korean=spoken == "ko")
        if number > rule.number:
            return {"found": one, "number": number, "most": rule.number}
    return None


def _address(rule: Rule, text: str, _spoken: str) -> Found | None:
    """The first sentence that ends in another form of address; what is no full sentence has none."""
    for one in texts.sentences(text):
        form = korean.form_of(one)
        if form is not None and form != rule.pattern:
            return {"found": one[-LONGEST_FOUND:], "form": form, "wanted": rule.pattern}
    return None


LOOKS: Mapping[Kind, Callable[[Rule, str, str], Found | None]] = {
    Kind.BAN: _words,
    Kind.PREFER: _words,
    Kind.NAME: _name,
    Kind.PATTERN: _pattern,
    Kind.REQUIRE: _required,
    Kind.EXCLAMATIONS: _exclamations,
    Kind.EMOJI: _emoji,
    Kind.HASHTAGS: _hashtags,
    Kind.CAPITALS: _capitals,
    Kind.SENTENCE: _sentence,
    Kind.ADDRESS: _address,
}


@lru_cache(2000)
def _any_of(words: tuple[str, ...]) -> Any:
    return regex.compile("|".join(_word(one) for one in words), regex.IGNORECASE)


def _word(word: str) -> str:
    """A Latin word ends where its letters do, a Korean one before its particles; others as they stand."""
    if korean.HANGUL.search(word):
        return korean.word_pattern(word)
    escaped = regex.escape(word)
    begins = r"(?<![\p{L}\p{N}_])" if word[0].isalnum() else ""
    # A Korean particle may follow a Latin name at once: GitHub에서.
    ends = r"(?![\p{Latin}\p{N}_])" if word[-1].isalnum() else ""
    return f"{begins}{escaped}{ends}"


@lru_cache(500)
def compiled(pattern: str) -> Any:
    """A brand's own pattern. Raises regex.error."""
    return regex.compile(pattern, regex.IGNORECASE)


def runs_wild(pattern: str, against: Iterable[str]) -> Iterator[str]:
    """Texts that the pattern does not come to an end with in time."""
    for text in against:
        try:
            compiled(pattern).search(text, timeout=PATIENCE)
        except TimeoutError:
            yield text


WORST_TEXTS = ("a" * 2000 + "!", "가나 " * 700 + "!", "x@" * 1000, " " * 2000 + "x", "1234567890" * 200 + "x")
"""What patterns that run for ever usually run for ever on."""
