"""The control API over HTTP: the same acts, JSON in and out, loopback only."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.client import RemoteSandbox
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace


class Control:
    """Calls the control API."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        """Call the sandbox at `url`."""
        self.http = http
        self.url = url

    async def get(self, path: str, **query: str) -> Any:
        """Answer what GET answers."""
        async with self.http.get(f"{self.url}/control/{path}", params=query) as response:
            return await response.json()

    async def post(self, path: str, **body: Any) -> Any:
        """Answer what POST answers."""
        async with self.http.post(f"{self.url}/control/{path}", json=body) as response:
            answer = await response.json()
            return answer | {"status": response.status} if response.status != 200 else answer


@pytest.fixture
async def control(sandbox: Sandbox) -> AsyncIterator[Control]:
    """The control API of the usual sandbox."""
    async with aiohttp.ClientSession() as http:
        yield Control(http, sandbox.url)


async def test_the_workspace_describes_itself(control: Control) -> None:
    described = await control.get("workspace")
    assert [m["id"] for m in described["members"]][:2] == ["U0MINA", "U0JONAS"]
    assert [c["name"] for c in described["channels"]] == ["social-approvals", "published", "general"]
    assert described["app"]["bot_user_id"] == "U0BOT"
    assert described["clock"]


async def test_people_act_and_see(control: Control, app: Any) -> None:
    said = await control.post("as/U0MINA/say", channel="C0REVIEW", text="hello @Jonas Weber")
    ts = said["message"]["ts"]
    assert (await control.post("as/U0JONAS/react", channel="C0REVIEW", ts=ts, name="eyes"))["ok"]
    seen = (await control.get("as/U0JONAS/messages", channel="C0REVIEW"))["messages"]
    assert seen[0]["reactions"][0]["users"] == ["U0JONAS"]
    screen = await control.get("as/U0JONAS/screen")
    assert (screen["channels"][0]["unread"], screen["channels"][0]["mentions"]) == (1, 1)
    assert (await control.get("as/U0JONAS/notifications"))["notifications"][0]["why"] == "mention"
    assert (await control.post("as/U0MINA/command", channel="C0REVIEW", command="/any", text="x"))["acked"]
    assert (await control.post("as/U0MINA/open_dm"))["channel"].startswith("D")


async def test_a_file_goes_in_and_comes_out(control: Control) -> None:
    url = f"{control.url}/control/as/U0MINA"
    async with control.http.post(f"{url}/upload", params={"name": "a.txt"}, data=b"hello") as response:
        file_id = (await response.json())["file_id"]
    async with control.http.get(f"{url}/file/{file_id}") as response:
        assert (response.content_type, await response.read()) == ("text/plain", b"hello")
    assert (await control.get(f"as/U0ADA/file/{file_id}"))["error"] == "file_not_found"


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("as/U0NOBODY/say", {"channel": "C0REVIEW", "text": "a"}, "user_not_found"),
        ("as/U0MINA/say", {"channel": "C0REVIEW"}, "no_text"),
        ("as/U0OLLIE/say", {"channel": "C0REVIEW", "text": "a"}, "not_in_channel"),
        ("as/U0MINA/say", {"colour": "red"}, "invalid_arguments"),
        ("as/U0MINA/dance", {}, "unknown_act"),
        ("as/U0MINA/submit", {"view_id": "V0NONE"}, "view_not_found"),
        ("workspace/archive", {"channel": "C0NONE"}, "channel_not_found"),
        ("faults", {"kind": "earthquake"}, "invalid_arguments"),
        ("faults", {"kind": "clock_skew"}, "invalid_arguments"),
        ("faults", {"kind": "429", "colour": "red"}, "invalid_arguments"),
        ("faults", {}, "invalid_arguments"),
        ("socket", {"kind": "explode"}, "unknown_kind"),
    ],
)
async def test_what_is_not_possible_has_a_code_and_a_sentence(
    control: Control, path: str, body: dict[str, Any], code: str
) -> None:
    answer = await control.post(path, **body)
    assert (answer["status"], answer["ok"], answer["error"]) == (400, False, code)
    assert answer["reason"].endswith(".")


async def test_changes_are_told_live(control: Control, sandbox: Sandbox) -> None:
    async with control.http.ws_connect(f"{control.url}/control/as/U0JONAS/live") as live:
        await control.post("as/U0MINA/say", channel="C0REVIEW", text="hello @Jonas Weber")
        told = [await live.receive_json(timeout=5) for _ in range(2)]
        await control.post("clock", forward=60)
        clock = await live.receive_json(timeout=5)
    assert {(t["what"], t["channel"]) for t in told} == {("messages", "C0REVIEW"), ("notifications", "C0REVIEW")}
    assert (clock["what"], clock["seq"] > told[1]["seq"]) == ("clock", True)


async def test_the_calendar_turns_and_message_times_follow(control: Control) -> None:
    answer = await control.post("clock", now="2030-01-01T09:00:00+09:00")
    assert answer["now"].startswith("2030-01-01T00:00:00")
    said = await control.post("as/U0MINA/say", channel="C0REVIEW", text="a")
    assert said["message"]["ts"].startswith("18934560")
    assert (await control.get("clock"))["now"].startswith("2030-01-01T00:00:0")


async def test_traffic_faults_and_limits(control: Control, sandbox: Sandbox) -> None:
    await control.post("faults", kind="error", method="auth.test", error="account_inactive")
    async with control.http.post(f"{sandbox.api_url}auth.test") as response:
        assert (await response.json())["error"] == "account_inactive"
    traffic = (await control.get("traffic"))["traffic"]
    assert [(e["kind"], e["ok"]) for e in traffic] == [("fault", False), ("web_api", False)]
    assert (await control.get("traffic", since=str(traffic[-1]["seq"])))["traffic"] == []
    assert (await control.post("limits", on=False))["on"] is False
    assert (await control.get("limits"))["on"] is False


async def test_what_is_set_is_listed_and_all_of_it_is_cleared(control: Control, sandbox: Sandbox, app: Any) -> None:
    remote = RemoteSandbox(control.url, control.http)
    for fault in ({"kind": "token_revoked"}, {"kind": "late", "delay": 9, "times": None}, {"kind": "5xx", "times": 3}):
        assert (await remote.fault(**fault))["ok"]
    await remote.socket("duplicate_next")
    await remote.socket("hold")
    listed = await remote.faults()
    assert [(one["kind"], one["times"]) for one in listed["faults"]] == [
        ("token_revoked", None),
        ("late", None),
        ("5xx", 3),
        ("duplicate", 1),
    ]
    assert listed["socket"] == {"connections": 1, "is_held": True, "duplicates": 1}
    assert (await remote.calm("late"))["ok"]
    assert [one["kind"] for one in (await remote.faults())["faults"]] == ["token_revoked", "5xx", "duplicate"]
    await remote.calm()
    line = {"connections": 1, "is_held": False, "duplicates": 0}
    assert await remote.faults() == {"ok": True, "faults": [], "socket": line}
    await app.has_heard(1)
    assert (await control.post("as/U0MINA/command", channel="C0REVIEW", command="/any"))["acked"]


async def test_other_sites_cannot_reach_it(control: Control) -> None:
    url = f"{control.url}/control/workspace"
    for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}):
        async with control.http.get(url, headers=headers) as response:
            assert response.status == 403
    async with control.http.get(url, headers={"Origin": control.url}) as response:
        assert response.status == 200


async def test_it_listens_on_loopback_only() -> None:
    with pytest.raises(ValueError, match="loopback only"):
        await Sandbox(Workspace()).start("192.0.2.1")


async def test_the_page_is_served(control: Control) -> None:
    async with control.http.get(f"{control.url}/") as response:
        assert (response.status, response.content_type) == (200, "text/html")


async def test_an_input_is_filled_with_the_fields_of_its_state(control: Control, sandbox: Sandbox) -> None:
    label = {"type": "plain_text", "text": "x"}
    elements = [{"type": "plain_text_input", "action_id": "v"}, {"type": "datepicker", "action_id": "v"}]
    blocks = [
        {"type": "input", "block_id": e["type"], "label": label, "element": e, "optional": True} for e in elements
    ]
    view = {"type": "modal", "title": label, "submit": label, "blocks": blocks}
    args = {"trigger_id": sandbox.world.issue_trigger("U0MINA"), "view": view}
    headers = {"Authorization": "Bearer xoxb-sandbox"}
    async with control.http.post(f"{sandbox.api_url}views.open", json=args, headers=headers) as response:
        view_id = (await response.json())["view"]["id"]
    for block_id, fields in (
        ("plain_text_input", {"type": "plain_text_input", "value": "typed"}),
        ("datepicker", {"selected_date": "2026-12-24"}),
    ):
        done = await control.post("as/U0MINA/type", view_id=view_id, block_id=block_id, action_id="v", **fields)
        assert done == {"ok": True, "acked": None}
    (modal,) = (await control.get("as/U0MINA/screen"))["modals"]
    values = modal["state"]["values"]
    assert values["plain_text_input"]["v"]["value"] == "typed"
    assert values["datepicker"]["v"]["selected_date"] == "2026-12-24"
    wrong = await control.post(
        "as/U0MINA/type", view_id=view_id, block_id="datepicker", action_id="v", selected_date="2026-02-30"
    )
    assert wrong["error"] == "wrong_value"
