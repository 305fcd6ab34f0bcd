"""Tables of what each check of a text finds, in both languages, and how often it speaks of ordinary posts."""

import pytest

from handlers.checks import claims, disclosure
from handlers.checks.links import addresses
from handlers.checks.promotions import Offered, misused
from handlers.checks.similar import NEARLY, likeness, runs
from handlers.checks.tagging import Tags, Where, tagged
from handlers.checks.warnings import Code, Subject, warnings
from tests.rules.ordinary_posts import EVERY

CLAIMS = {
    "Korea's first oat cookie": ["Korea's first"],
    "We are the first bakery to use acorns": ["the first bakery to"],
    "The first app of its kind on the market": ["The first app of its kind on the market"],
    "The only cookie in the world with plums": ["The only cookie in the world"],
    "The best bakery in town": ["The best bakery in town"],
    "Our best-selling loaf": ["best-selling"],
    "No. 1 for rye": ["No. 1"],
    "We are #1": ["#1"],
    "The cheapest bread in the city": ["The cheapest bread in the city"],
    "The most trusted brand": ["The most trusted brand"],
    "A market leader, unbeatable": ["market leader", "unbeatable"],
    "Clinically proven": ["Clinically proven"],
    "98% love it": ["98%"],
    "30 percent less sugar": ["30 percent"],
    "Now for $4.50": ["$4.50"],
    "3,50 € a box": ["3,50 €"],
    "Only 20 euros": ["20 euros"],
    "Loved by 20,000 customers": ["20,000 customers"],
    "2 million loaves": ["2 million"],
    "Three times? 3x faster": ["3x faster"],
    "Twice as crunchy as before": ["Twice as crunchy as"],
    "4.8 stars": ["4.8 stars"],
    "9 out of 10 dentists": ["9 out of 10"],
    "국내 최초 도토리 쿠키": ["국내 최초"],
    "세계 최고의 빵집": ["세계 최고의"],
    "최고의 품질로 모십니다": ["최고의 품질"],
    "업계 유일의 기술": ["업계 유일의"],
    "유일한 방법": ["유일한"],
    "판매 1위": ["판매 1위"],
    "1위 브랜드": ["1위"],
    "최저가 보장": ["최저가"],
    "가장 많이 팔린 쿠키": ["가장 많이 팔린"],
    "압도적인 맛": ["압도적인"],
    "만족도 98%": ["98%"],
    "9,900원에 만나요": ["9,900원"],
    "3만원대": ["3만원"],
    "누적 100만 개 판매": ["100만 개"],
    "1만 명이 골랐어요": ["1만 명"],
    "3배 더 바삭": ["3배 더"],
    "평점 4.9": ["평점 4.9"],
    "10명 중 9명이 추천": ["10명 중 9명"],
}
NO_CLAIMS = (
    *("First, preheat the oven.", "At first sight", "The first 500 customers get a tote bag", "first day of school"),
    *("Not only for you", "Only until Friday", "Best wishes", "Best before 05/2027", "Tip #1: rest", "Do your best"),
    *("At 9:30 on 24/12/2026", "In 2026", "3 tips", "250 g of oats", "Room 204", "24/7", "Win one of 3 boxes"),
    *("The best time of the year", "the biggest thank you", "See https://acorn.kr/no1?best=100%25 today"),
    *("최고의 하루 보내세요", "최대 3명까지", "최초 가입 고객", "선착순 100명", "오전 10시 30분"),
    *("2026년 11월 23일", "3가지 방법", "1위를 맞혀 보세요", "빵 20개", "회원 가입", "2층 매장", "최고예요"),
)  # fmt: skip


@pytest.mark.parametrize("text", CLAIMS)
def test_what_is_claimed(text: str) -> None:
    assert list(claims.claims(text)) == CLAIMS[text]


def test_what_is_no_claim() -> None:
    assert {text: found for text in NO_CLAIMS if (found := list(claims.claims(text)))} == {}


@pytest.mark.parametrize(
    "note",
    [
        *("https://acorn.kr/study", "See our survey of May", "figures.xlsx, sheet 2", "Price list 2026"),
        *("Source: Nielsen", "출처: 통계청", "가격표 3쪽", "보도자료 참고", "www.kostat.go.kr", "annual-report.pdf"),
    ],
)  # fmt: skip
def test_a_source_in_the_note_answers(note: str) -> None:
    assert claims.unsourced("국내 최초, 98%, No. 1", note) == []


def test_a_note_without_a_source_does_not_and_three_are_named() -> None:
    text = "국내 최초, 98%, No. 1, $5"
    assert len(claims.unsourced(text, "please hurry")) == 3 and len(claims.unsourced(text, "")) == 3
    assert claims.unsourced("98% (출처: 통계청)", "") == []


PAID = (
    *("Gifted by Oaty", "Sponsored by Oaty", "In partnership with Oaty", "I received this oven for free"),
    *("A PR package came", "Thanks to Oaty for sending the mill", "affiliate links below", "ambassador for Oaty"),
    *("제품을 제공받아 썼어요", "협찬을 받았어요", "소정의 원고료", "체험단으로 다녀왔어요", "제휴 링크가 있어요"),
)  # fmt: skip
SAID = ("#ad", "#Sponsored", "#광고", "[광고]", "유료 광고 포함", "paid partnership", "(협찬)")


def test_what_reads_as_paid_for_says_so() -> None:
    assert [text for text in PAID if not disclosure.undisclosed(text, is_flagged=False)] == []
    assert [text for text in PAID if disclosure.undisclosed(text, is_flagged=True)] == []
    for said in SAID:
        assert [text for text in PAID if disclosure.undisclosed(f"{text} {said}", is_flagged=False)] == []


def test_a_campaign_that_is_paid_by_its_name() -> None:
    assert all(
        disclosure.is_paid(name) for name in ("Spring (paid)", "Sponsored", "유료 봄", "협찬 캠페인", "Influencers")
    )
    assert not any(disclosure.is_paid(name) for name in ("Spring", "Adventure", "봄맞이", "Roads", "Upload"))


OAK = Offered("OAK10", "2026-11-24", "2026-11-30", "https://acorn.kr/oak")
ACORN = Offered("도토리", "2026-11-24", "2026-11-30")


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("Use OAK10 now", "2026-11-24", []),
        ("Use oak10!", "2026-11-30", []),
        ("Use OAK10 now", "2026-12-01", [Code.PROMOTION_ENDED]),
        ("Use OAK10 now", "2026-11-23", [Code.PROMOTION_EARLY]),
        ("OAK10을 쓰세요", "2026-12-01", [Code.PROMOTION_ENDED]),
        ("ＯＡＫ１０", "2026-12-01", [Code.PROMOTION_ENDED]),
        ("OAK100 and SOAK10 and OAK10X", "2026-12-01", []),
        ("도토리로 할인", "2026-12-01", [Code.PROMOTION_ENDED]),
        ("햇도토리 빵", "2026-12-01", []),
        ("OAK10 https://acorn.kr/oak?a=1#b", "2026-11-25", []),
        ("OAK10 https://www.acorn.kr/oak/more", "2026-11-25", []),
        ("OAK10 https://acorn.kr/oaks", "2026-11-25", [Code.PROMOTION_ELSEWHERE]),
        ("OAK10 https://other.kr/oak", "2026-11-25", [Code.PROMOTION_ELSEWHERE]),
        ("Look: https://acorn.kr/oak", "2026-12-01", [Code.PROMOTION_ENDED]),
        ("Nothing of it", "2026-12-01", []),
    ],
)
def test_promotions_on_their_days_and_at_their_address(text: str, day: str, found: list[Code]) -> None:
    assert [one.code for one in misused(text, [OAK, ACORN], day)] == found


RULE = Tags({"utm_source": "{network}", "utm_campaign": "{campaign}"}, ("acorn.kr",), "Spring Sale")
TAG = "utm_source=mastodon&utm_campaign=spring-sale"


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("https://acorn.kr", f"https://acorn.kr?{TAG}"),
        ("See https://acorn.kr/a.", f"See https://acorn.kr/a?{TAG}."),
        ("(https://acorn.kr/a)", f"(https://acorn.kr/a?{TAG})"),
        ("https://acorn.kr/a에서 만나요", f"https://acorn.kr/a?{TAG}에서 만나요"),
        ("https://acorn.kr/쿠키", f"https://acorn.kr/쿠키?{TAG}"),
        ("https://acorn.kr/a?b=c&d=%20#e?f", f"https://acorn.kr/a?b=c&d=%20&{TAG}#e?f"),
        ("https://acorn.kr/a?", f"https://acorn.kr/a?{TAG}?"),
        ("https://www.acorn.kr/", f"https://www.acorn.kr/?{TAG}"),
        ("https://acorn.kr/?utm_source=mail", "https://acorn.kr/?utm_source=mail&utm_campaign=spring-sale"),
        ("https://other.kr/ http://[broken acorn.kr", "https://other.kr/ http://[broken acorn.kr"),
        ("https://notacorn.kr/", "https://notacorn.kr/"),
        ("No link at all", "No link at all"),
    ],
)
def test_tags_are_added_once_and_nothing_else_changes(text: str, out: str) -> None:
    where = Where("mastodon", "news")
    assert tagged(text, RULE, where) == out
    assert tagged(out, RULE, where) == out


def test_a_particle_is_no_part_of_an_address() -> None:
    text = "https://acorn.kr에서 https://acorn.kr/oak은, https://한글.한국/쿠키 https://acorn.kr/a(b)를"
    assert list(addresses(text)) == [
        "https://acorn.kr",
        "https://acorn.kr/oak",
        "https://한글.한국/쿠키",
        "https://acorn.kr/a(b)",
    ]


ALIKE = (
    (
        "Our oat cookies are back in every shop from Monday. Come and try one with a coffee!",
        "From Monday our oat cookies are back in every shop. Come and try one with your coffee.",
    ),
    (
        "새 도토리 쿠키가 월요일부터 모든 매장에 나와요. 커피와 함께 드셔 보세요.",
        "월요일부터 새 도토리 쿠키가 모든 매장에 나옵니다. 커피와 함께 드셔 보세요!",
    ),
    ("The autumn fair begins on Saturday at ten. https://a.kr/1", "THE AUTUMN FAIR begins on Saturday at ten!"),
)


def test_nearly_the_same_is_told_from_what_is_not() -> None:
    assert [pair for pair in ALIKE if likeness(runs(pair[0]), runs(pair[1])) < NEARLY] == []
    assert likeness(runs("Good morning"), runs("Good morning")) == 0, "a greeting is no repetition"
    alike = [
        (one, other) for one in EVERY for other in EVERY if one < other and likeness(runs(one), runs(other)) >= NEARLY
    ]
    assert alike == []


def test_ordinary_posts_are_left_alone() -> None:
    """Of more than a hundred, at most two in a hundred may be asked about without need."""
    assert len(EVERY) >= 100
    spoken_of = {
        text: [*claims.unsourced(text, ""), *(one.code for one in warnings(Subject(text)))]
        for text in EVERY
        if claims.unsourced(text, "") or warnings(Subject(text)) or disclosure.undisclosed(text, is_flagged=False)
    }
    assert len(spoken_of) <= len(EVERY) // 50, spoken_of
