"""The characters behind Slack's names for emoji. Pure.

Most names are Unicode's own, written with underscores: `rocket`, `face_with_monocle`. Those that people use often and
that differ stand in the table. A workspace's own pictures have no character, so their names stay as they are.
"""

import re
import unicodedata

DIFFERENT = {
    "100": "💯",
    "+1": "👍",
    "-1": "👎",
    "angry": "😠",
    "apple": "🍎",
    "arrow_down": "⬇️",
    "arrow_left": "⬅️",
    "arrow_right": "➡️",
    "arrow_up": "⬆️",
    "beer": "🍺",
    "beers": "🍻",
    "blush": "😊",
    "boom": "💥",
    "bread": "🍞",
    "bulb": "💡",
    "cake": "🍰",
    "calendar": "📆",
    "chart_with_upwards_trend": "📈",
    "clap": "👏",
    "coffee": "☕",
    "cry": "😢",
    "date": "📅",
    "earth_africa": "🌍",
    "exclamation": "❗",
    "fire": "🔥",
    "gift": "🎁",
    "green_heart": "💚",
    "grin": "😁",
    "grinning": "😀",
    "hand": "✋",
    "hearts": "♥️",
    "heart": "❤️",
    "heart_eyes": "😍",
    "heavy_check_mark": "✔️",
    "hourglass_flowing_sand": "⏳",
    "house": "🏠",
    "hugging_face": "🤗",
    "innocent": "😇",
    "joy": "😂",
    "laughing": "😆",
    "link": "🔗",
    "loudspeaker": "📢",
    "mag": "🔍",
    "mega": "📣",
    "moneybag": "💰",
    "muscle": "💪",
    "ok_hand": "👌",
    "partying_face": "🥳",
    "phone": "☎️",
    "pencil2": "✏️",
    "point_down": "👇",
    "point_left": "👈",
    "point_right": "👉",
    "point_up": "☝️",
    "pray": "🙏",
    "question": "❓",
    "rage": "😡",
    "raised_hands": "🙌",
    "red_circle": "🔴",
    "rotating_light": "🚨",
    "scream": "😱",
    "simple_smile": "🙂",
    "sleeping": "😴",
    "smile": "😄",
    "smiley": "😃",
    "sob": "😭",
    "star": "⭐",
    "star2": "🌟",
    "stuck_out_tongue": "😛",
    "sunglasses": "😎",
    "sunny": "☀️",
    "sweat_smile": "😅",
    "tada": "🎉",
    "thinking_face": "🤔",
    "thumbsdown": "👎",
    "thumbsup": "👍",
    "tulip": "🌷",
    "two_hearts": "💕",
    "v": "✌️",
    "warning": "⚠️",
    "wave": "👋",
    "white_check_mark": "✅",
    "wink": "😉",
    "x": "❌",
    "yum": "😋",
    "zap": "⚡",
}

FIRST_PICTURE = 0x2300
"""Below lie letters, arrows and mathematical signs."""

FIRST_TONE = 0x1F3FB
"""Skin tones 2 to 6 are five modifiers in a row from here (UTS #51)."""


def character(name: str, tone: str | None = None) -> str | None:
    """The emoji of this name, or nothing when we know none."""
    found = DIFFERENT.get(name) or _flag(name) or _by_its_unicode_name(name)
    if found and tone and len(found) == 1:
        return found + chr(FIRST_TONE + int(tone) - 2)
    return found


def _flag(name: str) -> str | None:
    """`flag-kr` is two regional indicators."""
    country = name.removeprefix("flag-")
    if country == name or not re.fullmatch(r"[a-z]{2}", country):
        return None
    return "".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in country)


def _by_its_unicode_name(name: str) -> str | None:
    """Only pictures: a letter or a sign of the same name was meant as it stands."""
    try:
        found = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return None
    is_picture = unicodedata.category(found[0]) == "So" and ord(found[0]) >= FIRST_PICTURE
    return found if is_picture else None
