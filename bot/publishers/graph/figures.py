"""What the Graph API counts, in our words. Pure."""

from collections.abc import Mapping
from typing import Any


def insights(answer: Mapping[str, Any]) -> dict[str, int]:
    """Each metric's latest value. An empty set means that nothing was counted yet, so it is missing here."""
    data = answer.get("data")
    found = {}
    for metric in data if isinstance(data, list) else []:
        if isinstance(metric, dict) and (value := _value(metric)) is not None:
            found[str(metric.get("name"))] = value
    return found


def _value(metric: Mapping[str, Any]) -> int | None:
    values = metric.get("values")
    latest = values[-1] if isinstance(values, list) and values else metric.get("total_value")
    value = latest.get("value") if isinstance(latest, dict) else None
    return value if isinstance(value, int) else None


def total(found: Any, *path: str) -> int | None:
    """A number further down in an answer, where it is there."""
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, int) else None
