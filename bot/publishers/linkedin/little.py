"""LinkedIn's own text format, in which a reserved character that is not escaped cuts the text off. Pure.

learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format
"""

import regex

from bot.publishers import web_addresses

RESERVED = regex.compile(r"([\\|{}@\[\]()<>#*_~])")
# A mark right behind the sign makes it a keycap, which is an emoji.
HASHTAG = regex.compile(r"(?<![\p{L}\p{N}_&])#(?!\p{M})([\p{L}\p{M}\p{N}_]*[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*)")
TEMPLATE = regex.compile(r"\{hashtag\|\\?#\|((?:\\.|[^\\}])*)\}")
MENTION = regex.compile(r"@\[((?:\\.|[^\\\]])*)\]\(urn:li:[^)]*\)")
ESCAPED = regex.compile(r"\\(.)", regex.DOTALL)


def written(text: str) -> str:
    """The text so that its readers see it as it is; hashtags are marked as such, so that they can be followed.

    A # inside an address leads to a part of that page; marked, it would cut the link in two.
    """
    parts, end = [], 0
    addresses = list(web_addresses.found(text, also_bare=True))
    for found in HASHTAG.finditer(text):
        if any(start <= found.start() < stop for start, stop in addresses):
            continue
        parts += [escaped(text[end : found.start()]), f"{{hashtag|\\#|{escaped(found[1])}}}"]
        end = found.end()
    return "".join([*parts, escaped(text[end:])])


def escaped(text: str) -> str:
    return str(RESERVED.sub(r"\\\1", text))


def read(commentary: str) -> str:
    """What readers see of it: to recognise a text that went out."""
    marked = TEMPLATE.sub(r"#\1", commentary)
    return str(ESCAPED.sub(r"\1", MENTION.sub(r"\1", marked)))
