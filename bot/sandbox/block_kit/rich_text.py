"""rich_text blocks. docs.slack.dev/reference/block-kit/blocks/rich-text-block"""

from bot.sandbox.block_kit.objects import ID
from bot.sandbox.block_kit.rules import Check, Shape, anything, flag, items, one_of, string, typed, whole

_STYLE = Shape(
    {
        name: flag
        for name in ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
    }
)


def _part(*required: str, **fields: Check) -> Shape:
    return Shape({"type": anything, "style": _STYLE, **fields}, required)


_NAME = string(255, 1)
_INLINE = typed(
    {
        "text": _part("text", text=string(12_000, 1)),
        "link": _part("url", url=string(3000, 1), text=string(3000), unsafe=flag),
        "emoji": _part("name", name=_NAME, unicode=string(255), skin_tone=whole(1, 6), url=string(3000)),
        "user": _part("user_id", user_id=_NAME),
        "usergroup": _part("usergroup_id", usergroup_id=_NAME),
        "team": _part("team_id", team_id=_NAME),
        "channel": _part("channel_id", channel_id=_NAME),
        "broadcast": _part("range", range=one_of("here", "channel", "everyone")),
        "color": _part("value", value=_NAME),
        "date": _part(
            "timestamp",
            "format",
            timestamp=whole(0, 9_999_999_999),
            format=string(255, 1),
            url=string(3000),
            fallback=string(3000),
        ),
    },
    "element type",
)
_BORDER: dict[str, Check] = {"type": anything, "border": whole(0, 1)}
_LINE = items(_INLINE, 0, 10_000)
_SECTION = Shape({"type": anything, "elements": items(_INLINE, 1, 10_000)}, ("elements",))
_LINES = items(typed({"rich_text_section": _SECTION}, "element type"), 1, 10_000)
_LIST = Shape(
    _BORDER
    | {
        "style": one_of("bullet", "ordered"),
        "elements": _LINES,
        "indent": whole(0, 8),
        "offset": whole(0, 1_000_000),
    },
    ("style", "elements"),
)
_PARTS: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": Shape(_BORDER | {"elements": _LINE}, ("elements",)),
    "rich_text_preformatted": Shape(_BORDER | {"elements": _LINE, "language": string(255)}, ("elements",)),
    "rich_text_list": _LIST,
}
RICH_TEXT = Shape(
    {"type": anything, "block_id": ID, "elements": items(typed(_PARTS, "element type"), 1, 10_000)}, ("elements",)
)
RICH_TEXT_VALUE = typed({"rich_text": RICH_TEXT})
