"""How much alike two texts are, by the runs of letters that they share. Pure.

It reads no language, so it serves Korean as well as English; addresses, signs and case do not count.
"""

import re
import unicodedata

RUN = 3
"""Letters. Shorter runs are in every text, longer ones are lost by a single other ending."""
NEARLY = 0.5
"""The share of runs from which on people call two texts the same."""
SHORTEST = 20
"""Runs. Of less, a greeting would be like any other."""

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def runs(text: str) -> frozenset[str]:
    """Of its letters and figures alone."""
    bare = unicodedata.normalize("NFKC", _ADDRESS.sub(" ", text)).casefold()
    letters = "".join(sign for sign in bare if sign.isalnum())
    return frozenset(letters[place : place + RUN] for place in range(len(letters) - RUN + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: what both have, of what either has. 0 where one is too short to tell."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < SHORTEST or shorter < NEARLY * longer:
        return 0.0
    both = len(one & other)
    return both / (shorter + longer - both)
