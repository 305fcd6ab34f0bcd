"""What people see once something is live: one receipt for all accounts, what can be done about each of them."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from handlers import wire
from handlers.access import Denied
from handlers.blocks import taking_down
from handlers.clock import add_comment, publish, read_figures, take_down
from handlers.people import again as sending_again
from handlers.people import take_down as deleting
from handlers.problem import Problem
from handlers.publisher import Doubtful, Figures, Gone, Manner, NotSent, Published, Refused
from handlers.wire import Target
from storage import history
from storage.content import Variant
from storage.lifecycle import Status
from tests.stories.acting import (
    card_text,
    choose,
    direct_messages,
    modal,
    press,
    private_answers,
    put_up,
    record,
)
from tests.stories.clock.scripted_publisher import ScriptedPublisher
from tests.stories.conftest import MONDAY_MORNING

NEWS, LINKEDIN = 1, 2
"""Ids of the two accounts, in the order of the settings."""

ABLE = Manner(takes_comment=True, can_take_down=True, has_figures=True)


@pytest.fixture
def news() -> ScriptedPublisher:
    return ScriptedPublisher(Published("n1", "https://news.example/1"), manner=ABLE)


@pytest.fixture
def linkedin() -> ScriptedPublisher:
    return ScriptedPublisher(Published("l1", "https://linkedin.example/1"), manner=ABLE)


@pytest.fixture
async def scene(news: ScriptedPublisher, linkedin: ScriptedPublisher) -> AsyncIterator[Stage]:
    """The stage with networks that answer as the test says."""
    parts = {"publishers": {NEWS: news, LINKEDIN: linkedin}}
    async with stage(begins=MONDAY_MORNING, changes={"APPROVERS": cast.APPROVER}, parts=parts) as opened:
        yield opened


async def live(scene: Stage, **more: Any) -> int:
    """Approved, and out on both accounts as far as they take it."""
    number = await put_up(scene, accounts=("news", "linkedin"), **more)
    await press(scene, scene.approver, wire.APPROVE)
    await go_out(scene)
    return number


async def go_out(scene: Stage) -> None:
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()


async def thread_of(scene: Stage, number: int) -> list[str]:
    """What stands under the card, message by message."""
    messages = await scene.approver.messages(cast.REVIEW, (await record(scene, number)).card_ts)
    return ["\n".join(reading.lines(one)) for one in messages[1:]]


async def test_one_receipt_is_edited_as_accounts_come_in_and_the_live_one_is_never_touched(
    scene: Stage, news: ScriptedPublisher, linkedin: ScriptedPublisher
) -> None:
    linkedin.answers = [Refused(Problem.REFUSED, "no such page"), Published("l1", "https://linkedin.example/1")]
    number = await live(scene)
    [before] = [one for one in await thread_of(scene, number) if "news.example" in one]
    assert "here so far" in before and "failed" in before
    assert (await record(scene, number)).status == Status.PARTLY_PUBLISHED

    await press(scene, scene.approver, wire.SEND_AGAIN, thread=(await record(scene, number)).card_ts)
    await go_out(scene)

    [after] = [one for one in await thread_of(scene, number) if "news.example" in one]
    assert "It is live." in after and "linkedin.example" in after
    assert (len(news.asked), len(linkedin.asked)) == (1, 2)
    assert (await record(scene, number)).status == Status.PUBLISHED


async def test_one_results_message_is_edited_at_each_reading(
    scene: Stage, news: ScriptedPublisher, linkedin: ScriptedPublisher
) -> None:
    number = await live(scene)
    linkedin.readings = [NotSent("no route")] * 2
    news.readings = [Figures(views=1204, likes=31), Figures(views=2000, likes=32)]
    for hours in (1, 23):
        scene.sandbox.turn_clock(forward=hours * 3600)
        await read_figures.run_due(scene.machine.desk, scene.now())
        await scene.settle()

    [said] = [one for one in await thread_of(scene, number) if "How it is doing" in one]
    assert "after 24 hours: 2,000 views · 32 likes" in said
    assert "1,204" not in said, "the message is the newest reading; the older ones are kept"


async def ticked(scene: Stage, *accounts: str, field: str = "where") -> str:
    """Fills the form on top and sends it; what it says then."""
    form = await modal(scene.admin)
    [element] = [block["element"] for block in form["blocks"] if block["block_id"] == field]
    chosen = [one for one in element["options"] if one["text"]["text"] in accounts]
    answer = await scene.admin.submit(form["id"], {field: {field: {"selected_options": chosen}}})
    await scene.settle()
    assert "errors" not in answer
    return str((await modal(scene.admin))["blocks"])


async def test_an_admin_deletes_it_where_they_say_after_a_confirmation(
    scene: Stage, news: ScriptedPublisher, linkedin: ScriptedPublisher
) -> None:
    number = await live(scene)
    news.removals = [Gone()]
    await choose(scene, scene.admin, wire.TAKE_DOWN)
    assert news.taken_down == [], "the form is the confirmation"
    assert "being deleted on news" in await ticked(scene, "news")
    await take_down.run_due(scene.machine.desk, scene.now())
    await scene.settle()

    assert (news.taken_down, linkedin.taken_down) == (["n1"], [])
    [receipt] = [one for one in await thread_of(scene, number) if "linkedin.example" in one]
    assert "news · deleted" in receipt
    assert (await record(scene, number)).status == Status.PUBLISHED
    assert any("news에서 삭제했어요" in text for text in await direct_messages(scene.author))
    events = [event.kind for event, _ in await scene.machine.desk.database.read(history.of_submission, number)]
    assert events[-2:] == ["publication.removal_asked", "publication.taken_down"]


async def test_deleted_everywhere_it_says_so_and_offers_it_no_more(
    scene: Stage, news: ScriptedPublisher, linkedin: ScriptedPublisher
) -> None:
    number = await live(scene)
    news.removals, linkedin.removals = [Gone()], [Gone()]
    await choose(scene, scene.admin, wire.TAKE_DOWN)
    await ticked(scene, "news", "linkedin")
    await take_down.run_due(scene.machine.desk, scene.now())
    await scene.settle()

    assert (await record(scene, number)).status == Status.TAKEN_DOWN
    assert "was deleted" in await card_text(scene.approver)
    _, _, menu = reading.button(await scene.admin.messages(cast.REVIEW), wire.CARD_MENU)
    assert [one["value"].partition(":")[0] for one in menu["options"]] == [wire.HISTORY, wire.COPY]


async def test_nobody_but_an_admin_deletes(scene: Stage, news: ScriptedPublisher) -> None:
    number = await live(scene)
    for who in (scene.author, scene.approver):
        await choose(scene, who, wire.TAKE_DOWN)
        assert (await who.screen())["modals"] == []
        assert "admin" in (await private_answers(who))[-1] or "관리자" in (await private_answers(who))[-1]
    assert news.taken_down == []
    assert (await record(scene, number)).status == Status.PUBLISHED


async def test_where_a_network_does_not_let_us_the_admin_deletes_it_and_says_so(
    scene: Stage, news: ScriptedPublisher, linkedin: ScriptedPublisher
) -> None:
    news.manner = Manner()
    number = await live(scene)
    await choose(scene, scene.admin, wire.TAKE_DOWN)
    form = await modal(scene.admin)
    assert "please do that there" in str(form["blocks"]) and "https://news.example/1" in str(form["blocks"])
    refused = await scene.admin.submit(form["id"], {"done": {"done": {"selected_options": []}}})
    assert refused["errors"] == {"where": "Please choose where."}

    assert "noted as deleted on news" in await ticked(scene, "news", field="done")

    on = {one.account: one.is_taken_down for one in (await record(scene, number)).on}
    assert on == {"news": True, "linkedin": False}
    assert (news.taken_down, linkedin.taken_down) == ([], [])
    event, _ = (await scene.machine.desk.database.read(history.of_submission, number))[-1]
    assert (event.kind, event.actor_id, event.data["how"]) == ("publication.taken_down", cast.ADMIN, "said")
    assert any("news에서 삭제했어요" in text for text in await direct_messages(scene.author))


async def test_a_forged_choice_deletes_nothing(
    scene: Stage, news: ScriptedPublisher, linkedin: ScriptedPublisher
) -> None:
    number, other = await live(scene), await put_up(scene, text="Not out yet")
    linkedin.manner = Manner()
    on = {one.account: one.publication_id for one in (await record(scene, number)).on}
    elsewhere = (await record(scene, other)).on[0].publication_id
    able = deleting.able(scene.machine.desk)
    assert able == {NEWS}
    about: dict[str, Any] = {"now": scene.now(), "machine_now": scene.now(), "practice": frozenset[int]()}
    forged = [
        deleting.Choice({elsewhere, on["linkedin"], 999}, set(), able),
        deleting.Choice(set(), {elsewhere, on["news"], 999}, able),
        deleting.Choice(set(), set(), able),
    ]
    for choice in forged:
        with pytest.raises(Denied, match="nothing_live"):
            await scene.machine.desk.database.write(deleting.take_down, cast.ADMIN, Target(number), choice, **about)
    assert all(one.is_live for one in (await record(scene, number)).on)


@pytest.mark.parametrize("value", ["-1", "x", "", "1234567890", "²"])
def test_what_is_no_id_is_not_read_as_one(value: str) -> None:
    assert taking_down.chosen({"selected_options": [{"value": value}, {"value": "7"}]}) == {7}


async def test_a_first_comment_in_doubt_is_written_again_by_whoever_looked(
    scene: Stage, news: ScriptedPublisher
) -> None:
    news.comments = [Doubtful("timeout"), Published("c1")]
    number = await live(scene, variants=(Variant(NEWS, first_comment="The recipe is in the bio."),))
    await write_comments(scene)
    assert any("확실하지 않아요" in text and "recipe" in text for text in await direct_messages(scene.author))

    await press(scene, scene.approver, wire.COMMENT_AGAIN, thread=(await record(scene, number)).card_ts)
    await write_comments(scene)
    await press(scene, scene.admin, wire.COMMENT_AGAIN, thread=(await record(scene, number)).card_ts)

    assert news.commented == [("The recipe is in the bio.", "n1")] * 2
    [receipt] = [one for one in await thread_of(scene, number) if "linkedin.example" in one]
    assert "with its first comment" in receipt
    said = await private_answers(scene.admin, thread=(await record(scene, number)).card_ts)
    assert "settled already" in said[-1]


async def write_comments(scene: Stage) -> None:
    await add_comment.run_due(scene.machine.desk, scene.now())
    await scene.settle()


async def test_partly_published_is_seen_and_acted_on_at_the_card_by_account(
    scene: Stage, news: ScriptedPublisher, linkedin: ScriptedPublisher
) -> None:
    linkedin.answers = [Refused(Problem.UNREACHABLE), Published("l1", "https://linkedin.example/1")]
    number = await live(scene)
    card = await card_text(scene.approver)
    assert "part of it is live" in card and "*linkedin*: failed." in card
    assert "*news*" not in card
    await scene.author.command(cast.GENERAL, wire.GREENLIGHT, str(number))
    await scene.settle()
    assert "일부 게시됨" in (await private_answers(scene.author, cast.GENERAL))[-1]
    direct = (await scene.author.open_dm())["channel"]
    status = next(one for one in await scene.author.messages(direct) if "일부 게시됨" in str(one))
    assert wire.SEND_AGAIN in str(status["blocks"])

    await press(scene, scene.approver, wire.SEND_AGAIN)
    await go_out(scene)

    assert (len(news.asked), len(linkedin.asked)) == (1, 2)
    assert "linkedin" in await card_text(scene.approver)
    assert wire.SEND_AGAIN not in str(await scene.approver.messages(cast.REVIEW))
    assert (await record(scene, number)).status == Status.PUBLISHED


async def test_a_later_look_leaves_what_is_live_as_it_is_whoever_presses_again(
    scene: Stage, news: ScriptedPublisher, linkedin: ScriptedPublisher
) -> None:
    linkedin.answers = [Refused(Problem.UNREACHABLE)]
    number = await live(scene)
    alive = next(one for one in (await record(scene, number)).on if one.account == "news")
    await scene.machine.desk.database.write(_pretend, cast.APPROVER, Target(number, alive.publication_id), scene.now())
    await go_out(scene)
    assert len(news.asked) == 1


def _pretend(session: Session, user_id: str, target: Target, now: datetime) -> None:
    """The press that nobody was offered: "send again" on the one that is live."""
    with pytest.raises(Denied, match="publication_published"):
        sending_again.again(session, user_id, target, now=now, practice=frozenset())
