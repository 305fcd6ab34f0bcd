"""The brands that are kept in App Home or in a file: whether Slack has what they name."""

from collections.abc import Mapping

from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot.configuring import asking
from bot.configuring.file import FileTrouble, Wanted
from bot.doctor.findings import Finding, red, warning, well
from bot.recording.opening import records
from bot.settings import SettingsError
from handlers.setting_up import reading
from handlers.setting_up.rules import MANY_APPROVERS, BrandRules
from handlers.slack import SlackError
from storage.brands import ManagedBy
from storage.errors import StorageError

Kept = tuple[ManagedBy, BrandRules]

PLACES = {ManagedBy.HOME: "App Home", ManagedBy.FILE: "a file"}


def kept(environ: Mapping[str, str]) -> list[Kept]:
    """Every brand in use, the first one first; none while there are no records that can be read."""
    try:
        with records(environ) as database:
            return database.read_sync(_brands)
    except (SettingsError, StorageError):
        # What is wrong with the records is told in lines of its own.
        return []


def _brands(session: Session) -> list[Kept]:
    every = [brand for brand in reading.every_brand(session) if brand.is_active]
    return [(brand.managed_by, reading.rules_of(session, brand)) for brand in every]


async def examine(web: AsyncWebClient, found: list[Kept]) -> list[Finding]:
    """A line for each brand that does not follow the settings, or one for each thing that is wrong with it."""
    lines: list[Finding] = []
    for managed_by, rules in found:
        if managed_by != ManagedBy.SETTINGS:
            lines += await _examine(web, managed_by, rules)
    return lines


async def _examine(web: AsyncWebClient, managed_by: ManagedBy, rules: BrandRules) -> list[Finding]:
    about, wanted = f"Brand {rules.name}", Wanted(rules)
    try:
        known = await asking.ask(web, [wanted])
        asking.resolved([wanted], known)
    except SlackError as error:
        return [red(about, f"Slack could not be asked ({error})", "try again, or look at status.slack.com")]
    except FileTrouble as trouble:
        return [_wrong(about, sentence.removeprefix(f"{wanted.where}: ")) for sentence in trouble.problems]
    channel = known.channels[rules.review_channel] or {}
    return _advice(about, rules) or [well(about, f"kept in {PLACES[managed_by]}, reviewed in #{channel.get('name')}")]


def _wrong(about: str, sentence: str) -> Finding:
    """`review_channel names #x, which is archived: unarchive it.`"""
    seen, _, remedy = sentence.rstrip(".").rpartition(": ")
    return red(about, seen, remedy)


def _advice(about: str, rules: BrandRules) -> list[Finding]:
    found = []
    if not rules.accounts:
        found.append(warning(about, "it has no account, so nothing can go out", "give it one of ACCOUNTS"))
    if len(rules.approvers) > MANY_APPROVERS:
        problem = f"{len(rules.approvers)} approvers are named"
        found.append(warning(about, problem, "name at most five: among many, each waits for another"))
    return found
