"""Slack keeps emoji as :names: where people write them. The names of those that people use most."""

import re

NAMES = {
    "👍": "+1", "👎": "-1", "✅": "white_check_mark", "❌": "x", "🎉": "tada", "🚀": "rocket", "👀": "eyes",
    "🔥": "fire", "💚": "green_heart", "❤️": "heart", "❤": "heart", "💯": "100", "🙏": "pray", "👏": "clap",
    "🙌": "raised_hands", "💪": "muscle", "👋": "wave", "😀": "grinning", "😃": "smiley", "😄": "smile",
    "😁": "grin", "😅": "sweat_smile", "😂": "joy", "🤣": "rolling_on_the_floor_laughing",
    "🙂": "slightly_smiling_face",
    "😉": "wink", "😊": "blush", "😍": "heart_eyes", "😎": "sunglasses", "🤔": "thinking_face", "😢": "cry",
    "😭": "sob", "😡": "rage", "🥳": "partying_face", "😴": "sleeping", "⚠️": "warning", "⚠": "warning",
    "❗": "exclamation", "❓": "question", "⭐": "star", "✨": "sparkles", "☀️": "sunny", "☀": "sunny",
    "☕": "coffee", "🍎": "apple", "🌰": "chestnut", "🌱": "seedling", "🌍": "earth_africa", "📅": "date",
    "📣": "mega", "📢": "loudspeaker", "📷": "camera", "📝": "memo", "📌": "pushpin", "🔗": "link", "🔒": "lock",
    "⏰": "alarm_clock", "⏳": "hourglass_flowing_sand", "➡️": "arrow_right", "➡": "arrow_right",
    "🟢": "large_green_circle",
    "🟡": "large_yellow_circle", "🔴": "red_circle", "🇰🇷": "flag-kr", "🇩🇪": "flag-de",
}  # fmt: skip
_KNOWN = re.compile("|".join(re.escape(one) for one in sorted(NAMES, key=len, reverse=True)))


def named(text: str) -> str:
    """Answer `text` with each emoji that is known here as `:name:`."""
    return _KNOWN.sub(lambda match: f":{NAMES[match.group(0)]}:", text)


def is_name(name: str) -> bool:
    """Tell whether an emoji known here has this name."""
    return name in NAMES.values()
