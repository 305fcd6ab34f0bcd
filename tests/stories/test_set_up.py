"""Setting a brand up from App Home: each form, two admins at once, a new brand, and who may not."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.demo import cast
from bot.demo.stage import Stage, stage
from bot.furnish import furnish
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.setting_up import editing, reading
from handlers.setting_up.editing import Saved, Sent
from handlers.setting_up.form import Part
from handlers.setting_up.rules import BrandRules
from storage import brands, stages
from storage.brands import LateRule, ManagedBy, Role
from storage.history import Event
from storage.lifecycle import Editorial
from storage.stages import Rule
from tests.stories.acting import modal, press, put_up, record
from tests.stories.composing import lines
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.visiting import open_home, press_at_home, text_of

Json = Mapping[str, Any]


async def opened(scene: Stage, who: Person, action_id: str = wire.BRAND_SET_UP) -> Json:
    await open_home(scene, who)
    await press_at_home(scene, who, action_id)
    return await modal(who)


async def sent(scene: Stage, who: Person, view: Json, **values: Any) -> Json:
    """Fills the open form and sends it. Block and action go by the same name."""
    answer = await who.submit(view["id"], {name: {name: value} for name, value in values.items()})
    await scene.settle()
    return answer


async def said_after(scene: Stage, who: Person, view: Json, **values: Any) -> str:
    await sent(scene, who, view, **values)
    return lines(await modal(who))


async def rules(scene: Stage, place: int = 0) -> BrandRules:
    def read(session: Session) -> BrandRules:
        return reading.rules_of(session, brands.all_active(session)[place])

    return await scene.machine.desk.database.read(read)


def name_admins(session: Session) -> None:
    brands.name_people(session, brands.the_brand(session).number, Role.ADMIN, [cast.ADMIN, cast.SECOND])


@pytest.fixture
async def two_admins(scene: Stage) -> Stage:
    await scene.machine.desk.database.write(name_admins)
    return scene


async def test_only_admins_see_what_they_set_up(scene: Stage) -> None:
    assert "Brands" in text_of(await open_home(scene, scene.admin))
    assert "Brands" not in text_of(await open_home(scene, scene.approver))


async def test_the_basics_are_saved_and_kept_here_from_then_on(scene: Stage) -> None:
    form = await opened(scene, scene.admin)
    assert "Until now this brand follows the settings file." in lines(form)
    said = await said_after(
        scene, scene.admin, form, name="Acorn Foods", approvers=[cast.APPROVER], style_guide="https://example.com/style"
    )
    assert "Acorn Foods is saved." in said and "Changed: Name, Approvers, Address of the style guide" in said
    now = await rules(scene)
    assert (now.name, now.approvers, now.style_guide) == ("Acorn Foods", (cast.APPROVER,), "https://example.com/style")
    assert now.admins == (cast.ADMIN,) and now.accounts == ("linkedin", "news")

    def after_a_start(session: Session) -> tuple[str, ManagedBy]:
        furnish(session, scene.settings, team_id=scene.machine.desk.team_id, channel_id=cast.REVIEW)
        brand = brands.the_brand(session)
        return brand.name, brand.managed_by

    assert await scene.machine.desk.database.write(after_a_start) == ("Acorn Foods", ManagedBy.HOME)
    assert "settings file" not in lines(await opened(scene, scene.admin))


async def test_each_change_is_in_the_record_with_its_admin(scene: Stage) -> None:
    await sent(scene, scene.admin, await opened(scene, scene.admin), approvals_needed="2")

    def entries(session: Session) -> list[Event]:
        return list(session.exec(select(Event).where(Event.kind == "brand.configured")).all())

    (entry,) = await scene.machine.desk.database.read(entries)
    assert entry.actor_id == cast.ADMIN and entry.place == "form"
    assert entry.data["changes"] == [{"key": "approvals_needed", "before": 1, "after": 2}]


WRONG = {
    "timezone": ("Europe/Berlinn", "Did you mean Europe/Berlin?"),
    "name": ("   ", "Write a name of at most 60 characters."),
    "style_guide": ("our wiki", "Write a web address that begins with https://."),
    "approvals_needed": ("3", "Only 2 are named. Ask for fewer, or name more."),
    "review_channel": (cast.GENERAL, "Greenlight is not a member of this channel."),
}


@pytest.mark.parametrize("name", WRONG)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(scene: Stage, name: str) -> None:
    value, sentence = WRONG[name]
    before = await rules(scene)
    await sent(scene, scene.admin, await opened(scene, scene.admin), **{name: value})
    assert sentence in (await modal(scene.admin))["errors"][name]
    assert await rules(scene) == before


async def test_of_two_admins_the_second_is_told_and_keeps_what_they_typed(two_admins: Stage) -> None:
    scene = two_admins
    first, second = await opened(scene, scene.admin), await opened(scene, scene.second)
    await sent(scene, scene.admin, first, approvers=[cast.APPROVER], timezone="Asia/Seoul")
    said = await said_after(scene, scene.second, second, style_guide="https://example.com/style")
    assert "Ada" in said and "changed this brand while your form was open: Time zone, Approvers" in said
    now = await rules(scene)
    assert (now.timezone, now.style_guide) == ("Asia/Seoul", "")

    assert "is saved" in await said_after(scene, scene.second, await modal(scene.second))
    now = await rules(scene)
    assert (now.timezone, now.approvers) == ("Asia/Seoul", (cast.APPROVER,)), "the first admin's change stays"
    assert now.style_guide == "https://example.com/style"


async def test_more_is_saved_and_read_back_as_it_was_typed(scene: Stage) -> None:
    form = await opened(scene, scene.admin, wire.BRAND_MORE)
    given = {
        "nudge_after": "4h",
        "escalate_after": "2d",
        "hours_news": "mon-fri 08:00-18:00\nsat 10:00-14:00",
        "holidays": "2026-12-25\n2027-01-01",
        "questions": "Are the facts right?\nDoes the link work?",
        "campaigns": "Harvest\nWinter",
        "quiet_from": "19:00",
        "quiet_until": "08:00",
    }
    said = await said_after(scene, scene.admin, form, **given)
    assert "is saved" in said and "Posting hours" in said
    now = await rules(scene)
    assert (now.nudge_after, now.escalate_after) == (4 * 3600, 48 * 3600)
    assert now.posting_hours["news"][1] == {"days": "6", "opens": "10:00", "closes": "14:00"}
    assert now.questions == ("Are the facts right?", "Does the link work?") and now.campaigns == ("Harvest", "Winter")
    assert (now.quiet_from, now.quiet_until, now.late_rule) == ("19:00", "08:00", LateRule.ASK)
    again = await opened(scene, scene.admin, wire.BRAND_MORE)
    assert "mon-fri 08:00-18:00" in lines(again) and "2027-01-01" in lines(again)
    assert "Nothing was different" in await said_after(scene, scene.admin, again)


async def test_what_belongs_together_is_asked_for_together(scene: Stage) -> None:
    form = await opened(scene, scene.admin, wire.BRAND_MORE)
    await sent(scene, scene.admin, form, quiet_from="19:00", escalate_after="1h", hours_news="9 to 5", holidays="Xmas")
    errors = (await modal(scene.admin))["errors"]
    assert set(errors) == {"quiet_until", "escalate_after", "hours_news", "holidays"}


async def test_steps_are_set_up_and_a_review_follows_them(scene: Stage) -> None:
    form = await opened(scene, scene.admin, wire.BRAND_STEPS)
    steps = {
        "step_1_name": "Editors",
        "step_1_people": [cast.APPROVER],
        "step_2_name": "Legal",
        "step_2_people": [cast.SECOND, cast.ADMIN],
        "step_2_rule": "2",
    }
    assert "is saved" in await said_after(scene, scene.admin, form, **steps)
    editors, legal = (await rules(scene)).stages
    assert (editors.name, editors.rule) == ("Editors", Rule.ANY) and (legal.rule, legal.needed) == (Rule.COUNT, 2)
    number = await put_up(scene)
    await press(scene, scene.approver, wire.APPROVE)
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
    again = await opened(scene, scene.admin, wire.BRAND_STEPS)
    assert "is saved" in await said_after(scene, scene.admin, again, step_2_name="")
    assert (await record(scene, number)).state == Editorial.APPROVED, "what was given is all that is needed now"


async def test_a_new_brand_takes_an_account_and_begins_empty(scene: Stage) -> None:
    form = await opened(scene, scene.admin, wire.BRAND_NEW)
    assert "New brand" in str(form["title"])
    said = await said_after(
        scene, scene.admin, form, name="Acorn Seoul", review_channel=cast.PUBLISHED, accounts=["linkedin"]
    )
    assert "Acorn Seoul is set up." in said
    assert (await rules(scene)).accounts == ("news",)
    new = await rules(scene, 1)
    assert (new.accounts, new.admins, new.review_channel) == (("linkedin",), (cast.ADMIN,), cast.PUBLISHED)
    home = text_of(await open_home(scene, scene.admin))
    assert "*Acorn Seoul*" in home and "*Greenlight*" in home

    form = await opened(scene, scene.admin, wire.BRAND_NEW)
    await sent(scene, scene.admin, form, name="acorn seoul", review_channel=cast.PUBLISHED)
    assert "Another brand has this name." in (await modal(scene.admin))["errors"]["name"]


async def test_somebody_who_is_no_admin_any_more_saves_nothing(two_admins: Stage) -> None:
    scene = two_admins
    form = await opened(scene, scene.second)

    def take_away(session: Session) -> None:
        brands.name_people(session, brands.the_brand(session).number, Role.ADMIN, [cast.ADMIN])

    await scene.machine.desk.database.write(take_away)
    before = await rules(scene)
    await sent(scene, scene.second, form, timezone="Asia/Seoul")
    assert "Only an admin" in str((await modal(scene.second))["errors"])
    assert await rules(scene) == before


async def test_the_same_form_twice_is_saved_once(scene: Stage) -> None:
    await sent(scene, scene.admin, await opened(scene, scene.admin), timezone="Asia/Tokyo")
    edition = (await scene.machine.desk.database.read(brands.the_brand)).edition

    def again(session: Session) -> object:
        late = Sent(
            Part.BASICS, brands.the_brand(session).number, edition - 1, {"timezone": "Asia/Tokyo"}, ("timezone",)
        )
        return editing.save(session, cast.ADMIN, late, publishing=(), now=scene.now())

    outcome = await scene.machine.desk.database.write(again)
    assert isinstance(outcome, Saved) and outcome.differences == ()
    assert (await scene.machine.desk.database.read(brands.the_brand)).edition == edition


@pytest.mark.parametrize("kind", ["5xx", "429"])
async def test_when_slack_says_nothing_about_the_channel_the_form_stays_as_it_was_typed(
    scene: Stage, kind: str
) -> None:
    form = await opened(scene, scene.admin)
    scene.sandbox.fault(kind, method="conversations.info")
    await sent(scene, scene.admin, form, review_channel=cast.PUBLISHED, name="Acorn")
    assert "Save again in a moment" in (await modal(scene.admin))["errors"]["review_channel"]
    assert (await rules(scene)).name == "Greenlight"
    assert "is saved" in await said_after(scene, scene.admin, await modal(scene.admin))
    assert ((await rules(scene)).name, (await rules(scene)).review_channel) == ("Acorn", cast.PUBLISHED)


async def test_a_form_that_slack_does_not_open_is_told(scene: Stage) -> None:
    await open_home(scene, scene.admin)
    scene.sandbox.fault("error", method="views.open", error="expired_trigger_id")
    await press_at_home(scene, scene.admin, wire.BRAND_SET_UP)
    assert not (await scene.admin.screen())["modals"] or "again" in lines(await modal(scene.admin))


async def test_a_channel_that_is_shared_with_a_client_does_not_become_the_teams(scene: Stage) -> None:
    def share(session: Session) -> None:
        step = stages.Stage(
            brand_id=brands.the_brand(session).number, position=1, name="Client", channel=cast.PUBLISHED
        )
        session.add(step)

    await scene.machine.desk.database.write(share)
    await sent(scene, scene.admin, await opened(scene, scene.admin), review_channel=cast.PUBLISHED)
    assert "shares this channel" in (await modal(scene.admin))["errors"]["review_channel"]


async def test_an_admin_who_reads_korean_is_spoken_to_in_korean() -> None:
    async with stage(language="ko", begins=MONDAY_MORNING, workspace=cast.for_readers_of("ko")) as scene:
        assert "브랜드" in text_of(await open_home(scene, scene.admin))
        form = await opened(scene, scene.admin)
        assert "브랜드 설정" in str(form["title"]) and "지금까지는 설정 파일을 따랐어요." in lines(form)
        await sent(scene, scene.admin, form, timezone="Asia/Soul")
        assert "Asia/Seoul 시간대를 찾으시나요?" in (await modal(scene.admin))["errors"]["timezone"]
        said = await said_after(scene, scene.admin, await modal(scene.admin), timezone="Asia/Tokyo")
        assert "저장했어요" in said and "바뀐 것: 시간대" in said
