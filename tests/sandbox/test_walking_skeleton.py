"""One whole story with real Bolt: command, modal, submission, card, press, update, ephemeral."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.sandbox.server import Sandbox

MODAL = {
    "type": "modal",
    "callback_id": "compose",
    "title": {"type": "plain_text", "text": "New"},
    "submit": {"type": "plain_text", "text": "Submit"},
    "blocks": [
        {
            "type": "input",
            "block_id": "text",
            "label": {"type": "plain_text", "text": "Text"},
            "element": {"type": "plain_text_input", "action_id": "value"},
        }
    ],
}


def card(text: str) -> list[dict[str, Any]]:
    button = {"type": "button", "action_id": "approve", "text": {"type": "plain_text", "text": "Approve"}, "value": "1"}
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": text}},
        {"type": "actions", "block_id": "decide", "elements": [button]},
    ]


def listen(app: AsyncApp) -> None:
    @app.command("/submit-post")
    async def open_composer(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @app.view("compose")
    async def submitted(ack: Any, view: dict[str, Any], client: Any) -> None:
        text = view["state"]["values"]["text"]["value"]["value"]
        await ack()
        await client.chat_postMessage(channel="C0REVIEW", text=text, blocks=card(text))

    @app.action("approve")
    async def approved(ack: Any, body: dict[str, Any], client: Any, respond: Any) -> None:
        await ack()
        ts = body["message"]["ts"]
        await client.chat_update(channel="C0REVIEW", ts=ts, text="done", blocks=card("approved")[:1])
        await client.chat_postEphemeral(channel="C0REVIEW", user=body["user"]["id"], text="Thank you")
        await respond("again")


async def test_a_post_is_submitted_and_approved(sandbox: Sandbox, connect: Any) -> None:
    await connect(sandbox, listen)
    mina, jonas = sandbox.person("U0MINA"), sandbox.person("U0JONAS")

    assert (await mina.command("C0REVIEW", "/submit-post"))["acked"]
    await sandbox.until(lambda: sandbox.world.stacks.get("U0MINA"))
    (modal,) = (await mina.screen())["modals"]
    assert modal["state"]["values"] == {"text": {"value": {"type": "plain_text_input", "value": None}}}
    assert (await mina.submit(modal["id"]))["errors"] == {"text": "Please complete this required field."}

    done = await mina.submit(modal["id"], {"text": {"value": {"value": "Hello <world>"}}})
    assert done == {"ok": True, "acked": True}
    (message,) = await sandbox.until(lambda: jonas.messages("C0REVIEW"))
    assert (await mina.screen())["modals"] == []
    assert message["text"] == "Hello &lt;world&gt;"

    await jonas.press("C0REVIEW", message["ts"], "decide", "approve")
    await sandbox.until(lambda: len(sandbox.world.conversations["C0REVIEW"].ephemerals) == 2)
    shown = await jonas.messages("C0REVIEW")
    assert [m["text"] for m in shown] == ["done", "Thank you", "again"]
    assert len(shown[0]["blocks"]) == 1
    assert [m["text"] for m in await mina.messages("C0REVIEW")] == ["done"]
    assert await jonas.notifications() == []
