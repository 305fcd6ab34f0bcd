"""Taking back: the question, and what became of it. Pure."""

from collections.abc import Sequence

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.wire import Target
from handlers.words.catalogue import Safe, Words

ON_HOME = " home"
"""Behind the target in the form's metadata, when Home is to be redrawn afterwards."""


def question(target: Target, is_on_home: bool, words: Words) -> Block:
    """A menu's option cannot ask for a confirmation, so this does."""
    return parts.modal(
        wire.WITHDRAWAL,
        words("card.withdraw_title"),
        [parts.section(words.mrkdwn("home.withdraw_question", number=target.submission_id))],
        submit=words("card.menu_withdraw"),
        close=words("card.keep_it"),
        metadata=f"{target}{ON_HOME if is_on_home else ''}",
    )


def read_question(metadata: str) -> tuple[Target | None, bool]:
    """What the form is about, a claim like everything else in it; and whether it was asked on Home."""
    return Target.parse(metadata.removesuffix(ON_HOME)), metadata.endswith(ON_HOME)


def done(number: int, left: Sequence[str], words: Words) -> Safe:
    """The answer; it names what could not be taken back."""
    if left:
        return words.mrkdwn("home.taken_back_but", number=number, accounts=", ".join(left))
    return words.mrkdwn("home.taken_back", number=number)


def closing(number: int, left: Sequence[str], words: Words) -> Block:
    """The same in place of the question."""
    return parts.reading(words("answer.title"), [parts.section(done(number, left, words))], close=words("answer.close"))
