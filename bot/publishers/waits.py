"""How long a network asks to be left alone. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=1)


def asked_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long to wait after a 429, where the answer says so, between a second and a day.

    Retry-After is seconds or a date (RFC 9110, 10.2.3); X-RateLimit-Reset is an ISO time at Mastodon
    (docs.joinmastodon.org/api/rate-limits) and seconds since 1970 elsewhere (X-Rate-Limit-Reset at X,
    RateLimit-Reset at Bluesky).
    """
    until = _seconds_or_date(headers.get("Retry-After"), now) or _moment(_reset(headers))
    if until is None:
        return None
    return min(max(until - now, timedelta(seconds=1)), LONGEST_WAIT)


def used_up(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the account has to rest after a call that went well, where its headers say that nothing is left.

    X-RateLimit-Remaining and -Reset (Mastodon), X-Rate-Limit-… (X), or RateLimit-… (Bluesky).
    """
    for prefix in ("X-RateLimit", "X-Rate-Limit", "RateLimit"):
        until = _moment(headers.get(f"{prefix}-Reset"))
        if headers.get(f"{prefix}-Remaining", "").strip() == "0" and until is not None:
            return min(max(until - now, timedelta(seconds=1)), LONGEST_WAIT)
    return None


def _reset(headers: Mapping[str, str]) -> str | None:
    names = ("X-RateLimit-Reset", "X-Rate-Limit-Reset", "RateLimit-Reset")
    return next((headers[name] for name in names if headers.get(name)), None)


def _seconds_or_date(value: str | None, now: datetime) -> datetime | None:
    if not value:
        return None
    if value.strip().isdecimal():
        return now + min(timedelta(seconds=int(value.strip()[:9])), LONGEST_WAIT)
    try:
        found = parsedate_to_datetime(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _moment(value: str | None) -> datetime | None:
    try:
        if value and value.strip().isdecimal():
            return datetime.fromtimestamp(int(value), UTC)
        found = datetime.fromisoformat(value) if value else None
    except (ValueError, OverflowError, OSError):
        return None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found
