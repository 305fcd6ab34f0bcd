"""Previews: for each account what it would show, near to how it looks there. Pure."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.composer_errors import bare
from handlers.blocks.parts import Block
from handlers.composing.previews import Preview
from handlers.look import folded
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped

MOST_ACCOUNTS = 14
"""A view has 100 blocks."""

MOST_SHOWN = 2900
"""Characters of one text in a preview."""


def of_draft(found: Sequence[Preview], zone: ZoneInfo, words: Words, *, metadata: str) -> Block:
    """Each with the way to give this account a text, a time or a first comment of its own."""
    blocks = [parts.context(words("variants.intro"))]
    for one in found[:MOST_ACCOUNTS]:
        button = parts.button(words("variants.change", account=one.account), wire.CHANGE_FOR, str(one.account_id))
        blocks += [*_preview(one, zone, words), parts.actions(button, block_id=f"change.{one.account_id}")]
    if not found:
        blocks = [parts.section(words("variants.no_account"))]
    return parts.modal(wire.PREVIEWS, words("variants.title"), blocks, close=words("variants.back"), metadata=metadata)


def of_submission(found: Sequence[Preview], zone: ZoneInfo, words: Words) -> Block:
    """To read."""
    blocks = [block for one in found[:MOST_ACCOUNTS] for block in _preview(one, zone, words)]
    return parts.reading(words("variants.title"), blocks, close=words("answer.close"))


def _preview(one: Preview, zone: ZoneInfo, words: Words) -> list[Block]:
    account = words.mrkdwn("card.account", account=one.account, network=words(f"card.network_{one.network}"))
    length = words("card.length", found=f"{one.length:,}", allowed=f"{one.most:,}")
    return [
        parts.DIVIDER,
        parts.section(Safe(f"*{account}* · {length} · {_goes_out(one, zone, words)}")),
        *_hidden_by_a_warning(one, words),
        *_text(one, words),
        *_comment(one, words),
        *_lines(one, words),
    ]


def _goes_out(one: Preview, zone: ZoneInfo, words: Words) -> str:
    if one.lacks_time:
        return escaped(words("variants.lacks_time"))
    if one.goes_out is None:
        return escaped(words("card.at_once"))
    return escaped(dates.day_and_time(one.goes_out, zone, words.language))


def _hidden_by_a_warning(one: Preview, words: Words) -> list[Block]:
    if "sensitive" not in one.flags or "sensitive" not in one.look.marks:
        return []
    if one.warning and one.look.warns:
        return [parts.context(words.mrkdwn("variants.warned", warning=one.warning))]
    return [parts.context(words.mrkdwn("variants.sensitive"))] if one.media else []


def _text(one: Preview, words: Words) -> list[Block]:
    """As far as the network shows it at first, then what stands behind the fold."""
    shown, behind = folded(one.text, one.look)
    blocks = [parts.quoted(parts.shortened(shown, MOST_SHOWN))] if shown else []
    if behind:
        blocks.append(parts.context(words.count("variants.behind", behind)))
    if one.media:
        names = ", ".join(parts.shortened(name, 60) for name in one.media)
        blocks.append(parts.context(words.mrkdwn("variants.media", names=names)))
    elif one.look.link_card and (link := parts.first_link(one.text)):
        blocks.append(parts.context(words.mrkdwn("variants.link_card", site=link.split("/")[2])))
    return blocks


def _comment(one: Preview, words: Words) -> list[Block]:
    if not one.first_comment:
        return []
    return [parts.context(words("variants.comment_under")), parts.quoted(parts.shortened(one.first_comment, 1000))]


def _lines(one: Preview, words: Words) -> list[Block]:
    """What is in the way first, then what it costs or what it has no place for."""
    lines = [f"⚠️ {escaped(bare(trouble, words))}" for trouble in one.troubles]
    lines += [f"ℹ️ {escaped(line)}" for line in notes([one], words)]
    return [parts.context(Safe("\n".join(lines)))] if lines else []


def notes(found: Iterable[Preview], words: Words) -> list[str]:
    """Plain sentences: what it costs first, then labels without a place, in one for all accounts that lack the same."""
    costs, unmarked = [], dict[tuple[str, ...], list[str]]()
    for one in found:
        costs += [words(f"note.{note.code}", figure=note.figure, account=one.account) for note in one.notes]
        if one.unmarked:
            unmarked.setdefault(one.unmarked, []).append(one.account)
    lack = (_lack(flags, accounts, words) for flags, accounts in unmarked.items())
    return [*dict.fromkeys(costs), *lack]


def _lack(flags: Sequence[str], accounts: Sequence[str], words: Words) -> str:
    labels = ", ".join(words(f"variants.flag_{flag}") for flag in flags)
    return words("variants.unmarked", accounts=", ".join(accounts), labels=labels)
