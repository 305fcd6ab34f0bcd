"""The story of one submission in sentences, a page at a time: who moved it where, when, and what came of it. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from handlers import wire
from handlers.blocks import history_changes, parts
from handlers.blocks.card import first_words
from handlers.blocks.history_sentences import Entry, Telling, place, sentence
from handlers.blocks.parts import Block
from handlers.blocks.saying import Reader
from handlers.blocks.texts import account_names
from handlers.wire import Target
from handlers.words import dates

PAGE = 30
"""Entries shown at a time. Each is at most three blocks, of the 100 that Slack takes."""

MOST_BYTES = 150_000
"""Of the 250 kB that Slack takes for a view (docs.slack.dev/reference/views)."""

MOST_REASON, MOST_TEXT = 1000, 1500
"""Characters of a person's words, and of a changed text, that are shown."""

SHORT = 200
"""The same where a page would become too large."""


@dataclass(frozen=True)
class Story:
    """What the modal is drawn from."""

    telling: Telling
    entries: Sequence[Entry]
    """Of this page, oldest first."""
    first: int = 1
    """The place of the first of them in the whole story, from 1."""
    total: int = 0
    """How many there are in the whole story."""
    before: Entry | None = None
    """The entry before the first of them."""

    @property
    def reader(self) -> Reader:
        return self.telling.reader


def view(story: Story) -> Block:
    """The modal."""
    words = story.reader.words
    snap = story.telling.snap
    heading = words.mrkdwn(
        "history.heading",
        number=snap.number,
        author=snap.author_name,
        status=words(f"card.status_{snap.status}"),
        first_words=first_words(snap.content.text),
    )
    blocks = [parts.section(heading), parts.context(*_frame(story)), *_that_fit(story), *_pages(story)]
    return parts.reading(words("history.title", number=snap.number), blocks, close=words("answer.close"))


def _frame(story: Story) -> list[str]:
    """In whose zone, and which part of the whole this is."""
    words, last = story.reader.words, story.first + len(story.entries) - 1
    zone = words.mrkdwn("history.zone", place=dates.place_of(story.reader.zone, words.language))
    if len(story.entries) >= story.total:
        return [zone]
    return [words.mrkdwn("history.part_of_it", first=story.first, last=last, total=story.total), zone]


def _that_fit(story: Story) -> list[Block]:
    """In full; where that were too much for Slack, with people's words and changed texts cut short."""
    told = _told(story, MOST_REASON, MOST_TEXT)
    is_small = len(json.dumps(told, ensure_ascii=False).encode()) <= MOST_BYTES
    return told if is_small else _told(story, SHORT, SHORT)


def _told(story: Story, most_reason: int, most_text: int) -> list[Block]:
    blocks, before, work = [], story.before, 0
    for entry in story.entries:
        blocks.append(_line(entry, before, story))
        if entry.reason:
            blocks.append(parts.quoted(parts.shortened(entry.reason, most_reason)))
        if entry.kind == "submission.revised":
            work += history_changes.work(entry.data, story.telling.contents)
            if work <= history_changes.MOST_WORK:
                blocks += _changed_text(entry, story, most_text)
        before = entry
    return blocks


def _changed_text(entry: Entry, story: Story, most: int) -> list[Block]:
    telling = story.telling
    names, words = account_names(telling.snap), telling.reader.words
    return history_changes.changed_text(entry.data, telling.contents, most, names, words)


def _line(entry: Entry, before: Entry | None, story: Story) -> Block:
    """When, what, and where the actor was, with the version that it was about."""
    words = story.reader.words
    at = dates.past(entry.at, story.reader.zone, words.language, story.reader.now)
    what, where = sentence(entry, story.telling, before), place(entry, story.telling)
    if where:
        return parts.section(words.mrkdwn("history.line_from_place", at=at, what=what, place=where))
    return parts.section(words.mrkdwn("history.line", at=at, what=what))


def _pages(story: Story) -> list[Block]:
    """Ways to what came before and after, where there is more than one page."""
    words, buttons = story.reader.words, []
    if story.first > 1:
        buttons.append(_button(story, wire.HISTORY_EARLIER, words("history.earlier"), max(1, story.first - PAGE)))
    following = story.first + len(story.entries)
    if following <= story.total:
        buttons.append(_button(story, wire.HISTORY_LATER, words("history.later"), following))
    return [parts.actions(*buttons)] if buttons else []


def _button(story: Story, action_id: str, text: str, first: int) -> Block:
    return parts.button(text, action_id, str(Target(story.telling.snap.number, first)))
