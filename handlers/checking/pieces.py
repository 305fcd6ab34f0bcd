"""What of a submission is looked at: each text that readers would see, with the accounts that show it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.texts import own_texts
from storage.content import Content

Due = Mapping[int, datetime | None]
"""When it goes out, by account; nothing: as soon as it is approved."""


@dataclass(frozen=True)
class Piece:
    """One text."""

    text: str
    accounts: tuple[int, ...]
    """Where it goes out."""
    is_own: bool = False
    """It is not the common one."""

    @property
    def own_of(self) -> tuple[int, ...]:
        return self.accounts if self.is_own else ()


def pieces(content: Content, due: Due) -> list[Piece]:
    """The common text, where it goes out anywhere, then what differs. Of accounts that are still to come."""
    common = tuple(one for one in content.accounts if one in due and content.variant(one).text is None)
    found = [Piece(content.text, common)] if common or not content.accounts else []
    return [*found, *_own(content, due)]


def _own(content: Content, due: Due) -> Iterator[Piece]:
    for own in own_texts(content):
        accounts = tuple(one for one in own.accounts if one in due)
        if accounts:
            yield Piece(own.text, accounts, is_own=True)


def days(piece: Piece, due: Due, zone: ZoneInfo, now: datetime) -> dict[str, tuple[int, ...]]:
    """On which days (ISO, in that zone) it goes out, with the accounts; what has no time of its own goes out today."""
    found: dict[str, tuple[int, ...]] = {}
    for account in piece.accounts or (0,):
        day = (due.get(account) or now).astimezone(zone).date().isoformat()
        found[day] = (*found.get(day, ()), account)
    return found
