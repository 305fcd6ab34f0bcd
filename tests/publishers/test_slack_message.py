"""A publication as a message in Slack, and what Slack's errors mean for it."""

from datetime import timedelta
from typing import Any

import pytest

from bot.publishers.slack import message, verdicts
from handlers.problem import Problem
from handlers.publisher import Doubtful, NotSent, Outgoing, Refused
from handlers.slack import RateLimited, SlackNotReached, SlackRefused, SlackUncertain

OUT = Outgoing(7, 3, "C0PUB", "news", "text", idempotency_key="greenlight-3-1")
OTHER = Outgoing(8, 3, "C0PUB", "news", "text", idempotency_key="greenlight-3-2")


def elements(text: str) -> list[dict[str, Any]]:
    [block] = message.blocks(Outgoing(7, 3, "C0PUB", "news", text))
    [section] = block["elements"]
    found: list[dict[str, Any]] = section["elements"]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "<!channel> *bold* @here",
        "see https://example.com/a?b=1&c, or https://example.org.",
        "https://example.com",
        "줄\n\n바꿈 :smile:",
        "&amp; <https://example.com|click>",
    ],
)
def test_every_character_stands_in_the_block(text: str) -> None:
    assert "".join(element["text"] for element in elements(text)) == text


def test_only_text_and_links_are_ever_made() -> None:
    text = "<@U0JONAS> <!here> <#C0PUB> @ann :wave: https://example.com <!date^1^x|y> #fff"
    assert {element["type"] for element in elements(text)} == {"text", "link"}


def test_a_link_leads_where_it_says() -> None:
    [_, link, _] = elements("a https://example.com/?q=<x> b")
    assert link == {"type": "link", "url": "https://example.com/?q=", "text": "https://example.com/?q="}


def test_a_link_in_hangul_is_one_link() -> None:
    [link, rest] = elements("https://example.com/도토리.html, 끝")
    assert (link["url"], rest["text"]) == ("https://example.com/도토리.html", ", 끝")


def test_no_element_is_empty() -> None:
    assert all(element["text"] for element in elements("https://example.com https://example.org"))


def test_the_notification_holds_no_mention() -> None:
    assert message.notification("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_a_message_is_known_by_its_metadata_or_by_its_mark() -> None:
    assert message.is_of({"metadata": message.metadata(OUT)}, OUT)
    assert message.is_of({"blocks": message.blocks(OUT)}, OUT)


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"blocks": None, "metadata": None},
        {"text": "text"},
        {"metadata": message.metadata(OTHER)},
        {"blocks": message.blocks(OTHER)},
        {"metadata": {"event_type": "another_app", "event_payload": message.metadata(OUT)["event_payload"]}},
    ],
)
def test_no_other_message_is_taken_for_it(found: dict[str, Any]) -> None:
    assert not message.is_of(found, OUT)


def test_a_mark_is_never_longer_than_a_block_id_may_be() -> None:
    assert len(message.mark(Outgoing(7, 3, "C0PUB", "news", "text", idempotency_key="k" * 300))) == 255


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("channel_not_found", Problem.GONE),
        ("is_archived", Problem.GONE),
        ("not_in_channel", Problem.NOT_ALLOWED),
        ("invalid_auth", Problem.NOT_ALLOWED),
        ("token_revoked", Problem.NOT_ALLOWED),
        ("account_inactive", Problem.NOT_ALLOWED),
        ("missing_scope", Problem.NOT_ALLOWED),
        ("restricted_action", Problem.NOT_ALLOWED),
        ("msg_too_long", Problem.TOO_LONG),
        ("msg_blocks_too_long", Problem.TOO_LONG),
        ("invalid_blocks", Problem.REFUSED),
        ("something_new", Problem.REFUSED),
    ],
)
def test_a_definite_no_has_its_problem_and_slacks_own_word(code: str, problem: Problem) -> None:
    found = verdicts.outcome(SlackRefused(code, "needs chat:write"))
    assert found == Refused(problem, f"{code}: needs chat:write")


def test_what_is_known_after_a_failure_decides() -> None:
    assert verdicts.outcome(RateLimited(12)) == NotSent("ratelimited", timedelta(seconds=12))
    assert isinstance(verdicts.outcome(SlackNotReached("ClientConnectorError")), NotSent)
    assert isinstance(verdicts.outcome(SlackUncertain("http_503")), Doubtful)


def test_before_the_call_that_publishes_nothing_is_in_doubt() -> None:
    assert verdicts.harmless(SlackUncertain("http_503")) == NotSent("http_503")
    assert isinstance(verdicts.harmless(SlackRefused("invalid_auth")), Refused)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("not_in_channel", "/invite"),
        ("channel_not_found", "ACCOUNTS"),
        ("missing_scope", "manifest.yml"),
        ("http_503", "status.slack.com"),
    ],
)
def test_the_doctors_advice_fits_the_error(code: str, words: str) -> None:
    assert words in verdicts.advice(SlackRefused(code))
