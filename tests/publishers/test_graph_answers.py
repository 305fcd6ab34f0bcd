"""What the Graph API's errors mean for the request that they answer."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import network_facts
from bot.publishers.graph import answers
from bot.publishers.http import Answer
from handlers.problem import Problem
from handlers.publisher import Doubtful, NotSent, Refused

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
INSTAGRAM = network_facts.ours()["instagram"]
FACEBOOK = network_facts.ours()["facebook"]
THREADS = network_facts.ours()["threads"]


def said(
    code: int, subcode: int = 0, *, status: int = 400, message: str = "Said so", headers: dict[str, str] | None = None
) -> Answer:
    error = {"message": message, "code": code} | ({"error_subcode": subcode} if subcode else {})
    return Answer(status, headers or {}, json.dumps({"error": error}).encode())


def usage(**numbers: int) -> dict[str, str]:
    return {"X-Business-Use-Case-Usage": json.dumps({"17841400000001": [numbers]})}


REFUSALS = {
    "the session has ended": (said(190, 463), Problem.NOT_ALLOWED),
    "a plain 401": (Answer(401, {}, b""), Problem.NOT_ALLOWED),
    "a right is missing": (said(200), Problem.NOT_ALLOWED),
    "another right is missing": (said(10), Problem.NOT_ALLOWED),
    "the account is restricted": (said(25, 2207050), Problem.NOT_ALLOWED),
    "the account is not there": (said(100, 33), Problem.GONE),
    "a parameter is wrong": (said(100), Problem.REFUSED),
    "the image is too large": (said(36000, 2207004), Problem.IMAGE_TOO_BIG),
    "the image is no JPEG": (said(36001, 2207005), Problem.IMAGE_TYPE),
    "the image is too wide": (said(36003, 2207009), Problem.IMAGE_SHAPE),
    "the caption is too long": (said(36004, 2207010), Problem.TOO_LONG),
    "the video cannot be read": (said(352, 2207026), Problem.VIDEO_TYPE),
    "it is there already": (said(506), Problem.DUPLICATE),
    "somewhere else": (Answer(302, {"Location": "https://example.com"}, b""), Problem.REFUSED),
}


@pytest.mark.parametrize(("answer", "problem"), REFUSALS.values(), ids=REFUSALS)
def test_a_definite_no_is_told_with_its_words(answer: Answer, problem: Problem) -> None:
    found = answers.failure(answer, NOW, INSTAGRAM)
    assert isinstance(found, Refused) and found.problem == problem
    assert found.detail


DOUBTS: dict[str, tuple[Answer, dict[str, Any]]] = {
    "500": (said(1, status=500), dict(INSTAGRAM)),
    "503 without words": (Answer(503, {}, b"<html>"), dict(INSTAGRAM)),
    "500 that speaks of a limit": (said(4, status=500), dict(FACEBOOK)),
    "500 that speaks of a token": (said(190, status=500), dict(FACEBOOK)),
    "a proxy gave up": (Answer(408, {}, b""), dict(THREADS)),
    "temporarily unavailable": (said(2), dict(FACEBOOK)),
    "unknown": (said(1), dict(THREADS)),
    "blocked on Instagram": (said(4, 2207051), dict(INSTAGRAM)),
    "blocked on Facebook": (said(368), dict(FACEBOOK)),
    "stumbled while publishing": (said(-1, 2207008), dict(INSTAGRAM)),
}


@pytest.mark.parametrize(("answer", "facts"), DOUBTS.values(), ids=DOUBTS)
def test_what_may_be_live_all_the_same_is_a_doubt(answer: Answer, facts: dict[str, Any]) -> None:
    assert isinstance(answers.failure(answer, NOW, facts), Doubtful)


@pytest.mark.parametrize("code", [4, 17, 32, 341, 613, 80001, 80002, 80014])
def test_a_limit_is_a_wait_by_the_header_of_usage_in_minutes(code: int) -> None:
    answer = said(code, headers=usage(call_count=100, estimated_time_to_regain_access=7))
    assert answers.failure(answer, NOW, FACEBOOK) == NotSent(f"Said so (code {code})", timedelta(minutes=7))


def test_a_limit_that_names_no_time_is_a_wait_of_an_hour() -> None:
    found = answers.failure(said(9, 2207042), NOW, INSTAGRAM)
    assert isinstance(found, NotSent) and found.retry_after == timedelta(hours=1)


def test_a_container_that_is_used_up_is_made_anew() -> None:
    found = answers.failure(said(24, 2207006), NOW, INSTAGRAM)
    assert isinstance(found, NotSent) and found.is_spent


def test_a_container_that_is_not_finished_is_waited_for() -> None:
    found = answers.failure(said(9007, 2207027), NOW, INSTAGRAM)
    assert found == NotSent("Said so (code 9007/2207027)", timedelta(seconds=30))


def test_too_many_links_on_threads_are_told_as_that() -> None:
    answer = said(100, message="THREADS_API__LINK_LIMIT_EXCEEDED")
    found = answers.failure(answer, NOW, THREADS)
    assert isinstance(found, Refused) and found.problem == Problem.TOO_MANY_LINKS


def test_every_number_in_the_facts_stands_for_a_problem() -> None:
    for facts in (FACEBOOK, INSTAGRAM, THREADS):
        assert all(Problem(problem) for problem in facts["problems"].values())


def test_words_for_people_go_before_words_for_programmers() -> None:
    body = {"error": {"message": "(#36003) bad", "error_user_msg": "The picture is too wide.", "code": 36003}}
    found = answers.trouble(Answer(400, {}, json.dumps(body).encode()))
    assert found.words == "The picture is too wide. (code 36003)"


@pytest.mark.parametrize("body", [b"", b"[]", b'{"error": "no"}', b'{"error": {"code": true}}', b"\xff"])
def test_an_error_of_any_shape_is_read(body: bytes) -> None:
    found = answers.failure(Answer(400, {}, body), NOW, FACEBOOK)
    assert isinstance(found, Refused) and found.detail


RESTS = {
    "much is left": (usage(call_count=28, total_time=30, total_cputime=4), None),
    "nothing is left": (usage(call_count=100, estimated_time_to_regain_access=9), timedelta(minutes=9)),
    "nothing is left, for nobody knows how long": (usage(total_cputime=130), timedelta(hours=1)),
    "by app": ({"X-App-Usage": '{"call_count": 101}'}, timedelta(hours=1)),
    "nonsense": ({"X-App-Usage": "soon", "X-Page-Usage": '{"a": [3], "call_count": "100"}'}, None),
    "nothing is said": ({}, None),
}


@pytest.mark.parametrize(("headers", "expected"), RESTS.values(), ids=RESTS)
def test_a_success_says_when_nothing_is_left(headers: dict[str, str], expected: timedelta | None) -> None:
    assert answers.rests_for(Answer(200, headers, b"{}"), NOW, FACEBOOK) == expected
