"""The pieces that every message and modal of ours is built from: plain dicts, sized to Slack's limits.

Source of the limits: docs.slack.dev/reference/block-kit.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handlers.words.catalogue import Safe, escaped

Block = dict[str, Any]

SECTION_LIMIT = 3000
BUTTON_LIMIT = 75
TITLE_LIMIT = 24
HEADER_LIMIT = 150

_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}'’”]")


def size(text: str) -> int:
    """Length in UTF-16 units, the strictest way in which Slack may count; it does not say."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units, with an ellipsis where something was left out."""
    return text if size(text) <= limit else head(text, limit - 1).rstrip() + "…"


def head(text: str, limit: int) -> str:
    """As much of the beginning as fits into `limit` UTF-16 units; a character is never torn apart."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", "ignore")


def plain(text: str, limit: int = SECTION_LIMIT) -> Block:
    return {"type": "plain_text", "text": shortened(text, limit) or " ", "emoji": True}


def section(text: str, *, accessory: Block | None = None, block_id: str | None = None) -> Block:
    """A mrkdwn section. Plain text is escaped; what is Safe goes in as it is."""
    block: Block = {
        "type": "section",
        "text": {"type": "mrkdwn", "text": shortened(escaped(text), SECTION_LIMIT) or " ", "verbatim": True},
    }
    if accessory:
        block["accessory"] = accessory
    return _named(block, block_id)


def sections(lines: Iterable[str]) -> list[Block]:
    """Lines of mrkdwn, in as few sections as hold them: none of them is torn apart, and no link in it."""
    pages: list[list[str]] = [[]]
    for line in map(escaped, lines):
        if pages[-1] and size("\n".join([*pages[-1], line])) > SECTION_LIMIT:
            pages.append([])
        pages[-1].append(line)
    return [section(Safe("\n".join(page))) for page in pages]


def context(*texts: str) -> Block:
    """Small grey lines; at most 10."""
    elements = [{"type": "mrkdwn", "text": shortened(escaped(text), 2000), "verbatim": True} for text in texts[:10]]
    return {"type": "context", "elements": elements}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER_LIMIT)}


DIVIDER: Block = {"type": "divider"}


def quoted(text: str, block_id: str | None = None) -> Block:
    """A person's own text, shown exactly as typed: nothing in it is read as markup, links can be pressed."""
    block = {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": list(_pieces(text))}]}
    return _named(block, block_id)


def _pieces(text: str) -> Iterable[Block]:
    start = 0
    for found in _LINK.finditer(text):
        if found.start() > start:
            yield {"type": "text", "text": text[start : found.start()]}
        yield {"type": "link", "url": found[0], "text": found[0]}
        start = found.end()
    if start < len(text) or not text:
        yield {"type": "text", "text": text[start:] or " "}


def first_link(text: str) -> str:
    """The first web address in it; empty when there is none."""
    found = _LINK.search(text)
    return found[0] if found else ""


def button(text: str, action_id: str, value: str, *, style: str | None = None, confirm: Block | None = None) -> Block:
    block: Block = {"type": "button", "text": plain(text, BUTTON_LIMIT), "action_id": action_id, "value": value}
    if style:
        block["style"] = style
    if confirm:
        block["confirm"] = confirm
    return block


def link_button(text: str, action_id: str, url: str) -> Block:
    return {"type": "button", "text": plain(text, BUTTON_LIMIT), "action_id": action_id, "url": url}


def actions(*elements: Block, block_id: str | None = None) -> Block:
    return _named({"type": "actions", "elements": list(elements)}, block_id)


def overflow(action_id: str, options: Sequence[tuple[str, str]]) -> Block:
    """A ⋯ menu of 1 to 5 (text, value); values of at most 75 characters."""
    return {
        "type": "overflow",
        "action_id": action_id,
        "options": [{"text": plain(text, 75), "value": value} for text, value in options],
    }


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    return {"title": plain(title, 100), "text": plain(text, 300), "confirm": plain(yes, 30), "deny": plain(no, 30)}


def text_input(
    block_id: str,
    label: str,
    *,
    initial: str = "",
    hint: str = "",
    placeholder: str = "",
    is_long: bool = False,
    is_optional: bool = False,
    max_length: int = SECTION_LIMIT,
    saves_while_typing: bool = False,
) -> Block:
    """A plain text field; one field takes at most 3,000 characters."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": block_id,
        "multiline": is_long,
        "max_length": max_length,
    }
    if initial:
        element["initial_value"] = initial
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    if saves_while_typing:
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return field(block_id, label, element, hint=hint, is_optional=is_optional, dispatches=saves_while_typing)


def field(
    block_id: str,
    label: str,
    element: Block,
    *,
    hint: str = "",
    is_optional: bool = False,
    dispatches: bool = False,
) -> Block:
    """An input block round any element; its action id is its block id, so that a form reads by block."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2000),
        "element": {"action_id": block_id, **element},
        "optional": is_optional,
    }
    if hint:
        block["hint"] = plain(hint, 2000)
    if dispatches:
        block["dispatch_action"] = True
    return block


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Mapping[str, Any]],
    *,
    submit: str | None = None,
    close: str | None = None,
    metadata: str = "",
    tells_closing: bool = False,
) -> Block:
    """A modal view; a form with inputs needs `submit`."""
    view: Block = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, TITLE_LIMIT),
        "blocks": list(blocks)[:100],
        "private_metadata": metadata,
        "notify_on_close": tells_closing,
    }
    if submit:
        view["submit"] = plain(submit, TITLE_LIMIT)
    if close:
        view["close"] = plain(close, TITLE_LIMIT)
    return view


def reading(title: str, blocks: Sequence[Mapping[str, Any]], *, close: str) -> Block:
    """A modal that only shows something."""
    return modal("reading", title, blocks, close=close)


def mention(user_id: str) -> Safe:
    """Pings that person when the message is new; never in an edit."""
    return Safe(f"<@{user_id}>")


def link(url: str, text: str) -> Safe:
    return Safe(f"<{escaped(url)}|{escaped(text).replace('|', '¦')}>")


def _named(block: Block, block_id: str | None) -> Block:
    return {**block, "block_id": block_id} if block_id else block
