"""What a team notes beside its posts: labels to find them by, and whom each account speaks to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
from sqlmodel import Session

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from handlers.access import Denied
from handlers.blocks.promotions_shown import Rule, Said, Wrong
from handlers.importing import batching
from handlers.importing.reading import table_of
from handlers.knowing import members
from handlers.promoting import audiences, labels, promotions, tags
from tests.stories.acting import card_text, modal, press
from tests.stories.composing import choose_accounts, every_submission, lines, only_submission, open_composer


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


async def test_only_admins_change_what_a_brand_keeps_and_only_their_own_files_are_brought(scene: Stage) -> None:
    """Every id and name in a payload is a claim: the same calls as behind the forms, by people who may not."""
    database, now = scene.machine.desk.database, scene.now()
    for who in (cast.AUTHOR, cast.APPROVER, cast.OUTSIDER, cast.ADMIN):
        await members.fetch_person(scene.machine.desk, who)
    promotion = Said("OAK10", first_day="2026-11-24", last_day="2026-11-30")
    rule = Rule("", ("utm_source=x",))
    for who in (cast.AUTHOR, cast.APPROVER, cast.OUTSIDER):
        for act, given in (
            (promotions.save, (1, promotion)),
            (tags.save, (1, rule)),
            (labels.save, (1, ["mine"])),
            (audiences.save, (1, {"who": "me"})),
            (promotions.one, (1, 0)),
            (tags.one, (1, "")),
            (audiences.one, (1,)),
        ):
            with pytest.raises(Denied):
                await database.write(partial(refused, act), who, *given, now=now)
    await database.write(promotions.save, cast.ADMIN, 1, promotion, now=now)
    for number, said in ((99, promotion), (1, replace(promotion, number=99)), (1, replace(promotion, code="oak10"))):
        with pytest.raises((Denied, Wrong)):
            await database.write(promotions.save, cast.ADMIN, number, said, now=now)
    table = table_of("text,accounts\nHello,news\n")
    tried = await database.write(batching.try_out, cast.AUTHOR, 1, "a.csv", table, allowances={}, now=now)
    for who, number in ((cast.APPROVER, tried.batch_id), (cast.OUTSIDER, tried.batch_id), (cast.AUTHOR, 99)):
        with pytest.raises(Denied):
            await database.write(batching.bring_in, who, number, now=now)
    assert await every_submission(scene) == []
    await database.write(batching.bring_in, cast.AUTHOR, tried.batch_id, now=now)
    with pytest.raises(Denied, match="import_done"):
        await database.write(batching.bring_in, cast.AUTHOR, tried.batch_id, now=now)
    assert len(await every_submission(scene)) == 1


def refused(act: Callable[..., object], session: Session, user_id: str, *given: object, now: datetime) -> object:
    return act(session, user_id, *given, now=now) if act.__name__ == "save" else act(session, user_id, *given)
