"""What a preview says of one account: near to how it looks there, and what it costs."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.demo import reading
from bot.network_facts import ours
from handlers.allowance import Note
from handlers.blocks import previews
from handlers.composing.flaws import Trouble
from handlers.composing.previews import Preview
from handlers.look import look_of
from handlers.words.catalogue import words

BERLIN = ZoneInfo("Europe/Berlin")
LONG = "Oat cookies, warm from the oven. " * 12


def on(network: str, text: str = "Oats: https://acorn.example/a") -> Preview:
    return Preview(7, "acorn", network, text, look_of(ours()[network].get("look", {})), len(text), 3000)


SENSITIVE: dict[str, Any] = {"flags": ("sensitive",), "warning": "Crumbs"}
EN, KO = words("en"), words("ko")


@pytest.mark.parametrize(
    ("preview", "said", "unsaid"),
    [
        (on("facebook"), EN.mrkdwn("variants.link_card", site="acorn.example"), "more"),
        (on("linkedin"), "29 of 3,000", "acorn.example below"),
        (replace(on("facebook"), media=("a.png", "b.png")), "With a.png, b.png", "acorn.example below"),
        (on("instagram", LONG), "275 characters are behind it", LONG.strip()),
        (on("bluesky", LONG), LONG.strip(), "behind it"),
        (replace(on("mastodon"), **SENSITIVE), "Hidden behind the warning “Crumbs”", "no place for"),
        (replace(on("threads"), **SENSITIVE, media=("a.png",)), "Images are hidden", "Crumbs"),
        (replace(on("threads"), **SENSITIVE), "Oats", "hidden"),
        (replace(on("linkedin"), flags=("paid", "ai")), "no place for Paid partnership, Made with AI", "ℹ️ ℹ️"),
        (replace(on("x"), flags=("paid", "ai")), "Oats", "no place for"),
        (replace(on("x"), notes=(Note("x_link", "$0.20"),)), "ℹ️ acorn: a post with a link costs $0.20", "⚠️"),
        (replace(on("linkedin"), troubles=(Trouble("text", "empty"),)), "⚠️ " + EN("composer.wrong_empty"), "ℹ️"),
        (replace(on("linkedin"), first_comment="More & <b>"), "More & <b>", "ℹ️"),
        (on("linkedin"), "as soon as approved", "Tue"),
        (replace(on("linkedin"), lacks_time=True), "no time that works yet", "as soon as"),
        (replace(on("linkedin"), goes_out=datetime(2026, 11, 24, 8, tzinfo=UTC)), "09:00", "as soon as"),
    ],
)  # fmt: skip
def test_a_preview_is_near_to_what_will_be_seen(preview: Preview, said: str, unsaid: str) -> None:
    shown = "\n".join(reading.lines(previews.of_submission([preview], BERLIN, EN)))
    assert said in shown
    assert unsaid not in shown


def test_korean_readers_read_korean() -> None:
    preview = replace(on("instagram", LONG), flags=("ai",))
    shown = "\n".join(reading.lines(previews.of_draft([preview], BERLIN, KO, metadata="")))
    assert KO.count("variants.behind", 275) in shown
    assert KO("variants.unmarked", accounts="acorn", labels=KO("variants.flag_ai")) in shown
    assert f"[{KO('variants.change', account='acorn')}]" in shown


def test_costs_come_first_and_accounts_that_lack_the_same_share_a_sentence() -> None:
    costly = replace(on("x"), account="a", flags=("paid", "ai"), notes=(Note("x_link", "$0.20"),))
    others = [replace(on(name), account=name, flags=("paid", "ai")) for name in ("linkedin", "threads")]
    assert previews.notes([*others, costly], EN) == [
        EN("note.x_link", account="a", figure="$0.20"),
        "linkedin, threads: no place for Paid partnership, Made with AI. Say it in the text there.",
    ]


def test_a_draft_without_an_account_says_what_to_do() -> None:
    assert reading.lines(previews.of_draft([], BERLIN, EN, metadata="")) == [EN("variants.no_account")]
