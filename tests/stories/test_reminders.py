"""What somebody wishes to hear, and when, said in one form."""

from datetime import UTC, datetime

import pytest

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from storage import people
from storage.people import Person, Reminders
from tests.stories.acting import Json, modal, put_up


async def say(scene: Stage, **wishes: str) -> Json:
    """Jonas fills the form as it stands, but for these fields."""
    await scene.approver.command(cast.REVIEW, wire.GREENLIGHT, "reminders")
    await scene.settle()
    form = await modal(scene.approver)
    values = {}
    for block in form["blocks"]:
        if block["type"] == "input":
            values[block["block_id"]] = {block["block_id"]: filled(block["element"], wishes.get(block["block_id"]))}
    answer = await scene.approver.submit(form["id"], values)
    await scene.settle()
    return answer


def filled(element: Json, wish: str | None) -> Json:
    if element["type"] == "timepicker":
        return {"selected_time": wish or element["initial_time"]}
    if element["type"] == "plain_text_input":
        return {"value": wish or element.get("initial_value")}
    if element["type"] == "checkboxes":
        return {"selected_options": element["initial_options"]}
    chosen = next((one for one in element["options"] if one["value"] == wish), element["initial_option"])
    return {"selected_option": chosen}


async def jonas(scene: Stage) -> Person:
    found = await scene.machine.desk.database.read(people.person, cast.APPROVER)
    assert found is not None
    return found


async def test_what_is_left_as_it_stands_changes_nothing(scene: Stage) -> None:
    await put_up(scene)
    await say(scene)
    person = await jonas(scene)
    assert (person.reminders, person.quiet_from, person.works_on, person.holidays) == ("gathered", None, None, [])
    assert person.snoozed_until is None


async def test_wishes_are_kept(scene: Stage) -> None:
    await put_up(scene)
    wishes = {
        "wants": "digest_only",
        "quiet_from": "20:00",
        "quiet_until": "10:30",
        "holidays": "2026-12-24, 2026-12-28",
    }
    await say(scene, snooze="monday", **wishes)
    person = await jonas(scene)
    assert (person.reminders, person.quiet_from, person.quiet_until) == (Reminders.DIGEST_ONLY, "20:00", "10:30")
    assert person.holidays == ["2026-12-24", "2026-12-28"]
    assert person.snoozed_until == datetime(2026, 11, 30, 9, 30, tzinfo=UTC), "at his own hour"


@pytest.mark.parametrize(
    ("field", "wish", "said"), [("holidays", "Christmas", "Write dates"), ("quiet_until", "18:00", "another time")]
)
async def test_what_cannot_be_taken_is_asked_about_at_its_field(scene: Stage, field: str, wish: str, said: str) -> None:
    await put_up(scene)
    answer = await say(scene, **{field: wish})
    assert said in str(answer)
    assert (await jonas(scene)).quiet_until is None


async def test_an_outsider_has_none(scene: Stage) -> None:
    scene.sandbox.world.members[cast.OUTSIDER].is_restricted = True
    await scene.outsider.command(cast.GENERAL, wire.GREENLIGHT, "reminders")
    await scene.settle()
    assert (await scene.outsider.screen())["modals"] == []
