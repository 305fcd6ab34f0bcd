"""What a rule needs to know of Korean: words with their particles, and the form of address. Pure.

Suffixes tell most of it. A morphological analyser would tell more, and needs a hundred times the memory.
"""

import regex

HANGUL = regex.compile(r"\p{Hangul}")

PARTICLES = (
    *(
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에",
        "와",
        "과",
        "도",
        "만",
        "로",
        "으로",
        "에서",
        "에게",
        "께",
        "께서",
    ),
    *(
        "한테",
        "보다",
        "처럼",
        "까지",
        "부터",
        "마다",
        "조차",
        "마저",
        "이나",
        "나",
        "이랑",
        "랑",
        "하고",
        "든지",
        "라도",
    ),
    *(
        "이라도",
        "이에요",
        "예요",
        "이야",
        "야",
        "입니다",
        "인",
        "이고",
        "이며",
        "들",
        "들이",
        "들은",
        "들을",
        "들의",
        "님",
        "님이",
    ),
    *(
        "님은",
        "님을",
        "님의",
        "이라고",
        "라고",
        "이라는",
        "라는",
        "에는",
        "에도",
        "에만",
        "으로는",
        "로는",
        "과는",
        "와는",
    ),
)
"""What may follow a noun within the same word."""

AS_A_VERB = r"(?:하|해|했|합|한|할|함|되|돼|됐|됩|된|될|됨|시키|시켜|시킨)\p{Hangul}{0,6}"
"""A noun that is done (보장해요) or becomes (보장됩니다)."""

_AFTER = "(?:" + "|".join([AS_A_VERB, *sorted(PARTICLES, key=len, reverse=True)]) + ")?"

_TRAILING = regex.compile(r"[\s\p{P}\p{S}\p{Emoji_Presentation}\u200d\ufe0f]+$")
_LATIN_TAIL = regex.compile(r"[a-z0-9#@/:.]+$", regex.IGNORECASE)

_HAMNIDA = regex.compile(r"(?:니다|니까|십시오|시오|읍시다|ㅂ시다)$")
_HAEYO = regex.compile(r"(?:요|죠)$")
_PLAIN = regex.compile(
    r"(?:[았었였했겠갔왔됐샀섰켰꼈렸겼졌쳤혔]다|한다|는다|된다|온다|간다|난다|진다|준다|이다|없다|있다|같다|많다|좋다|싶다|않다|아니다"
    r"|[가-힣]자|[가-힣]라|했어|할게|거야|이야|[았었]어|잖아|는데|지)$"
)
_NOT_A_SENTENCE = regex.compile(
    r"(?:출시|할인|오픈|안내|공개|이벤트|소식|예정|마감|모집|중|것|때|및|등|편|분|개|원|명|시|일|월|년)$"
)


def is_korean(text: str) -> bool:
    """Whether most of its letters are Hangul."""
    letters = [one for one in text if one.isalpha()]
    return bool(letters) and sum(HANGUL.match(one) is not None for one in letters) * 2 > len(letters)


def word_pattern(word: str) -> str:
    """A Korean word on its own or with a particle, not as a part of another word."""
    return rf"(?<!\p{{Hangul}}){regex.escape(word)}(?={_AFTER}(?!\p{{Hangul}}))"


def form_of(sentence: str) -> str | None:
    """`hamnida`, `haeyo` or `plain`, by how it ends; nothing for what is no full sentence: a heading, a list."""
    bare = _TRAILING.sub("", _LATIN_TAIL.sub("", _TRAILING.sub("", sentence)))
    if not bare or not HANGUL.match(bare[-1]) or " " not in bare.strip():
        return None
    for form, pattern in (("hamnida", _HAMNIDA), ("haeyo", _HAEYO)):
        if pattern.search(bare):
            return form
    return "plain" if _PLAIN.search(bare) and not _NOT_A_SENTENCE.search(bare) else None
