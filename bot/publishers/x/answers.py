"""What X answers, and what follows from it. Pure. Its errors have a title, a detail and a type (RFC 9457)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.publishers import waits
from bot.publishers.http import MAX_DETAIL, Answer
from handlers.problem import Problem
from handlers.publisher import Doubtful, NotSent, Refused

Failure = Refused | NotSent | Doubtful

NO_RIGHT = ("client-forbidden", "unsupported-authentication", "usage-capped", "oauth1-permissions")
"""Ends of types that speak of the app or the account, not of what was to be posted."""


def words(answer: Answer) -> str:
    """What X says is wrong."""
    fields = answer.fields()
    inner = fields.get("errors")
    first = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], dict) else {}
    said = fields.get("detail") or first.get("detail") or first.get("message") or fields.get("title")
    return f"{str(said)[:MAX_DETAIL]} (HTTP {answer.status})" if said else answer.words()


def failure(answer: Answer, now: datetime, facts: Mapping[str, Any]) -> Failure:
    """What an answer other than success means for the request that it answers (docs.x.com/x-api/fundamentals/errors).

    402 says that the account's credits are used up, which is for a person to mend.
    """
    said = words(answer)
    if answer.status == 429:
        return NotSent(said, waits.asked_for(answer.headers, now) or timedelta(seconds=facts["rest_seconds"]))
    if answer.status in (401, 402) or str(answer.fields().get("type", "")).endswith(NO_RIGHT):
        return Refused(Problem.NOT_ALLOWED, said)
    if answer.status == 403 and facts["duplicate"] in said.lower():
        return Refused(Problem.DUPLICATE, said)
    if answer.status == 400 and facts["media_gone"] in said.lower():
        return NotSent(said, is_spent=True)
    if answer.status == 404:
        return Refused(Problem.GONE, said)
    if answer.status == 413:
        return Refused(Problem.IMAGE_TOO_BIG, said)
    return Refused(Problem.REFUSED, said) if 300 <= answer.status < 500 and answer.status != 408 else Doubtful(said)


def harmless(outcome: Failure) -> Refused | NotSent:
    """The same for a request that publishes nothing."""
    return NotSent(outcome.detail) if isinstance(outcome, Doubtful) else outcome


def is_missing(answer: Answer) -> bool:
    """X says 200 for what is not there, with an error beside no data."""
    fields = answer.fields()
    return answer.is_good and "data" not in fields and bool(fields.get("errors"))
