"""Numbers that a reader may doubt: shares, prices, large counts and comparisons, in English and Korean. Pure.

Times, dates, years and quantities are none: "at 9:30", "in 2026", "3 tips", "250 g".
"""

import re

_NUMBER = r"(?<![\w.,])\d[\d.,]*"
_MANY = r"(?:\d{1,3}(?:,\d{3})+|\d{3,})\+?"
_PEOPLE = (
    r"(?:customers|users|members|people|stores|shops|downloads|followers|reviews|companies|clients|teams|countries"
    r"|sales|visitors)"
)
_COUNTED = r"(?:명|개|건|병|잔|판|곳|회|고객|이용자|다운로드|팔로워|돌파|세트|박스|봉)"

SHARE = re.compile(rf"{_NUMBER}\s?(?:%|percent\b|per cent\b|퍼센트|프로(?=\s|$|나|가|의|를|\s?이상))", re.IGNORECASE)
PRICE = re.compile(
    "|".join(
        (
            r"(?:[$€£₩¥]|\b(?:USD|EUR|GBP|KRW)\s)\s?\d[\d.,]*",
            rf"{_NUMBER}\s?(?:[€£₩¥$]|(?:USD|EUR|GBP|KRW|won|euros?|dollars?|pounds)\b)",
            rf"{_NUMBER}\s?(?:천|만|억)?\s?원(?=[^가-힣]|$|에|부터|으로|이|의|입|짜|대|까|을|만|씩|할)",
        )
    ),
    re.IGNORECASE,
)
COUNT = re.compile(
    "|".join(
        (
            rf"{_NUMBER}\s?(?:thousand|million|billion|bn)\b|{_NUMBER}[kM]\b",
            rf"(?<![\w.,]){_MANY}\s(?:\w+\s)?{_PEOPLE}\b",
            rf"{_NUMBER}\s?(?:천|만|억|백만|천만)\s?(?:여\s?)?{_COUNTED}",
            rf"(?<![\w.,])\d{{1,3}}(?:,\d{{3}})+\s?(?:여\s?)?{_COUNTED}",
        )
    ),
    re.IGNORECASE,
)
COMPARED = re.compile(
    "|".join(
        (
            rf"{_NUMBER}\s?(?:x|×|times) (?:faster|more|less|cheaper|better|stronger|longer|as|higher|lower)\b",
            r"\btwice as \w+ as\b|\b(?:doubled|tripled|halved) (?:our|its|their|the)\b",
            rf"{_NUMBER}\s?배\s?(?:더|빠|높|낮|많|이상|증가|성장|늘)",
            r"(?<![\w.,/])\d(?:\.\d)?\s?(?:stars?\b|out of (?:5|10)\b|/\s?5\b(?!/))",
            r"\b\d+ (?:out of|in) \d+ (?:people|customers|users|doctors|dentists|teams|families)\b",
            r"(?:평점|별점)\s?\d(?:\.\d)?|\d+명\s?중\s?\d+명",
        )
    ),
    re.IGNORECASE,
)

EVERY = (SHARE, PRICE, COUNT, COMPARED)
