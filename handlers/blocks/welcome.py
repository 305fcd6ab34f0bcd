"""A person's first Home in a brand: who approves, how long it takes, the style guide, three good posts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.composer_done import duration
from handlers.blocks.denials import some
from handlers.blocks.parts import Block
from handlers.words.catalogue import Safe, Words, escaped


@dataclass(frozen=True)
class Good:
    """A post of the brand that went well, or the newest."""

    number: int
    first_words: str
    link: str = ""


@dataclass(frozen=True)
class Greeting:
    """What somebody new should know of a brand."""

    brand_id: int
    name: str
    channel: str
    approvers: Sequence[str] = ()
    """Empty: every member of the channel may approve."""
    usual: timedelta | None = None
    style_guide: str = ""
    posts: Sequence[Good] = ()
    are_best: bool = False
    """By their results, not only the newest."""


def on_home(greeting: Greeting | None, words: Words) -> list[Block]:
    """Until it is put away, or for a day."""
    if greeting is None:
        return []
    button = parts.button(words("welcome.got_it"), wire.WELCOME_READ, str(greeting.brand_id))
    return [*blocks(greeting, words), parts.actions(button), parts.DIVIDER]


def blocks(greeting: Greeting, words: Words) -> list[Block]:
    channel = Safe(f"<#{greeting.channel}>")
    lines = [words.mrkdwn("welcome.hello", brand=greeting.name)]
    if greeting.approvers:
        lines.append(words.mrkdwn("welcome.approvers", people=some(greeting.approvers, words), channel=channel))
    else:
        lines.append(words.mrkdwn("welcome.anyone", channel=channel))
    if greeting.usual is not None:
        lines.append(words.mrkdwn("welcome.usual", about=duration(greeting.usual, words)))
    if greeting.style_guide:
        lines.append(words.mrkdwn("welcome.style", link=parts.link(greeting.style_guide, words("composer.guide"))))
    if greeting.posts:
        lines.append(words.mrkdwn("welcome.best" if greeting.are_best else "welcome.newest"))
        lines += [_post(one) for one in greeting.posts]
    return parts.sections(lines)


def _post(one: Good) -> Safe:
    number = parts.link(one.link, f"#{one.number}") if one.link else Safe(f"#{one.number}")
    return Safe(f"• {number} {escaped(one.first_words)}")
