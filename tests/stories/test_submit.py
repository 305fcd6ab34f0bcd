"""Sending the composer: what is wrong is said at its field, nothing is lost, and the same form makes one post."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.demo import cast
from bot.demo.stage import Stage, stage
from handlers import edge, wire
from handlers.allowance import Allowance
from handlers.people import submit
from handlers.request import Request
from handlers.words.catalogue import words
from storage.database import StorageBusy
from tests.stories.acting import direct_messages, modal
from tests.stories.composing import (
    choose_accounts,
    drafts_of,
    every_submission,
    filled,
    lines,
    only_submission,
    open_composer,
    send,
    shows,
    state_of,
)

KO = words("ko")

SlowNetwork = Callable[[Stage, int], Awaitable[asyncio.Event]]


async def choose_time(scene: Stage, date: str | None, time: str | None) -> None:
    """Opens the pickers and fills them."""
    view = await modal(scene.author)
    await scene.author.type(view["id"], "goes_out", wire.COMPOSER_GOES_OUT, "chosen")
    # The press is answered first; the pickers come after that.
    await scene.sandbox.until(lambda: any(block.get("block_id") == "date" for block in _blocks(scene, view["id"])))
    await scene.author.type(view["id"], "date", wire.COMPOSER_DATE, selected_date=date)
    await scene.author.type(view["id"], "time", wire.COMPOSER_TIME, selected_time=time)
    await scene.settle()


def _blocks(scene: Stage, view_id: str) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = scene.sandbox.world.views[view_id].body["blocks"]
    return blocks


async def without_slacks_check(scene: Stage) -> None:
    """Slack's own client asks for these fields before it sends a form. What comes without them is answered as well."""
    view = await modal(scene.author)
    for block in _blocks(scene, view["id"]):
        if block["type"] == "input":
            block["optional"] = True


@pytest.mark.parametrize("text", ["", "   ", "\n\n\t", "\u3000"])
async def test_an_empty_text_is_an_error_at_its_field(scene: Stage, text: str) -> None:
    await open_composer(scene, scene.author)
    answer = await send(scene, scene.author, text=text)
    assert answer["errors"] == {"text": KO("composer.wrong_empty")}
    assert await every_submission(scene) == []


async def test_too_long_is_told_the_way_the_account_counts(scene: Stage) -> None:
    await open_composer(scene, scene.author)
    account = await only_account(scene, "news")
    limit = scene.machine.desk.publishers[account].allowance().max_length
    half = "글" * 2000
    view = await modal(scene.author)
    await scene.author.type(view["id"], "text", wire.COMPOSER_TEXT, "글" * 2900)
    await scene.settle()
    answer = await send(scene, scene.author, text_2=half, accounts=[str(account)])
    found = 2900 + 2 + 2000
    said = KO("composer.wrong_too_long", account="news", allowed=limit, found=found, over=found - limit)
    assert answer["errors"] == {"text": said}
    (draft,) = await drafts_of(scene)
    assert len(draft["text"]) == found, "what was typed is safe in the draft"


async def only_account(scene: Stage, name: str) -> int:
    return int((await choose_accounts(scene, name))[0])


@pytest.mark.parametrize(
    ("date", "time", "at", "key", "values"),
    [
        ("2026-11-23", "09:59", "time", "time_past", {}),
        ("2025-11-23", "12:00", "time", "time_past", {}),
        ("2036-11-23", "12:00", "date", "time_too_far", {}),
        (None, "12:00", "date", "time_no_date", {}),
        ("2026-11-24", None, "time", "time_no_time", {}),
        ("2027-03-28", "02:30", "time", "time_gap", {"before": "01:59", "after": "03:00"}),
        ("2027-10-31", "02:30", "time", "time_fold", {"before": "01:59", "after": "03:00"}),
    ],
)
async def test_a_time_that_cannot_be_is_asked_about_at_its_picker(
    scene: Stage, date: str | None, time: str | None, at: str, key: str, values: dict[str, str]
) -> None:
    await open_composer(scene, scene.author, "Soon")
    await choose_time(scene, date, time)
    await without_slacks_check(scene)
    answer = await send(scene, scene.author)
    assert answer["errors"] == {at: KO(f"composer.wrong_{key}", **values)}
    assert await every_submission(scene) == []
    (draft,) = await drafts_of(scene)
    assert (draft["text"], draft["date"], draft["time"]) == ("Soon", date, time)


async def test_no_account_is_an_error_at_its_field(scene: Stage) -> None:
    await open_composer(scene, scene.author, "Hello")
    assert (await send(scene, scene.author, accounts=[]))["error"] == "input_required"
    await without_slacks_check(scene)
    answer = await send(scene, scene.author, accounts=[])
    assert answer["errors"] == {"accounts": KO("composer.wrong_no_account")}


async def test_an_account_that_does_not_exist_is_nobodys(scene: Stage) -> None:
    view = await open_composer(scene, scene.author, "Hello")
    forged = {"type": "checkboxes", "selected_options": [{"value": "999"}]}
    scene.sandbox.world.views[view["id"]].typed["accounts"] = {wire.COMPOSER_ACCOUNTS: forged}
    answer = await send(scene, scene.author)
    assert answer["errors"] == {"accounts": KO("composer.wrong_account_gone", account="?")}
    assert await every_submission(scene) == []


@pytest.mark.parametrize("text", ["half \ud83d pair", "nul \x00 byte"])
async def test_what_no_database_keeps_is_told_by_its_place(scene: Stage, text: str) -> None:
    """Straight to the story: half a surrogate pair does not even fit through the sandbox's socket."""
    opened = await open_composer(scene, scene.author)
    view = dict(opened)
    view["state"] = {"values": view["state"]["values"] | {"text": {wire.COMPOSER_TEXT: {"value": text}}}}
    user = {"id": cast.AUTHOR, "team_id": scene.machine.desk.team_id}
    said: list[dict[str, object]] = []

    async def acknowledge(**answer: object) -> None:
        said.append(answer)

    body = {"type": "view_submission", "user": user, "view": view}
    await edge.handle(scene.machine.desk, submit.submit, Request(body=body, acknowledge=acknowledge))
    place = text.index(" ") + 2
    assert said == [{"response_action": "errors", "errors": {"text": KO("composer.wrong_unstorable", place=place)}}]
    (draft,) = await drafts_of(scene)
    assert draft["text"] == text.replace(text[place - 1], "\ufffd"), "the rest is kept"


async def test_the_same_form_sent_twice_makes_one_post(scene: Stage) -> None:
    view = await open_composer(scene, scene.author, "Once")
    values = filled(view)
    presses = [scene.author.submit(view["id"], values) for _ in range(2)]
    both = await asyncio.gather(*presses, return_exceptions=True)
    await scene.settle()
    assert any(isinstance(one, dict) and one.get("response_action") == "update" for one in both)
    stands = await only_submission(scene)
    assert stands.content.text == "Once"
    assert await drafts_of(scene) == []


async def test_the_same_envelope_later_says_the_same(scene: Stage) -> None:
    view = await open_composer(scene, scene.author, "Once")
    kept = dict(scene.sandbox.world.views[view["id"]].body)
    await send(scene, scene.author)
    scene.sandbox.world.views[view["id"]].body = kept
    await scene.author.submit(view["id"], filled(view, text="Once"))
    await scene.settle()
    await only_submission(scene)
    assert KO.mrkdwn("composer.done_already", number=1, revision=1) in lines(await modal(scene.author))
    assert await drafts_of(scene) == []


async def test_a_database_that_cannot_save_keeps_the_form_open(scene: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await open_composer(scene, scene.author, "Safe")

    async def busy(*_: object, **__: object) -> None:
        raise StorageBusy("locked")

    with monkeypatch.context() as patch:
        patch.setattr(scene.machine.desk.database, "write", busy)
        view = await modal(scene.author)
        refused = await scene.author.submit(view["id"], filled(view))
    assert refused["errors"] == {"text": KO("answer.not_saved")}
    answer = await send(scene, scene.author)
    assert answer["response_action"] == "update"
    assert (await only_submission(scene)).content.text == "Safe"


@pytest.fixture
def slow_network(monkeypatch: pytest.MonkeyPatch) -> SlowNetwork:
    """Makes the news account say what it takes only when the event is set, and then this many characters."""

    async def slow(scene: Stage, max_length: int) -> asyncio.Event:
        publisher = scene.machine.desk.publishers[await only_account(scene, "news")]
        allowance, may_answer = replace(publisher.allowance(), max_length=max_length), asyncio.Event()

        async def learn() -> Allowance:
            await may_answer.wait()
            monkeypatch.setattr(publisher, "allowance", lambda: allowance)
            return allowance

        monkeypatch.setattr(publisher, "learn", learn)
        object.__setattr__(scene.machine.desk, "patience", timedelta(milliseconds=300))
        return may_answer

    return slow


async def test_a_network_that_takes_its_time_is_waited_for_in_a_view_of_its_own(
    scene: Stage, slow_network: SlowNetwork
) -> None:
    await open_composer(scene, scene.author, "Patience")
    may_answer = await slow_network(scene, 5000)
    view = await modal(scene.author)
    await scene.author.submit(view["id"], filled(view))
    await scene.sandbox.until(lambda: shows(scene, KO("composer.checking_text")))
    may_answer.set()
    await scene.settle()
    assert KO.mrkdwn("composer.done_new", number=1, revision=1) in lines(await modal(scene.author))


async def test_what_the_network_then_says_stands_above_the_form(scene: Stage, slow_network: SlowNetwork) -> None:
    await open_composer(scene, scene.author, "Too long for it")
    may_answer = await slow_network(scene, 10)
    view = await modal(scene.author)
    await scene.author.submit(view["id"], filled(view))
    may_answer.set()
    await scene.settle()
    shown = await modal(scene.author)
    assert KO("composer.wrong_too_long", account="news", allowed=10, found=15, over=5) in lines(shown)
    assert state_of(shown, "text")["value"] == "Too long for it"
    assert await every_submission(scene) == []
    await send(scene, scene.author, text="Short")
    assert (await only_submission(scene)).content.text == "Short"


async def test_whoever_closed_the_view_hears_it_in_their_messages(scene: Stage, slow_network: SlowNetwork) -> None:
    await open_composer(scene, scene.author, "Too long for it")
    may_answer = await slow_network(scene, 10)
    view = await modal(scene.author)
    await scene.author.submit(view["id"], filled(view))
    await scene.author.close(view["id"])
    may_answer.set()
    await scene.settle()
    said = (await direct_messages(scene.author))[-1]
    assert KO("composer.draft_waits") in said
    assert KO("composer.wrong_too_long", account="news", allowed=10, found=15, over=5) in said
    assert [one["text"] for one in await drafts_of(scene)] == ["Too long for it"]


async def test_in_english_for_who_reads_english(scene: Stage) -> None:
    await open_composer(scene, scene.admin)
    answer = await send(scene, scene.admin, text=" ")
    assert answer["errors"] == {"text": words("en")("composer.wrong_empty")}


async def test_the_only_account_is_just_said() -> None:
    begins = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    async with stage(begins=begins, changes={"ACCOUNTS": f"news=slack:{cast.PUBLISHED}"}) as scene:
        view = await open_composer(scene, scene.author, "One way")
        assert "accounts" not in [block.get("block_id") for block in view["blocks"]]
        assert KO.mrkdwn("composer.goes_to", account="news (Slack)") in lines(view)
        await send(scene, scene.author)
        assert [one.account for one in (await only_submission(scene)).on] == ["news"]
