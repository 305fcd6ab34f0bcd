"""What LinkedIn answers, and what follows from it. Pure.

learn.microsoft.com/linkedin/shared/api-guide/concepts/error-handling
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.publishers import count, waits
from bot.publishers.http import Answer
from handlers.allowance import Allowance, ImageRules, VideoRules
from handlers.problem import Problem
from handlers.publisher import Doubtful, Figures, NotSent, Refused


def allowance(facts: Mapping[str, Any]) -> Allowance:
    return Allowance(
        max_length=int(facts["max_length"]),
        count=count.utf16,
        max_images=int(facts["max_images"]),
        image=ImageRules(
            types=frozenset(facts["image_types"]),
            max_bytes=int(facts["max_image_bytes"]),
            max_pixels=int(facts["max_image_pixels"]),
        ),
        video=VideoRules(
            types=frozenset(facts["video_types"]),
            max_bytes=int(facts["max_video_bytes"]),
            min_seconds=float(facts["min_video_seconds"]),
            max_seconds=float(facts["max_video_seconds"]),
            min_ratio=float(facts["min_video_ratio"]),
            max_ratio=float(facts["max_video_ratio"]),
        ),
        max_alt=int(facts["max_alt"]),
    )


def failure(answer: Answer, now: datetime, rest: timedelta) -> Refused | NotSent | Doubtful:
    """What an answer other than success means for the request that it answers.

    A 429 comes without a time; `rest` is how long the account is left alone then. A 5xx proves nothing: posts have
    been seen live after one.
    """
    said = words(answer)
    if answer.status == 429:
        return NotSent(said, waits.asked_for(answer.headers, now) or rest)
    if answer.status in (401, 403):
        return Refused(Problem.NOT_ALLOWED, said)
    if answer.status == 422 and "DUPLICATE_POST" in codes(answer):
        return Refused(Problem.DUPLICATE, said)
    if 300 <= answer.status < 500 and answer.status != 408:
        return Refused(Problem.REFUSED, said)
    return Doubtful(said)


def words(answer: Answer) -> str:
    """The message, with those of single fields where it has them."""
    details = [str(one.get("description") or one.get("code") or "") for one in _inputs(answer)]
    return "; ".join(filter(None, [answer.words(), *details]))[:500]


def codes(answer: Answer) -> set[str]:
    """What is wrong with single fields, as the network's codes."""
    return {str(one.get("code")) for one in _inputs(answer)}


def _inputs(answer: Answer) -> list[Mapping[str, Any]]:
    details = answer.fields().get("errorDetails")
    inputs = details.get("inputErrors") if isinstance(details, Mapping) else None
    return [one for one in inputs if isinstance(one, Mapping)] if isinstance(inputs, list) else []


def figures(answer: Answer) -> Figures:
    """Of one post; zeros are left out of an empty list by the network, so nothing there is nothing yet."""
    elements = answer.fields().get("elements")
    first = elements[0] if isinstance(elements, list) and elements else {}
    found = first.get("totalShareStatistics") if isinstance(first, Mapping) else None
    counted: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
    return Figures(
        views=_number(counted, "impressionCount"),
        likes=_number(counted, "likeCount"),
        reposts=_number(counted, "shareCount"),
        replies=_number(counted, "commentCount"),
        clicks=_number(counted, "clickCount"),
        raw=answer.fields(),
    )


def _number(counted: Mapping[str, Any], name: str) -> int:
    value = counted.get(name)
    return value if isinstance(value, int) else 0
