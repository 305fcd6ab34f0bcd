"""Slack's text to plain text, by where it came from. Pure.

A command's text has its three special characters escaped once. A message's text carries entities, links, mentions
and the names of emoji as well. What is typed into a form's field arrives as it is, or nearly; see FieldManner.

Source: docs.slack.dev/messaging/formatting-message-text, "Escaping text" and "Advanced formatting".
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handlers.typed.emoji import character

Names = Mapping[str, str]

_TOKEN = re.compile(r"<([^<>\n]*)>")
_EMOJI = re.compile(r":([a-z0-9_+'\-]+)(?:::skin-tone-([2-6]))?:")
_LONE_EMOJI = re.compile(r"(?<![\w:]):([a-z+_\-][a-z0-9_+'\-]*)(?:::skin-tone-([2-6]))?:(?![\w:])")
_BARE = re.compile(r"[<>]|&(?!amp;|lt;|gt;)")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)", re.IGNORECASE)


def command_text(text: str) -> str:
    """The text after a slash command, unescaped once: `&amp;lt;` was typed as `&lt;`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def message_text(message: Mapping[str, Any], names: Names) -> str:
    """What a reader of the message sees, as plain text. `names` are people's names by user id."""
    text = str(message.get("text") or "")
    return _decoded(text, names, emoji_in(message.get("blocks")))


def mentioned(message: Mapping[str, Any]) -> set[str]:
    """User ids that the message's text names, so that their names can be looked up."""
    return set(re.findall(r"<@([UW][A-Z0-9]+)[|>]", str(message.get("text") or "")))


def emoji_in(blocks: Any) -> dict[str, str]:
    """Emoji of rich text, by name; the blocks carry the code points, such as `1f44b-1f3fd`."""
    found = {}
    for piece in _pieces(blocks):
        if piece.get("type") == "emoji" and isinstance(piece.get("unicode"), str):
            found[_name(piece)] = _characters(piece["unicode"])
    return {name: characters for name, characters in found.items() if characters}


def _pieces(node: Any) -> Iterator[Mapping[str, Any]]:
    children: list[Any] = []
    if isinstance(node, Mapping):
        yield node
        children = list(node.get("elements") or [])
    elif isinstance(node, list):
        children = node
    for child in children:
        yield from _pieces(child)


def _name(piece: Mapping[str, Any]) -> str:
    tone = piece.get("skin_tone")
    return f"{piece.get('name')}:{tone}" if tone else str(piece.get("name"))


def _characters(code_points: str) -> str:
    try:
        return "".join(chr(int(one, 16)) for one in code_points.split("-"))
    except (ValueError, OverflowError):
        return ""


def _decoded(text: str, names: Names, emoji: Names) -> str:
    """Tokens first, and each stretch once: what a token gives is never read as markup again."""
    result, end = [], 0
    for token in _TOKEN.finditer(text):
        result.append(_plain(text[end : token.start()], emoji))
        result.append(_token(token[1], names))
        end = token.end()
    result.append(_plain(text[end:], emoji))
    return "".join(result)


def _plain(text: str, emoji: Names) -> str:
    return command_text(_EMOJI.sub(lambda found: _emoji(found, emoji), text))


def _emoji(found: re.Match[str], known: Names) -> str:
    name, tone = found[1], found[2]
    listed = known.get(f"{name}:{tone}" if tone else name)
    return listed or character(name, tone) or found[0]


def _token(inside: str, names: Names) -> str:
    """One `<…>`: a mention, a channel, a group, a date, or a link."""
    target, _, label = inside.partition("|")
    label = command_text(label)
    if target.startswith("@"):
        return f"@{names.get(target[1:]) or label or target[1:]}"
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        return _special(target[1:], label)
    return _link(command_text(target), label)


def _special(target: str, label: str) -> str:
    """`<!channel>` and its kin as they look; a date as its fallback; a group by its handle."""
    if target.startswith("date^") or target.startswith("subteam^"):
        return label or target.partition("^")[0]
    return f"@{label.removeprefix('@') or target}"


def _link(address: str, label: str) -> str:
    shown = _SCHEME.sub("", address).rstrip("/")
    if not label or _SCHEME.sub("", label).rstrip("/") == shown:
        return shown if address.lower().startswith(("mailto:", "tel:")) else address
    return f"{label} ({address})"


class FieldManner:
    """How a workspace sends what is typed into a form's field, which Slack does not document.

    Either as it is, or with & < > as entities; and emoji either as characters or by their names. A field that holds a
    bare & < or > shows that nothing is escaped. While somebody types `&amp;`, its first letters show it already, so an
    entity that was typed on purpose is taken for one only until the first such sign.
    """

    def __init__(self) -> None:
        self.is_raw = False

    def learn(self, value: str, initial: str = "") -> None:
        """Looks for the sign in a field; what we put into it ourselves and get back unchanged is one too."""
        self.is_raw |= bool(_BARE.search(value)) or (value == initial and command_text(initial) != initial)

    def text(self, value: str) -> str:
        """What was typed. Slack's own field turns `:tada:` into the picture, so its name stands for it either way."""
        plain = value if self.is_raw else command_text(value)
        return _LONE_EMOJI.sub(lambda found: _emoji(found, {}), plain)

    def sentence(self, value: Any) -> str:
        """A short field as it was typed, without white space round it, and fit to be kept."""
        typed = str(value or "")
        self.learn(typed)
        return storable(self.text(typed)).strip()


def storable(text: str) -> str:
    """The text without what no database keeps: NUL and halves of surrogate pairs become the replacement sign."""
    return _UNSTORABLE.sub("\ufffd", text)


def unstorable(text: str) -> int | None:
    """The place, counted from 1, of the first character that cannot be kept."""
    found = _UNSTORABLE.search(text)
    return found.start() + 1 if found else None
