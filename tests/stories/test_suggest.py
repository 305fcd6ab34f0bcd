"""A reply under a card becomes a suggested text; the author takes it over in one press."""

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from tests.stories.acting import card_text, modal, press, private_answers, put_up, record

BETTER = "Our oat cookies are back & better."


async def reply_ts(scene: Stage, who: Person, text: str = BETTER) -> tuple[str, str]:
    card, _, _ = reading.button(await scene.approver.messages(cast.REVIEW), wire.CARD_MENU)
    said = await who.say(cast.REVIEW, text, thread_ts=card["ts"])
    await scene.settle()
    return str(card["ts"]), str(said["ts"])


async def suggest(scene: Stage, who: Person, *, by: Person | None = None, text: str = BETTER) -> str:
    """The thread's ts. `by`: who turns the reply into a suggestion."""
    thread, ts = await reply_ts(scene, who, text)
    proposer = by or who
    await proposer.shortcut(wire.SUGGEST_AS_EDIT, cast.REVIEW, ts)
    await scene.settle()
    view = await modal(proposer)
    await proposer.submit(view["id"], {"answer_text": {"answer_text": text}})
    await scene.settle()
    return thread


async def test_one_press_makes_a_version_whose_suggester_does_not_decide(scene: Stage) -> None:
    number = await put_up(scene)
    rung = len(await scene.author.notifications())
    thread = await suggest(scene, scene.approver)
    assert len(await scene.author.notifications()) == rung + 1
    await press(scene, scene.author, wire.USE_SUGGESTION, thread=thread)
    now = await record(scene, number)
    assert (now.revision, now.content.text, now.co_author_ids) == (2, BETTER, (cast.APPROVER,))
    assert "Jonas Weber" in await card_text(scene.author)
    await press(scene, scene.approver, wire.APPROVE)
    assert not (await record(scene, number)).approved_by, "nobody approves what they wrote"
    await press(scene, scene.second, wire.APPROVE)
    assert (await record(scene, number)).approved_by == (cast.SECOND,)


async def test_whoever_turns_somebody_elses_words_into_a_suggestion_wrote_nothing(scene: Stage) -> None:
    number = await put_up(scene)
    thread = await suggest(scene, scene.admin, by=scene.approver)
    await press(scene, scene.author, wire.USE_SUGGESTION, thread=thread)
    assert (await record(scene, number)).co_author_ids == (cast.ADMIN,)


async def test_only_the_author_or_an_admin_takes_it_over(scene: Stage) -> None:
    number = await put_up(scene)
    thread = await suggest(scene, scene.approver)
    await press(scene, scene.second, wire.USE_SUGGESTION, thread=thread)
    assert (await record(scene, number)).revision == 1
    assert "or an admin" in (await private_answers(scene.second, thread=thread))[-1]


async def test_an_author_who_is_not_there_has_it_as_a_message_and_it_is_taken_over_once(scene: Stage) -> None:
    number = await put_up(scene)
    scene.sandbox.change_workspace("remove_member", channel=cast.REVIEW, user=cast.AUTHOR)
    thread = await suggest(scene, scene.approver)
    await press(scene, scene.author, wire.USE_SUGGESTION, channel=(await scene.author.open_dm())["channel"])
    assert (await record(scene, number)).revision == 2
    await press(scene, scene.admin, wire.USE_SUGGESTION, thread=thread)
    assert (await record(scene, number)).revision == 2
    assert "taken over already" in (await private_answers(scene.admin, thread=thread))[-1]


async def test_left_alone_nothing_changes(scene: Stage) -> None:
    number = await put_up(scene)
    thread = await suggest(scene, scene.approver)
    await press(scene, scene.author, wire.LEAVE_SUGGESTION, thread=thread)
    assert (await record(scene, number)).revision == 1
    shown = [" ".join(reading.lines(one)) for one in await scene.author.messages(cast.REVIEW, thread)]
    assert any("was not taken over" in one for one in shown)
    assert not any("[Use this text]" in one for one in shown)


async def test_a_message_elsewhere_is_no_reply_under_a_card(scene: Stage) -> None:
    await put_up(scene)
    said = await scene.approver.say(cast.REVIEW, BETTER)
    await scene.approver.shortcut(wire.SUGGEST_AS_EDIT, cast.REVIEW, said["ts"])
    await scene.settle()
    assert "under a card" in (await private_answers(scene.approver))[-1]


async def test_a_suggestion_for_an_older_text_is_outdated(scene: Stage) -> None:
    number = await put_up(scene)
    thread = await suggest(scene, scene.approver)
    await suggest(scene, scene.admin, text="Oat cookies: back on Friday.")
    await press(scene, scene.author, wire.USE_SUGGESTION, thread=thread)
    message, block, button = reading.button(await scene.author.messages(cast.REVIEW, thread), wire.USE_SUGGESTION)
    await scene.author.press(cast.REVIEW, message["ts"], block["block_id"], wire.USE_SUGGESTION, value=button["value"])
    await scene.settle()
    assert (await record(scene, number)).revision == 2
    assert "바뀌었어요" in (await private_answers(scene.author, thread=thread))[-1]


async def test_what_is_over_takes_no_suggestion(scene: Stage) -> None:
    await put_up(scene)
    thread = await suggest(scene, scene.approver)
    await press(scene, scene.second, wire.REJECT)
    await scene.second.submit((await modal(scene.second))["id"], {"reason": {"reason": "Not this year."}})
    await scene.settle()
    await press(scene, scene.author, wire.USE_SUGGESTION, thread=thread)
    assert "반려" in (await private_answers(scene.author, thread=thread))[-1]
    _, ts = await reply_ts(scene, scene.approver, "One more.")
    await scene.approver.shortcut(wire.SUGGEST_AS_EDIT, cast.REVIEW, ts)
    await scene.settle()
    assert "rejected" in (await private_answers(scene.approver))[-1]
    assert not any(one["callback_id"] == wire.SUGGESTING for one in (await scene.approver.screen())["modals"])


async def test_when_slack_does_not_take_the_new_picture_the_author_is_told_privately(scene: Stage) -> None:
    number = await put_up(scene)
    thread = await suggest(scene, scene.approver)
    scene.sandbox.fault("5xx", method="chat.update", times=1)
    await press(scene, scene.author, wire.USE_SUGGESTION, thread=thread)
    assert (await record(scene, number)).revision == 2
    said = (await private_answers(scene.author, thread=thread))[-1]
    assert "버전 2" in said or "version 2" in said
