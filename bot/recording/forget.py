"""`python -m bot forget`: shows what would be erased of a person, erases it, and says what others still keep."""

from datetime import datetime

from handlers.origin import Origin
from storage import forgetting
from storage.database import Database
from storage.forgetting import Trace

ACTOR = "terminal"
"""Stands in the record for whoever may use the command line of the bot's machine."""

OTHERS_KEEP = (
    "What Greenlight cannot erase:",
    "- Slack keeps what they wrote there, and what the bot repeated in threads and direct messages. Delete it there.",
    "- The networks keep what was published, and the record keeps that they decided, and when, by their id.",
    "- Texts of posts stay: they are the company's. Cards older than the newest {cards} show what they showed.",
    "- Backups of the database still hold the words. Let them expire, and after restoring one, run this again.",
)


def found(trace: Trace) -> list[str]:
    """What would be erased, as lines."""
    if trace.is_nothing:
        return [f"There is nothing to erase of {trace.user_id}."]
    counted = {
        "reasons, comments and the like": trace.words,
        "notes to the approvers": trace.notes,
        "drafts": trace.drafts,
        "suggested edits": trace.suggestions,
        "messages in the outbox that repeat some of it": trace.messages,
    }
    name = [f"- their name, {trace.name}; their id stands in its place"] if trace.name else []
    lines = [f"- {number:,} {what}" for what, number in counted.items() if number]
    return [f"To be erased of {trace.user_id}:", *name, *lines]


def erased(trace: Trace) -> list[str]:
    """What is said afterwards."""
    named = (
        [f"- {trace.user_id} is still named for a role in some brand: take them out of it."] if trace.is_named else []
    )
    others = [line.format(cards=forgetting.MOST_CARDS) for line in OTHERS_KEEP]
    return ["Erased. The record still verifies, and says that it was done.", *others, *named]


def forget(database: Database, user_id: str, now: datetime) -> Trace:
    """Erases it; what it was."""
    return database.write_sync(forgetting.forget, user_id, actor_id=ACTOR, at=now, place=Origin.TERMINAL.value)
