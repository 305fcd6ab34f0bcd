"""Slack's message text: entities, links and mentions in angle brackets.

docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox import emoji

Json = dict[str, Any]

# What is in angle brackets: a mention, a channel, a group, a command such as <!here>, a link.
TOKEN = re.compile(r"<([@#!]|https?://|mailto:|tel:)([^<>\n]*)>")
LINK = re.compile(r"(?<![\w/])(https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"])")
NAME = re.compile(r"(?<![\w&])([@#])([\w.\-]+(?: [A-Z][\w\-]+)?)")
EMOJI = re.compile(r":([a-z0-9_+\-]+):")
BARE_AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")
USER_IN_TEXT = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
GROUP_IN_TEXT = re.compile(r"<!subteam\^(S[A-Z0-9]+)(?:\|[^<>]*)?>")
EVERYBODY_IN_TEXT = re.compile(r"<!(channel|here|everyone)(?:\|[^<>]*)?>")


def entities(text: str) -> str:
    """Answer `text` with & < > as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, token_for: Callable[[str, str], str | None]) -> str:
    """Answer what a person typed as Slack stores it: entities, links in brackets, known names as tokens.

    `token_for` is given the sign (@ or #) and the name and answers the token, or None for an unknown name.
    """
    parts = LINK.split(text)
    return "".join(f"<{entities(p)}>" if i % 2 else _names(entities(p), token_for) for i, p in enumerate(parts))


def _names(text: str, token_for: Callable[[str, str], str | None]) -> str:
    def put(match: re.Match[str]) -> str:
        sign, name = match.groups()
        whole = token_for(sign, name)
        if whole is not None:
            return whole
        first, _, rest = name.partition(" ")
        token = token_for(sign, first.rstrip("."))
        tail = first[len(first.rstrip(".")) :] + (f" {rest}" if rest else "")
        return token + tail if token else match.group(0)

    return NAME.sub(put, text)


def sent_by_app(text: str) -> str:
    """Answer an app's text as Slack stores it: bare & < > become entities, bare URLs become links."""
    out: list[str] = []
    at = 0
    for match in TOKEN.finditer(text):
        out += [_bare(text[at : match.start()]), match.group(0)]
        at = match.end()
    return "".join([*out, _bare(text[at:])])


def _bare(text: str) -> str:
    text = BARE_AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return LINK.sub(r"<\1>", text)


def named_users(text: str) -> list[str]:
    """Answer the user ids that a text mentions."""
    return USER_IN_TEXT.findall(text)


def named_groups(text: str) -> list[str]:
    """Answer the ids of the user groups that a text mentions."""
    return GROUP_IN_TEXT.findall(text)


def calls_everybody(text: str) -> bool:
    """Tell whether a text has <!channel>, <!here> or <!everyone>."""
    return EVERYBODY_IN_TEXT.search(text) is not None


def as_rich_text(text: str) -> Json:
    """Answer the rich_text block that Slack adds to what a person typed (already in stored form)."""
    section = {"type": "rich_text_section", "elements": list(_rich_elements(text))}
    return {"type": "rich_text", "elements": [section]}


def _rich_elements(text: str) -> Iterator[Json]:
    at = 0
    for match in TOKEN.finditer(text):
        if match.start() > at:
            yield from _rich_words(plain(text[at : match.start()]))
        yield _rich_token(match.group(1), match.group(2))
        at = match.end()
    if at < len(text):
        yield from _rich_words(plain(text[at:]))


def _rich_words(text: str) -> Iterator[Json]:
    at = 0
    for match in EMOJI.finditer(text):
        if emoji.is_name(match.group(1)):
            if match.start() > at:
                yield {"type": "text", "text": text[at : match.start()]}
            yield {"type": "emoji", "name": match.group(1)}
            at = match.end()
    if at < len(text):
        yield {"type": "text", "text": text[at:]}


def _rich_token(sign: str, rest: str) -> Json:
    name, _, label = rest.partition("|")
    if sign == "@":
        return {"type": "user", "user_id": name}
    if sign == "#":
        return {"type": "channel", "channel_id": name}
    if sign == "!":
        if name.startswith("subteam^"):
            return {"type": "usergroup", "usergroup_id": name.removeprefix("subteam^")}
        return {"type": "broadcast", "range": name}
    link: Json = {"type": "link", "url": plain(sign + name)}
    return link | ({"text": plain(label)} if label else {})


def plain(text: str) -> str:
    """Answer `text` with its entities resolved, once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
