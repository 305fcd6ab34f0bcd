"""Bringing a file: the form, what a dry run came to, and what its reviewers hear. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.next_step import MOST_NAMED
from handlers.blocks.parts import Block, mention
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.importing.batching import Imported, Tried
from handlers.importing.faults import Fault, Found
from handlers.importing.reading import MOST_ROWS
from handlers.snapshot import Snapshot
from handlers.words.catalogue import Safe, Words, escaped

FILE, BRAND = "file", "brand"
ENDINGS = ["csv", "tsv", "txt"]
MOST_SHOWN = 40


def form(brands: Sequence[tuple[int, str]], chosen: int, words: Words) -> Block:
    """A file, and for which brand where there is a choice."""
    options = [{"text": parts.plain(name, 75), "value": str(number)} for number, name in brands[:100]]
    first = next((one for one in options if one["value"] == str(chosen)), options[0] if options else None)
    select = {"type": "static_select", "options": options, "initial_option": first}
    blocks = [
        parts.section(words("importing.about", most=MOST_ROWS)),
        *([parts.field(BRAND, words("importing.brand"), select)] if len(options) > 1 else []),
        parts.field(FILE, words("importing.file"), {"type": "file_input", "filetypes": ENDINGS, "max_files": 1}),
        parts.context(words("importing.columns")),
    ]
    return parts.modal(
        wire.IMPORT_FORM,
        words("importing.title"),
        blocks,
        submit=words("importing.try_out"),
        close=words("answer.close"),
        metadata=str(chosen),
    )


def looking(words: Words) -> Block:
    """While the file is fetched and read."""
    return parts.reading(
        words("importing.title"), [parts.section(words("importing.looking"))], close=words("answer.close")
    )


def tried(result: Tried, words: Words) -> Block:
    """Every mistake with its place; or what would be put up, and the button that does it."""
    if result.found:
        return _refused(result.found, words)
    blocks = [parts.section(words.mrkdwn("importing.would", name=result.name, count=str(result.rows)))]
    if result.known:
        blocks.append(parts.context(words("importing.known", count=result.known)))
    if result.rows:
        label = words("importing.bring_in", count=result.rows)
        blocks.append(parts.actions(parts.button(label, wire.IMPORT_NOW, str(result.batch_id), style="primary")))
    return parts.reading(words("importing.title"), blocks, close=words("answer.close"))


def _refused(found: Sequence[Found], words: Words) -> Block:
    lines = [Safe(f"• {escaped(sentence(one, words))}") for one in found[:MOST_SHOWN]]
    more = len(found) - MOST_SHOWN
    if more > 0:
        lines.append(Safe(escaped(words.count("checks.and_more", more))))
    blocks = [parts.section(words("importing.nothing")), *parts.sections(lines)]
    return parts.reading(words("importing.title"), blocks, close=words("answer.close"))


def sentence(one: Found, words: Words) -> str:
    """Plain text: where, then what, then what to do."""
    values = {"column": one.column, **one.values}
    values = {name: parts.shortened(value, 80) if isinstance(value, str) else value for name, value in values.items()}
    if one.code == Fault.NETWORK:
        what = words(f"composer.wrong_{values['problem']}", **values)
    elif one.code == Fault.BAD_TIME:
        what = words(f"composer.wrong_time_{values['why']}", **values)
    else:
        what = words(f"importing.wrong_{one.code}", **values)
    if not one.line:
        return what
    key = "importing.at_column" if one.column else "importing.at_line"
    return words(key, line=one.line, column=values["column"], what=what)


def done(result: Imported, words: Words) -> Block:
    """After the button."""
    count = len(result.numbers)
    if not count:
        line = words("importing.done_nothing")
    else:
        line = words("importing.done", count=count, first=min(result.numbers), last=max(result.numbers))
    return parts.reading(words("importing.title"), [parts.section(line)], close=words("answer.close"))


def _imported(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """In the review channel: one message for all of them."""
    who = Safe(" ".join(mention(one) for one in data["asked"][:MOST_NAMED]))
    line = reader.words.mrkdwn(
        "importing.told",
        who=who,
        by=str(data["by_name"]),
        count=str(data["count"]),
        first=str(data["first"]),
        last=str(data["last"]),
    )
    review = parts.button(reader.words("home.review"), wire.REVIEW_MINE, "all", style="primary")
    return Drawn(line, [parts.section(Safe(line.strip())), parts.actions(review)])


SAYINGS: dict[str, Draw] = {"imported": _imported}
