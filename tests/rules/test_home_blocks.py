"""App Home stays within Slack's limits, and hostile names and texts stay text."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.block_kit import payload
from handlers.blocks import help as asked
from handlers.blocks import hint, home, home_sayings, withdrawal
from handlers.blocks.home import Home, Rows
from handlers.blocks.home_rows import DraftRow
from handlers.blocks.home_setup import BrandRow, Gap, ToDo
from handlers.blocks.saying import Reader
from handlers.snapshot import OnAccount, Snapshot
from handlers.steps.progress import Progress, StepState
from handlers.wire import Target
from handlers.words.catalogue import words
from storage.absences import Away, NoticedBy
from storage.content import Content
from storage.lifecycle import Delivery, Editorial, status_of
from storage.stages import ONLY, Rule, Step

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOSTILE = "<!channel> <@U0ADA> <https://evil.example|bank> & *bold* `x` \u202eabc\u202c\nsecond line " + "ẞ" * 4000
LANGUAGES = ("en", "ko")


def on_account(number: int, state: Delivery = Delivery.SCHEDULED) -> OnAccount:
    return OnAccount(number, number, f"<!here>{number}", "mastodon", "x", state, NOW, None, None, None, None, None)


def in_one_step(*user_ids: str) -> Progress:
    """One of them must say yes."""
    return Progress((StepState(Step(ONLY, "", Rule.COUNT, 1, user_ids), user_ids, ()),))


def submission(number: int = 142, *states: Delivery, state: Editorial = Editorial.IN_REVIEW) -> Snapshot:
    """One with the worst that people can type."""
    on = tuple(on_account(place + 1, one) for place, one in enumerate(states or (Delivery.SCHEDULED,)))
    return Snapshot(
        number=number,
        author_id="U0MINA",
        author_name="<!channel> Mina",
        state=state,
        status=status_of(state, [one.state for one in on]),
        version=3,
        revision=2,
        content=Content(text=HOSTILE, accounts=(1,)),
        submitted_at=NOW,
        review_since=NOW,
        on=on,
        taken_off=(),
        said=(),
        progress=in_one_step(*("U0JONAS",)),
        co_author_ids=(),
        admin_ids=("U0ADA",),
        names={"U0MINA": "<!channel> Mina", "U0JONAS": "Jonas & <@U1>"},
        channel_id="C0REVIEW",
        language="en",
        zone=ZoneInfo("Europe/Berlin"),
        card_channel="C0REVIEW",
        card_ts="1.1",
        card_link="https://acorn.slack.com/archives/C0REVIEW/p11",
    )


def reader(language: str) -> Reader:
    return Reader(words(language), ZoneInfo("Asia/Seoul"), NOW, "U0JONAS")


def fullest(language: str) -> Home:
    """As much as Home ever shows."""
    asked_again = submission(7, state=Editorial.CHANGES_REQUESTED)
    doubtful = submission(8, Delivery.UNKNOWN, state=Editorial.APPROVED)
    return Home(
        reader=reader(language),
        channel_id="C0REVIEW",
        is_first=True,
        channel_trouble="is_archived",
        waiting=Rows([submission(one) for one in range(1, 11)], True),
        trouble=Rows([(doubtful, doubtful.on[0])] * 5, True),
        mine=Rows([asked_again] * 10, True),
        drafts=Rows([DraftRow(f"d{one}", HOSTILE, NOW, one) for one in range(5)], True),
        next_out=Rows([submission(one, state=Editorial.APPROVED) for one in range(20, 30)], True),
        away=Away("U0JONAS", "U0MINA", NOW, NoticedBy.SAID),
        gaps=[ToDo(gap, "Acorn") for gap in Gap],
        brands=[BrandRow(number, f"Acorn {number}", "C0REVIEW", ZoneInfo("Asia/Seoul")) for number in range(1, 9)],
    )


def texts(found: Any) -> Iterator[str]:
    """Every mrkdwn text, wherever it stands."""
    if isinstance(found, dict):
        if found.get("type") == "mrkdwn":
            yield found["text"]
        for value in found.values():
            yield from texts(value)
    elif isinstance(found, list):
        for value in found:
            yield from texts(value)


def tokens(found: Any) -> set[str]:
    """What Slack would read as a mention, a link or a date."""
    return {token for text in texts(found) for token in re.findall(r"<([^>]*)>", text)}


def is_ours(token: str) -> bool:
    ours = (
        "#C0REVIEW",
        "@U0MINA",
        "@U0JONAS",
        "https://acorn.slack.com/archives/C0REVIEW/p11|",
        "https://x.example/1|",
    )
    return token.startswith(ours)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_home_is_taken_by_slack_and_nothing_is_cut_off(language: str) -> None:
    view = home.view(fullest(language))
    payload.check_view(view, "home", lambda _file: True)
    assert len(view["blocks"]) < home.MOST_BLOCKS
    assert "\u202e" not in str(view), "nothing turns our own words round"
    assert tokens(view["blocks"]) and all(is_ours(token) for token in tokens(view["blocks"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_emptiest_home_says_that_nothing_waits(language: str) -> None:
    view = home.view(Home(reader=reader(language), channel_id="C0REVIEW"))
    payload.check_view(view, "home", lambda _file: True)
    payload.check_view(home.closed_door(reader(language)), "home", lambda _file: True)
    assert words(language)("home.waiting_none") in str(view)


@pytest.mark.parametrize("language", LANGUAGES)
def test_private_answers_and_messages_are_taken_by_slack(language: str) -> None:
    who = reader(language)
    rows = Rows([submission(one) for one in range(1, 11)], True)
    answers = [
        asked.help_text(who, is_unknown=True),
        asked.lists(who, rows, rows),
        asked.one_post(who, submission(), True),
        hint.not_recorded(Target(142, 2), words(language)),
    ]
    for _, blocks in answers:
        payload.check_message(blocks, lambda _file: True)
        assert all(is_ours(token) for token in tokens(blocks))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("welcome", {"channel": "C0REVIEW"}),
        ("channel_trouble", {"channel": "C0REVIEW", "code": "is_archived"}),
        ("channel_trouble", {"channel": "C0REVIEW", "code": "not_in_channel"}),
        ("channel_trouble", {"channel": "C0REVIEW", "code": "channel_not_found"}),
        ("channel_trouble", {"channel": "C0REVIEW", "code": "<!channel>"}),
        ("person_gone", {"user": "U0MINA", "own": list(range(1, 101)), "stuck": [3]}),
        ("person_left", {"user": "U0MINA", "channel": "C0REVIEW", "stuck": [3]}),
        ("taken_back", {"by": "U0JONAS"}),
    ],
)
def test_what_the_outbox_says_is_taken_by_slack(language: str, kind: str, data: dict[str, Any]) -> None:
    drawn = home_sayings.SAYINGS[kind](data, submission(), reader(language))
    assert drawn is not None and drawn.text
    payload.check_message(list(drawn.blocks), lambda _file: True)
    assert all(is_ours(token) for token in tokens(list(drawn.blocks)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_taking_back_is_asked_and_answered_in_modals(language: str) -> None:
    question = withdrawal.question(Target(142, 2), words(language))
    payload.check_view(question, "modal", lambda _file: True)
    assert Target.parse(question["private_metadata"]) == Target(142, 2)
    closing = withdrawal.closing(142, ("<!here>", "news"), words(language))
    payload.check_view(closing, "modal", lambda _file: True)
    assert not tokens(closing["blocks"])
