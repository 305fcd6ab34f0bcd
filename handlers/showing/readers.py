"""Who reads something private: in their own language and zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.blocks.saying import Reader
from handlers.words.catalogue import words
from storage.people import Person


def reader(person: Person, now: datetime) -> Reader:
    return Reader(words(person.language), ZoneInfo(person.timezone), now, person.user_id)
