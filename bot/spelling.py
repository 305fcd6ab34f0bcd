"""Asks `typos` for known misspellings: a program from a wheel that lies beside Python's own.

A text takes it some ten milliseconds. Where it is missing, or does not answer, nothing is said about spelling.
"""

import asyncio
import json
import logging
import shutil
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds."""

Spell = Callable[[str], Awaitable[list[tuple[str, str]] | None]]
"""A text to its misspelled words, each with what it should be; nothing: it could not be told."""


def checker() -> Spell | None:
    """Nothing where the program is not installed."""
    beside = Path(sys.executable).with_name("typos")
    program = str(beside) if beside.exists() else shutil.which("typos")
    if program is None:
        log.warning("The program typos is not installed, so nothing is said about spelling.")
        return None

    async def spell(text: str) -> list[tuple[str, str]] | None:
        return await _ask(program, text)

    return spell


async def _ask(program: str, text: str) -> list[tuple[str, str]] | None:
    pipe, nowhere = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    # Isolated: a file of settings that happens to lie in our folder is somebody else's.
    asked = (program, "--isolated", "--format", "json", "-")
    try:
        process = await asyncio.create_subprocess_exec(*asked, stdin=pipe, stdout=pipe, stderr=nowhere)
    except OSError as trouble:
        log.warning("Spelling could not be looked at: %s", trouble)
        return None
    try:
        async with asyncio.timeout(PATIENCE):
            answer, _ = await process.communicate(text.encode("utf-8", "replace"))
    except TimeoutError:
        process.kill()
        await process.wait()
        return None
    return read(answer)


def read(answer: bytes) -> list[tuple[str, str]] | None:
    """A line of JSON for each word that it knows as a misspelling; nothing for what is no such answer."""
    found = []
    try:
        for line in answer.decode("utf-8", "replace").splitlines():
            told = json.loads(line)
            if told.get("type") == "typo" and told.get("corrections"):
                found.append((str(told["typo"]), str(told["corrections"][0])))
    except (ValueError, AttributeError, TypeError, KeyError, IndexError):
        return None
    return list(dict.fromkeys(found))
