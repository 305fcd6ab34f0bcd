"""What only Slack can tell of a file: whether its channels, people and user groups are there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels import find_channel, members_of
from bot.configuring.file import FileTrouble, Wanted
from bot.slack import answered
from handlers.knowing import groups
from handlers.knowing.groups import Seen
from handlers.knowing.refusals import code_of
from handlers.setting_up.rules import ROLES, BrandRules, StageRules, people_in
from handlers.slack import SlackNotReached, SlackRefused
from storage.groups import is_group

REINSTALL = "paste manifest.yml into your app's page, App Manifest, and reinstall the app"


@dataclass(frozen=True)
class Known:
    """What Slack told."""

    channels: Mapping[str, Mapping[str, Any] | None]
    """As they are written in the file."""
    people: Mapping[str, Mapping[str, Any] | None]
    groups: Mapping[str, Seen] | None
    """By id; nothing: Slack does not let us read them."""
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of each channel that the bot is in, by the channel's id."""


async def ask(web: AsyncWebClient, wanted: Iterable[Wanted]) -> Known:
    """Each channel and person once. Raises SlackError when Slack cannot be asked."""
    rules = [one.rules for one in wanted]
    holders = sorted({holder for one in rules for holder in people_in(one)})
    channels = {name: await find_channel(web, name) for name in sorted(_channels(rules))}
    seen = [str(one["id"]) for one in channels.values() if one and one.get("is_member")]
    return Known(
        channels=channels,
        members={channel_id: await members_of(web, channel_id) for channel_id in seen},
        people={one: await _person(web, one) for one in holders if not is_group(one)},
        groups=await _groups(web) if any(is_group(one) for one in holders) else {},
    )


def _channels(rules: Iterable[BrandRules]) -> set[str]:
    return {name for one in rules for name in (one.review_channel, *(stage.channel for stage in one.stages)) if name}


async def _person(web: AsyncWebClient, user_id: str) -> Mapping[str, Any] | None:
    try:
        return dict((await answered(web.users_info(user=user_id, include_locale=True)))["user"])
    except SlackRefused as refused:
        if refused.code in {"user_not_found", "user_not_visible"}:
            return None
        raise


async def _groups(web: AsyncWebClient) -> Mapping[str, Seen] | None:
    try:
        return {one.group_id: one for one in await groups.ask(web)}
    except SlackClientError as trouble:
        code = code_of(trouble)
        if code == "missing_scope":
            return None
        raise (SlackRefused(code) if code else SlackNotReached(type(trouble).__name__)) from None


def resolved(wanted: Iterable[Wanted], known: Known) -> list[Wanted]:
    """Channels by their ids. Raises FileTrouble with everything that Slack does not have. Pure."""
    problems: list[str] = []
    found = [replace(one, rules=_resolved(one, known, problems)) for one in wanted]
    if problems:
        raise FileTrouble(problems)
    return found


def _resolved(one: Wanted, known: Known, problems: list[str]) -> BrandRules:
    rules = one.rules
    for name in ROLES:
        _check_people(f"{one.where}: {name}", getattr(rules, name), known, problems, may_be_guests=False)
    stages = tuple(_stage(one, stage, known, problems) for stage in rules.stages)
    review_channel = _channel(f"{one.where}: review_channel", rules.review_channel, known, problems)
    _check_shared(one.where, review_channel, stages, problems)
    return replace(rules, review_channel=review_channel, stages=stages)


def _check_shared(where: str, review_channel: str, stages: Iterable[StageRules], problems: list[str]) -> None:
    """A submission has one card for people from outside, and it is none of the team's."""
    shared = sorted({stage.channel for stage in stages if stage.channel})
    if review_channel in shared:
        problems.append(f"{where}: a stage names the review channel as its channel: leave it out, the card is there.")
    elif len(shared) > 1:
        problems.append(f"{where}: its stages name {len(shared)} channels: name one, or make a brand for each client.")


def _stage(one: Wanted, stage: StageRules, known: Known, problems: list[str]) -> StageRules:
    where = f'{one.where}, stage "{stage.name}"'
    _check_people(f"{where}: approvers", stage.approvers, known, problems, may_be_guests=True)
    channel = _channel(f"{where}: channel", stage.channel, known, problems) if stage.channel else None
    return replace(stage, channel=channel)


def _channel(where: str, name: str, known: Known, problems: list[str]) -> str:
    found = known.channels[name]
    if found is None:
        problems.append(f"{where} names {name}, which the bot cannot see: invite it there, or give the channel's id.")
    elif found.get("is_archived"):
        problems.append(f"{where} names {name}, which is archived: unarchive it, or name another one.")
    elif not found.get("is_member"):
        problems.append(f"{where} names {name}, where the bot is no member: write /invite @greenlight there.")
    return str(found["id"]) if found else name


def _check_people(
    where: str, holders: Iterable[str], known: Known, problems: list[str], *, may_be_guests: bool
) -> None:
    for holder in holders:
        trouble = _of_group(holder, known) if is_group(holder) else _of_person(known.people[holder], may_be_guests)
        if trouble:
            problems.append(f"{where} names {holder}, {trouble}.")


def _of_person(found: Mapping[str, Any] | None, may_be_guests: bool) -> str:
    if found is None:
        return "who is nobody in this workspace: correct the id"
    name = found.get("real_name") or found.get("name") or ""
    if found.get("deleted"):
        return f"{name}, who is deactivated: name somebody else"
    if found.get("is_bot"):
        return f"{name}, which is a bot: name a person"
    if (found.get("is_restricted") or found.get("is_ultra_restricted")) and not may_be_guests:
        return f"{name}, who is a guest: name a full member; guests may only be approvers of a stage"
    return ""


def _of_group(group_id: str, known: Known) -> str:
    if known.groups is None:
        return f"a user group, which the token may not read (usergroups:read): {REINSTALL}"
    found = known.groups.get(group_id)
    if found is None:
        return "which is no user group of this workspace: correct the id"
    return f"@{found.handle}, which is switched off: switch it on, or name another one" if found.is_disabled else ""
