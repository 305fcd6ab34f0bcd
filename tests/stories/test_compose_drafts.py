"""A draft survives everything but being sent or thrown away."""

import asyncio

import pytest

from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.typed.keystrokes import PAUSE
from handlers.words.catalogue import words
from tests.stories.acting import choose, give_reason, modal, press, put_up
from tests.stories.composing import (
    at_once,
    drafts_of,
    every_submission,
    open_composer,
    send,
    state_of,
)
from tests.stories.visiting import open_home, press_at_home, seen_home, text_of


async def types(who: Person, text: str) -> None:
    view = await modal(who)
    await who.type(view["id"], "text", wire.COMPOSER_TEXT, text)


async def test_what_is_typed_is_kept_without_being_sent(scene: Stage) -> None:
    await open_composer(scene, scene.author)
    for text in ("Our", "Our oat", "Our oat cookies"):
        await types(scene.author, text)
    await scene.settle()
    assert [one["text"] for one in await drafts_of(scene)] == ["Our oat cookies"]


async def test_typing_makes_one_write_in_two_seconds(scene: Stage) -> None:
    await open_composer(scene, scene.author)
    waited, may_go_on = list[float](), asyncio.Event()

    async def later(seconds: float) -> None:
        waited.append(seconds)
        await may_go_on.wait()

    scene.machine.desk.keystrokes.later = later
    await types(scene.author, "O")
    await scene.settle()
    for text in ("Ou", "Our", "Our oats"):
        await types(scene.author, text)
    assert [one["text"] for one in await drafts_of(scene)] == ["O"]
    may_go_on.set()
    await scene.settle()
    assert [one["text"] for one in await drafts_of(scene)] == ["Our oats"]
    assert len(waited) == 1 and waited[0] <= PAUSE.total_seconds()


@pytest.mark.parametrize("slack_tells", [True, False])
async def test_closing_loses_nothing_whether_slack_sends_what_was_typed_or_not(scene: Stage, slack_tells: bool) -> None:
    scene.sandbox.world.workspace.switches.closed_view_keeps_state = slack_tells
    view = await open_composer(scene, scene.author)
    may_go_on = asyncio.Event()

    async def later(seconds: float) -> None:
        await may_go_on.wait()

    scene.machine.desk.keystrokes.later = later
    await types(scene.author, "First")
    await types(scene.author, "First and last")
    await scene.author.close(view["id"])
    await scene.sandbox.idle()
    await scene.sandbox.until(lambda: _is_kept(scene, "First and last"))
    may_go_on.set()
    await scene.settle()
    assert [one["text"] for one in await drafts_of(scene)] == ["First and last"]


async def _is_kept(scene: Stage, text: str) -> bool:
    return [one["text"] for one in await drafts_of(scene)] == [text]


async def test_a_copy_that_was_only_looked_at_leaves_nothing(scene: Stage) -> None:
    scene.sandbox.world.workspace.switches.closed_view_keeps_state = True
    await put_up(scene, "Copy me")
    await choose(scene, scene.author, wire.COPY)
    await scene.author.close((await modal(scene.author))["id"])
    await scene.settle()
    assert await drafts_of(scene) == []


async def test_a_draft_whose_words_were_all_deleted_is_none(scene: Stage) -> None:
    await open_composer(scene, scene.author, "Never mind")
    assert await drafts_of(scene)
    await types(scene.author, "")
    await scene.settle()
    assert await drafts_of(scene) == []


async def test_home_opens_a_draft_again_and_it_is_sent(scene: Stage) -> None:
    scene.machine.desk.keystrokes.later = at_once
    view = await open_composer(scene, scene.author, "Half a thought")
    await scene.author.close(view["id"])
    home = await open_home(scene, scene.author)
    assert "Half a thought" in text_of(home)
    await press_at_home(scene, scene.author, wire.OPEN_DRAFT)
    assert state_of(await modal(scene.author), "text")["value"] == "Half a thought"
    await send(scene, scene.author, text="A whole thought")
    assert [one.content.text for one in await every_submission(scene)] == ["A whole thought"]
    assert await drafts_of(scene) == []


async def test_home_throws_a_draft_away(scene: Stage) -> None:
    await open_composer(scene, scene.author, "Never mind")
    await open_home(scene, scene.author)
    await press_at_home(scene, scene.author, wire.DISCARD_DRAFT)
    assert await drafts_of(scene) == []
    assert "Never mind" not in text_of(await open_home(scene, scene.author))


async def test_a_draft_that_is_gone_says_so(scene: Stage) -> None:
    view = await open_composer(scene, scene.author, "Sent meanwhile")
    (draft,) = await drafts_of(scene)
    await open_home(scene, scene.author)
    home = await seen_home(scene.author)
    await send(scene, scene.author)
    await scene.author.close(view["id"])
    scene.sandbox.world.views[home["id"]].body["blocks"] = home["blocks"]
    await press_at_home(scene, scene.author, wire.OPEN_DRAFT)
    assert words("ko")("answer.draft_gone") in text_of(await modal(scene.author))
    assert draft["id"] not in [one["id"] for one in await drafts_of(scene)]


async def test_a_late_keystroke_does_not_bring_a_sent_draft_back(scene: Stage) -> None:
    view = await open_composer(scene, scene.author, "Sent")
    body = dict(scene.sandbox.world.views[view["id"]].body)
    await send(scene, scene.author)
    scene.sandbox.world.views[view["id"]].body = body
    await scene.author.type(view["id"], "text", wire.COMPOSER_TEXT, "Sent!")
    await scene.settle()
    assert await drafts_of(scene) == []


async def test_an_edit_that_was_not_sent_is_found_again_by_edit(scene: Stage) -> None:
    scene.machine.desk.keystrokes.later = at_once
    await put_up(scene, "As it was")
    await choose(scene, scene.author, wire.EDIT)
    await types(scene.author, "As it may be")
    await scene.settle()
    await scene.author.close((await modal(scene.author))["id"])
    await choose(scene, scene.author, wire.EDIT)
    assert state_of(await modal(scene.author), "text")["value"] == "As it may be"
    assert len(await drafts_of(scene)) == 1


async def test_an_edit_of_what_ended_meanwhile_becomes_a_new_post(scene: Stage) -> None:
    scene.machine.desk.keystrokes.later = at_once
    await put_up(scene, "As it was")
    await choose(scene, scene.author, wire.EDIT)
    await types(scene.author, "As it may be")
    await scene.settle()
    await scene.author.close((await modal(scene.author))["id"])
    await press(scene, scene.approver, wire.REJECT)
    await give_reason(scene, scene.approver, "Not this week.")
    await open_home(scene, scene.author)
    await press_at_home(scene, scene.author, wire.OPEN_DRAFT)
    await send(scene, scene.author)
    old, new = await every_submission(scene)
    assert (old.content.text, new.content.text) == ("As it was", "As it may be")
