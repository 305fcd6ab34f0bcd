"""One waiting submission as a row of a reminder or a digest: plain data, small enough to lie in the outbox.

Such a message is about many submissions and is drawn without looking at the records again, so its rows carry what it
shows: numbers, names, times, and the first words.
"""

from typing import Any

from handlers.blocks.card import first_words
from handlers.snapshot import Snapshot

WORDS = 70
"""Characters of the text in a row."""


def row(snap: Snapshot) -> dict[str, Any]:
    """JSON-plain; `handlers.blocks.rows` draws it."""
    return {
        "number": snap.number,
        "revision": snap.revision,
        "author": snap.author_name,
        "accounts": [one.account for one in snap.on],
        "due_at": snap.due_at.isoformat() if snap.due_at else None,
        "since": snap.review_since.isoformat(),
        "words": first_words(snap.content.text, WORDS),
        "link": snap.card_link,
        "owing": [snap.name(one) for one in snap.owing],
    }
