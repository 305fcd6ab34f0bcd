"""Deleting what is live: the question, and what became of it. Pure."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.card import first_words
from handlers.blocks.home_rows import number
from handlers.blocks.parts import Block, mention
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.problem import Problem
from handlers.snapshot import OnAccount, Snapshot
from handlers.wire import Target
from handlers.words.catalogue import Safe, Words, escaped

WHERE = "where"
DONE = "done"

MOST = 10
"""Options of a group of checkboxes (docs.slack.dev/reference/block-kit/block-elements/checkboxes-element)."""


def form(target: Target, snap: Snapshot, able: Collection[int], words: Words) -> Block:
    """Every account on which it is live: where we can delete, and where somebody has to do so, and may say that it is
    done.
    """
    live = [one for one in snap.on if one.is_live]
    ours = [one for one in live if one.is_known_there and one.account_id in able][:MOST]
    theirs = [one for one in live if one not in ours]
    both = bool(ours and theirs)
    return parts.modal(
        wire.TAKING_DOWN,
        words("afterwards.delete_title"),
        [
            parts.section(words.mrkdwn("afterwards.delete_question", number=snap.number)),
            *_choice(WHERE, "afterwards.delete_where", ours, words, is_ticked=len(live) == 1, is_optional=both),
            *_by_hand(theirs, words),
            *_choice(DONE, "afterwards.delete_done", theirs[:MOST], words, is_optional=both),
        ],
        submit=words("afterwards.delete"),
        close=words("card.keep_it"),
        metadata=str(target),
    )


def _choice(
    name: str,
    label: str,
    accounts: Sequence[OnAccount],
    words: Words,
    *,
    is_ticked: bool = False,
    is_optional: bool = False,
) -> list[Block]:
    """The only one is ticked; among several, somebody says which."""
    if not accounts:
        return []
    options = [{"text": parts.plain(one.account, 75), "value": str(one.publication_id)} for one in accounts]
    element: Block = {"type": "checkboxes", "options": options}
    if is_ticked:
        element["initial_options"] = options
    return [parts.field(name, words(label), element, is_optional=is_optional)]


def _by_hand(theirs: Sequence[OnAccount], words: Words) -> list[Block]:
    """With the way to each of them."""
    names = [Safe(f"• {_named(one)}") for one in theirs]
    return parts.sections([words("afterwards.delete_by_hand"), *names]) if theirs else []


def nothing_chosen(has_where: bool, words: Words) -> dict[str, str]:
    """The sentence, at the first of the two fields."""
    return {WHERE if has_where else DONE: words("afterwards.delete_none")}


def chosen(field: Mapping[str, Any]) -> frozenset[int]:
    """Ids of publications; a claim like the rest."""
    values = (str(one.get("value")) for one in field.get("selected_options") or [])
    return frozenset(int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10)


def begun(submission: int, going: Sequence[str], gone: Sequence[str], words: Words) -> Block:
    """In place of the question: where it is being deleted, and where somebody did so."""
    said = {"afterwards.delete_begun": going, "afterwards.delete_noted": gone}
    lines = [words.mrkdwn(key, number=submission, where=", ".join(names)) for key, names in said.items() if names]
    return parts.reading(words("answer.title"), [parts.section(Safe("\n".join(lines)))], close=words("answer.close"))


def _named(one: OnAccount) -> str:
    return parts.link(one.link, one.account) if one.link else escaped(one.account)


def _taken_down(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """To the author, when it was somebody else who deleted it."""
    if snap is None:
        return None
    gone = [one.account for one in snap.on if one.publication_id in data["publications"]]
    line = reader.words.mrkdwn(
        "afterwards.deleted_by",
        number=number(snap),
        by=mention(str(data["by"])),
        where=", ".join(gone),
        first_words=first_words(snap.content.text),
    )
    return Drawn(line, [parts.section(line)])


def _removal_failed(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """To the admin who asked; nothing when it is gone after all."""
    found = [one for one in snap.on if one.publication_id == data["publication"] and one.is_live] if snap else []
    if snap is None or not found:
        return None
    key = "afterwards.delete_failed" if data["is_certain"] else "afterwards.delete_unsure"
    line = reader.words.mrkdwn(key, number=number(snap), account=Safe(_named(found[0])))
    problem = data["problem"] if data["problem"] in set(Problem) else None
    why = [reader.words.mrkdwn(f"history.problem_{problem}")] if problem else []
    detail = [parts.quoted(str(data["detail"]))] if data["detail"] else []
    return Drawn(line, [parts.section(Safe(" ".join([line, *why]))), *detail])


SAYINGS: dict[str, Draw] = {"taken_down": _taken_down, "removal_failed": _removal_failed}
