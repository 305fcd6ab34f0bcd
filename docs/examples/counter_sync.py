"""Counts anything: /counter asks what, and a button under the message counts it. Bolt for Python, Socket Mode."""

import os

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

app = App(client=WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]))


def plain(text):
    return {"type": "plain_text", "text": text}


def message(what, count):
    button = {"type": "button", "action_id": "one_more", "text": plain("One more"), "value": f"{count} {what}"}
    said = {"type": "section", "text": plain(f"{count} {what}")}
    return {"text": f"{count} {what}", "blocks": [said, {"type": "actions", "block_id": "count", "elements": [button]}]}


@app.command("/counter")
def ask(ack, body, client):
    ack()
    what = {"type": "plain_text_input", "action_id": "name", "max_length": 50}
    view = {"type": "modal", "callback_id": "counter", "private_metadata": body["channel_id"]}
    view |= {"title": plain("Count"), "submit": plain("Begin")}
    view["blocks"] = [{"type": "input", "block_id": "what", "label": plain("What?"), "element": what}]
    client.views_open(trigger_id=body["trigger_id"], view=view)


@app.view("counter")
def begin(ack, view, client):
    ack()
    what = view["state"]["values"]["what"]["name"]["value"]
    client.chat_postMessage(channel=view["private_metadata"], **message(what, 0))


@app.action("one_more")
def one_more(ack, action, body, client):
    ack()
    count, what = action["value"].split(" ", 1)
    place = body["container"]
    client.chat_update(channel=place["channel_id"], ts=place["message_ts"], **message(what, int(count) + 1))


if __name__ == "__main__":
    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()
