"""python -m bot check: asks everything once and prints a line each."""

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from bot import slack
from bot.clock import machine_now
from bot.doctor import accounts, brands, media, records, workspace
from bot.doctor.findings import Finding, Mark, red, well
from bot.settings import SettingsError, load
from storage.brands import ManagedBy

SIGNS = {Mark.WELL: ("✓", "green"), Mark.WARNING: ("!", "yellow"), Mark.RED: ("✗", "red")}


async def run(environ: Mapping[str, str], console: Console | None = None) -> int:
    """Prints what is well and what is not; 1 if anything is red, else 0."""
    found = await examine(environ)
    console = console or Console(soft_wrap=True)
    for finding in found:
        console.print(line(finding))
    return int(any(finding.mark is Mark.RED for finding in found))


async def examine(environ: Mapping[str, str]) -> list[Finding]:
    """Every finding, in the order in which one would mend them."""
    try:
        told = load(environ)
    except SettingsError as error:
        return [red("Settings", str(error).rstrip("."), "see .env.example, then run this again")]
    found = [well("Settings", f"complete; posts are planned in {told.timezone}")]
    async with slack.open_session() as session:
        web = slack.client(told, session)
        kept = brands.kept(environ)
        follows_settings = not kept or kept[0][0] == ManagedBy.SETTINGS
        found += await workspace.examine(web, told, machine_now, follows_settings=follows_settings)
        found += await brands.examine(web, kept)
        found += records.examine(told.database_url)
        found += await media.examine(told)
        found += await accounts.examine(environ, told, web)
    return found


def line(finding: Finding) -> Text:
    """✗ Admins: nobody is named. Write at least one user id into ADMINS."""
    sign, colour = SIGNS[finding.mark]
    text = Text.assemble((f"{sign} ", colour), (f"{finding.about}: ", "bold"), f"{finding.seen}.")
    if finding.advice:
        advice = finding.advice[0].upper() + finding.advice[1:].rstrip(".")
        text.append(f" {advice}.", style=colour)
    return text
