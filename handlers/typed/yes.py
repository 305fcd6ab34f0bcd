"""Whether a reply says yes, and nothing else. Pure."""

import re

YES_MARKS = frozenset({"white_check_mark", "heavy_check_mark", "ballot_box_with_check", "+1", "thumbsup", "ok_hand"})

YES_WORDS = frozenset(
    {
        *("ok", "okay", "yes", "approve", "approved", "lgtm", "looks good", "looks good to me", "ship it", "go ahead"),
        *("승인", "승인합니다", "승인해요", "승인할게요", "좋아요", "좋습니다", "네", "오케이"),
    }
)

_MARK = re.compile(r":([a-z0-9_+'-]+)(?:::skin-tone-\d)?:", re.IGNORECASE)


def means_yes(text: str) -> bool:
    """A yes mark may stand beside the word, or alone."""
    said = re.sub(_MARK, " ", text.casefold())
    words_only = " ".join(re.sub(r"[^\w\s]", " ", said).split())
    if words_only:
        return words_only in YES_WORDS
    return any(mark[1] in YES_MARKS for mark in re.finditer(_MARK, text))
