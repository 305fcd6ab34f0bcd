"""What somebody typed, as a search. There is nothing to learn: words, a name, an account, a campaign, a state. Pure."""

import re

from storage.finding import Wanted
from storage.lifecycle import Delivery, Editorial

MOST_WORDS = 8

EDITORIAL = {
    **dict.fromkeys(("waiting", "review", "대기", "검토"), Editorial.IN_REVIEW),
    **dict.fromkeys(("changes", "수정요청"), Editorial.CHANGES_REQUESTED),
    **dict.fromkeys(("approved", "승인"), Editorial.APPROVED),
    **dict.fromkeys(("rejected", "반려"), Editorial.REJECTED),
    **dict.fromkeys(("withdrawn", "회수"), Editorial.WITHDRAWN),
}
"""Words for how it stands with the approvers…"""

DELIVERY = {
    **dict.fromkeys(("published", "live", "게시"), Delivery.PUBLISHED),
    **dict.fromkeys(("failed", "실패"), Delivery.FAILED),
    **dict.fromkeys(("missed", "놓침"), Delivery.MISSED),
    **dict.fromkeys(("unsure", "불확실"), Delivery.UNKNOWN),
}
"""…and on the networks."""

_NUMBER = re.compile(r"#?([1-9][0-9]{0,8})", re.ASCII)
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def number_in(text: str) -> int | None:
    """A number alone means that one submission."""
    found = _NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def understood(text: str) -> Wanted:
    """Of several states the last counts; a state in quotation marks is a word like any other."""
    editorial: Editorial | None = None
    delivery: Delivery | None = None
    mentioned = _MENTION.search(text)
    words: list[str] = []
    for typed in _MENTION.sub(" ", text).split():
        word = typed.casefold()
        if word in EDITORIAL:
            editorial = EDITORIAL[word]
        elif word in DELIVERY:
            delivery = DELIVERY[word]
        elif typed.strip("@#\"'“”‘’"):
            words.append(typed.strip("@#\"'“”‘’"))
    return Wanted(tuple(words[:MOST_WORDS]), editorial, delivery, mentioned[1] if mentioned else None)
