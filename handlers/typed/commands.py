"""What a command asks for: which texts after `/submit-post` are commands, and the first word of `/greenlight`. Pure.

A Korean word stands for an English one; what people type after it is theirs.
"""

import re

_EXACT = re.compile(r"help|list|[1-9][0-9]{0,8}", re.ASCII)

_KOREAN = {
    "도움말": "help",
    "목록": "list",
    "찾기": "find",
    "왜": "why",
    "기록": "history",
    "일시중지": "pause",
    "재개": "resume",
    "부재": "away",
    "복귀": "back",
    "알림": "reminders",
    "지우기": "forget",
    "프로모션": "promotions",
    "가져오기": "import",
    "라벨": "labels",
    "독자": "audience",
    "내보내기": "export",
    "달력": "calendar",
    "캠페인": "campaigns",
    "보고서": "report",
    "스타일": "style",
    "좋은시간": "besttime",
    "해시태그": "hashtags",
    "리듬": "rhythm",
    "자료실": "library",
    "문구": "snippets",
    "환영": "welcome",
    "답변": "answer",
}


def is_command(text: str) -> bool:
    """Whether `/submit-post` was asked something rather than given a text: `help me choose` is a text."""
    return _EXACT.fullmatch(text.strip()) is not None


def word_of(text: str) -> str:
    """The first word, in English and small letters; empty where nothing was typed."""
    first, _ = _apart(text)
    return _KOREAN.get(first, first)


def rest_of(text: str) -> str:
    """What was typed after the first word, as Slack escaped it."""
    return _apart(text)[1]


def _apart(text: str) -> tuple[str, str]:
    first, _, rest = text.strip().partition(" ")
    return first.casefold(), rest.strip()
