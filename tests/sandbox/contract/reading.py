"""Reading of answers and payloads."""

from typing import Any


def missing(answer: Any, way: str) -> bool:
    """Whether a step of the way into the answer, with dots between the steps, leads nowhere."""
    for step in way.split("."):
        if not isinstance(answer, dict) or step not in answer:
            return True
        answer = answer[step]
    return False
