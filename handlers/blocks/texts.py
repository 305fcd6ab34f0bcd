"""The texts of a submission as its readers see them: the common one, then only those that differ. Pure."""

from collections.abc import Mapping

from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.snapshot import Snapshot
from handlers.texts import MOST_OWN_SHOWN, OWN_SHOWN_IN_FULL, SHOWN_IN_FULL, Own, is_common, own_texts
from handlers.words.catalogue import Safe, Words

PIECE = 2900
"""Characters of text in one block; a longer text goes on in the next."""


def on_card(snap: Snapshot, words: Words) -> list[Block]:
    """With an ellipsis where the card has no room. A common text that goes out nowhere takes none."""
    common = [parts.quoted(parts.shortened(snap.content.text, SHOWN_IN_FULL))] if is_common(snap.content) else []
    own = (
        [_heading(one, snap, words), parts.quoted(parts.shortened(one.text, OWN_SHOWN_IN_FULL))]
        for one in own_texts(snap.content)[:MOST_OWN_SHOWN]
    )
    return [*common, *(block for pair in own for block in pair)]


def in_full(snap: Snapshot, words: Words) -> list[Block]:
    """Every word."""
    blocks = whole(snap.content.text) if is_common(snap.content) else []
    for one in own_texts(snap.content):
        blocks += [_heading(one, snap, words), *whole(one.text)]
    return blocks


def _heading(one: Own, snap: Snapshot, words: Words) -> Block:
    names = account_names(snap)
    accounts = ", ".join(names.get(account, "?") for account in one.accounts)
    key = "variants.own_comment" if one.is_comment else "variants.own_text"
    return parts.context(words.mrkdwn(key, accounts=accounts))


def account_names(snap: Snapshot) -> Mapping[int, str]:
    """Of every account that it is on, or was."""
    return {one.account_id: one.account for one in (*snap.on, *snap.taken_off)}


def whole(text: str) -> list[Block]:
    """One text, over as many blocks as it takes."""
    pieces = []
    while True:
        pieces.append(parts.quoted(parts.head(text, PIECE)))
        text = text[len(parts.head(text, PIECE)) :]
        if not text:
            return pieces


def labels(snap: Snapshot, words: Words) -> list[Safe]:
    """What its author says about the content, in a line each."""
    content, found = snap.content, []
    if content.flags:
        named = ", ".join(words(f"variants.flag_{flag}") for flag in content.flags)
        found.append(words.mrkdwn("variants.labels", labels=named))
    if content.warning:
        found.append(words.mrkdwn("variants.warning_line", warning=content.warning))
    return found
