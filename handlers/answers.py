"""Answering a press where it was pressed, privately. No press goes without an answer."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackClientError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from handlers import wire
from handlers.blocks import parts
from handlers.desk import Desk
from handlers.request import Request
from handlers.words.catalogue import Words

log = logging.getLogger(__name__)

Blocks = list[dict[str, Any]]


class NotOpened(SlackClientError):
    """Slack did not open the modal: its trigger was too old, or no answer came."""


async def privately(desk: Desk, request: Request, text: str, blocks: Blocks | None = None) -> None:
    """Says it to this person only, where they pressed: beside the message, or over Home and modals."""
    await request.ack()
    if request.response_url and await _by_response_url(desk, request.response_url, text, blocks):
        return
    if request.channel_id:
        await _as_ephemeral(desk, request, text, blocks)
    else:
        await _as_direct_message(desk, request, text, blocks)


async def over_a_view(desk: Desk, request: Request, words: Words, text: str) -> None:
    """The same for a press inside a modal or on Home, where nothing private can be posted: a small modal."""
    await request.ack()
    view = parts.reading(words("answer.title"), [parts.section(text)], close=words("answer.close"))
    method = desk.client.views_push if request.view.get("type") == "modal" else desk.client.views_open
    try:
        await method(trigger_id=request.trigger_id, view=view)
    except SlackClientError:
        log.warning("The answer could not be shown over a view; it goes to the direct messages.")
        await _as_direct_message(desk, request, text, None)


async def tell(desk: Desk, request: Request, words: Words, text: str, blocks: Blocks | None = None) -> None:
    """Chooses between the two by where the press came from."""
    if request.view and request.action_id:
        await over_a_view(desk, request, words, text)
    else:
        await privately(desk, request, text, blocks)


async def open_modal(desk: Desk, request: Request, view: Mapping[str, Any]) -> str:
    """Opens it, or pushes it onto the modal in which the button was pressed. Returns its id.

    The trigger lives 3 s (docs.slack.dev/surfaces/modals): nothing slow may come before this. Raises NotOpened.
    """
    method = desk.client.views_push if request.view.get("type") == "modal" else desk.client.views_open
    try:
        answer = await method(trigger_id=request.trigger_id, view=dict(view))
    except SlackClientError as trouble:
        raise NotOpened(str(trouble)) from trouble
    return str(answer["view"]["id"])


async def _by_response_url(desk: Desk, url: str, text: str, blocks: Blocks | None) -> bool:
    """False when Slack did not take it, as far as we know."""
    # The client's own connections: shaking hands anew for every answer would cost more than the decision.
    client = AsyncWebhookClient(url, session=desk.client.session, retry_handlers=[])
    try:
        answer = await client.send(text=text, blocks=blocks, response_type="ephemeral", replace_original=False)
    except Exception as trouble:
        # Whatever the HTTP library made of it: what was done is committed, and it is said by another way.
        log.warning("A private answer did not arrive by its address: %s", type(trouble).__name__)
        return False
    if answer.status_code != 200:
        log.warning("A private answer was refused at its address: %s", answer.status_code)
    return answer.status_code == 200


async def _as_ephemeral(desk: Desk, request: Request, text: str, blocks: Blocks | None) -> None:
    try:
        await desk.client.chat_postEphemeral(
            channel=request.channel_id,
            user=request.user_id,
            text=text,
            blocks=blocks,
            thread_ts=request.thread_ts or None,
        )
    except SlackClientError:
        # The bot is not in that channel, say, or Slack does not answer; the person must still hear of it.
        await _as_direct_message(desk, request, text, blocks)


async def _as_direct_message(desk: Desk, request: Request, text: str, blocks: Blocks | None) -> None:
    try:
        await desk.client.chat_postMessage(channel=request.user_id, text=text, blocks=blocks)
    except SlackClientError as trouble:
        log.warning("A private answer to %s was lost: %s", request.action_id or wire.READING, type(trouble).__name__)
