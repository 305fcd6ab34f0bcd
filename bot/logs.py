"""One line per event, as JSON, in English; no secret and no control character ever reaches it."""

import json
import logging
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TextIO

from pydantic import SecretStr

HIDDEN = "[hidden]"
SECRETS = re.compile(
    r"""
      \bxox[a-z](?:\.xox[a-z])?-[\w.-]+                  # Slack's tokens, rotated ones included
    | \bxapp-[\w.-]+                                     # app-level tokens
    | (?<=[Bb]earer\s)[^\s"',;]+                         # whatever else is sent as a token
    | https://hooks\.slack\.com/[^\s"']+                 # response URLs: whoever has one may post
    | (?<=response_url["']:\s)["'][^"']*["']             # …the sandbox's too
    | wss?://[^\s"']+                                    # the socket's address holds its ticket
    | \b\d{6,}\.\d{6,}\.[0-9a-f]{16,}                    # trigger ids
    | (?<=trigger_id["']:\s)["'][^"']*["']
    | (?<=://)[^\s/:@"']*:[^\s/@"']+(?=@)                # a user and password inside an address
    """,
    re.VERBOSE,
)
# Their INFO lines hold whole request bodies, or tell what nobody asked; from WARNING on they are useful.
CHATTY = ("slack_bolt", "slack_sdk", "aiohttp.access", "alembic", "apscheduler", "httpx", "httpcore")
LONGEST = 4000
SHORTEST = 8
"""Characters of a secret; a shorter one would hide ordinary words, and no network issues a token of that length."""

MOST_LEARNED = 200
"""Secrets that became known while the bot runs; of those that are renewed every two hours, old ones are forgotten."""

_learned: dict[str, None] = {}


def hide(*secrets: str) -> None:
    """From now on these reach no log: secrets that became known while the bot runs."""
    for one in secrets:
        if len(one) >= SHORTEST:
            _learned.pop(one, None)
            _learned[one] = None
    while len(_learned) > MOST_LEARNED:
        del _learned[next(iter(_learned))]


def configure(stream: TextIO, level: int = logging.INFO, secrets: Iterable[SecretStr | None] = ()) -> None:
    """Sends all logs to this stream, without these secrets and without everything that looks like one."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLine(secrets))
    handler.addFilter(is_worth_a_line)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in ("slack_bolt", "slack_sdk"):
        # Both look at their logger's own level before they put together what they would say at DEBUG.
        logging.getLogger(name).setLevel(logging.WARNING)


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """Bolt copies the root's level to its own loggers, so a level set on them would not hold; this does."""
    return record.levelno >= logging.WARNING or not record.name.startswith(CHATTY)


class OneLine(logging.Formatter):
    """Turns a record into one line of JSON. Redacts last, so that tracebacks and arguments are covered too."""

    def __init__(self, secrets: Iterable[SecretStr | None] = ()) -> None:
        super().__init__()
        values = {secret.get_secret_value() for secret in secrets if secret}
        self.known = sorted((value for value in values if len(value) >= SHORTEST), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": self._safe(record.getMessage()),
        }
        if record.exc_info:
            entry["error"] = self._safe(self.formatException(record.exc_info), keep_end=True)
        return escape_controls(json.dumps(entry, ensure_ascii=False))

    def _safe(self, text: str, keep_end: bool = False) -> str:
        for value in (*self.known, *sorted(_learned, key=len, reverse=True)):
            text = text.replace(value, HIDDEN)
        text = SECRETS.sub(HIDDEN, text)
        return text if len(text) <= LONGEST else text[-LONGEST:] if keep_end else text[:LONGEST] + "…"


def escape_controls(line: str) -> str:
    """Writes out what could break the line or turn its direction around on a terminal; letters of any script stay."""
    return "".join(_escape(character) for character in line)


def _escape(character: str) -> str:
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return "".join(f"\\u{unit:04x}" for unit in _utf16(character))
    return character


def _utf16(character: str) -> list[int]:
    """JSON escapes what lies beyond U+FFFF as two surrogates (RFC 8259, section 7)."""
    raw = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(raw[index : index + 2]) for index in range(0, len(raw), 2)]
