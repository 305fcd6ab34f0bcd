"""Counts anything: /counter asks what, and a button under the message counts it. Bolt on asyncio, Socket Mode."""

import asyncio
import os

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

app = AsyncApp(client=AsyncWebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]))


def plain(text):
    return {"type": "plain_text", "text": text}


def message(what, count):
    button = {"type": "button", "action_id": "one_more", "text": plain("One more"), "value": f"{count} {what}"}
    said = {"type": "section", "text": plain(f"{count} {what}")}
    return {"text": f"{count} {what}", "blocks": [said, {"type": "actions", "block_id": "count", "elements": [button]}]}


@app.command("/counter")
async def ask(ack, body, client):
    await ack()
    what = {"type": "plain_text_input", "action_id": "name", "max_length": 50}
    view = {"type": "modal", "callback_id": "counter", "private_metadata": body["channel_id"]}
    view |= {"title": plain("Count"), "submit": plain("Begin")}
    view["blocks"] = [{"type": "input", "block_id": "what", "label": plain("What?"), "element": what}]
    await client.views_open(trigger_id=body["trigger_id"], view=view)


@app.view("counter")
async def begin(ack, view, client):
    await ack()
    what = view["state"]["values"]["what"]["name"]["value"]
    await client.chat_postMessage(channel=view["private_metadata"], **message(what, 0))


@app.action("one_more")
async def one_more(ack, action, body, client):
    await ack()
    count, what = action["value"].split(" ", 1)
    place = body["container"]
    await client.chat_update(channel=place["channel_id"], ts=place["message_ts"], **message(what, int(count) + 1))


async def main():
    await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()


if __name__ == "__main__":
    asyncio.run(main())
