"""rich_text blocks. docs.slack.dev/reference/block-kit/blocks/rich-text-block"""

from bot.sandbox.block_kit.rules import Check, Shape, anything, flag, items, one_of, string, typed, whole

_STYLE = Shape(
    {
        name: flag
        for name in ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
    }
)


def _part(**fields: Check) -> Shape:
    return Shape({"type": anything, "style": _STYLE, **fields}, tuple(fields)[:1])


_INLINE = typed(
    {
        "text": _part(text=string(12_000, 1)),
        "link": _part(url=string(3000, 1), text=string(3000), unsafe=flag),
        "emoji": _part(name=string(255, 1), unicode=string(255), skin_tone=whole(1, 6), url=string(3000)),
        "user": _part(user_id=string(255, 1)),
        "usergroup": _part(usergroup_id=string(255, 1)),
        "channel": _part(channel_id=string(255, 1)),
        "broadcast": _part(range=one_of("here", "channel", "everyone")),
        "color": _part(value=string(255, 1)),
        "date": _part(timestamp=whole(0, 9_999_999_999), format=string(255), url=string(3000), fallback=string(3000)),
    },
    "element type",
)
_LINES = items(_INLINE, 0, 10_000)
_SECTION = Shape({"type": anything, "elements": _LINES}, ("elements",))
RICH_TEXT = items(
    typed(
        {
            "rich_text_section": _SECTION,
            "rich_text_quote": Shape({"type": anything, "elements": _LINES, "border": whole(0, 1)}, ("elements",)),
            "rich_text_preformatted": Shape(
                {"type": anything, "elements": _LINES, "border": whole(0, 1), "language": string(255)}, ("elements",)
            ),
            "rich_text_list": Shape(
                {
                    "type": anything,
                    "style": one_of("bullet", "ordered"),
                    "elements": items(typed({"rich_text_section": _SECTION}, "element type"), 0, 10_000),
                    "indent": whole(0, 8),
                    "offset": whole(0, 1_000_000),
                    "border": whole(0, 1),
                },
                ("style", "elements"),
            ),
        },
        "element type",
    ),
    0,
    10_000,
)
