"""The results under the card: how each account did so far, edited at each reading. Pure."""

from collections.abc import Mapping, Sequence

from handlers.blocks import parts
from handlers.blocks.saying import Drawn
from handlers.snapshot import OnAccount, Snapshot
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped
from storage.readings import Reading

FIGURES = ("views", "likes", "reposts", "replies", "clicks")
"""In the order in which they are shown; what a network does not offer is left out."""

Readings = Mapping[int, Sequence[Reading]]
"""By publication, the youngest age first."""


def results(snap: Snapshot, read: Readings, words: Words) -> Drawn:
    """The newest reading of each account, and when that was."""
    newest = [(one, read[one.publication_id][-1]) for one in snap.on if read.get(one.publication_id)]
    title = words.mrkdwn("afterwards.results")
    lines = [title, *(_line(one, reading, words) for one, reading in newest)]
    text = words("afterwards.results_notification", number=snap.number)
    return Drawn(Safe(escaped(text)), [*parts.sections(lines), *_when(snap, newest, words)])


def _line(one: OnAccount, reading: Reading, words: Words) -> Safe:
    name = parts.link(one.link, one.account) if one.link and one.is_live else Safe(escaped(one.account))
    age = words.count("afterwards.after_hours", reading.age_hours)
    if reading.age_hours > 24:
        age = words.count("afterwards.after_days", reading.age_hours // 24)
    return Safe(f"{name} · {escaped(age)}: {escaped(figures(reading, words))}")


def figures(reading: Reading, words: Words) -> str:
    """`1,204 views · 31 likes`; a dash where the network offered nothing this time."""
    offered = ((name, getattr(reading, name)) for name in FIGURES)
    return " · ".join(words.count(f"afterwards.{name}", count) for name, count in offered if count is not None) or "–"


def _when(snap: Snapshot, newest: Sequence[tuple[OnAccount, Reading]], words: Words) -> list[parts.Block]:
    if not newest:
        return []
    last = max(reading.read_at for _, reading in newest)
    when = f"{dates.day_and_time(last, snap.zone, words.language)} ({dates.place_of(snap.zone, words.language)})"
    return [parts.context(words.mrkdwn("afterwards.read_at", when=when))]
