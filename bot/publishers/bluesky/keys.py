"""Record keys: a moment as thirteen characters, chosen by us, so that the same call cannot make a second record. Pure.

atproto.com/specs/tid
"""

from datetime import UTC, datetime, timedelta

DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def key(moment: datetime, number: int) -> str:
    """`number` tells apart what is made in the same microsecond."""
    value = ((moment - EPOCH) // timedelta(microseconds=1)) << 10 | number % 1024
    return "".join(DIGITS[value >> shift & 31] for shift in range(60, -1, -5))


def after(first: str) -> str:
    """The key of a reply: always the same for the same record, so that a reply does not double either."""
    value = 0
    for sign in first:
        value = value << 5 | DIGITS.index(sign)
    value += 1 << 10
    return "".join(DIGITS[value >> shift & 31] for shift in range(60, -1, -5))


def written(moment: datetime) -> str:
    """As records hold it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
