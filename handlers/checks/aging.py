"""Whether a text names what may not be true any more in a month: a price, a date or a promotion. Pure.

It errs towards asking: one press too many costs less than last month's price.
"""

import re

_PRICE = re.compile(
    r"[$€£₩¥]\s?\d|\d\s?[$€£₩¥]|\d\s?%|\b\d[\d.,]*\s?(?:usd|eur|gbp|krw|jpy|won|euros?|dollars?|pounds?|cents?)\b|\d\s?만?원",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b\d{4}-\d\d?-\d\d?\b|\b\d\d?[./]\d\d?(?:[./]\d{2,4})?\b|\d+월\s?\d+일|\b\d{1,2}(?:st|nd|rd|th)\b"
    r"|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?\s\d|\b\d{1,2}\.?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|[월화수목금토일]요일"
    r"|\b(?:today|tonight|tomorrow|(?:this|next) (?:week|weekend|month)|ends? (?:on|in|soon)|last chance)\b"
    r"|오늘|내일|이번 ?(?:주|달)|다음 ?(?:주|달)|마감",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"\b(?:sale|discounts?|deals?|promo(?:tion|s)?|coupons?|vouchers?|special offers?|offer ends|free shipping|giveaway"
    r"|limited (?:time|edition|offer)|early bird|black friday|cyber monday|half price|two for one|for free)\b"
    r"|세일|할인|쿠폰|프로모션|이벤트|특가|한정|무료|사은품|경품|증정",
    re.IGNORECASE,
)


def names_what_ages(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_PRICE, _DATE, _PROMOTION))
