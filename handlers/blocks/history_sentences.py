"""One entry of the history as a sentence, in the reader's language. Pure.

A sentence may name whatever stands in its entry's data: `{until}` is data's `until`, shown as a time, a name, a list or
text, as it may be. What needs more than that is worked out here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.blocks import parts
from handlers.blocks.history_changes import changes
from handlers.blocks.saying import Reader
from handlers.problem import Problem
from handlers.snapshot import OnAccount, Snapshot
from handlers.words import dates
from handlers.words.catalogue import Safe
from storage.content import Content
from storage.history import BOT

MOST_DETAIL = 300
"""Characters of one value that are shown in a sentence."""

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@dataclass(frozen=True)
class Entry:
    """One entry of the history as plain data, with the words that were written, if they still exist."""

    kind: str
    actor_id: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    place: str = ""
    revision: int | None = None
    state: str = ""
    """The submission's editorial state afterwards; empty in entries from before it was kept."""


@dataclass(frozen=True)
class Telling:
    """What sentences need to know beside their entry."""

    snap: Snapshot
    reader: Reader
    names: Mapping[str, str]
    contents: Mapping[int, Content] = field(default_factory=dict)
    """Revisions that the entries speak of."""
    steps: Mapping[int, str] = field(default_factory=dict)
    """Names of the brand's steps of review."""


def sentence(entry: Entry, telling: Telling, before: Entry | None = None) -> Safe:
    """mrkdwn: what happened, then what belongs to it. `before`: the entry before, for what it was moved from."""
    words = telling.reader.words
    key = f"history.{_key(entry)}"
    blanks = words.blanks(key)
    if blanks is None:
        # Written by a newer version, beside which this one runs.
        main = words.mrkdwn("history.something", who=_name(entry.actor_id, telling), kind=entry.kind)
    else:
        values = shown_values(entry, telling)
        main = words.mrkdwn(key, **{name: values.get(name, "–") for name in blanks})
    extras = [said for extra in _EXTRAS if (said := extra(entry, telling)) is not None]
    return Safe(" ".join((main, *extras, *_moved(entry, before, telling))))


def place(entry: Entry, telling: Telling) -> str:
    """Where the actor was, and the version that was the current one; empty where nobody knows, and for the bot."""
    words = telling.reader.words
    key = f"history.place_{entry.place}"
    where = words(key) if entry.place and words.blanks(key) is not None else ""
    if where and (entry.revision or 1) > 1 and "revision" not in (words.blanks(f"history.{_key(entry)}") or ()):
        return words("history.place_and_version", place=where, revision=entry.revision)
    return where


def _key(entry: Entry) -> str:
    """`publication.settled` with `how=left` is told as publication_settled_left."""
    base, data = entry.kind.replace(".", "_"), entry.data
    is_by_bot = entry.actor_id == BOT
    variants: dict[str, str] = {
        "decision.made": f"_{data.get('verdict')}",
        "publication.settled": "_left" if data.get("how") == "left" else "_live",
        "publication.taken_down": "_said" if data.get("how") == "said" else "",
        "publication.doubted": "_asked" if data.get("is_asked") else "",
        "publication.retried": "" if is_by_bot else "_by",
        "suggestion.made": "_own" if data.get("suggested_by") == entry.actor_id else "",
        "submission.withdrawn": "_but" if data.get("left") else "",
    }
    return base + variants.get(entry.kind, "")


def shown_values(entry: Entry, telling: Telling) -> dict[str, str]:
    """Everything that a sentence may name."""
    data = entry.data
    return {
        **{name: _shown(value, telling) for name, value in data.items()},
        "who": _name(entry.actor_id, telling),
        "to": _name(str(data.get("to") or ""), telling),
        "account": _account(data.get("account"), telling),
        "revision": str(data.get("revision") or telling.snap.revision),
        "when": _when(entry, telling),
        "why": _why(entry, telling),
        "changes": changes(entry.data, telling.contents, telling.reader.words),
        "link": _link(entry, telling),
        "left": _of_publications(data.get("left"), telling),
        "what": _kept_change(entry, telling),
    }


def _shown(value: object, telling: Telling) -> str:
    """A value of an entry's data: a time, a person, several of them, or text."""
    if isinstance(value, list):
        return ", ".join(_shown(one, telling) for one in value) or "–"
    if isinstance(value, str) and _STAMP.match(value):
        return _moment(value, telling)
    if value is None or value == "":
        return "–"
    return telling.names.get(str(value)) or parts.shortened(str(value), MOST_DETAIL)


def _moment(stamp: str, telling: Telling) -> str:
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return dates.day_and_time(when, telling.reader.zone, telling.reader.words.language) if when.tzinfo else stamp


def _name(user_id: str, telling: Telling) -> str:
    return "Greenlight" if user_id == BOT else telling.names.get(user_id, user_id) or "–"


def _on(telling: Telling) -> tuple[OnAccount, ...]:
    return (*telling.snap.on, *telling.snap.taken_off)


def _account(wanted: object, telling: Telling) -> str:
    """By its id; the name is the one that it has today."""
    found = (one.account for one in _on(telling) if one.account_id == wanted)
    return next(found, str(wanted or "–"))


def _of_publications(publications: object, telling: Telling) -> str:
    if not isinstance(publications, list):
        return ""
    known = {one.publication_id: one.account for one in _on(telling)}
    return ", ".join(known[one] for one in publications if one in known)


def _kept_change(entry: Entry, telling: Telling) -> str:
    """What was changed without a new version: accounts taken off, the time, the note."""
    words, off = telling.reader.words, entry.data.get("taken_off") or []
    said = []
    if off:
        names = (one.account for one in _on(telling) if one.account_id in off)
        said.append(words("history.changed_taken_off", accounts=", ".join(names)))
    said += _kept_moves(entry, telling)
    if entry.data.get("note"):
        said.append(words("history.changed_note"))
    return "; ".join(said) or words("history.part_none")


def _kept_moves(entry: Entry, telling: Telling) -> list[str]:
    """One time for all, or each account with its own."""
    words, names = telling.reader.words, {one.account_id: one.account for one in _on(telling)}
    moves = entry.data.get("moves")
    if not isinstance(moves, list):
        return [words("history.changed_moved", when=_when(entry, telling))] if entry.data.get("due_at") else []
    return [
        words("history.changed_moved_on", account=names.get(account, "?"), when=_moment(when, telling))
        for account, when in moves
    ]


def _when(entry: Entry, telling: Telling) -> str:
    stamp = entry.data.get("due_at") or entry.data.get("meant_for") or entry.data.get("wanted_at")
    return _moment(stamp, telling) if isinstance(stamp, str) else telling.reader.words("history.at_once")


def _why(entry: Entry, telling: Telling) -> Safe:
    """What the network answered, as a sentence and in its own words; empty where there is nothing to say."""
    words, code, detail = telling.reader.words, entry.data.get("problem"), entry.data.get("detail")
    said = [words.mrkdwn(f"history.problem_{Problem(code)}")] if code in set(Problem) else []
    if detail:
        said.append(words.mrkdwn("history.in_its_words", detail=parts.shortened(str(detail), MOST_DETAIL)))
    return Safe(" ".join(said))


def _link(entry: Entry, telling: Telling) -> Safe:
    url = str(entry.data.get("link") or "")
    if not url.startswith(("https://", "http://")):
        return Safe("")
    return parts.link(url, telling.reader.words("history.see_it"))


def _step(entry: Entry, telling: Telling) -> Safe | None:
    """For which steps of the review somebody decided."""
    names = _steps(entry.data.get("stages"), telling)
    return telling.reader.words.mrkdwn("history.for_step", steps=", ".join(names)) if names else None


def _keeps(entry: Entry, telling: Telling) -> Safe | None:
    """For which steps the decisions made before stay, although there is a new version."""
    names = _steps(entry.data.get("keeps"), telling)
    return telling.reader.words.mrkdwn("history.keeps_steps", steps=", ".join(names)) if names else None


def _steps(numbers: object, telling: Telling) -> list[str]:
    return [telling.steps[one] for one in numbers if one in telling.steps] if isinstance(numbers, list) else []


def _variants(entry: Entry, telling: Telling) -> Safe | None:
    """Which accounts had something of their own."""
    ids, words = entry.data.get("variants"), telling.reader.words
    names = [one.account for one in _on(telling) if isinstance(ids, list) and one.account_id in ids]
    return words.mrkdwn("history.variants", accounts=", ".join(names)) if names else None


def _on_behalf(entry: Entry, telling: Telling) -> Safe | None:
    away = entry.data.get("on_behalf_of")
    return telling.reader.words.mrkdwn("history.on_behalf", away=_name(str(away), telling)) if away else None


def _own_work(entry: Entry, telling: Telling) -> Safe | None:
    return telling.reader.words.mrkdwn("history.own_work") if entry.data.get("own_work") else None


def _label(entry: Entry, telling: Telling) -> Safe | None:
    """What kind of reason it was."""
    words, key = telling.reader.words, f"history.label_{entry.data.get('label')}"
    known = entry.kind == "decision.made" and words.blanks(key) is not None
    return words.mrkdwn("history.label", label=words(key)) if known else None


def _asked(entry: Entry, telling: Telling) -> Safe | None:
    """Which rule asked whom from here on."""
    asked, words = entry.data.get("asked"), telling.reader.words
    if not isinstance(asked, dict):
        return None
    people = [_name(str(one), telling) for one in asked.get("people") or []]
    rule = words.count("history.rule_needed", int(asked.get("needed") or 1))
    if len(people) == 1:
        rule = words("history.rule_one")
    elif asked.get("rule") == "all":
        rule = words("history.rule_all")
    whom = ", ".join(people) or words("history.whole_channel")
    key = "history.asked_at_step" if asked.get("step") else "history.asked"
    return words.mrkdwn(key, step=str(asked.get("step") or ""), people=whom, rule=rule)


_EXTRAS: tuple[Callable[[Entry, Telling], Safe | None], ...] = (
    _variants,
    _step,
    _keeps,
    _on_behalf,
    _own_work,
    _label,
    _asked,
)
"""What is said after the sentence itself, if there is something to say."""


def _moved(entry: Entry, before: Entry | None, telling: Telling) -> list[Safe]:
    """From which state to which, where it changed."""
    if before is None or not before.state or not entry.state or before.state == entry.state:
        return []
    words = telling.reader.words
    names = (words(f"history.state_{before.state}"), words(f"history.state_{entry.state}"))
    return [words.mrkdwn("history.moved", before=names[0], after=names[1])]
