"""What a team notes beside its posts: labels to find them by, and whom each account speaks to."""

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from tests.stories.acting import card_text, modal, press
from tests.stories.composing import choose_accounts, lines, only_submission, open_composer


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


async def test_whom_an_account_speaks_to_is_noted_and_shown_to_authors(scene: Stage) -> None:
    await scene.author.command(cast.REVIEW, wire.GREENLIGHT, "독자")
    await scene.settle()
    assert "아직 메모가 없어요" in lines(await modal(scene.author)) and "바꾸기" not in lines(await modal(scene.author))
    await scene.admin.command(cast.REVIEW, wire.GREENLIGHT, "audience")
    await scene.settle()
    view = await modal(scene.admin)
    (news,) = await choose_accounts(scene, "news")
    block = next(one for one in view["blocks"] if one.get("accessory", {}).get("value") == news)
    await scene.admin.press(view_id=view["id"], block_id=block["block_id"], action_id=wire.AUDIENCE_EDIT, value=news)
    await scene.settle()
    for zone in ("Seoul", "Asia/Seoul"):
        form = await modal(scene.admin)
        note = {"who": "*bakers* <@U1>", "language": "Korean", "zone": zone, "hours": "evenings"}
        await scene.admin.submit(form["id"], {name: {name: {"value": value}} for name, value in note.items()})
        await scene.settle()
    seen = lines(await modal(scene.admin))
    assert "&lt;@U1&gt; · Korean · Asia/Seoul · evenings" in seen
    told = lines(await open_composer(scene, scene.author, "Hello"))
    assert "독자: *bakers* &lt;@U1&gt;" in told
