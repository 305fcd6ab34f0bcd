"""`python -m bot configure brands.toml`: reads, asks Slack, shows; with --yes it writes."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from bot import settings, slack
from bot.clock import machine_now
from bot.configuring import asking, file, plan
from bot.configuring.asking import Known
from bot.configuring.file import FileTrouble, Wanted
from bot.configuring.plan import Plan
from bot.recording.opening import records
from bot.settings import Settings
from handlers.origin import Origin
from handlers.setting_up.writing import AccountPlace
from storage import connections, history
from storage.errors import StorageError

Tell = Callable[[str], None]


def configure(path: Path, environ: Mapping[str, str], *, is_meant: bool, tell: Tell) -> int:
    """The exit code: 0, or 2 when something is wrong in the file. Raises SettingsError or SlackError."""
    told = settings.load(environ)
    try:
        return _configured(path, environ, told, is_meant=is_meant, tell=tell)
    except FileTrouble as trouble:
        for sentence in trouble.problems:
            tell(f"{path.name}: {sentence}" if not sentence.startswith(str(path)) else sentence)
        tell("Nothing was written.")
        return 2
    except StorageError as trouble:
        tell(f"The records could not be read or written ({trouble.code}): try again in a moment. Nothing was written.")
        return 1


@dataclass(frozen=True)
class Asked:
    """The file, as Slack completes it."""

    wanted: list[Wanted]
    known: Known
    team_id: str


def _configured(path: Path, environ: Mapping[str, str], told: Settings, *, is_meant: bool, tell: Tell) -> int:
    places = _places(environ, told)
    asked = asyncio.run(_ask(told, file.read(path, places)))
    with records(environ) as database:
        if not is_meant:
            _tell(database.read_sync(plan.look, asked.wanted), tell, is_written=False)
            return 0
        done = database.write_sync(
            plan.apply,
            asked.wanted,
            places,
            asked.known,
            team_id=asked.team_id,
            actor_id=history.BOT,
            place=Origin.TERMINAL.value,
            now=machine_now(),
        )
        _tell(done, tell, is_written=True)
    return 0


def _places(environ: Mapping[str, str], told: Settings) -> dict[str, AccountPlace]:
    """Every account that there is: those of the settings, and those that were connected."""
    with records(environ) as database:
        connected = database.read_sync(connections.connected)
    found = {one.name: AccountPlace(one.network, one.address) for one in reversed(connected)}
    return found | {one.name: AccountPlace(one.network, one.address) for one in told.accounts}


async def _ask(told: Settings, wanted: list[Wanted]) -> Asked:
    async with slack.open_session() as session:
        web: AsyncWebClient = slack.client(told, session)
        who = await slack.introduce(web, None)
        known = await asking.ask(web, wanted)
    return Asked(asking.resolved(wanted, known), known, who.team_id)


def _tell(found: Plan, tell: Tell, *, is_written: bool) -> None:
    for line in plan.lines(found):
        tell(line)
    if found.is_nothing:
        tell("Nothing is different.")
    else:
        tell("Written." if is_written else "Nothing was written: run it again with --yes to do this.")
