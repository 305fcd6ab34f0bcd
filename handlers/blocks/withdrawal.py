"""Taking back: the question, and what became of it. Pure."""

from collections.abc import Sequence

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.wire import Target
from handlers.words.catalogue import Safe, Words


def question(target: Target, words: Words) -> Block:
    """A menu's option cannot ask for a confirmation, so this does."""
    return parts.modal(
        wire.WITHDRAWAL,
        words("card.withdraw_title"),
        [parts.section(words.mrkdwn("home.withdraw_question", number=target.submission_id))],
        submit=words("card.menu_withdraw"),
        close=words("card.keep_it"),
        metadata=str(target),
    )


def done(number: int, left: Sequence[str], words: Words) -> Safe:
    """The answer; it names what could not be taken back."""
    if left:
        return words.mrkdwn("home.taken_back_but", number=number, accounts=", ".join(left))
    return words.mrkdwn("home.taken_back", number=number)


def closing(number: int, left: Sequence[str], words: Words) -> Block:
    """The same in place of the question."""
    return parts.reading(words("answer.title"), [parts.section(done(number, left, words))], close=words("answer.close"))
