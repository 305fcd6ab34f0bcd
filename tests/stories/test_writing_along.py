"""An approver mends a typo and is a co-author from then on; what approvers often find is told to the author alone."""

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from tests.stories.acting import choose, modal, press, private_answers, put_up, record
from tests.stories.composing import lines, open_composer, send, state_of


async def test_an_approver_mends_a_typo_and_somebody_else_says_yes(scene: Stage) -> None:
    number = await put_up(scene, "Our oat cookis are back.")
    await choose(scene, scene.approver, wire.EDIT)
    assert "This is Mina Seo's post." in lines(await modal(scene.approver))
    await send(scene, scene.approver, text="Our oat cookies are back.")
    now = await record(scene, number)
    assert (now.revision, now.co_author_ids, now.author_id) == (2, (cast.APPROVER,), cast.AUTHOR)
    await press(scene, scene.approver, wire.APPROVE)
    assert "somebody else decides" in (await private_answers(scene.approver))[-1]
    await press(scene, scene.second, wire.APPROVE)
    assert (await record(scene, number)).approved_by == (cast.SECOND,)


async def test_the_author_edits_their_own_without_a_word_about_it(scene: Stage) -> None:
    number = await put_up(scene, "Our oat cookis are back.")
    await choose(scene, scene.author, wire.EDIT)
    assert "Mina Seo" not in lines(await modal(scene.author))
    await send(scene, scene.author, text="Our oat cookies are back.")
    assert (await record(scene, number)).co_author_ids == ()


async def reject_over(scene: Stage, label: str | None) -> None:
    await put_up(scene)
    await press(scene, scene.approver, wire.REJECT)
    option = {"selected_option": {"value": label}} if label else None
    values = {"reason": {"reason": "Not like this."}, **({"label": {"label": label}} if option else {})}
    await scene.approver.submit((await modal(scene.approver))["id"], values)
    await scene.settle()


async def test_after_three_times_the_author_alone_is_told_what_it_was(scene: Stage) -> None:
    for label in ("tone", "timing", "tone", None):
        await reject_over(scene, label)
    assert "말투" not in lines(await open_composer(scene, scene.author))
    await scene.author.close((await modal(scene.author))["id"])
    await reject_over(scene, "tone")
    view = await open_composer(scene, scene.author)
    assert "말투" in lines(view) and state_of(view, "text") is not None
    assert "tone" not in lines(await open_composer(scene, scene.approver))
