"""Labels: an admin keeps them, an author chooses some, the card shows them, and posts are found by them."""

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from tests.stories.acting import card_text, modal, press
from tests.stories.composing import lines, only_submission, open_composer


async def test_kept_chosen_shown_changed_without_a_new_version_and_found(scene: Stage) -> None:
    await scene.admin.command(cast.REVIEW, wire.GREENLIGHT, "labels")
    await scene.settle()
    view = await modal(scene.admin)
    await scene.admin.submit(view["id"], {"labels": {"labels": {"value": "winter\n*oats* <!channel>\nwinter"}}})
    await scene.settle()
    await scene.author.command(cast.REVIEW, wire.GREENLIGHT, "라벨")
    await scene.settle()
    assert "oats* &lt;!channel&gt;" in lines(await modal(scene.author))
    await open_composer(scene, scene.author, "Our cookies are back.")
    await scene.author.submit((await modal(scene.author))["id"], chosen("winter"))
    await scene.settle()
    assert "*Labels:* winter" in await card_text(scene.approver)
    await press(scene, scene.author, wire.EDIT, channel=(await scene.author.open_dm())["channel"])
    await scene.author.submit((await modal(scene.author))["id"], chosen("*oats* <!channel>"))
    await scene.settle()
    found = await only_submission(scene)
    assert found.revision == 1 and found.labels == ("*oats* <!channel>",)
    assert "&lt;!channel&gt;" in await card_text(scene.approver)
    await scene.author.command(cast.REVIEW, wire.GREENLIGHT, "find oats")
    await scene.settle()
    assert "#1" in lines(await modal(scene.author))


def chosen(label: str) -> dict[str, dict[str, object]]:
    return {"labels": {wire.COMPOSER_LABELS: {"selected_options": [{"value": label}]}}}
