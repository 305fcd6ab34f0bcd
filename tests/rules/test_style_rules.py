"""The rules of a style guide, in both languages: what they find, and what they leave alone."""

import pytest

from handlers.blocks import style_says
from handlers.style import typed
from handlers.style.judging import judge
from handlers.words.catalogue import words

CASES = (
    # Rule, text, and what is found; nothing: the text is left alone.
    ("ban: synergy -> teamwork", "Synergy is what we bake.", "Synergy"),
    ("ban: synergy", "Synergystic is another word.", None),
    ("ban: state of the art|world-class", "A world-class oven.", "world-class"),
    ("ban: 시너지", "시너지를 냈어요.", "시너지"),
    ("ban: 보장", "맛을 보장해요.", "보장"),
    ("ban: 보장", "맛이 보장됩니다.", "보장"),
    ("ban: 보장", "안보장관은 다른 낱말이에요.", None),
    ("ban: 시너지", "시너지효과라는 다른 낱말이에요.", None),
    ("ban: 대박", "왕대박이라는 낱말은 그대로 둬요.", None),
    ("ban: 고객", "고객님께 드려요.", None),
    ("ban: 고객", "고객에게 드려요.", "고객"),
    ("ban: 할인", "할인은 토요일까지예요.", "할인"),
    ("ban [ko]: oven", "Our oven is warm.", None),
    ("ban [en]: oven", "Our oven is warm.", "oven"),
    ("ban: 🔥", "Hot 🔥 bread.", "🔥"),
    ("ban: C++", "We wrote it in C++.", "C++"),
    ("prefer: e-mail -> email", "Send us an E-mail.", "E-mail"),
    ("prefer: e-mail -> email", "Send us an email.", None),
    ("prefer: 금일 -> 오늘", "금일까지 주문하세요.", "금일"),
    ("prefer: 금일 -> 오늘", "지금일까 봐요.", None),
    ("name: GitHub", "Find us on Github.", "Github"),
    ("name: GitHub", "GitHub에서 만나요.", None),
    ("name: GitHub", "Github에서 만나요.", "Github"),
    ("name: GitHub", "https://github.com/acorn and #github and @github", None),
    ("name: iPhone|iPad", "An Iphone and an iPad.", "Iphone"),
    ("pattern: \\bv\\d+\\b", "It is v2 now.", "v2"),
    ("pattern: \\d{2}:\\d{2}am", "At 9am.", None),
    ("require: #ad|광고", "Our new oven, a gift.", ""),
    ("require: #ad|광고", "Our new oven, a gift. #AD", None),
    ("require: #ad|광고", "광고) 새 오븐이에요.", None),
    ("exclamations: 1", "Warm! Fresh!", ""),
    ("exclamations: 1", "Warm! Fresh.", None),
    ("exclamations: 0", "따뜻해요！", ""),
    ("emoji: 2", "👨‍👩‍👧‍👦 🇰🇷", None),
    ("emoji: 1", "👨‍👩‍👧‍👦 🇰🇷", ""),
    ("emoji: 0", "1️⃣ first", ""),
    ("emoji: 0", "Room 101 #5 * ©", None),
    ("hashtags: 2", "#bread #빵 #baking", ""),
    ("hashtags: 2", "#bread #빵 https://a.example/#baking", None),
    ("capitals: 1", "BREAD TODAY, and FRIENDS", "BREAD, TODAY, FRIENDS"),
    ("capitals: 0", "NATO, DIY and #BREAD", None),
    ("sentence: 5", "One two three four five. Six.", None),
    ("sentence: 5", "One two three four five six.", "One two three four five six."),
    ("sentence: 3", "하나 둘 셋 넷이에요. 다섯이에요.", "하나 둘 셋 넷이에요."),
    ("sentence: 3", "See https://a.example/very/long now. Bye.", None),
    ("address: haeyo", "오늘도 구웠습니다. 들러 주세요.", "오늘도 구웠습니다."),
    ("address: haeyo", "오늘도 구웠어요. 맛있죠? 들러 주세요 😊", None),
    ("address: hamnida", "오늘도 구웠어요.", "오늘도 구웠어요."),
    ("address: hamnida", "오늘도 구웠습니다. 드셔 보시겠습니까?", None),
    ("address: haeyo", "호밀빵 출시\n이번 주 메뉴 안내\n#빵", None),
    ("address: haeyo", "어제는 비가 왔다.", "어제는 비가 왔다."),
    ("address: plain", "어제는 비가 왔다. 오늘은 맑다", None),
    ("address: haeyo", "Warm bread today.", None),
)


def test_each_rule_finds_what_it_is_for_and_leaves_the_rest_alone() -> None:
    for line, text, expected in CASES:
        [rule], flaws = typed.read(line)
        assert flaws == [], line
        said = [str(one.values["found"]) for one in judge(text, [rule])]
        assert said == ([] if expected is None else [expected]), f"{line!r} on {text!r}"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_kind_has_its_sentence(language: str) -> None:
    for line, text, expected in CASES:
        [rule], _ = typed.read(f"{line} // Because.")
        for one in judge(text, [rule]) if expected is not None else ():
            said = style_says.sentence(one.values, words(language))
            assert said.endswith(" Because.") and "{" not in said


WRONG = {
    "synergy": "form",
    "forbid: synergy": "kind",
    "ban: ": "form",
    "ban: |": "empty",
    "prefer: e-mail": "no_better",
    "emoji: many": "number",
    "emoji: 999": "number",
    "address: polite": "address",
    "pattern: (": "pattern",
    "pattern: x*": "everything",
    "pattern: (a+)+$": "wild",
    "pattern: (\\w+\\s?)+$": "wild",
    "ban: " + "x" * 400: "too_long",
}


def test_what_is_no_rule_is_told_with_its_line() -> None:
    for line, code in WRONG.items():
        rules, flaws = typed.read(f"# A remark\n\n{line}")
        assert (rules, [(one.line, one.code) for one in flaws]) == ([], [(3, code)]), line
        for language in ("en", "ko"):
            assert words(language)(f"style.wrong_{code}", line=3, found=line)
    assert typed.read("emoji: 1\n" * 201)[1] == [typed.Flaw(201, "too_many")]


def test_what_is_written_is_read_back() -> None:
    lines = [line for line, _, _ in CASES] + [
        "block ban [ko]: 최고 -> 좋은 // 근거가 없어요.",
        "sentence [en]: 20 // Short is kind. // Bread at nine. Come early.",
    ]
    rules, _ = typed.read("\n".join(lines))
    assert typed.read(typed.written(rules)) == (rules, [])
    assert (rules[-1].message, rules[-1].example) == ("Short is kind.", "Bread at nine. Come early.")
