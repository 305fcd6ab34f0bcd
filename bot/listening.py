"""Hands every trigger in handlers/routes.py to Bolt, as a Request for its story."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import edge, routes, wire
from handlers.desk import Desk
from handlers.edge import Offer, Story
from handlers.request import Request

Listener = Callable[..., Awaitable[None]]


def bolt_app(client: AsyncWebClient, signing_secret: str | None) -> AsyncApp:
    """Bolt around our client. Who we are was asked at the start, so that nothing is asked again for each payload."""
    return AsyncApp(
        # Without a name, Bolt looks for one in the sources of everything that is being called, for a tenth of a second.
        name="greenlight",
        client=client,
        signing_secret=signing_secret or "socket-mode-needs-none",
        logger=logging.getLogger("slack_bolt"),
        # A listener here returns as soon as it is acknowledged. Otherwise Bolt would ask a hundred times a second
        # whether it is, for each payload that waits.
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=True,
        ignoring_self_events_enabled=True,
    )


def listen(app: AsyncApp, desk: Desk) -> None:
    """Registers every route. Bolt asks each listener in turn, so what many people press at once stands first."""
    for action_id, story in routes.ACTIONS.items():
        app.action(action_id)(_pressed(desk, story))
    app.action(wire.CARD_MENU)(_menu(desk, routes.ACTIONS))
    for action_id, offer in routes.OPTIONS.items():
        app.options(action_id)(_offering(desk, offer))
    for command, story in routes.COMMANDS.items():
        app.command(command)(_listener(desk, story))
    for callback_id, story in routes.SHORTCUTS.items():
        app.shortcut(callback_id)(_listener(desk, story))
    for callback_id, story in routes.FORMS.items():
        app.view_submission(callback_id)(_listener(desk, story))
    for callback_id, story in routes.CLOSED.items():
        app.view_closed(callback_id)(_listener(desk, story))
    for event, story in routes.EVENTS.items():
        app.event(event)(_heard(desk, story))


def _listener(desk: Desk, story: Story) -> Listener:
    async def listener(ack: Any, body: Mapping[str, Any]) -> None:
        await edge.handle(desk, story, Request(body=body, acknowledge=ack))

    return listener


def _pressed(desk: Desk, story: Story) -> Listener:
    async def listener(ack: Any, body: Mapping[str, Any], action: Mapping[str, Any]) -> None:
        request = Request(
            body=body,
            acknowledge=ack,
            value=str(action.get("value") or ""),
            action_id=str(action.get("action_id") or ""),
            action=action,
        )
        await edge.handle(desk, story, request)

    return listener


def _offering(desk: Desk, offer: Offer) -> Listener:
    async def listener(ack: Any, body: Mapping[str, Any]) -> None:
        request = Request(
            body=body,
            acknowledge=ack,
            value=str(body.get("value") or ""),
            action_id=str(body.get("action_id") or ""),
            action=body,
        )
        await edge.offer(desk, offer, request)

    return listener


def _menu(desk: Desk, stories: Mapping[str, Story]) -> Listener:
    """The ⋯ menu: its options carry the action that they stand for, as `edit:142.2`."""

    async def listener(ack: Any, body: Mapping[str, Any], action: Mapping[str, Any]) -> None:
        chosen = str((action.get("selected_option") or {}).get("value") or "")
        name, _, value = chosen.partition(":")
        request = Request(body=body, acknowledge=ack, value=value, action_id=name, action=action)
        await edge.handle(desk, stories.get(name, edge.unknown_choice), request)

    return listener


def _heard(desk: Desk, story: Story) -> Listener:
    async def listener(ack: Any, body: Mapping[str, Any]) -> None:
        await edge.overhear(desk, story, Request(body=body, acknowledge=ack))

    return listener
