"""Slack tells us that somebody or some channel changed; what we know of them stays true."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from handlers.covering import noticing
from handlers.desk import Desk
from handlers.knowing import channels, departures, members
from handlers.request import Request
from storage import brands, people, stages
from storage.people import Person


async def user_change(desk: Desk, request: Request) -> None:
    """A name, a zone, a language, a deactivation, a status. Slack tells us of everybody; we keep whom we know."""
    user = request.event.get("user")
    if not isinstance(user, Mapping) or not user.get("id"):
        return
    seen = members.person_from(user, desk.machine())
    if await desk.database.read(_is_news, seen, has_locale="locale" in user):
        await desk.database.write(_keep, seen, now=desk.calendar(), has_locale="locale" in user)
        desk.wake.deliver()
    await noticing.status(desk, user)


def _is_news(session: Session, seen: Person, *, has_locale: bool) -> bool:
    # A changed picture sends this event too, so most of them need no write at all.
    known = people.person(session, seen.user_id)
    if known is None:
        return False
    names = set(people.FROM_SLACK) - {"refreshed_at"} - (set() if has_locale else {"locale"})
    return any(getattr(known, name) != getattr(seen, name) for name in names)


def _keep(session: Session, seen: Person, *, now: datetime, has_locale: bool) -> None:
    known = people.person(session, seen.user_id)
    if known is not None and not has_locale:
        seen.locale = known.locale
    departures.keep(session, seen, now=now)


async def member_joined_channel(desk: Desk, request: Request) -> None:
    """Somebody, perhaps the bot itself, is in a channel now."""
    user_id, channel_id = _who_and_where(request)
    if not await desk.database.read(_is_ours, channel_id):
        return
    if user_id == desk.bot_user_id:
        await members.fetch_channel(desk, channel_id)
    else:
        await desk.database.write(people.join, channel_id, user_id)


async def member_left_channel(desk: Desk, request: Request) -> None:
    """Somebody, perhaps the bot itself, is not in it any more."""
    user_id, channel_id = _who_and_where(request)
    if not await desk.database.read(_is_ours, channel_id):
        return
    if user_id == desk.bot_user_id:
        await _lost(desk, channel_id, channels.REMOVED)
    else:
        await desk.database.write(departures.left_channel, channel_id, user_id, now=desk.calendar())
        desk.wake.deliver()


async def bot_left(desk: Desk, request: Request) -> None:
    """channel_left and group_left: Slack's other way to say that the bot was removed."""
    await _lost_if_ours(desk, request, channels.REMOVED)


async def archived(desk: Desk, request: Request) -> None:
    """channel_archive and group_archive."""
    await _lost_if_ours(desk, request, channels.ARCHIVED)


async def deleted(desk: Desk, request: Request) -> None:
    """channel_deleted and group_deleted."""
    await _lost_if_ours(desk, request, channels.GONE)


async def unarchived(desk: Desk, request: Request) -> None:
    """channel_unarchive and group_unarchive. Whether the bot is still in it, only Slack can say."""
    _, channel_id = _who_and_where(request)
    if await desk.database.read(_is_ours, channel_id):
        await members.fetch_channel(desk, channel_id)


async def renamed(desk: Desk, request: Request) -> None:
    """channel_rename and group_rename."""
    channel = request.event.get("channel")
    if isinstance(channel, Mapping) and await desk.database.read(_is_ours, str(channel.get("id"))):
        await desk.database.write(_rename, str(channel["id"]), str(channel.get("name") or ""))


def _rename(session: Session, channel_id: str, name: str) -> None:
    channels.known(session, channel_id).name = name


async def _lost_if_ours(desk: Desk, request: Request, code: str) -> None:
    _, channel_id = _who_and_where(request)
    if await desk.database.read(_is_ours, channel_id):
        await _lost(desk, channel_id, code)


async def _lost(desk: Desk, channel_id: str, code: str) -> None:
    await desk.database.write(channels.lost, channel_id, code, now=desk.calendar())
    desk.wake.deliver()


def _is_ours(session: Session, channel_id: str) -> bool:
    """One where cards stand, or that we posted to or were asked about before."""
    if brands.of_channel(session, channel_id) or channel_id in stages.channels(session):
        return True
    return people.channel(session, channel_id) is not None


def _who_and_where(request: Request) -> tuple[str, str]:
    event = request.event
    return str(event.get("user") or ""), str(event.get("channel") or "")
