"""What can be wrong with a rhythm, or a list of days, as somebody typed it. Pure; the words are made in blocks."""

from enum import StrEnum


class Mistake(StrEnum):
    """Each has its sentence under `rhythm.wrong_`."""

    WORD = "word"
    """Something that is neither a day nor a time nor a limit."""
    NO_DAYS = "no_days"
    """A time without a day."""
    NO_TIME = "no_time"
    """Days without a time."""
    HOUR = "hour"
    """A number where a time is meant: 9 instead of 09:00."""
    NO_SUCH_TIME = "no_such_time"
    """25:00."""
    RANGE = "range"
    """A range of days that has no end, or of times."""
    TWICE = "twice"
    """The same time in two queues."""
    CLOSE = "close"
    """Two slots less than five minutes apart."""
    TOO_MANY = "too_many"
    """More slots than a week needs."""
    LIMIT = "limit"
    """A limit or an aim that is no number from 1 to 100."""
    LIMIT_TWICE = "limit_twice"
    """Two limits of a day, or two aims."""
    QUEUE = "queue"
    """The name of a queue that is too long."""
    NO_DATE = "no_date"
    """A line of the sensitive days that begins with no date."""
    NO_SUCH_DATE = "no_such_date"
    """31 February."""
    NO_NAME = "no_name"
    """A date without a word on what is on it."""
    TOO_MANY_DATES = "too_many_dates"
    """More sensitive days than anybody keeps in mind."""


class Misread(Exception):
    """The first mistake, with the values that its sentence names."""

    def __init__(self, code: Mistake, **values: str | int) -> None:
        super().__init__(code.value)
        self.code, self.values = code, values
