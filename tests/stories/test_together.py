"""Asking somebody for advice, writing together, and handing a post over."""

from typing import Any

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from tests.stories.acting import card_text, choose, direct_messages, modal, press, put_up, record
from tests.stories.composing import lines


async def wish(scene: Stage, who: Person, what: str, other: str, question: str = "") -> str:
    """What stands in the form's place afterwards."""
    await choose(scene, who, wire.TOGETHER)
    view = await modal(who)
    values: dict[str, Any] = {"who": {"who": other}}
    if question:
        values["question"] = {"question": question}
    if any(block.get("block_id") == "wish" for block in view["blocks"]):
        values["wish"] = {"wish": what}
    await who.submit(view["id"], values)
    await scene.settle()
    return lines(await modal(who))


async def test_advice_comes_back_under_the_card_and_moves_nothing(scene: Stage) -> None:
    number = await put_up(scene)
    asked = await wish(scene, scene.approver, "advice", cast.ADMIN, "Is the price the one of the contract?")
    assert "Ada Brooks has your question." in asked
    rung = len(await scene.approver.notifications())
    channel = (await scene.admin.open_dm())["channel"]
    assert "asks for your advice" in (await direct_messages(scene.admin))[-1]
    await press(scene, scene.admin, wire.ANSWER, channel=channel)
    await scene.admin.submit((await modal(scene.admin))["id"], {"answer_text": {"answer_text": "Yes, until Friday."}})
    await scene.settle()
    card, _, _ = reading.button(await scene.approver.messages(cast.REVIEW), wire.CARD_MENU)
    said = " ".join(reading.lines((await scene.approver.messages(cast.REVIEW, card["ts"]))[-1]))
    assert "<@U0JONAS>" in said and "Ada Brooks* advises" in said and "Yes, until Friday." in said
    assert len(await scene.approver.notifications()) == rung + 1
    assert (await record(scene, number)).said == ()
    await choose(scene, scene.approver, wire.HISTORY)
    assert "Ada Brooks gave advice." in lines(await modal(scene.approver))


async def test_whoever_decides_anyway_is_not_asked_for_advice(scene: Stage) -> None:
    await put_up(scene)
    await choose(scene, scene.author, wire.TOGETHER)
    view = await modal(scene.author)
    values = {"who": {"who": cast.APPROVER}, "question": {"question": "Well?"}, "wish": {"wish": "advice"}}
    answer = await scene.author.submit(view["id"], values)
    await scene.settle()
    assert "카드 아래" in str(answer), "the form stays open, with the reason at its field"


async def test_a_co_author_edits_and_does_not_decide(scene: Stage) -> None:
    number = await put_up(scene)
    assert "Priya Nair" in await wish(scene, scene.author, "co_author", cast.SECOND)
    now = await record(scene, number)
    assert now.co_author_ids == (cast.SECOND,) and now.owing == (cast.APPROVER,)
    assert "Priya Nair" in await card_text(scene.author)
    assert "made you co-author" in (await direct_messages(scene.second))[-1]
    await press(scene, scene.second, wire.APPROVE)
    assert not (await record(scene, number)).said


async def test_only_an_admin_hands_a_post_over(scene: Stage) -> None:
    number = await put_up(scene)
    await choose(scene, scene.author, wire.TOGETHER)
    assert "글 넘기기" not in str(await modal(scene.author))
    await scene.author.close((await modal(scene.author))["id"])
    assert "is Priya Nair's post now" in await wish(scene, scene.admin, "hand_over", cast.SECOND)
    now = await record(scene, number)
    assert (now.author_id, now.co_author_ids) == (cast.SECOND, (cast.AUTHOR,))
    assert any("handed post" in one for one in await direct_messages(scene.second))
    assert "넘겼어요" in (await direct_messages(scene.author))[-1]


async def test_a_guest_is_no_colleague(scene: Stage) -> None:
    scene.sandbox.change_workspace("change_user", user=cast.OUTSIDER, is_restricted=True)
    await put_up(scene)
    await choose(scene, scene.admin, wire.TOGETHER)
    values = {"who": {"who": cast.OUTSIDER}, "wish": {"wish": "co_author"}}
    answer = await scene.admin.submit((await modal(scene.admin))["id"], values)
    await scene.settle()
    assert "not of this team" in str(answer)
