"""The same bot without a socket: Slack calls it, and signs what it says."""

from datetime import timedelta

import aiohttp

from bot.demo import cast
from bot.demo.stage import stage
from handlers import wire
from storage.lifecycle import Editorial
from tests.ports import free_port
from tests.stories.acting import press, private_answers, put_up, record
from tests.stories.conftest import MONDAY_MORNING


async def test_a_press_over_http_is_decided_and_an_unsigned_one_is_refused() -> None:
    port = free_port()
    workspace = cast.workspace()
    address = f"http://127.0.0.1:{port}"
    workspace.request_url = f"{address}/slack/events"
    http = {"SLACK_SIGNING_SECRET": workspace.signing_secret, "HTTP_PORT": str(port), "SLACK_APP_TOKEN": ""}
    async with stage(begins=MONDAY_MORNING, workspace=workspace, changes=http) as scene:
        assert await scene.sandbox.verify_request_url()
        number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
        async with aiohttp.ClientSession() as stranger:
            body = {"payload": '{"type":"block_actions","actions":[{"action_id":"approve","value":"1.1"}]}'}
            async with stranger.post(f"{address}/slack/events", data=body) as answer:
                assert answer.status == 401
        assert (await record(scene, number)).state == Editorial.IN_REVIEW
        await press(scene, scene.approver, wire.APPROVE)
        assert (await record(scene, number)).state == Editorial.APPROVED
        assert any(f"You approved #{number}" in one for one in await private_answers(scene.approver))
