"""`python -m bot history …`: arguments only. What a command needs is imported when it runs."""

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from bot import logs, settings
from bot.environment import USER_ID
from bot.recording.export import Format
from bot.terminal import HERE, EnvFile, sentences

app = typer.Typer(no_args_is_help=True, help="The record of who did what: is it whole, and what does it say.")

AnchorOption = Annotated[
    list[str] | None,
    typer.Option("--anchor", help="An end of former days that must still be there: 123:HASH, or a line of the log."),
]


@app.command()
def verify(anchor: AnchorOption = None, env_file: EnvFile = HERE) -> None:
    """Names the first bad entry of each brand's chain; exits with 1 when there is one."""
    logs.configure(sys.stderr, level=logging.WARNING)
    with sentences():
        from bot.recording.opening import records
        from bot.recording.verify import verify as verify_all
        from storage.anchors import Anchor

        written = [(one, Anchor.parse(one)) for one in anchor or []]
        for text, parsed in written:
            if parsed is None:
                raise typer.BadParameter(f'"{text}" is no anchor: write 123:HASH, or 2/123:HASH for brand 2.')
        with records(settings.gather(env_file, os.environ)) as database:
            is_well = verify_all(database, [parsed for _, parsed in written if parsed], typer.echo)
    raise typer.Exit(0 if is_well else 1)


@app.command()
def export(
    shape: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.CSV,
    brand: Annotated[int | None, typer.Option(help="Only this brand's, by its number.", min=0)] = None,
    submission: Annotated[int | None, typer.Option(help="Only what is about this post, by its number.", min=1)] = None,
    to: Annotated[Path | None, typer.Option(help="The file to write; without one, the terminal.")] = None,
    env_file: EnvFile = HERE,
) -> None:
    """Writes every entry, with the words that were written unless they were erased."""
    logs.configure(sys.stderr, level=logging.WARNING)
    with sentences():
        from bot.recording.export import export as export_all
        from bot.recording.opening import records
        from storage.reading import Wanted, entries

        with records(settings.gather(env_file, os.environ)) as database, _opened(to, shape) as out:
            count = export_all(entries(database, Wanted(brand, submission)), shape, out)
    if to is not None:
        typer.echo(f"{count:,} entries are in {to}.")


@contextmanager
def _opened(to: Path | None, shape: Format) -> Iterator[TextIO]:
    if to is None:
        yield sys.stdout
        return
    # With a mark at the beginning: else a spreadsheet takes it for the machine's old encoding.
    encoding = "utf-8-sig" if shape == Format.CSV else "utf-8"
    try:
        with to.open("w", encoding=encoding, newline="") as out:
            yield out
    except OSError as trouble:
        typer.secho(f"{to} cannot be written ({trouble.strerror}).", err=True, fg=typer.colors.RED)
        raise typer.Exit(1) from None


def forget(
    user: Annotated[str, typer.Argument(help="The person's id in Slack, such as U012AB3CD.")],
    yes: Annotated[bool, typer.Option("--yes", help="Erases without asking.")] = False,
    env_file: EnvFile = HERE,
) -> None:
    """Erases a person's words and name from the records; shows first what it would erase."""
    logs.configure(sys.stderr, level=logging.WARNING)
    if not USER_ID.fullmatch(user):
        raise typer.BadParameter(f'"{user}" is no Slack user id: write one such as U012AB3CD.')
    with sentences():
        from bot.clock import machine_now
        from bot.recording import forget as forgetting
        from bot.recording.opening import records
        from storage.forgetting import trace

        with records(settings.gather(env_file, os.environ)) as database:
            found = database.read_sync(trace, user)
            _tell(forgetting.found(found))
            if found.is_nothing or not (yes or typer.confirm("Erase it? It cannot be brought back")):
                return
            _tell(forgetting.erased(forgetting.forget(database, user, machine_now())))


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
