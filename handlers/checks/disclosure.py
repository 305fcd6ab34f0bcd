"""Whether a text reads as though somebody paid for it, and does not say so. Pure.

What counts as saying so: the flag `paid`, or a word for it in the text itself.
"""

import re

_SAYS_SO = re.compile(
    "|".join(
        (
            r"#(?:ads?|advert|advertisement|sponsored|paid_?partnership|gifted)\b",
            r"#(?:광고|유료광고|협찬|제품제공|제작지원)",
            r"[\[(](?:ad|advertisement|sponsored|광고|협찬)[\])]",
            r"\bpaid partnership\b|^\s*광고[\s:)]|유료\s?광고|광고\s?포함|광고(?:입니다|예요)|광고\s?표시",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
_READS_LIKE_IT = re.compile(
    "|".join(
        (
            r"\bsponsored by\b|\bpresented by\b|\bmade possible by\b|\bin partnership with\b|\bin paid \w+ with\b",
            r"\bgifted (?:by|from)\b|\b(?:kindly|generously) (?:gifted|provided|sent)\b|\bambassador for\b",
            r"\baffiliate (?:links?|codes?)\b|\b(?:earn|get|receive) (?:a |some )?commission\b",
            r"\b(?:received|got|given|sent) (?:\w+ ){1,4}(?:for free|as a gift|free of charge)\b",
            r"\bpr (?:package|box|gift|sample)\b",
            r"\bthanks? to [\w&' -]{2,30} for (?:sending|gifting|sponsoring|having us)\b",
            r"협찬(?:을|받|으로|사)|(?:제품|상품|식사|숙박|이용권)[을를]?\s?(?:제공|지원|선물)\s?받|무상으로\s?(?:제공|지원)",
            r"원고료|소정의\s?(?:수수료|원고료|금액)|체험단|서포터즈로|앰배서더로|제휴\s?(?:링크|마케팅)|수수료를\s?(?:받|제공)",
        )
    ),
    re.IGNORECASE,
)
_PAID_NAME = re.compile(
    r"\b(?:paid|sponsored|ads?|influencers?|affiliates?)\b|광고|유료|협찬|제휴|인플루언서", re.IGNORECASE
)


def undisclosed(text: str, *, is_flagged: bool) -> str | None:
    """The words that read as though it was paid for; nothing where it is said, or where there are none."""
    if is_flagged or _SAYS_SO.search(text):
        return None
    found = _READS_LIKE_IT.search(text)
    return found[0] if found else None


def is_paid(campaign: str) -> bool:
    """By its own name, or its goal."""
    return bool(_PAID_NAME.search(campaign))


def says_so(text: str) -> bool:
    """Whether readers are told that it is paid for."""
    return bool(_SAYS_SO.search(text))
