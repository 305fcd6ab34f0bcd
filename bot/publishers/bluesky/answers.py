"""What a server of the AT Protocol answers, and what follows from it. Pure. Errors have a name and a message.

docs.bsky.app/docs/api: each method lists its names.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.publishers import waits
from bot.publishers.http import MAX_DETAIL, Answer
from handlers.problem import Problem
from handlers.publisher import Doubtful, NotSent, Refused

Failure = Refused | NotSent | Doubtful

LOCKED_OUT = frozenset({"AccountTakedown", "AccountDeactivated", "AccountSuspended", "AuthMissing", "ExpiredToken"})
NOT_THERE = frozenset({"RecordNotFound", "RepoNotFound", "NotFound"})


def name(answer: Answer) -> str:
    return str(answer.fields().get("error") or "")


def words(answer: Answer) -> str:
    said = answer.fields().get("message") or name(answer)
    return f"{str(said)[:MAX_DETAIL]} (HTTP {answer.status})" if said else f"HTTP {answer.status}"


def failure(answer: Answer, now: datetime, facts: Mapping[str, Any]) -> Failure:
    """What an answer other than success means for the request that it answers."""
    said = words(answer)
    if answer.status == 429:
        return NotSent(said, waits.asked_for(answer.headers, now) or timedelta(seconds=facts["rest_seconds"]))
    if answer.status in (401, 403) or name(answer) in LOCKED_OUT:
        return Refused(Problem.NOT_ALLOWED, said)
    if name(answer) == "InvalidSwap":
        # Something has our key already, and a look tells whether it is ours.
        return Doubtful(said)
    if name(answer) == "BlobNotFound":
        return NotSent(said, is_spent=True)
    if name(answer) == "BlobTooLarge" or answer.status == 413:
        return Refused(Problem.IMAGE_TOO_BIG, said)
    if name(answer) in NOT_THERE or answer.status == 404:
        return Refused(Problem.GONE, said)
    return Refused(Problem.REFUSED, said) if 300 <= answer.status < 500 and answer.status != 408 else Doubtful(said)


def trends(found: Mapping[str, Any]) -> list[str]:
    """Names of topics, which are no hashtags; what is no list of topics tells none."""
    told = found.get("trends")
    topics = told if isinstance(told, list) else []
    names = (str(topic.get("displayName") or "") for topic in topics if isinstance(topic, dict))
    return [name for name in names if name]


def harmless(outcome: Failure) -> Refused | NotSent:
    """The same for a request that publishes nothing."""
    return NotSent(outcome.detail) if isinstance(outcome, Doubtful) else outcome
