"""`python -m bot configure` while the bot runs: shown first, written once, and what waits follows."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.configuring.commands import configure
from bot.demo import cast
from bot.demo.stage import Stage, enter, slack, stage
from bot.furnish import furnish
from bot.sandbox.workspace import Usergroup
from handlers import wire
from handlers.clock import publish, refresh
from storage import brands, history, migrate
from storage.history import Event
from storage.lifecycle import Editorial, Status
from tests.stories.acting import direct_messages, give_reason, press, put_up, record
from tests.stories.composing import open_composer, send
from tests.stories.conftest import MONDAY_MORNING

DOCS = Path("docs/brands.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)

PLAIN = """
[[brand]]
name = "Greenlight"
review_channel = "#social-approvals"
timezone = "Europe/Berlin"
accounts = ["news", "linkedin"]
admins = ["U0ADA"]
approvers = ["U0JONAS", "U0PRIYA"]
"""


@pytest.fixture
async def acorn() -> AsyncIterator[Stage]:
    """Acorn Foods with a user group."""
    workspace = cast.workspace()
    workspace.usergroups.append(Usergroup("S0EDITORS", "editors", "Editors", [cast.SECOND]))
    async with stage(begins=MONDAY_MORNING, workspace=workspace) as opened:
        yield opened


async def configured(scene: Stage, text: str, folder: Path, *, yes: bool = True) -> tuple[int, list[str]]:
    """The exit code, and what stands on the terminal."""
    said: list[str] = []
    path = folder / "brands.toml"
    path.write_text(text, encoding="utf-8")
    environ = cast.environment(scene.sandbox.world.workspace, scene.sandbox.api_url, scene.settings.database_url, "en")
    code = await asyncio.to_thread(configure, path, environ, is_meant=yes, tell=said.append)
    await scene.settle()
    return code, said


async def names(scene: Stage) -> list[str]:
    return await scene.machine.desk.database.read(lambda session: [one.name for one in brands.all_active(session)])


def entries(session: Session) -> list[Event]:
    return list(session.exec(select(Event).where(Event.kind == "brand.configured").order_by("id")).all())


async def test_it_is_shown_first_then_written_and_a_second_run_finds_nothing(acorn: Stage, tmp_path: Path) -> None:
    code, shown = await configured(acorn, EXAMPLE, tmp_path, yes=False)
    assert code == 0 and shown[-1] == "Nothing was written: run it again with --yes to do this."
    assert "  name: Greenlight → Acorn Foods" in shown and "Acorn Seoul: new" in shown
    assert "  kept in the settings until now; from here on in this file" in shown
    assert await names(acorn) == ["Greenlight"]

    code, said = await configured(acorn, EXAMPLE, tmp_path)
    assert code == 0 and said[:-1] == shown[:-1] and said[-1] == "Written."
    assert await names(acorn) == ["Acorn Foods", "Acorn Seoul"]

    code, again = await configured(acorn, EXAMPLE, tmp_path)
    assert (code, again) == (0, ["Acorn Foods: as it is", "Acorn Seoul: as it is", "Nothing is different."])


async def test_each_brand_has_its_entry_with_what_was_and_what_is(acorn: Stage, tmp_path: Path) -> None:
    await configured(acorn, PLAIN, tmp_path)
    await configured(acorn, PLAIN + "approvals_needed = 2", tmp_path)
    first, second = await acorn.machine.desk.database.read(entries)
    assert first.data["managed_by"] == "file" and first.actor_id == history.BOT and first.place == "terminal"
    assert second.data["changes"] == [{"key": "approvals_needed", "before": 1, "after": 2}]
    assert await acorn.machine.desk.database.read(lambda session: history.first_broken(session)) is None


async def test_what_slack_does_not_have_is_told_and_nothing_is_written(acorn: Stage, tmp_path: Path) -> None:
    text = PLAIN.replace("#social-approvals", "#nowhere").replace('"U0PRIYA"', '"U0NOBODY", "S0NOBODY"')
    code, said = await configured(acorn, text, tmp_path)
    assert code == 2 and said[-1] == "Nothing was written."
    assert any("review_channel names #nowhere, which the bot cannot see: invite it there" in one for one in said)
    assert any("approvers names U0NOBODY, who is nobody in this workspace: correct the id." in one for one in said)
    assert any("approvers names S0NOBODY, which is no user group of this workspace" in one for one in said)
    assert all(one.startswith('brands.toml: brand "Greenlight": ') for one in said[:-1])


async def test_a_start_leaves_a_brand_of_the_file_alone(acorn: Stage, tmp_path: Path) -> None:
    await configured(acorn, EXAMPLE, tmp_path)
    database, settings = acorn.machine.desk.database, acorn.settings
    ids = await database.write(furnish, settings, team_id=acorn.machine.desk.team_id, channel_id=cast.REVIEW)
    assert set(ids) == {"news", "linkedin"}
    assert await names(acorn) == ["Acorn Foods", "Acorn Seoul"]

    def owners(session: Session) -> list[list[str]]:
        every = brands.all_active(session)
        return [[one.name for one in brands.active_accounts(session, brand.number)] for brand in every]

    assert await database.read(owners) == [["news"], ["linkedin"]]


async def test_fewer_needed_in_mid_review_is_enough_at_once_and_said(acorn: Stage, tmp_path: Path) -> None:
    await configured(acorn, PLAIN + "approvals_needed = 2", tmp_path)
    number = await put_up(acorn)
    await press(acorn, acorn.approver, wire.APPROVE)
    assert (await record(acorn, number)).state == Editorial.IN_REVIEW
    await configured(acorn, PLAIN, tmp_path)
    assert (await record(acorn, number)).state == Editorial.APPROVED


async def test_the_review_channel_moves_with_its_open_cards(acorn: Stage, tmp_path: Path) -> None:
    number = await put_up(acorn)
    await configured(acorn, PLAIN.replace("#social-approvals", "#published"), tmp_path)
    old = [str(one) for one in await acorn.approver.messages(cast.REVIEW)]
    assert len([one for one in old if "are reviewed in <#C0PUB>" in one]) == 1
    await press(acorn, acorn.approver, wire.APPROVE, channel=cast.PUBLISHED)
    assert (await record(acorn, number)).state == Editorial.APPROVED


OTHER = """
[[brand]]
name = "Acorn Seoul"
review_channel = "#published"
timezone = "Asia/Seoul"
accounts = ["news"]
admins = ["U0ADA"]
"""


async def test_what_was_submitted_for_an_account_goes_out_on_it_although_it_moved(acorn: Stage, tmp_path: Path) -> None:
    number = await put_up(acorn)
    code, _ = await configured(acorn, PLAIN.replace('"news", ', "") + OTHER, tmp_path)
    assert code == 0
    await press(acorn, acorn.approver, wire.APPROVE)
    acorn.sandbox.turn_clock(forward=60)
    await publish.run_due(acorn.machine.desk, acorn.now())
    assert (await record(acorn, number)).status == Status.PUBLISHED


async def test_a_new_account_row_has_its_way_out_without_a_restart(acorn: Stage, tmp_path: Path) -> None:
    await configured(acorn, PLAIN.replace('"news", ', "") + OTHER, tmp_path)
    await refresh.run_due(acorn.machine.desk, acorn.now())

    def ids(session: Session) -> list[int | None]:
        return [one.id for brand in brands.all_active(session) for one in brands.active_accounts(session, brand.number)]

    assert set(await acorn.machine.desk.database.read(ids)) <= set(acorn.machine.desk.publishers)


async def test_a_brand_ends_only_when_nothing_of_it_is_on_its_way(acorn: Stage, tmp_path: Path) -> None:
    text = PLAIN.replace("accounts =", "is_active = false\naccounts =").replace('"news", ', "") + OTHER
    number = await put_up(acorn)
    code, said = await configured(acorn, text, tmp_path)
    assert code == 2 and f"posts are still on their way (#{number}): end them first." in said[0]
    await press(acorn, acorn.approver, wire.REJECT)
    await give_reason(acorn, acorn.approver, "Not this one.")
    assert (await configured(acorn, text, tmp_path))[0] == 0
    assert await names(acorn) == ["Acorn Seoul"]


async def test_a_brand_that_is_open_to_its_channel_is_so_from_the_first_moment(acorn: Stage, tmp_path: Path) -> None:
    """Who is in the new channel is known without waiting for the next look at it."""
    text = PLAIN.replace("#social-approvals", "#published").replace('approvers = ["U0JONAS", "U0PRIYA"]', "")
    await configured(acorn, text, tmp_path)
    number = await put_up(acorn)
    await press(acorn, acorn.second, wire.APPROVE, channel=cast.PUBLISHED)
    assert (await record(acorn, number)).state == Editorial.APPROVED


async def test_when_the_only_approver_writes_the_admins_hear_that_nobody_decides(acorn: Stage, tmp_path: Path) -> None:
    await configured(acorn, PLAIN.replace('"U0JONAS", "U0PRIYA"', '"U0MINA"'), tmp_path)
    await open_composer(acorn, acorn.author, "Our oat cookies are back.")
    await send(acorn, acorn.author)
    (told,) = [one for one in await direct_messages(acorn.admin) if "Nobody can approve #1" in one]
    assert "the only approver of Greenlight" in told


async def test_a_file_may_come_before_the_first_start_and_the_settings_channel_is_not_even_looked_for(
    tmp_path: Path,
) -> None:
    async with slack(begins=MONDAY_MORNING) as sandbox:
        url = f"sqlite:///{tmp_path / 'greenlight.db'}"
        environ = cast.environment(sandbox.world.workspace, sandbox.api_url, url, "en")
        await asyncio.to_thread(migrate.upgrade, url)
        path, said = tmp_path / "brands.toml", list[str]()
        path.write_text(PLAIN.replace("Greenlight", "Acorn Foods"), encoding="utf-8")
        assert await asyncio.to_thread(configure, path, environ, is_meant=True, tell=said.append) == 0, said
        async with enter(sandbox, environ | {"REVIEW_CHANNEL": "#nowhere"}) as scene:
            assert await names(scene) == ["Acorn Foods"]
            number = await put_up(scene)
            await press(scene, scene.approver, wire.APPROVE)
            scene.sandbox.turn_clock(forward=60)
            await publish.run_due(scene.machine.desk, scene.now())
            assert (await record(scene, number)).status == Status.PUBLISHED
