"""Fetching from Slack what we know about people and channels. Never inside a transaction: first ask, then store.

Answers of Slack: docs.slack.dev/reference/methods/users.info, conversations.info, conversations.members.
"""

import logging
from collections.abc import Awaitable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from handlers import access
from handlers.covering import noticing
from handlers.desk import Desk
from handlers.knowing import channels, departures
from handlers.knowing.refusals import code_of
from storage import brands, people, stages
from storage.brands import Brand, Role
from storage.people import Person

log = logging.getLogger(__name__)

GOOD_FOR = timedelta(days=1)
"""Events keep what we know; this is how long it is believed in case one was lost."""

AT_ONCE = 20
"""How many people are asked about in one go."""

PAGE = 200
NOBODY = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
NO_WAY_IN = frozenset({channels.GONE, channels.REMOVED, channels.ARCHIVED, "missing_scope", "access_denied"})


async def fetch_person(desk: Desk, user_id: str) -> None:
    """Asks Slack about one person and keeps the answer. Somebody whom Slack does not know is kept as an outsider.

    Raises SlackClientError when Slack cannot be asked.
    """
    shown: Mapping[str, Any] = {}
    try:
        shown = (await desk.client.users_info(user=user_id, include_locale=True))["user"]
        seen = person_from(shown, desk.machine())
    except SlackApiError as refused:
        if code_of(refused) not in NOBODY:
            raise
        seen = _nobody(user_id, desk.machine())
    await desk.database.write(departures.keep, seen, now=desk.calendar())
    await noticing.status(desk, shown)


def person_from(user: Mapping[str, Any], seen_at: datetime) -> Person:
    """One of Slack's user objects, as a record."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or user.get("real_name") or profile.get("real_name") or user.get("name")
    return Person(
        user_id=str(user["id"]),
        team_id=str(user.get("team_id") or ""),
        name=_one_line(str(name or user["id"])),
        timezone=_zone(str(user.get("tz") or "")),
        locale=str(user.get("locale") or "en-US"),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_deactivated=bool(user.get("deleted")),
        is_guest=any(bool(user.get(mark)) for mark in ("is_restricted", "is_ultra_restricted", "is_stranger")),
        refreshed_at=seen_at,
    )


def _nobody(user_id: str, seen_at: datetime) -> Person:
    return Person(user_id=user_id, team_id="", name=user_id, is_deactivated=True, refreshed_at=seen_at)


def _one_line(name: str) -> str:
    # A name stands inside sentences: a line break, or a character that turns the writing round, would tear them.
    return " ".join("".join(one for one in name if one.isprintable() or one.isspace()).split()) or "?"


def _zone(key: str) -> str:
    try:
        return ZoneInfo(key).key
    except (ValueError, OSError, LookupError):
        return "UTC"


async def fetch_channel(desk: Desk, channel_id: str) -> None:
    """Asks Slack whether the bot may post there and who is in it. Trouble is kept, not raised.

    Raises SlackClientError when Slack cannot be asked.
    """
    try:
        answer = await desk.client.conversations_info(channel=channel_id)
        trouble = _trouble(answer["channel"])
        members = await _members(desk, channel_id)
    except SlackApiError as refused:
        code = code_of(refused)
        if code not in NO_WAY_IN:
            raise
        await desk.database.write(channels.lost, channel_id, code, now=desk.calendar())
    else:
        await desk.database.write(_keep_channel, answer["channel"], members, trouble, now=desk.calendar())
    desk.wake.deliver()


def _trouble(channel: Mapping[str, Any]) -> str | None:
    if channel.get("is_archived"):
        return channels.ARCHIVED
    return None if channel.get("is_member", True) else channels.REMOVED


async def _members(desk: Desk, channel_id: str) -> list[str]:
    members: list[str] = []
    cursor = ""
    while True:
        page = await desk.client.conversations_members(channel=channel_id, limit=PAGE, cursor=cursor or None)
        members.extend(str(user_id) for user_id in page["members"])
        cursor = _next(page.get("response_metadata"))
        if not cursor:
            return members


def _next(metadata: Mapping[str, Any] | None) -> str:
    return str((metadata or {}).get("next_cursor") or "")


def _keep_channel(
    session: Session, channel: Mapping[str, Any], members: list[str], trouble: str | None, *, now: datetime
) -> None:
    channel_id = str(channel["id"])
    state = channels.known(session, channel_id)
    state.name, state.is_private = str(channel.get("name") or ""), bool(channel.get("is_private"))
    people.set_members(session, channel_id, members)
    if trouble:
        channels.lost(session, channel_id, trouble, now=now)
    else:
        channels.free(session, channel_id)


async def refresh(desk: Desk) -> None:
    """At the start and once a day: the review channels, everybody named, and whoever has not been asked about for long.

    One that cannot be asked about is left for the next time.
    """
    channel_ids, asked = await desk.database.read(_to_refresh, desk.bot_user_id, desk.machine() - GOOD_FOR)
    for channel_id in channel_ids:
        await _leniently(fetch_channel(desk, channel_id), channel_id)
    for user_id in asked:
        await refresh_person(desk, user_id)


def _to_refresh(session: Session, bot_user_id: str, before: datetime) -> tuple[list[str], list[str]]:
    every = brands.all_active(session)
    # The bot is a member of its channel too, and must not be counted among those who could decide.
    wanted = [bot_user_id, *(one for brand in every for one in _named(session, brand))]
    known = people.people(session, wanted)
    unknown = [user_id for user_id in wanted if user_id not in known]
    channel_ids = list(dict.fromkeys([*(brand.review_channel for brand in every), *stages.channels(session)]))
    return channel_ids, list(dict.fromkeys([*unknown, *people.old(session, before=before, limit=AT_ONCE)]))


def _named(session: Session, brand: Brand) -> list[str]:
    of_roles = [one for role in Role for one in brands.named(session, brand.number, role)]
    return [*of_roles, *access.approvers(session, brand)]


async def refresh_person(desk: Desk, user_id: str) -> None:
    """Like fetch_person, for when nothing depends on it: trouble is logged, not raised."""
    await _leniently(fetch_person(desk, user_id), user_id)


async def refresh_channel(desk: Desk, channel_id: str) -> None:
    """The same for a channel."""
    await _leniently(fetch_channel(desk, channel_id), channel_id)


async def _leniently(asking: Awaitable[None], about: str) -> None:
    try:
        await asking
    except Exception as trouble:
        # One that cannot be asked about, whatever the reason, must not keep the others from being true.
        log.warning("Slack could not be asked about %s: %s", about, type(trouble).__name__)
