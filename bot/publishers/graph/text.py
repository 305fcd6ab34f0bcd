"""Hashtags, mentions and links in a text, and what is wrong with their number. Pure."""

from collections.abc import Callable
from functools import partial

import regex
from twitter_text import extract_urls_with_indices

from handlers.allowance import Flaw
from handlers.problem import Problem

HASHTAG = regex.compile(r"(?<![\w&])[#＃][\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*")
MENTION = regex.compile(r"(?<![\w@.])@[A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?")


def hashtags(text: str) -> list[str]:
    """With their signs; a number alone is none."""
    return HASHTAG.findall(text)


def mentions(text: str) -> list[str]:
    """With their signs."""
    return MENTION.findall(text)


def links(text: str) -> list[str]:
    """Whole addresses; a bare example.com is none."""
    return [str(found["url"]) for found in extract_urls_with_indices(text, False)]


def most(find: Callable[[str], list[str]], allowed: int, problem: Problem) -> Callable[[str], Flaw | None]:
    """A check that different findings are no more than `allowed`."""
    return partial(_most, find=find, allowed=allowed, problem=problem)


def _most(text: str, *, find: Callable[[str], list[str]], allowed: int, problem: Problem) -> Flaw | None:
    found = len(set(find(text)))
    return Flaw(problem, found, allowed) if found > allowed else None
