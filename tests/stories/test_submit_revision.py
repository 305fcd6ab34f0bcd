"""Editing: a new version needs eyes again; a later time or an account less keeps the decisions; what is out stays."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage
from handlers import wire
from handlers.words.catalogue import words
from storage import history, publications, submissions
from storage.brands import Account
from storage.lifecycle import Delivery, Editorial
from tests.stories.acting import (
    card_text,
    choose,
    direct_messages,
    give_reason,
    modal,
    press,
    private_answers,
    put_up,
    record,
)
from tests.stories.composing import choose_accounts, drafts_of, every_submission, lines, send, state_of

KO, EN = words("ko"), words("en")
BOTH = ("news", "linkedin")


async def thread(scene: Stage) -> list[str]:
    """What stands under the newest card."""
    card, _, _ = reading.button(await scene.author.messages(cast.REVIEW), "card_menu")
    return ["\n".join(reading.lines(one)) for one in (await scene.author.messages(cast.REVIEW, card["ts"]))[1:]]


async def kinds(scene: Stage, number: int) -> list[str]:
    """What history says of it, oldest first."""
    return await scene.machine.desk.database.read(_kinds, number)


def _kinds(session: Session, number: int) -> list[str]:
    return [event.kind for event, _ in history.of_submission(session, number)]


async def edit(scene: Stage) -> None:
    await choose(scene, scene.author, wire.EDIT)


def tomorrow(scene: Stage) -> datetime:
    return (scene.now() + timedelta(days=1)).replace(hour=8, minute=0, second=0, microsecond=0)


async def test_a_new_version_is_in_review_again_and_those_who_owe_are_told_afresh(scene: Stage) -> None:
    number = await put_up(scene, "Cookies on Monday", wanted_at=tomorrow(scene))
    await press(scene, scene.approver, wire.APPROVE)
    await edit(scene)
    assert state_of(await modal(scene.author), "text")["value"] == "Cookies on Monday"
    rung = len(await scene.approver.notifications())
    await send(scene, scene.author, text="Cookies on Friday")
    stands = await record(scene, number)
    assert (stands.state, stands.revision, stands.content.text) == (Editorial.IN_REVIEW, 2, "Cookies on Friday")
    assert stands.approved_by == () and [one.revision for one in stands.said] == [1]
    assert [one.state for one in stands.on] == [Delivery.SCHEDULED]
    said = (await thread(scene))[-1]
    assert "<@U0JONAS> <@U0PRIYA>" in said and "Cookies on MondayFriday" in said
    assert len(await scene.approver.notifications()) == rung + 1
    assert KO.mrkdwn("composer.done_revised", number=number, revision=2) in lines(await modal(scene.author))
    assert (await kinds(scene, number))[-1] == "submission.revised"
    assert "version 2" in await card_text(scene.approver)


async def test_review_counts_from_the_new_version(scene: Stage) -> None:
    number = await put_up(scene, "One")
    scene.sandbox.turn_clock(forward=5 * 3600)
    await edit(scene)
    await send(scene, scene.author, text="Two")
    stands = await record(scene, number)
    assert stands.review_since - stands.submitted_at >= timedelta(hours=5)


async def test_after_changes_were_asked_for_whatever_is_sent_is_the_new_version(scene: Stage) -> None:
    number = await put_up(scene, "Cookies", accounts=BOTH)
    await press(scene, scene.approver, wire.REQUEST_CHANGES)
    await give_reason(scene, scene.approver, "Only on news, please.")
    await edit(scene)
    await send(scene, scene.author, accounts=await choose_accounts(scene, "news"))
    stands = await record(scene, number)
    assert (stands.state, stands.revision) == (Editorial.IN_REVIEW, 2)
    assert [one.account for one in stands.on] == ["news"]


async def test_a_later_time_within_seven_days_keeps_the_approval_and_says_so(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=tomorrow(scene))
    await press(scene, scene.approver, wire.APPROVE)
    await edit(scene)
    assert state_of(await modal(scene.author), "time")["selected_time"] == "09:00"
    await send(scene, scene.author, date="2026-11-27", time="10:30")
    stands = await record(scene, number)
    assert (stands.state, stands.revision, stands.approved_by) == (Editorial.APPROVED, 1, (cast.APPROVER,))
    assert stands.due_at and stands.due_at.isoformat() == "2026-11-27T09:30:00+00:00"
    moved = KO.mrkdwn("composer.kept_moved", when="11월 27일(금) 10:30 (베를린)")
    assert moved in lines(await modal(scene.author))
    said = (await thread(scene))[-1]
    assert EN.mrkdwn("composer.kept_moved", when="Fri 27 Nov 10:30 (Berlin)") in said
    assert "<@" not in said, "nobody is mentioned for what keeps their decision"
    assert (await kinds(scene, number))[-1] == "submission.changed"
    await edit(scene)
    assert state_of(await modal(scene.author), "time")["selected_time"] == "10:30"


@pytest.mark.parametrize(("date", "time"), [("2026-12-02", "09:00"), ("2026-11-24", "08:00")])
async def test_an_earlier_time_or_one_further_away_is_a_new_version(scene: Stage, date: str, time: str) -> None:
    number = await put_up(scene, wanted_at=tomorrow(scene))
    await press(scene, scene.approver, wire.APPROVE)
    await edit(scene)
    await send(scene, scene.author, date=date, time=time)
    stands = await record(scene, number)
    assert (stands.state, stands.revision) == (Editorial.IN_REVIEW, 2)


async def test_an_account_taken_off_keeps_the_approval(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=tomorrow(scene), accounts=BOTH)
    await press(scene, scene.approver, wire.APPROVE)
    await edit(scene)
    await send(scene, scene.author, accounts=await choose_accounts(scene, "linkedin"))
    stands = await record(scene, number)
    assert (stands.state, stands.revision) == (Editorial.APPROVED, 1)
    assert ([one.account for one in stands.on], [one.account for one in stands.taken_off]) == (["linkedin"], ["news"])
    assert EN.mrkdwn("composer.kept_taken_off", accounts="news") in (await thread(scene))[-1]


async def test_an_account_put_back_is_a_new_version(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=tomorrow(scene), accounts=BOTH)
    await press(scene, scene.approver, wire.APPROVE)
    await edit(scene)
    await send(scene, scene.author, accounts=await choose_accounts(scene, "linkedin"))
    await edit(scene)
    await send(scene, scene.author, accounts=await choose_accounts(scene, *BOTH))
    stands = await record(scene, number)
    assert (stands.state, stands.revision) == (Editorial.IN_REVIEW, 2)
    assert {one.account for one in stands.on} == set(BOTH)


async def test_another_note_keeps_the_decisions_and_is_said_to_nobody(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=tomorrow(scene))
    await press(scene, scene.approver, wire.APPROVE)
    before = await thread(scene)
    await edit(scene)
    await send(scene, scene.author, note="Thank you")
    stands = await record(scene, number)
    assert (stands.state, stands.content.note) == (Editorial.APPROVED, "Thank you")
    assert await thread(scene) == before


async def test_sending_an_edit_without_a_change_changes_nothing(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=tomorrow(scene))
    await press(scene, scene.approver, wire.APPROVE)
    before = await record(scene, number)
    await edit(scene)
    await send(scene, scene.author)
    assert KO.mrkdwn("composer.done_unchanged", number=number, revision=1) in lines(await modal(scene.author))
    assert await record(scene, number) == before
    assert await drafts_of(scene) == []


async def test_somebody_elses_version_is_shown_and_the_draft_is_kept(scene: Stage) -> None:
    number = await put_up(scene, "Cookies on Monday")
    await edit(scene)
    await choose(scene, scene.admin, wire.EDIT)
    await send(scene, scene.admin, text="Cookies on Friday")
    await send(scene, scene.author, text="Cookies on Sunday")
    assert (await record(scene, number)).content.text == "Cookies on Friday"
    shown = await modal(scene.author)
    assert "Ada Brooks" in lines(shown) and "“Monday” → “Friday”" in lines(shown)
    assert state_of(shown, "text")["value"] == "Cookies on Sunday"
    assert [one["text"] for one in await drafts_of(scene)] == ["Cookies on Sunday"]
    await send(scene, scene.author)
    stands = await record(scene, number)
    assert (stands.revision, stands.content.text) == (3, "Cookies on Sunday")


async def test_an_admins_edit_is_told_to_the_author(scene: Stage) -> None:
    number = await put_up(scene, "Cookies on Monday")
    await choose(scene, scene.admin, wire.EDIT)
    await send(scene, scene.admin, text="Cookies on Friday")
    told = KO.mrkdwn("composer.revised_for_you", by="Ada Brooks", number=number, revision=2)
    assert any(told in text for text in await direct_messages(scene.author))


async def test_the_same_edit_sent_twice_makes_one_version(scene: Stage) -> None:
    number = await put_up(scene, "One")
    await edit(scene)
    view = await modal(scene.author)
    body = dict(scene.sandbox.world.views[view["id"]].body)
    await send(scene, scene.author, text="Two")
    scene.sandbox.world.views[view["id"]].body = body
    await send(scene, scene.author, text="Two")
    assert (await record(scene, number)).revision == 2
    assert KO.mrkdwn("composer.done_already", number=number, revision=2) in lines(await modal(scene.author))
    assert await drafts_of(scene) == []


async def set_state(scene: Stage, number: int, account: str, state: Delivery) -> None:
    await scene.machine.desk.database.write(_set_state, number, account, state, scene.now())


def _set_state(session: Session, number: int, account: str, state: Delivery, now: datetime) -> None:
    submission = submissions.lock(session, number)
    assert submission is not None
    for row in publications.of_submission(session, number):
        found = session.get(Account, row.account_id)
        if found is not None and found.name == account:
            publications.move(row, Delivery.PUBLISHING, now=now)
            publications.move(row, state, now=now)


async def test_what_is_out_on_one_account_stays_as_it_is(scene: Stage) -> None:
    number = await put_up(scene, "Out", accounts=BOTH, wanted_at=tomorrow(scene))
    await press(scene, scene.approver, wire.APPROVE)
    await set_state(scene, number, "news", Delivery.PUBLISHED)
    await edit(scene)
    answer = await send(scene, scene.author, text="Other words")
    assert answer["errors"] == {"text": KO("composer.wrong_locked", accounts="news")}
    answer = await send(scene, scene.author, text="Out", accounts=await choose_accounts(scene, "linkedin"))
    assert answer["errors"] == {"text": KO("composer.wrong_locked", accounts="news")}
    assert (await record(scene, number)).revision == 1
    await send(scene, scene.author, accounts=await choose_accounts(scene, "news"))
    stands = await record(scene, number)
    assert ([one.account for one in stands.on], [one.account for one in stands.taken_off]) == (["news"], ["linkedin"])


async def test_what_is_out_everywhere_cannot_be_edited(scene: Stage) -> None:
    number = await put_up(scene, "Out", wanted_at=tomorrow(scene))
    await press(scene, scene.approver, wire.APPROVE)
    await set_state(scene, number, "news", Delivery.UNKNOWN)
    await edit(scene)
    assert (await scene.author.screen())["modals"] == []
    assert KO("answer.too_late_to_edit", submission=number) in (await private_answers(scene.author))[-1]


async def test_a_rejected_post_cannot_be_edited_and_the_form_that_was_open_keeps_its_words(scene: Stage) -> None:
    number = await put_up(scene, "As it was")
    await edit(scene)
    await press(scene, scene.approver, wire.REJECT)
    await give_reason(scene, scene.approver, "Not this week.")
    answer = await send(scene, scene.author, text="As it may be")
    assert list(answer["errors"]) == ["text"]
    assert (await record(scene, number)).revision == 1
    assert [one["text"] for one in await drafts_of(scene)] == ["As it may be"]
    assert len(await every_submission(scene)) == 1


async def test_hostile_words_in_a_difference_ping_nobody(scene: Stage) -> None:
    await put_up(scene, "Hello")
    await edit(scene)
    await send(scene, scene.author, text="Hello <!channel> <@U0ADA> <https://a.example|b> *x* & y")
    assert [one for one in await scene.admin.notifications() if one["channel"] == cast.REVIEW] == []
    assert "<!channel> <@U0ADA> <https://a.example|b> *x* & y" in (await thread(scene))[-1]


async def test_a_missed_post_gets_a_later_time_and_keeps_its_approval(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=tomorrow(scene))
    await press(scene, scene.approver, wire.APPROVE)
    await scene.machine.desk.database.write(_miss, number, scene.now())
    scene.sandbox.turn_clock(forward=2 * 24 * 3600)
    await edit(scene)
    await send(scene, scene.author, date="2026-11-26", time="09:00")
    stands = await record(scene, number)
    assert (stands.state, stands.revision) == (Editorial.APPROVED, 1)
    assert [one.state for one in stands.on] == [Delivery.SCHEDULED]


def _miss(session: Session, number: int, now: datetime) -> None:
    for row in publications.of_submission(session, number):
        publications.move(row, Delivery.MISSED, now=now)
