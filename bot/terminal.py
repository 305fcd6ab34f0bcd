"""What every command has in common: where the settings are, and how it ends when a person can mend what is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot import settings
from handlers.slack import SlackError

EnvFile = Annotated[Path, typer.Option("--env-file", help="Where the settings are; the real environment overrules it.")]
HERE = Path(".env")


@contextmanager
def sentences() -> Iterator[None]:
    """What a person can mend by settings ends in one sentence on the terminal, without a traceback."""
    try:
        yield
    except settings.SettingsError as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        raise typer.Exit(2) from None
    except SlackError as error:
        typer.secho(f"Slack could not be asked ({error}): try again, or look at status.slack.com.", err=True)
        raise typer.Exit(1) from None
