"""`python -m bot check` against the sandbox: what it says about tokens, channel and people."""

import copy
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp.test_utils import unused_port

from bot import manifest, slack
from bot.clock import machine_now
from bot.doctor import workspace
from bot.doctor.findings import Finding, Mark
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace, default_workspace
from bot.settings import load

TOLD = {
    "SLACK_BOT_TOKEN": "xoxb-sandbox",
    "SLACK_APP_TOKEN": "xapp-sandbox",
    "REVIEW_CHANNEL": "#social-approvals",
    "TIMEZONE": "Asia/Seoul",
    "APPROVERS": "U0JONAS, U0PRIYA",
    "ADMINS": "U0ADA",
}


@pytest.fixture
def acorn() -> Workspace:
    """The workspace, for a test to spoil before it looks."""
    return default_workspace(copy.deepcopy(manifest.load()))


@pytest.fixture
async def sandbox(acorn: Workspace) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(acorn)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


async def looked(url: str, **changes: str) -> dict[str, Finding]:
    told = load({**TOLD, "SLACK_API_URL": url, **changes})
    async with slack.open_session() as session:
        found = await workspace.examine(slack.client(told, session), told, machine_now)
    return {finding.about: finding for finding in found}


async def test_all_is_well(sandbox: Sandbox) -> None:
    found = await looked(sandbox.api_url)
    assert {about: finding for about, finding in found.items() if finding.mark is not Mark.WELL} == {}
    assert set(found) == {"Bot token", "Scopes", "Clock", "App token", "Review channel", "Approvers", "Admins"}


async def test_the_review_channel_may_be_named_by_its_id(sandbox: Sandbox) -> None:
    assert (await looked(sandbox.api_url, REVIEW_CHANNEL="C0REVIEW"))["Review channel"].mark is Mark.WELL


@pytest.mark.parametrize(
    ("changes", "about", "mark", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Bot token", Mark.RED, "invalid_auth"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "App token", Mark.RED, "invalid_auth"),
        ({"REVIEW_CHANNEL": "#nowhere"}, "Review channel", Mark.RED, "#nowhere is not to be seen"),
        ({"REVIEW_CHANNEL": "C0NOWHERE"}, "Review channel", Mark.RED, "C0NOWHERE is not to be seen"),
        ({"REVIEW_CHANNEL": "#general"}, "Review channel", Mark.RED, "not a member of #general"),
        ({"ADMINS": ""}, "Admins", Mark.RED, "nobody is named"),
        ({"ADMINS": "U0NOBODY"}, "ADMINS", Mark.RED, "U0NOBODY is nobody"),
        ({"APPROVERS": ""}, "Approvers", Mark.WARNING, "nobody is named"),
        ({"APPROVERS": "U0JONAS,U0PRIYA,U0OLLIE"}, "APPROVERS", Mark.WARNING, "Ollie Park is not in"),
        ({"APPROVERS": "U0JONAS,U0PRIYA,U0BOT"}, "APPROVERS", Mark.RED, "is a bot or a guest"),
    ],
)
async def test_what_is_wrong_in_the_settings(
    sandbox: Sandbox, changes: dict[str, str], about: str, mark: Mark, words: str
) -> None:
    finding = (await looked(sandbox.api_url, **changes))[about]
    assert (finding.mark, words in finding.seen) == (mark, True), finding
    assert finding.advice


def without(scope: str) -> dict[str, Any]:
    changed = copy.deepcopy(manifest.load())
    changed["oauth_config"]["scopes"]["bot"].remove(scope)
    return changed


class TestInAnOddWorkspace:
    """What is wrong on Slack's side."""

    async def looked(self, acorn: Workspace) -> dict[str, Finding]:
        sandbox = Sandbox(acorn)
        await sandbox.start()
        try:
            return await looked(sandbox.api_url)
        finally:
            await sandbox.stop()

    async def test_an_archived_channel(self, acorn: Workspace) -> None:
        acorn.channels[0].is_archived = True
        assert "is archived" in (await self.looked(acorn))["Review channel"].seen

    async def test_a_deactivated_approver(self, acorn: Workspace) -> None:
        next(member for member in acorn.members if member.id == "U0JONAS").deleted = True
        assert "Jonas Weber (U0JONAS) is deactivated" in (await self.looked(acorn))["APPROVERS"].seen

    async def test_a_guest_as_admin(self, acorn: Workspace) -> None:
        next(member for member in acorn.members if member.id == "U0ADA").is_restricted = True
        assert "guest" in (await self.looked(acorn))["ADMINS"].seen

    async def test_a_missing_scope(self, acorn: Workspace) -> None:
        acorn.manifest = without("files:read")
        finding = (await self.looked(acorn))["Scopes"]
        assert (finding.mark, finding.seen) == (Mark.RED, "the token lacks files:read")

    async def test_more_channels_than_fit_on_one_page(self, acorn: Workspace) -> None:
        review = acorn.channels.pop(0)
        kind = type(review)
        acorn.channels += [kind(f"C{number:04}", f"team-{number:04}", ["U0MINA"]) for number in range(450)]
        acorn.channels.append(review)
        assert (await self.looked(acorn))["Review channel"].mark is Mark.WELL


async def test_http_mode_needs_no_app_token(sandbox: Sandbox) -> None:
    found = await looked(sandbox.api_url, SLACK_SIGNING_SECRET="s", HTTP_PORT="3000")
    assert found["HTTP mode"].mark is Mark.WELL
    assert "App token" not in found


async def test_nobody_there_is_one_line_and_no_traceback() -> None:
    found = await looked(f"http://127.0.0.1:{unused_port()}/api/")
    (finding,) = found.values()
    assert (finding.about, finding.mark) == ("Bot token", Mark.RED)
    assert "not reached" in finding.seen
