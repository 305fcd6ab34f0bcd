"""What the Graph API answers, and what follows from it. Pure.

Its errors are an object with `code` and `error_subcode` (developers.facebook.com/docs/graph-api/guides/error-handling);
the HTTP status beside them is mostly 400, also for a token that has ended and for a limit that is reached.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.publishers import waits
from bot.publishers.http import MAX_DETAIL, Answer
from handlers.problem import Problem
from handlers.publisher import Doubtful, NotSent, Refused

Failure = Refused | NotSent | Doubtful

TOKEN_ENDED = frozenset({102, 190})
NO_RIGHT = frozenset({3, 10, *range(200, 300)})
LIMITED = frozenset({4, 17, 32, 341, 613, *range(80000, 80015)})
STUMBLED = frozenset({-2, -1, 1, 2})
"""The server does not know itself what became of it."""
DUPLICATE = 506
NOT_THERE = frozenset({803})
NOT_THERE_SUBCODE = 33
USAGE = ("X-Business-Use-Case-Usage", "X-App-Usage", "X-Page-Usage")
PERCENTAGES = ("call_count", "total_time", "total_cputime")


@dataclass(frozen=True)
class Trouble:
    """The error object of an answer."""

    code: int = 0
    subcode: int = 0
    words: str = ""


def trouble(answer: Answer) -> Trouble:
    """Nothing in it when the answer has no error object."""
    error = answer.fields().get("error")
    if not isinstance(error, dict):
        return Trouble(words=answer.words())
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    said = str(error.get("error_user_msg") or error.get("message") or f"HTTP {answer.status}")
    numbers = f"{code}/{subcode}" if subcode else str(code)
    return Trouble(code, subcode, f"{said[:MAX_DETAIL]} (code {numbers})")


def token_has_ended(answer: Answer) -> bool:
    """It did nothing, and says that the token is not taken any more."""
    return not answer.is_good and (answer.status == 401 or trouble(answer).code in TOKEN_ENDED)


def is_not_there(answer: Answer) -> bool:
    """What was asked for does not exist (any more)."""
    found = trouble(answer)
    is_named = found.code in NOT_THERE or (found.code == 100 and found.subcode == NOT_THERE_SUBCODE)
    return not answer.is_good and (is_named or (answer.status == 404 and found.code in (0, 100)))


def failure(answer: Answer, now: datetime, facts: Mapping[str, Any]) -> Failure:
    """What an answer other than success means for the request that it answers.

    `facts`: which numbers mean "blocked" though it may be live, "over the limit", "container spent", or a certain
    problem with the content. A 5xx proves nothing, nor does a stumble that was noticed half-way.
    """
    found = trouble(answer)
    numbers = {found.code, found.subcode}
    if answer.status >= 500 or answer.status == 408 or numbers.intersection(facts["blocked"]):
        return Doubtful(found.words)
    if numbers.intersection(facts["spent"]):
        return NotSent(found.words, is_spent=True)
    if answer.status == 429 or found.code in LIMITED or numbers.intersection(facts["over_quota"]):
        return NotSent(found.words, asked_to_rest(answer, now) or timedelta(minutes=facts["rest_minutes"]))
    if numbers.intersection(facts["not_ready"]):
        return NotSent(found.words, timedelta(seconds=facts["not_ready_seconds"]))
    if (problem := problem_of(found, facts)) is not None:
        return Refused(problem, found.words)
    return _by_status(answer, found)


def _by_status(answer: Answer, found: Trouble) -> Failure:
    if found.code in STUMBLED:
        return Doubtful(found.words)
    if answer.status == 401 or found.code in TOKEN_ENDED or found.code in NO_RIGHT:
        return Refused(Problem.NOT_ALLOWED, found.words)
    if is_not_there(answer):
        return Refused(Problem.GONE, found.words)
    if found.code == DUPLICATE:
        return Refused(Problem.DUPLICATE, found.words)
    return Refused(Problem.REFUSED, found.words) if answer.status >= 300 else Doubtful(found.words)


def problem_of(found: Trouble, facts: Mapping[str, Any]) -> Problem | None:
    """The problem with the content that a number, or a word in the message, stands for."""
    named: Mapping[str, str] = facts["problems"]
    for sign, problem in named.items():
        if sign in (str(found.code), str(found.subcode)) or (not sign.isdecimal() and sign in found.words):
            return Problem(problem)
    return None


def harmless(outcome: Failure) -> Refused | NotSent:
    """The same for a request that publishes nothing."""
    return NotSent(outcome.detail) if isinstance(outcome, Doubtful) else outcome


def asked_to_rest(answer: Answer, now: datetime) -> timedelta | None:
    """How long to leave the account alone, where the headers say so.

    `estimated_time_to_regain_access` is in minutes (developers.facebook.com/docs/graph-api/overview/rate-limiting).
    """
    said = waits.asked_for(answer.headers, now)
    if said is not None:
        return said
    minutes = max((_number(usage.get("estimated_time_to_regain_access")) for usage in _usages(answer)), default=0)
    return timedelta(minutes=minutes) if minutes > 0 else None


def rests_for(answer: Answer, now: datetime, facts: Mapping[str, Any]) -> timedelta | None:
    """The same after a success that used up the last of what is allowed."""
    used = (_number(usage.get(name)) for usage in _usages(answer) for name in PERCENTAGES)
    if max(used, default=0) < 100:
        return None
    return asked_to_rest(answer, now) or timedelta(minutes=facts["rest_minutes"])


def _usages(answer: Answer) -> Iterator[Mapping[str, Any]]:
    """The objects in the usage headers: one for the app or page, or lists of them by business."""
    for name in USAGE:
        try:
            found = json.loads(answer.headers.get(name) or "{}")
        except ValueError:
            continue
        if isinstance(found, dict):
            yield found
            yield from (one for many in found.values() if isinstance(many, list) for one in many if _is_object(one))


def _is_object(found: Any) -> bool:
    return isinstance(found, dict)


def _number(found: Any) -> int:
    return found if isinstance(found, int) and not isinstance(found, bool) else 0
