"""Many posts from one file: a dry run with every mistake in its place, then all of it or nothing; and out again."""

from pathlib import Path

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.importing.decoding import text_of
from handlers.importing.reading import Column, table_of
from tests.stories.acting import modal, private_answers
from tests.stories.composing import every_submission, lines

EXAMPLE = Path("docs/examples/import.csv").read_text(encoding="utf-8")
GOOD = (
    "text,accounts,time,labels,note\n"
    '"Oat cookies, and more",news,2026-12-01 09:00,winter; oats,menu.pdf\n'
    "두 번째 글이에요,news; linkedin,2026-12-01T09:00Z,,\n"
    "=SUM(1),linkedin,,,\n"
)
BAD = (
    "text;accounts;time;campaign\nOne;nowhere;2026-12-01 09:00;\n;news;12/01/2026;Spring\nTwo;news;2020-01-01 09:00;\n"
)


async def bring(scene: Stage, who: Person, text: str, encoding: str = "utf-8-sig") -> str:
    """The file, sent; what the modal says then."""
    await who.command(cast.REVIEW, wire.GREENLIGHT, "import")
    await scene.settle()
    view = await modal(who)
    file = (await who.upload("posts.csv", text.encode(encoding)))["file_id"]
    await who.submit(view["id"], {"file": {"file": {"files": [file]}}})
    await scene.settle()
    return lines(await modal(who))


async def press_now(scene: Stage, who: Person) -> str:
    view = await modal(who)
    _, block, button = reading.button([view], wire.IMPORT_NOW)
    await who.press(view_id=view["id"], block_id=block["block_id"], action_id=wire.IMPORT_NOW, value=button["value"])
    await scene.settle()
    return lines(await modal(who))


async def test_a_file_with_mistakes_brings_nothing_and_says_where(scene: Stage) -> None:
    said = await bring(scene, scene.author, BAD, "cp949")
    for told in (
        "2번째 줄, accounts: “nowhere” 계정이 없어요.",
        "3번째 줄, text: 글도 미디어도 없어요.",
        "3번째 줄, time: “12/01/2026”은 시간으로 읽을 수 없어요.",
        "3번째 줄, campaign: “Spring” 캠페인이 없어요.",
        "4번째 줄, time:",
    ):
        assert told in said
    assert await every_submission(scene) == []


async def test_tried_out_first_then_all_of_it_once_and_out_again(scene: Stage) -> None:
    rung = {one.id: len(await one.notifications()) for one in (scene.author, scene.approver, scene.second)}
    said = await bring(scene, scene.author, GOOD)
    assert "글 3개를 검토에 올릴 수 있어요" in said and await every_submission(scene) == []
    assert "#1부터 #3까지" in await press_now(scene, scene.author)
    found = await every_submission(scene)
    assert [one.content.text for one in found] == ["Oat cookies, and more", "두 번째 글이에요", "=SUM(1)"]
    assert [str(one.content.wanted_at) for one in found] == [
        *("2026-12-01 08:00:00+00:00", "2026-12-01 09:00:00+00:00", "None")
    ]
    more = {one: len(await scene.sandbox.person(one).notifications()) - before for one, before in rung.items()}
    assert more == {scene.author.id: 0, scene.approver.id: 1, scene.second.id: 1}
    assert "이미 가져온 3줄은 빼고" in await bring(scene, scene.author, GOOD, "utf-16")
    await scene.author.command(cast.REVIEW, wire.GREENLIGHT, "export all")
    await scene.settle()
    assert "메시지로 보내 드렸어요" in (await private_answers(scene.author))[-1]
    table = table_of(text_of(await last_file(scene, scene.author)))
    assert [one[Column.TEXT] for one in table.lines] == ["Oat cookies, and more", "두 번째 글이에요", "=SUM(1)"]
    assert table.lines[0][Column.LABELS] == "oats; winter"


async def test_the_example_in_the_docs_is_such_a_file(scene: Stage) -> None:
    assert "글 3개를 검토에 올릴 수 있어요" in await bring(scene, scene.author, EXAMPLE)


async def last_file(scene: Stage, who: Person) -> bytes:
    """The newest file in somebody's direct messages."""
    messages = await who.messages((await who.open_dm())["channel"])
    file = next(one["files"][0] for one in reversed(messages) if one.get("files"))
    return await scene.machine.desk.download(file["url_private"])
