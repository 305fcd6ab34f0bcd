"""Forgetting a person: whom, what would be erased, and what others keep. Pure."""

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.words.catalogue import Words
from storage.forgetting import MOST_CARDS, Trace

WHOM = "forget_whom"
"""The field of the first form."""

KEPT = ("kept_texts", "kept_decisions", "kept_slack", "kept_networks", "kept_backups")


def whom(words: Words) -> Block:
    """The first form. Somebody who left cannot be chosen in Slack; an id after the command can."""
    person = {"type": "users_select"}
    blocks = [parts.section(words("forget.explained")), parts.field(WHOM, words("forget.whom"), person)]
    return parts.modal(
        wire.FORGET_WHOM, words("forget.title"), blocks, submit=words("forget.show"), close=words("forget.cancel")
    )


def question(trace: Trace, words: Words) -> Block:
    """What would be erased; a yes is sent with the form."""
    person = parts.mention(trace.user_id)
    if trace.is_nothing:
        nothing = parts.section(words.mrkdwn("forget.nothing", person=person))
        return parts.reading(words("forget.title"), [nothing], close=words("answer.close"))
    blocks = [
        parts.section(words.mrkdwn("forget.question", person=person)),
        parts.section("\n".join(f"• {line}" for line in _found(trace, words))),
        parts.context(words("forget.for_good")),
    ]
    return parts.modal(
        wire.FORGETTING,
        words("forget.title"),
        blocks,
        submit=words("forget.erase"),
        close=words("forget.cancel"),
        metadata=trace.user_id,
    )


def _found(trace: Trace, words: Words) -> list[str]:
    counted = {
        "words": trace.words,
        "notes": trace.notes,
        "drafts": trace.drafts,
        "suggestions": trace.suggestions,
        "messages": trace.messages,
    }
    name = [words("forget.name", name=trace.name)] if trace.name else []
    return name + [words.count(f"forget.{what}", number) for what, number in counted.items() if number]


def done(user_id: str, words: Words) -> Block:
    """It is erased; what others still keep, a sentence each."""
    kept = "\n".join(f"• {words(f'forget.{one}', cards=MOST_CARDS)}" for one in KEPT)
    blocks = [
        parts.section(words.mrkdwn("forget.done", person=parts.mention(user_id))),
        parts.section(words("forget.kept")),
        parts.section(kept),
    ]
    return parts.reading(words("forget.title"), blocks, close=words("answer.close"))
