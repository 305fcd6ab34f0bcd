"""User groups: their members decide, who leaves one decides no more, and what nobody is left for is told."""

from collections.abc import AsyncIterator

import pytest
from sqlmodel import Session, select

from bot import manifest
from bot.demo import cast
from bot.demo.stage import Stage, stage
from bot.sandbox.workspace import Usergroup, Workspace
from handlers import wire
from handlers.clock import refresh
from storage import brands, groups
from storage.brands import Role
from storage.groups import Group
from storage.history import Event
from storage.lifecycle import Editorial
from tests.stories.acting import direct_messages, press, private_answers, put_up, record
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.visiting import open_home, text_of

EDITORS = "S0EDITORS"


def with_editors() -> Workspace:
    workspace = cast.workspace()
    workspace.usergroups.append(Usergroup(EDITORS, "editors", "Editors", [cast.SECOND]))
    return workspace


@pytest.fixture
async def acorn() -> AsyncIterator[Stage]:
    """The brand's approvers are a user group."""
    async with stage(begins=MONDAY_MORNING, workspace=with_editors()) as opened:
        await opened.machine.desk.database.write(name_the_group)
        await refresh.run_due(opened.machine.desk, opened.now())
        yield opened


def name_the_group(session: Session) -> None:
    brands.name_people(session, brands.the_brand(session).number, Role.APPROVER, [EDITORS])


async def change(scene: Stage, *users: str, name: str = "Editors") -> None:
    scene.sandbox.change_workspace("change_usergroup", usergroup=EDITORS, users=list(users), name=name)
    await scene.settle()


def kept(session: Session) -> tuple[str, tuple[str, ...]]:
    return session.get_one(Group, EDITORS).name, groups.people_of(session, [EDITORS])


async def test_a_member_decides_and_somebody_else_does_not(acorn: Stage) -> None:
    number = await put_up(acorn)
    await press(acorn, acorn.approver, wire.APPROVE)
    assert any("Priya" in one or cast.SECOND in one for one in await private_answers(acorn.approver))
    await press(acorn, acorn.second, wire.APPROVE)
    assert (await record(acorn, number)).state == Editorial.APPROVED


async def test_who_comes_in_decides_at_once_and_who_leaves_does_not(acorn: Stage) -> None:
    number = await put_up(acorn)
    await change(acorn, cast.APPROVER, name="The editors")
    assert await acorn.machine.desk.database.read(kept) == ("The editors", (cast.APPROVER,))
    await press(acorn, acorn.second, wire.APPROVE)
    assert (await record(acorn, number)).state == Editorial.IN_REVIEW
    await press(acorn, acorn.approver, wire.APPROVE)
    assert (await record(acorn, number)).state == Editorial.APPROVED


async def test_a_group_emptied_in_mid_review_is_told_to_the_admins_once(acorn: Stage) -> None:
    number = await put_up(acorn)
    await change(acorn)
    (told,) = [one for one in await direct_messages(acorn.admin) if "The user group Editors has changed" in one]
    assert f"Too few people are left to approve #{number}" in told
    await refresh.run_due(acorn.machine.desk, acorn.now())
    await acorn.settle()
    assert len([one for one in await direct_messages(acorn.admin) if "The user group" in one]) == 1

    def changes(session: Session) -> list[dict[str, object]]:
        return [one.data for one in session.exec(select(Event).where(Event.kind == "group.changed")).all()]

    (entry,) = await acorn.machine.desk.database.read(changes)
    assert entry["removed"] == [cast.SECOND]


async def test_a_lost_event_is_made_good_within_the_hour(acorn: Stage) -> None:
    acorn.sandbox.world.workspace.usergroups[0].users = [cast.APPROVER]
    await refresh.run_due(acorn.machine.desk, acorn.now())
    assert await acorn.machine.desk.database.read(kept) == ("Editors", (cast.APPROVER,))


async def test_without_the_scope_groups_sleep_and_admins_read_it_on_home() -> None:
    workspace, before = with_editors(), manifest.load()
    before["oauth_config"]["scopes"]["bot"].remove("usergroups:read")
    workspace.manifest = before
    async with stage(begins=MONDAY_MORNING, workspace=workspace) as opened:
        home = text_of(await open_home(opened, opened.admin))
        assert "User groups cannot be used yet: reinstall the app" in home
        assert "reinstall" not in text_of(await open_home(opened, opened.approver))
        number = await put_up(opened)
        await press(opened, opened.approver, wire.APPROVE)
        assert (await record(opened, number)).state == Editorial.APPROVED
