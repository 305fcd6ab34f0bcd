"""Texts that name a price, a date or a promotion, and texts that do not."""

import pytest

from handlers.checks.aging import names_what_ages

AGES = [
    "Oat cookies, now 3.50 €",
    "Only $4 a box",
    "20% off everything",
    "4,900원부터",
    "See you on Friday",
    "Doors open 24 December",
    "Until Dec 24",
    "On the 3rd we celebrate",
    "2026-12-24, 18:00",
    "12월 24일에 만나요",
    "오늘까지",
    "Summer sale",
    "Use the coupon at the till",
    "무료 배송",
    "토요일 세일",
    "Ends soon",
]
LASTS = [
    "Our oat cookies are back.",
    "Meet the 3 people who bake for you.",
    "We may bake again.",
    "Marching on: how our mill works",
    "귀리 쿠키가 돌아왔어요.",
    "Version 2 of our recipe, explained",
    "The salesman's dilemma",
]


@pytest.mark.parametrize("text", AGES)
def test_it_may_be_wrong_in_a_month(text: str) -> None:
    assert names_what_ages(text)


@pytest.mark.parametrize("text", LASTS)
def test_it_stays_right(text: str) -> None:
    assert not names_what_ages(text)
