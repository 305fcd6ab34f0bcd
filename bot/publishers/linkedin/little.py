"""LinkedIn's own text format, in which a reserved character that is not escaped cuts the text off. Pure.

learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format
"""

import regex

RESERVED = regex.compile(r"([\\|{}@\[\]()<>#*_~])")
HASHTAG = regex.compile(r"(?<![\p{L}\p{N}_&])#([\p{L}\p{M}\p{N}_]*[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*)")
TEMPLATE = regex.compile(r"\{hashtag\|\\?#\|((?:\\.|[^\\}])*)\}")
MENTION = regex.compile(r"@\[((?:\\.|[^\\\]])*)\]\(urn:li:[^)]*\)")
ESCAPED = regex.compile(r"\\(.)", regex.DOTALL)


def written(text: str) -> str:
    """The text so that its readers see it as it is; hashtags are marked as such, so that they can be followed."""
    parts, end = [], 0
    for found in HASHTAG.finditer(text):
        parts += [escaped(text[end : found.start()]), f"{{hashtag|\\#|{escaped(found[1])}}}"]
        end = found.end()
    return "".join([*parts, escaped(text[end:])])


def escaped(text: str) -> str:
    return str(RESERVED.sub(r"\\\1", text))


def read(commentary: str) -> str:
    """What readers see of it: to recognise a text that went out."""
    marked = TEMPLATE.sub(r"#\1", commentary)
    return str(ESCAPED.sub(r"\1", MENTION.sub(r"\1", marked)))
