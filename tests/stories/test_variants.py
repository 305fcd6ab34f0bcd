"""What one account has of its own: typed in a form of its own, kept through everything, and said where it differs."""

from dataclasses import replace
from typing import Any

import pytest

from bot.demo import cast, reading
from bot.demo.stage import Stage
from handlers import wire
from handlers.allowance import Note
from handlers.clock import add_comment, publish
from handlers.words.catalogue import escaped, words
from storage.lifecycle import Editorial
from tests.stories.acting import card_text, choose, modal, press
from tests.stories.composing import (
    choose_accounts,
    drafts_of,
    every_submission,
    lines,
    only_submission,
    open_composer,
    send,
    state_of,
)
from tests.stories.owning import back, change_for, compose_for, keep_own, own, own_text, see_previews, type_own

KO, EN = words("ko"), words("en")
COMMON, OWN = "Our oat cookies are back.", "Oat cookies return & <!channel> *we* are proud of them."


async def test_each_account_goes_out_with_its_own_text_at_its_own_time(scene: Stage) -> None:
    await compose_for(scene, COMMON, "news", "linkedin")
    shown = await see_previews(scene)
    assert lines(shown).count(COMMON) == 2
    await change_for(scene, "linkedin")
    view = await modal(scene.author)
    assert own_text(view) == COMMON
    await type_own(scene, "goes_out", "chosen")
    await keep_own(scene, text=OWN, date="2026-11-26", time="09:00")
    assert OWN in lines(await modal(scene.author))
    composer = await back(scene)
    assert f"linkedin: {KO('variants.has_text')}, {KO('variants.has_time')}" in lines(composer)
    await send(scene, scene.author)
    stands = await only_submission(scene)
    ids = {one.account: one.account_id for one in stands.on}
    texts = {name: stands.content.text_for(number) for name, number in ids.items()}
    assert texts == {"news": COMMON, "linkedin": OWN}
    wanted = {name: stands.content.wanted_for(number) for name, number in ids.items()}
    assert wanted["news"] is None
    assert str(wanted["linkedin"]) == "2026-11-26 08:00:00+00:00"
    assert await drafts_of(scene) == []


async def put_up_with_own(scene: Stage, *, goes_out: tuple[str, str] | None = None, **given: Any) -> None:
    """On both accounts, the second with something of its own."""
    await compose_for(scene, COMMON, "news", "linkedin")
    if goes_out:
        await scene.author.type((await modal(scene.author))["id"], "goes_out", wire.COMPOSER_GOES_OUT, "chosen")
        await scene.settle()
    await see_previews(scene)
    await change_for(scene, "linkedin")
    if "date" in given:
        await type_own(scene, "goes_out", "chosen")
    await keep_own(scene, **given)
    await back(scene)
    await send(scene, scene.author, **(dict(zip(("date", "time"), goes_out, strict=True)) if goes_out else {}))


async def test_what_reaches_the_network_is_its_own_text_and_then_its_first_comment(scene: Stage) -> None:
    await compose_for(scene, COMMON, "news", "linkedin")
    await see_previews(scene)
    await change_for(scene, "news")
    await keep_own(scene, text=OWN, comment="Recipe & <b>more</b>")
    view = await change_for(scene, "linkedin")
    assert own(view, "comment"), "whoever posts by hand writes it, too"
    await keep_own(scene)
    await back(scene)
    await send(scene, scene.author)
    await press(scene, scene.approver, wire.APPROVE)
    scene.sandbox.turn_clock(forward=20)
    for story in (publish, add_comment):
        await story.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    (live,) = [one for one in await scene.author.messages(cast.PUBLISHED) if "Oat cookies" in str(one["text"])]
    assert live["text"] == escaped(OWN)
    under = [one["text"] for one in await scene.author.messages(cast.PUBLISHED, live["ts"])]
    assert escaped("Recipe & <b>more</b>") in under


async def test_the_card_shows_what_differs_and_a_preview_for_each_account(scene: Stage) -> None:
    await put_up_with_own(scene, text=OWN, date="2026-11-26", time="09:00")
    card = await card_text(scene.approver)
    assert card.count(COMMON) == card.count(OWN) == 1
    assert EN.mrkdwn("variants.own_text", accounts="linkedin") in card
    (line,) = [one for one in card.split("\n") if one.startswith("linkedin")]
    assert f"{len(OWN)} of" in line and "Thu 26 Nov" in line.replace(",", "")
    await press(scene, scene.approver, wire.CARD_PREVIEWS)
    shown = await modal(scene.approver)
    said = lines(shown)
    assert said.index(COMMON) > said.index("news") and COMMON in said and OWN in said
    assert wire.CHANGE_FOR not in str(shown["blocks"])


async def test_a_later_time_of_one_account_keeps_the_approval_of_both(scene: Stage) -> None:
    await put_up_with_own(scene, goes_out=("2026-11-25", "09:00"), date="2026-11-26", time="09:00")
    await press(scene, scene.approver, wire.APPROVE)
    await choose(scene, scene.author, wire.EDIT)
    await see_previews(scene)
    view = await change_for(scene, "linkedin")
    assert state_of(view, own(view, "date"))["selected_date"] == "2026-11-26"
    await keep_own(scene, date="2026-11-27")
    await back(scene)
    await send(scene, scene.author)
    stands = await only_submission(scene)
    assert (stands.state, stands.revision) == (Editorial.APPROVED, 1)
    due = {one.account: str(one.due_at) for one in stands.on}
    assert due == {"news": "2026-11-25 08:00:00+00:00", "linkedin": "2026-11-27 08:00:00+00:00"}
    said = lines(await modal(scene.author))
    assert KO.mrkdwn("composer.done_kept", number=stands.number) in said and "linkedin" in said
    assert "news" not in said
    card, _, _ = reading.button(await scene.author.messages(cast.REVIEW), "card_menu")
    thread = ["\n".join(reading.lines(one)) for one in await scene.author.messages(cast.REVIEW, card["ts"])]
    assert any("On linkedin it now goes out Fri" in one for one in thread)


async def test_another_text_of_one_account_is_a_new_version_that_says_where(scene: Stage) -> None:
    await put_up_with_own(scene, goes_out=("2026-11-25", "09:00"), text=OWN)
    await press(scene, scene.approver, wire.APPROVE)
    await choose(scene, scene.author, wire.EDIT)
    await see_previews(scene)
    view = await change_for(scene, "linkedin")
    assert own_text(view) == OWN
    await keep_own(scene, text=OWN.replace("proud", "fond"))
    await back(scene)
    await send(scene, scene.author)
    stands = await only_submission(scene)
    assert (stands.state, stands.revision) == (Editorial.IN_REVIEW, 2)
    card, _, _ = reading.button(await scene.author.messages(cast.REVIEW), "card_menu")
    told = (await scene.author.messages(cast.REVIEW, card["ts"]))[-1]
    assert EN.mrkdwn("variants.own_text", accounts="linkedin") in "\n".join(reading.lines(told))
    assert "linkedin: “proud” → “fond”" in told["text"]
    await choose(scene, scene.author, wire.HISTORY)
    said = lines(await modal(scene.author))
    assert KO.mrkdwn("variants.own_text", accounts="linkedin") in said
    assert KO("history.part_text") in said
    assert KO.mrkdwn("history.variants", accounts="linkedin") in said


async def test_nothing_typed_for_one_account_is_lost(scene: Stage) -> None:
    await compose_for(scene, COMMON, "news", "linkedin")
    await see_previews(scene)
    view = await change_for(scene, "linkedin")
    await scene.author.type(view["id"], own(view, "text"), wire.OWN_TEXT, OWN)
    await scene.author.close(view["id"])
    await scene.settle()
    composer = await modal(scene.author)
    assert f"linkedin: {KO('variants.has_text')}" in lines(composer)
    await scene.author.close(composer["id"])
    await scene.settle()
    (draft,) = await drafts_of(scene)
    (number,) = await choose_accounts(scene, "linkedin")
    assert (draft["text"], draft["variants"]) == (COMMON, {number: {"text": OWN}})


async def test_previews_alone_leave_no_draft_of_an_edit(scene: Stage) -> None:
    await put_up_with_own(scene, text=OWN)
    await choose(scene, scene.author, wire.EDIT)
    await see_previews(scene)
    assert len(await drafts_of(scene)) == 1
    composer = await back(scene)
    await scene.author.close(composer["id"])
    await scene.settle()
    assert await drafts_of(scene) == []


async def test_a_long_text_of_its_own_is_spread_over_fields_and_joined_again_exactly(scene: Stage) -> None:
    first, rest = "Oats. " * 460 + "End.", "And honey. " * 200 + "End."
    await compose_for(scene, COMMON, "news", "linkedin")
    await see_previews(scene)
    view = await change_for(scene, "linkedin")
    await scene.author.type(view["id"], own(view, "text"), wire.OWN_TEXT, first)
    await scene.settle()
    await keep_own(scene, text_2=rest)
    view = await change_for(scene, "linkedin")
    assert own_text(view) == f"{first}\n\n{rest}"
    await keep_own(scene)
    await back(scene)
    await send(scene, scene.author)
    stands = await only_submission(scene)
    (number,) = [one.account_id for one in stands.on if one.account == "linkedin"]
    assert stands.content.text_for(number) == f"{first}\n\n{rest}"
    assert reading.button(await scene.approver.messages(cast.REVIEW), wire.READ_IN_FULL)
    await press(scene, scene.approver, wire.APPROVE)
    assert (await only_submission(scene)).state == Editorial.IN_REVIEW, "nobody approves what the card has cut"


async def test_a_common_text_over_several_fields_stays_as_it_is_under_the_previews(scene: Stage) -> None:
    await compose_for(scene, "Oats. " * 460, "linkedin")
    view = await modal(scene.author)
    await scene.author.type(view["id"], "text", wire.COMPOSER_TEXT, "Oats. " * 459 + "End.")
    await scene.settle()
    view = await modal(scene.author)
    await scene.author.type(view["id"], "text_2", wire.COMPOSER_TEXT, "And honey.")
    await scene.settle()
    await see_previews(scene)
    await change_for(scene, "linkedin")
    await keep_own(scene, text_2="And jam.")
    view = await back(scene)
    assert state_of(view, "text_2")["value"] == "And honey."
    await send(scene, scene.author)
    stands = await only_submission(scene)
    common = "Oats. " * 459 + "End.\n\nAnd honey."
    texts = stands.content.text, stands.content.text_for(stands.on[0].account_id)
    assert texts == (common, f"{common}\n\nAnd jam.")


async def test_a_copy_takes_the_texts_along_but_no_times(scene: Stage) -> None:
    await put_up_with_own(scene, text=OWN, date="2026-11-26", time="09:00")
    await choose(scene, scene.admin, wire.COPY)
    assert f"linkedin: {EN('variants.has_text')}" in lines(await modal(scene.admin)), "in the reader's language"
    await send(scene, scene.admin)
    _, copy = await every_submission(scene)
    assert [one.text for one in copy.content.variants] == [OWN]
    assert [one.wanted_at for one in copy.content.variants] == [None]


async def test_what_is_wrong_with_it_is_said_at_its_field_and_it_is_kept(scene: Stage) -> None:
    await compose_for(scene, COMMON, "news", "linkedin")
    await see_previews(scene)
    view = await change_for(scene, "news")
    await type_own(scene, "goes_out", "chosen")
    answer = await keep_own(scene, text="Oats. " * 20, comment="More", date="2026-11-02", time="09:00")
    assert answer["errors"] == {own(await modal(scene.author), "time"): KO("composer.wrong_time_past")}
    (draft,) = await drafts_of(scene)
    assert draft["variants"][(await choose_accounts(scene, "news"))[0]]["first_comment"] == "More"
    await scene.author.close(view["id"])
    await scene.settle()
    answer = await send(scene, scene.author)
    wrong = KO("variants.wrong", account="news", sentence=KO("composer.wrong_time_past"))
    assert answer["errors"] == {"text": wrong}
    assert await every_submission(scene) == []


async def test_what_is_mended_elsewhere_keeps_nobody_from_writing_here(
    scene: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = await choose_accounts(scene, "news")
    publisher = scene.machine.desk.publishers[int(number)]
    picky = replace(publisher.allowance(), needs_media=True, max_length=20)
    monkeypatch.setattr(publisher, "allowance", lambda: picky)
    await compose_for(scene, COMMON, "news")
    assert KO("composer.wrong_needs_media", account="news") in lines(await see_previews(scene))
    view = await change_for(scene, "news")
    answer = await keep_own(scene, text="Still more than twenty characters")
    assert list(answer["errors"]) == [own(view, "text")]
    await keep_own(scene, text="Short")
    assert "Short" in lines(await modal(scene.author))
    await back(scene)
    answer = await send(scene, scene.author)
    assert answer["errors"] == {"files_0": KO("composer.wrong_needs_media", account="news")}


async def test_an_account_that_was_not_chosen_is_refused(scene: Stage) -> None:
    await compose_for(scene, COMMON, "news")
    view = await see_previews(scene)
    (number,) = await choose_accounts(scene, "news")
    await scene.author.press(view_id=view["id"], block_id=f"change.{number}", action_id=wire.CHANGE_FOR, value="4711")
    await scene.settle()
    assert KO("answer.no_such_account") in lines(await modal(scene.author))


async def test_labels_are_chosen_and_said_and_where_there_is_no_place_for_them(scene: Stage) -> None:
    view = await open_composer(scene, scene.author, COMMON)
    chosen = [{"value": "sensitive"}, {"value": "ai"}]
    await scene.author.type(view["id"], "flags", wire.COMPOSER_FLAGS, selected_options=chosen)
    await scene.settle()
    said = lines(await modal(scene.author))
    labels = f"{KO('variants.flag_sensitive')}, {KO('variants.flag_ai')}"
    assert KO("variants.unmarked", accounts="news", labels=labels) in said
    view = await modal(scene.author)
    await scene.author.submit(view["id"], {"warning": {wire.COMPOSER_WARNING: "Crumbs"}})
    await scene.settle()
    stands = await only_submission(scene)
    assert (stands.content.flags, stands.content.warning) == (("ai", "sensitive"), "Crumbs")
    card = await card_text(scene.approver)
    assert EN("variants.warning_line", warning="Crumbs") in card
    assert "Made with AI" in card and "no place for" in card


async def test_what_a_link_costs_is_said_while_it_is_typed_and_on_the_card(
    scene: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for publisher in scene.machine.desk.publishers.values():
        costly = replace(
            publisher.allowance(),
            notes=lambda text: [Note("instagram_links", "https://a.example")] if "https://" in text else [],
        )
        monkeypatch.setattr(publisher, "allowance", lambda costly=costly: costly)
    view = await open_composer(scene, scene.author, "Our cookies")
    sentence = KO("note.instagram_links", account="news", figure="https://a.example")
    assert sentence not in lines(view)
    await scene.author.type(view["id"], "text", wire.COMPOSER_TEXT, "Our cookies: https://a.example")
    await scene.settle()
    assert sentence in lines(await modal(scene.author))
    assert state_of(await modal(scene.author), "text")["value"] == "Our cookies: https://a.example"
    await scene.author.type(view["id"], "text", wire.COMPOSER_TEXT, "Our cookies")
    await scene.settle()
    assert sentence not in lines(await modal(scene.author))
    await send(scene, scene.author, text="See https://a.example")
    assert EN("note.instagram_links", account="news", figure="https://a.example") in await card_text(scene.approver)
