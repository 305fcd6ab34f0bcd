"""Words that put something above everything else, in English and Korean. Pure.

"First", "only" and "best" are everyday words; they claim something where they are said of us, or of a whole market.
"""

import re

_ANYWHERE = (
    r"(?:in (?:the )?(?:whole |entire )?(?:world|country|nation|city|market|industry|business|region|europe|asia"
    r"|america|korea|seoul|germany|berlin|town|class)\b|on (?:the market|earth)\b|worldwide|nationwide)"
)
_OURS = (
    r"(?:compan(?:y|ies)|brands?|products?|maker|bakery|app|service|shop|store|team|platform|choice|provider|solution"
    r"|tool)"
)
_EVERYDAY = (
    r"(?!\d|(?:step|day|time|week|month|thing|half|place|chapter|question|part|episode|snow|date|issue|few|one|aid|name"
    r"|hour|minute|bite|sip|class|grade|round|page|photo|picture|two|three|hundred|of|and|person|people|customers?"
    r"|comment|reader|thought|reaction|impression|love|frost|light|look|glance|batch|meeting|stop)\b)"
)
"""What "the first" is said of every day."""
_MOST = (
    r"(?:fastest|cheapest|largest|strongest|lightest|safest|healthiest|cleanest|greenest|biggest|lowest|highest"
    r"|most (?:popular|trusted|advanced|sustainable|effective|affordable|loved|awarded|reliable|efficient))"
)
_COUNTED = "".join(
    rf"(?<!{one} )" for one in ("tip", "step", "part", "day", "week", "round", "lesson", "episode", "post")
)
"""What is counted is no rank: "tip #1"."""
_NOR_COUNTED = r"(?! (?:tip|rule|reason|question|mistake))"

ENGLISH = re.compile(
    "|".join(
        (
            r"\b(?:world|country|nation|industry|market|korea|europe|asia|germany|america|city)(?:['’]s|-) ?"
            r"(?:first|only|best|largest|biggest|leading|fastest|most|no\. ?1|number one|favou?rite)\b",
            r"\bfirst[- ]ever\b",
            rf"\b(?:the|our) (?:very )?first {_EVERYDAY}(?:[\w-]+ ){{1,4}}?{_ANYWHERE}",
            rf"\b(?:is|are|as|was|became|becomes) (the (?:very )?first {_EVERYDAY}"
            r"(?:[\w-]+ ){1,3}(?:to|that|which|with))\b",
            rf"\bthe only (?:[\w-]+ ){{0,2}}{_OURS}\b",
            rf"\bthe only (?:[\w-]+ ){{1,3}}?{_ANYWHERE}",
            rf"\bthe best (?:[\w-]+ ){{0,3}}?{_ANYWHERE}",
            rf"\bthe best (?:[\w-]+ )?(?:{_OURS}|quality|prices?|deals?)\b",
            r"\bbest[- ](?:selling|rated|in[- ]class|priced?)\b|\bbestsellers?\b|\bbest (?:quality|value)\b",
            rf"(?<![\w#])(?:no\. ?1|n° ?1|number[- ]one)\b{_NOR_COUNTED}",
            rf"{_COUNTED}(?<!\w)#1\b{_NOR_COUNTED}",
            rf"\bthe (?:world['’]s )?{_MOST} (?:[\w-]+ ){{0,3}}?(?:{_ANYWHERE}|{_OURS}\b|prices?\b)",
            r"\b(?:market|industry|world)[- ]leading\b|\bmarket leader\b|\bunrivall?ed\b|\bunbeatable\b",
            r"\b(?:clinically|scientifically) (?:proven|tested)\b",
        )
    ),
    re.IGNORECASE,
)
KOREAN = re.compile(
    "|".join(
        (
            r"(?:국내|세계|업계|한국|아시아|전국|동종|시장|대한민국|우리나라|서울|부산|대구|인천|광주|대전|지역|동네)\s?(?:에서\s)?"
            r"(?:최초|최고|유일|최대|최저|최다|1\s?위|일위|제일|넘버원)(?:[로의인]|이다)?",
            r"최초(?=로|의|[!.,\s]|$)(?!\s?(?:가입|설정|등록|결제|로그인|\d))",
            r"최고(?:의|\s)\s?(?:품질|기술력?|서비스|제품|성능|브랜드|가격|효과|수준|평점|등급|맛집|전문가|업체)",
            # Of what is made and sold; the best of days and friends is nobody's claim.
            r"최고의\s(?:맛|빵|커피|음식|메뉴|재료|원두|선택|솔루션|경험|혜택|기록)",
            r"최고급|유일(?:한|하게|의|무이)|최저가|최다\s?판매|넘버원|독보적|압도적(?:인|으로)|판매\s?1\s?위|업계\s?선두",
            r"(?<![\d가-힣])1\s?위(?!를? ?맞)",
            r"가장\s(?:싼|저렴한|빠른|많이\s?팔린|인기\s?있는|효과적인|안전한)(?=\s)",
        )
    )
)
