"""Opening the composer: by command, shortcut, button; for a new post, an edit, a copy; and what stands in it."""

import pytest

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.faults import Fault
from handlers import wire
from handlers.words.catalogue import words
from storage.errors import StorageBusy
from tests.stories.acting import choose, modal, press, private_answers, put_up
from tests.stories.composing import (
    choose_accounts,
    drafts_of,
    every_submission,
    filled,
    lines,
    only_submission,
    open_composer,
    send,
    state_of,
)
from tests.stories.visiting import open_home, press_at_home

KO = words("ko")

HOSTILE = [
    "<!channel> <!here> <!everyone>",
    "<@U0JONAS> <#C0GENERAL> <!subteam^S1|@all>",
    "<https://a.example|click>",
    "Fish & chips &amp; &lt;b&gt;",
    "*bold* _it_ ~no~ `code` > quote",
    "right \u202e left \u200b zero \x07 bell",
    "👩‍👩‍👧‍👦 한국어 é e\u0301 \U0001f1f0\U0001f1f7",
    "  leading and trailing  \n\n",
    "{number} %s {0} \\n",
]


async def test_command_text_submit_is_enough(scene: Stage) -> None:
    await open_composer(scene, scene.author, "Our oat cookies are back.")
    await send(scene, scene.author)
    stands = await only_submission(scene)
    assert (stands.content.text, stands.author_id) == ("Our oat cookies are back.", cast.AUTHOR)
    assert [one.account for one in stands.on] == ["news"]
    assert stands.content.wanted_at is None
    assert await drafts_of(scene) == []


@pytest.mark.parametrize("text", ["help", "list", "142"])
async def test_an_exact_form_is_a_command(scene: Stage, text: str) -> None:
    await scene.author.command(cast.REVIEW, wire.SUBMIT_POST, text)
    await scene.settle()
    assert (await scene.author.screen())["modals"] == []
    assert await private_answers(scene.author)
    assert await drafts_of(scene) == []


@pytest.mark.parametrize("text", ["help me choose", "142 reasons to smile", "#142"])
async def test_anything_else_is_the_text_of_a_post(scene: Stage, text: str) -> None:
    view = await open_composer(scene, scene.author, text)
    assert state_of(view, "text")["value"] == text


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_typed_into_the_form_reaches_the_records_exactly_and_pings_nobody(
    scene: Stage, text: str
) -> None:
    await open_composer(scene, scene.author)
    await send(scene, scene.author, text=text, note=text[:100])
    stands = await only_submission(scene)
    assert stands.content.text == text
    assert await nothing_rang_but_the_card(scene)
    assert refused_calls(scene) == []


@pytest.mark.parametrize("text", [one for one in HOSTILE if one == one.strip()])
async def test_hostile_text_after_the_command_is_shown_and_kept_as_it_was_typed(scene: Stage, text: str) -> None:
    view = await open_composer(scene, scene.author, text)
    assert state_of(view, "text")["value"] == text
    await send(scene, scene.author)
    assert (await only_submission(scene)).content.text == text
    assert await nothing_rang_but_the_card(scene)


def refused_calls(scene: Stage) -> list[str]:
    """What Slack would not take: a form or a message that the text has broken."""
    return [str(entry["error"]) for entry in scene.sandbox.world.traffic.since() if entry.get("error")]


async def nothing_rang_but_the_card(scene: Stage) -> bool:
    """The card mentions the named approvers once; nobody else hears anything in the channel."""
    rung = {
        who.id: [one for one in await who.notifications() if one["channel"] == cast.REVIEW]
        for who in (scene.approver, scene.second, scene.admin, scene.author)
    }
    return {name for name, heard in rung.items() if heard} <= {cast.APPROVER, cast.SECOND} and all(
        len(heard) <= 1 for heard in rung.values()
    )


@pytest.mark.parametrize("text", ["Fish & chips", "<!channel> &amp; <b>", "a &lt; b & c > d"])
async def test_a_workspace_that_escapes_what_is_typed_makes_no_difference(scene: Stage, text: str) -> None:
    scene.sandbox.world.workspace.switches.modal_values_escaped = True
    await open_composer(scene, scene.author)
    await send(scene, scene.author, text=text)
    assert (await only_submission(scene)).content.text == text


async def test_names_of_emoji_are_the_emoji(scene: Stage) -> None:
    await open_composer(scene, scene.author)
    await send(scene, scene.author, text="Back :tada: at 10:30:45")
    assert (await only_submission(scene)).content.text == "Back 🎉 at 10:30:45"


async def test_a_text_that_cannot_be_kept_is_given_back(scene: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await open_composer(scene, scene.author)
    await scene.author.close((await modal(scene.author))["id"])

    async def busy(*_: object, **__: object) -> None:
        raise StorageBusy("locked")

    with monkeypatch.context() as patch:
        patch.setattr(scene.machine.desk.database, "write", busy)
        await scene.author.command(cast.REVIEW, wire.SUBMIT_POST, "My <b> words & all")
        await scene.sandbox.until(lambda: private_answers(scene.author))
    (answer,) = await private_answers(scene.author)
    assert KO("composer.text_back") in answer and "My <b> words & all" in answer


async def test_a_form_that_cannot_be_opened_leaves_a_draft_and_says_so(scene: Stage) -> None:
    scene.sandbox.world.faults.add(Fault("error", "views.open", error="expired_trigger_id"))
    await scene.author.command(cast.REVIEW, wire.SUBMIT_POST, "Kept words")
    await scene.settle()
    assert KO("composer.not_opened_draft") in (await private_answers(scene.author))[-1]
    await press(scene, scene.author, wire.OPEN_DRAFT)
    assert state_of(await modal(scene.author), "text")["value"] == "Kept words"


async def test_the_global_shortcut_and_homes_button_open_an_empty_composer_that_leaves_no_draft(scene: Stage) -> None:
    await scene.author.shortcut(wire.NEW_POST)
    await scene.settle()
    view = await modal(scene.author)
    assert state_of(view, "text")["value"] is None
    await scene.author.close(view["id"])
    await open_home(scene, scene.author)
    await press_at_home(scene, scene.author, wire.COMPOSE)
    assert (await modal(scene.author))["callback_id"] == wire.COMPOSER
    assert await drafts_of(scene) == []


async def test_a_message_comes_along_decoded_once(scene: Stage) -> None:
    said = await scene.author.say(cast.GENERAL, "Fish & chips for @jonas: see https://acorn.example/a?b=1&c=2 <b>")
    await scene.author.shortcut(wire.SUBMIT_AS_POST, cast.GENERAL, said["ts"])
    await scene.settle()
    text = state_of(await modal(scene.author), "text")["value"]
    assert text == "Fish & chips for @Jonas Weber: see https://acorn.example/a?b=1&c=2 <b>"
    (draft,) = await drafts_of(scene)
    assert draft["text"] == text


async def test_last_used_accounts_are_preselected(scene: Stage) -> None:
    await open_composer(scene, scene.author, "One")
    await send(scene, scene.author, accounts=await choose_accounts(scene, "linkedin"))
    view = await open_composer(scene, scene.author, "Two")
    chosen = [one["value"] for one in state_of(view, "accounts")["selected_options"]]
    assert chosen == await choose_accounts(scene, "linkedin")


async def test_a_long_text_is_spread_over_fields_and_joined_again_exactly(scene: Stage) -> None:
    text = "\n\n".join(f"Paragraph {number}. " + "Oats and honey. " * 30 + "End." for number in range(8))
    assert len(text) > 3000
    said = await scene.author.say(cast.GENERAL, text)
    await scene.author.shortcut(wire.SUBMIT_AS_POST, cast.GENERAL, said["ts"])
    await scene.settle()
    fields = [block for block in (await modal(scene.author))["blocks"] if str(block["block_id"]).startswith("text")]
    assert len(fields) > 1
    await send(scene, scene.author, accounts=await choose_accounts(scene, "linkedin"))
    found = await every_submission(scene)
    assert [one.content.text for one in found] == [text]


async def test_another_field_opens_when_the_last_is_nearly_full(scene: Stage) -> None:
    view = await open_composer(scene, scene.author)
    first = "Oats. " * 460
    await scene.author.type(view["id"], "text", wire.COMPOSER_TEXT, first)
    await scene.settle()
    view = await modal(scene.author)
    assert state_of(view, "text")["value"] == first
    await send(scene, scene.author, text_2="And honey.", accounts=await choose_accounts(scene, "linkedin"))
    assert (await only_submission(scene)).content.text == f"{first}\n\nAnd honey."


async def test_choosing_a_time_brings_the_pickers_with_weekday_and_zone(scene: Stage) -> None:
    view = await open_composer(scene, scene.author, "Soon")
    await scene.author.type(view["id"], "goes_out", wire.COMPOSER_GOES_OUT, "chosen")
    await scene.settle()
    view = await modal(scene.author)
    assert state_of(view, "date")["selected_date"] == "2026-11-24"
    assert state_of(view, "time")["selected_time"] == "09:00"
    hint = next(block["hint"]["text"] for block in view["blocks"] if block["block_id"] == "time")
    assert hint == "11월 24일(화) 09:00, 베를린 시간"
    assert state_of(view, "text")["value"] == "Soon"
    await send(scene, scene.author)
    when = (await only_submission(scene)).content
    assert (when.wanted_wall, when.wanted_zone) == ("2026-11-24T09:00", "Europe/Berlin")
    assert when.wanted_at and when.wanted_at.isoformat() == "2026-11-24T08:00:00+00:00"


async def test_any_post_is_copied_as_new_by_anybody_of_the_team(scene: Stage) -> None:
    number = await put_up(scene, "Copy me", note="not this")
    await choose(scene, scene.admin, wire.COPY)
    view = await modal(scene.admin)
    assert state_of(view, "text")["value"] == "Copy me"
    await send(scene, scene.admin)
    copy = (await every_submission(scene))[-1]
    assert (copy.author_id, copy.content.text, copy.content.note) == (cast.ADMIN, "Copy me", "")
    assert copy.number != number


async def test_only_who_writes_decides_or_sets_up_may_edit(scene: Stage) -> None:
    await put_up(scene)
    await choose(scene, scene.outsider, wire.EDIT)
    assert (await scene.outsider.screen())["modals"] == []
    (answer,) = await private_answers(scene.outsider)
    assert "<@U0MINA>" in answer


async def test_a_guest_cannot_open_it(scene: Stage) -> None:
    scene.sandbox.world.members[cast.OUTSIDER].is_restricted = True
    await scene.outsider.command(cast.GENERAL, wire.SUBMIT_POST, "Buy now")
    await scene.settle()
    assert (await scene.outsider.screen())["modals"] == []
    assert any("full members" in one for one in await private_answers(scene.outsider, cast.GENERAL))


async def test_a_forged_hidden_line_changes_nothing_and_the_form_stays(scene: Stage) -> None:
    view = await open_composer(scene, scene.author, "Keep me")
    scene.sandbox.world.views[view["id"]].body["private_metadata"] = '["d1","999.1",0,["evil"]]'
    answer = await scene.author.submit(view["id"], filled(view, text="Forged"))
    assert answer["response_action"] == "errors"
    assert await every_submission(scene) == []


async def test_nobody_gets_at_another_persons_draft(scene: Stage) -> None:
    await open_composer(scene, scene.author, "Mine")
    (draft,) = await drafts_of(scene)
    view = await open_composer(scene, scene.admin, "Theirs")
    scene.sandbox.world.views[view["id"]].body["private_metadata"] = f'["{draft["id"]}","",0,[]]'
    answer = await scene.admin.submit(view["id"], filled(view, text="Stolen"))
    assert answer["response_action"] == "errors"
    assert [one["text"] for one in await drafts_of(scene)] == ["Mine"]
    assert await every_submission(scene) == []


async def test_the_form_says_what_happens_next_and_where_one_hears_of_it(scene: Stage) -> None:
    await open_composer(scene, scene.author, "Hello")
    await send(scene, scene.author)
    said = lines(await modal(scene.author))
    assert KO.mrkdwn("composer.done_new", number=1, revision=1) in said
    assert "<@U0JONAS>" in said and KO("composer.done_hear") in said
    assert reading.lines(await modal(scene.author))
