"""Private answers to what was asked in a command: help, lists, one post. Pure."""

from handlers import wire
from handlers.blocks import home_rows, parts, settling
from handlers.blocks.card import first_words
from handlers.blocks.home import Rows
from handlers.blocks.next_step import next_step
from handlers.blocks.parts import Block
from handlers.blocks.saying import Reader
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words.catalogue import Safe
from storage.lifecycle import OPEN

Answer = tuple[str, list[Block]]
"""Notification text, and blocks."""


def help_text(reader: Reader, *, is_unknown: bool) -> Answer:
    """A few lines; before them a word when the question was not understood."""
    words = reader.words
    text = words.mrkdwn("home.help", submit=wire.SUBMIT_POST, ask=wire.GREENLIGHT)
    if is_unknown:
        text = Safe(f"{words.mrkdwn('home.not_understood')}\n{text}")
    new_post = parts.button(words("home.new_post"), wire.COMPOSE, "new", style="primary")
    return text, [parts.section(text), parts.actions(new_post)]


def lists(reader: Reader, waiting: Rows[Snapshot], mine: Rows[Snapshot]) -> Answer:
    """A line for each: what waits for me, and what is mine."""
    blocks = [*_list("waiting", waiting, reader), *_list("mine", mine, reader)]
    return reader.words("home.list_notification"), blocks


def _list(name: str, rows: Rows[Snapshot], reader: Reader) -> list[Block]:
    words = reader.words
    heading = Safe(f"*{words.mrkdwn(f'home.{name}')}*")
    if not rows.shown:
        return [parts.section(heading), parts.context(words(f"home.{name}_none"))]
    blocks = [parts.section(heading), *(parts.section(_line(name, snap, reader)) for snap in rows.shown)]
    return [*blocks, parts.context(words("home.and_more_on_home"))] if rows.has_more else blocks


def _line(name: str, snap: Snapshot, reader: Reader) -> Safe:
    return reader.words.mrkdwn(
        f"home.row_{name}",
        number=home_rows.number(snap),
        author=snap.author_name,
        state=home_rows.state(snap, reader),
        when=home_rows.when(snap, reader),
        first_words=first_words(snap.content.text),
    )


def one_post(reader: Reader, snap: Snapshot, owes: bool) -> Answer:
    """Its status, who does what next, and the way to its card."""
    words, target = reader.words, str(Target(snap.number, snap.revision))
    title = words.mrkdwn(
        "home.one_post",
        number=home_rows.number(snap),
        author=snap.author_name,
        status=words(f"card.status_{snap.status}"),
        first_words=first_words(snap.content.text),
    )
    buttons = [parts.button(words("home.review"), wire.REVIEW, target, style="primary")] if owes else []
    buttons.append(parts.button(words("card.menu_history"), wire.HISTORY, target))
    if snap.state in OPEN:
        # Whoever is not in the review channel has no card whose menu they could use.
        buttons.append(parts.button(words("card.menu_together"), wire.TOGETHER, target))
    blocks = [
        parts.section(title),
        parts.section(next_step(snap, words, reader.now)),
        *settling.per_account(snap, words),
    ]
    blocks.append(parts.actions(*buttons))
    if snap.card_link:
        blocks.append(parts.context(parts.link(snap.card_link, words("card.see_card"))))
    return title, blocks
