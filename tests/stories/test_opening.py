"""The first minute: the channel gets three lines, once, and the people are known before anybody acts."""

from pathlib import Path

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from handlers.knowing import opening
from storage import people


async def welcomes(scene: Stage) -> list[str]:
    await scene.settle()
    messages = await scene.approver.messages(cast.REVIEW)
    return [text for text in ("\n".join(reading.lines(one)) for one in messages) if "appear here" in text]


async def test_three_lines_once_however_often_it_starts(scene: Stage) -> None:
    (text,) = await welcomes(scene)
    assert len(text.split("\n")) == 4, "three lines, and the button"
    assert "/submit-post" in text and "[New post]" in text
    await opening.open_up(scene.machine.desk)
    assert len(await welcomes(scene)) == 1


async def test_a_restart_on_the_same_file_says_nothing_new(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'greenlight.db'}"
    async with stage(changes={"DATABASE_URL": url}) as first:
        assert len(await welcomes(first)) == 1
    async with stage(changes={"DATABASE_URL": url}) as second:
        assert len(await welcomes(second)) == 0, "a fresh sandbox, and nothing more to say into it"


async def test_named_people_and_the_channels_members_are_known(scene: Stage) -> None:
    known = await scene.machine.desk.database.read(people.people, [cast.APPROVER, cast.SECOND, cast.ADMIN])
    assert {one.name for one in known.values()} == {"Jonas Weber", "Priya Nair", "Ada Brooks"}
    members = await scene.machine.desk.database.read(people.members, cast.REVIEW)
    assert cast.AUTHOR in members and cast.OUTSIDER not in members


async def test_it_opens_although_slack_does_not_answer_about_somebody(scene: Stage) -> None:
    scene.sandbox.fault("5xx", method="users.info")
    await opening.open_up(scene.machine.desk)
    assert len(await welcomes(scene)) == 1
