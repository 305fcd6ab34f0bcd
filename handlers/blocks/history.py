"""The story of one submission in sentences: who moved it where, when, and what each network answered. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.blocks import parts
from handlers.blocks.card import first_words
from handlers.blocks.parts import Block
from handlers.blocks.saying import Reader
from handlers.publisher import Problem
from handlers.snapshot import Snapshot
from handlers.typed.difference import Kind, pieces
from handlers.words import dates
from handlers.words.catalogue import Safe
from storage.history import BOT
from storage.submissions import Content

MOST_BLOCKS = 96
"""Of Slack's 100, with room for the heading and for the line that older ones are left out."""

MOST_BYTES = 150_000
"""Of the 250 kB that Slack takes for a view (docs.slack.dev/reference/views)."""

MOST_REASON = 1000
MOST_TEXT = 1500


@dataclass(frozen=True)
class Entry:
    """One entry of the history as plain data, with the words that were written, if they still exist."""

    kind: str
    actor_id: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Story:
    """What the modal is drawn from."""

    snap: Snapshot
    reader: Reader
    entries: Sequence[Entry]
    """Oldest first."""
    names: Mapping[str, str]
    contents: Mapping[int, Content] = field(default_factory=dict)
    """Revisions that the entries speak of."""
    is_cut: bool = False
    """There are older entries than these."""


def view(story: Story) -> Block:
    """The modal. The newest are kept when there are too many for Slack."""
    words = story.reader.words
    told, is_cut = _that_fit(story)
    heading = words.mrkdwn(
        "history.heading",
        number=story.snap.number,
        author=story.snap.author_name,
        status=words(f"card.status_{story.snap.status}"),
        first_words=first_words(story.snap.content.text),
    )
    place = dates.place_of(story.reader.zone, words.language)
    blocks = [parts.section(heading), parts.context(words.mrkdwn("history.zone", place=place))]
    if is_cut:
        blocks.append(parts.context(words("history.older_left_out")))
    return parts.reading(words("history.title", number=story.snap.number), blocks + told, close=words("answer.close"))


def _that_fit(story: Story) -> tuple[list[Block], bool]:
    kept: list[Block] = []
    size = 0
    for entry in reversed(story.entries):
        blocks = _told(entry, story)
        size += len(json.dumps(blocks, ensure_ascii=False).encode())
        if len(kept) + len(blocks) > MOST_BLOCKS or size > MOST_BYTES:
            return kept, True
        kept = blocks + kept
    return kept, story.is_cut


def _told(entry: Entry, story: Story) -> list[Block]:
    """One entry: when, what, and the words that belong to it."""
    at = dates.day_and_time(entry.at, story.reader.zone, story.reader.words.language)
    line = story.reader.words.mrkdwn("history.line", at=at, what=sentence(entry, story))
    blocks = [parts.section(line)]
    if entry.reason:
        blocks.append(parts.quoted(parts.shortened(entry.reason, MOST_REASON)))
    return blocks + _changed_text(entry, story)


def sentence(entry: Entry, story: Story) -> Safe:
    """mrkdwn, in the reader's language. A kind without a sentence of its own is a bug and fails loudly."""
    words = story.reader.words
    return words.mrkdwn(
        f"history.{_key(entry)}",
        who=_name(entry.actor_id, story),
        to=_name(str(entry.data.get("to") or ""), story),
        account=_account(entry, story),
        revision=str(entry.data.get("revision") or story.snap.revision),
        when=_when(entry, story),
        why=_why(entry, story),
        changes=_changes(entry, story),
        link=_link(entry, story),
        left=_accounts(entry.data.get("left"), story),
        what=_kept_change(entry, story),
    )


def _key(entry: Entry) -> str:
    """`publication.settled` with `how=left` is told as publication_settled_left."""
    base = entry.kind.replace(".", "_")
    data = entry.data
    if entry.kind == "decision.made":
        return f"{base}_{data.get('verdict')}"
    if entry.kind == "publication.settled":
        return f"{base}_{'left' if data.get('how') == 'left' else 'live'}"
    if entry.kind == "publication.doubted" and data.get("is_asked"):
        return f"{base}_asked"
    if entry.kind == "publication.retried":
        return base if entry.actor_id == BOT else f"{base}_by"
    if entry.kind == "submission.withdrawn" and data.get("left"):
        return f"{base}_but"
    return base


def _name(user_id: str, story: Story) -> str:
    return "Greenlight" if user_id == BOT else story.names.get(user_id, user_id)


def _account(entry: Entry, story: Story) -> str:
    """By its id; the name is the one that it has today."""
    wanted = entry.data.get("account")
    found = (one.account for one in (*story.snap.on, *story.snap.taken_off) if one.account_id == wanted)
    return next(found, str(wanted or "–"))


def _accounts(publications: object, story: Story) -> str:
    if not isinstance(publications, list):
        return ""
    known = {one.publication_id: one.account for one in (*story.snap.on, *story.snap.taken_off)}
    return ", ".join(known[one] for one in publications if one in known)


def _kept_change(entry: Entry, story: Story) -> str:
    """What was changed without a new version: accounts taken off, the time, the note."""
    words, off = story.reader.words, entry.data.get("taken_off") or []
    said = []
    if off:
        names = (one.account for one in (*story.snap.on, *story.snap.taken_off) if one.account_id in off)
        said.append(words("history.changed_taken_off", accounts=", ".join(names)))
    if entry.data.get("due_at"):
        said.append(words("history.changed_moved", when=_when(entry, story)))
    if entry.data.get("note"):
        said.append(words("history.changed_note"))
    return "; ".join(said) or words("history.part_none")


def _when(entry: Entry, story: Story) -> str:
    stamp = entry.data.get("due_at") or entry.data.get("meant_for") or entry.data.get("wanted_at")
    if not isinstance(stamp, str):
        return story.reader.words("history.at_once")
    return dates.day_and_time(datetime.fromisoformat(stamp), story.reader.zone, story.reader.words.language)


def _why(entry: Entry, story: Story) -> Safe:
    """What the network answered, as a sentence and in its own words; empty where there is nothing to say."""
    words, code, detail = story.reader.words, entry.data.get("problem"), entry.data.get("detail")
    said = [words.mrkdwn(f"history.problem_{Problem(code)}")] if code in set(Problem) else []
    if detail:
        said.append(words.mrkdwn("history.in_its_words", detail=parts.shortened(str(detail), 300)))
    return Safe(" ".join(said))


def _link(entry: Entry, story: Story) -> Safe:
    url = str(entry.data.get("link") or "")
    if not url.startswith(("https://", "http://")):
        return Safe("")
    return parts.link(url, story.reader.words("history.see_it"))


def _changes(entry: Entry, story: Story) -> str:
    """Which parts differ from the revision before: text, images, accounts, time, note."""
    before, after = _both(entry, story)
    if before is None or after is None:
        return story.reader.words("history.part_unknown")
    differs = {
        "text": before.text != after.text,
        "images": before.images != after.images,
        "accounts": before.accounts != after.accounts,
        "time": before.wanted_at != after.wanted_at,
        "note": before.note != after.note,
    }
    names = [story.reader.words(f"history.part_{name}") for name, is_other in differs.items() if is_other]
    return ", ".join(names) or story.reader.words("history.part_none")


def _both(entry: Entry, story: Story) -> tuple[Content | None, Content | None]:
    revision = int(entry.data.get("revision") or 0)
    return story.contents.get(revision - 1), story.contents.get(revision)


def _changed_text(entry: Entry, story: Story) -> list[Block]:
    """The text with what went struck through and what came in bold; only for a new revision whose text differs."""
    before, after = _both(entry, story)
    if entry.kind != "submission.revised" or before is None or after is None or before.text == after.text:
        return []
    elements, room = [], MOST_TEXT
    for piece in pieces(before.text, after.text):
        text = parts.shortened(piece.text, room)
        elements.append({"type": "text", "text": text, **_STYLES[piece.kind]})
        room -= len(text)
        if room <= 0:
            break
    return [{"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": elements}]}]


_STYLES: dict[Kind, dict[str, Any]] = {
    Kind.SAME: {},
    Kind.GONE: {"style": {"strike": True}},
    Kind.NEW: {"style": {"bold": True}},
}
