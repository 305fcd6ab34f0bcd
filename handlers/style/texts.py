"""A text taken apart for rules: sentences, emoji, hashtags, words in capitals. Pure."""

import regex

_ADDRESS = regex.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_END = regex.compile(r"(?<=[.!?。…])[\"'”’)]?\s+|\n+")
_TAG = regex.compile(r"(?<![\w&/])[#＃][\p{L}\p{M}\p{N}_]+")
_EMOJI = regex.compile(
    r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3"
)
_GRAPHEME = regex.compile(r"\X")
_CAPITALS = regex.compile(r"(?<![#＃@\w])\p{Lu}[\p{Lu}\p{N}'’&-]{4,}(?!\w)")
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*")


def without_addresses(text: str) -> str:
    """Web and mail addresses are nobody's style; a space stands for each."""
    return _ADDRESS.sub(" ", text)


def sentences(text: str) -> list[str]:
    """Its sentences; a new line ends one, too."""
    return [one.strip() for one in _END.split(without_addresses(text)) if one and one.strip()]


def words_in(sentence: str, *, is_korean: bool) -> int:
    """Hashtags at its end are no words of it."""
    bare = _TAG.sub(" ", sentence)
    return len([one for one in bare.split() if regex.search(r"\w", one)]) if is_korean else len(_WORD.findall(bare))


def emoji(text: str) -> list[str]:
    """One for what people see as one, however many code points it takes."""
    return [one for one in _GRAPHEME.findall(text) if _EMOJI.search(one)]


def hashtags(text: str) -> list[str]:
    found: list[str] = _TAG.findall(without_addresses(text))
    return found


def in_capitals(text: str) -> list[str]:
    """Words of five capital letters and more; shorter ones are abbreviations."""
    found: list[str] = _CAPITALS.findall(without_addresses(text))
    return found
