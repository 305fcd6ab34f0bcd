"""python -m bot …: reads arguments and settings, then hands over. What a command needs is imported when it runs."""

import asyncio
import errno
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot import logs, settings
from bot.connecting.terminal import commands as connecting
from bot.recording import commands as recording
from bot.terminal import HERE, EnvFile, sentences

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Greenlight takes a social media post from written to live inside Slack, and remembers who said yes.",
)
app.add_typer(recording.app, name="history")
app.command()(recording.forget)
app.command()(connecting.connect)
app.command()(connecting.disconnect)
app.add_typer(connecting.secrets, name="secrets")


class Language(StrEnum):
    """The languages that Greenlight speaks."""

    EN = "en"
    KO = "ko"


@app.command()
def run(env_file: EnvFile = HERE) -> None:
    """Runs the bot in your workspace until it is stopped."""
    with sentences():
        told = settings.load(settings.gather(env_file, os.environ))
        from bot.app import run as run_bot

        secrets = [told.slack_bot_token, told.slack_app_token, told.slack_signing_secret]
        secrets += [told.history_key, *told.history_old_keys, *(account.token for account in told.accounts)]
        secrets += [*told.secret_keys, *(one.client_secret for one in told.apps.values())]
        logs.configure(sys.stderr, secrets=secrets)
        asyncio.run(run_bot(told))


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is served, on this machine only.", min=0, max=65535)] = 8420,
    autoplay: Annotated[bool, typer.Option("--autoplay", help="Plays the whole story without a browser.")] = False,
    language: Annotated[Language, typer.Option(help="The language of the channel.")] = Language.EN,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = False,
) -> None:
    """Plays Greenlight in a small Slack on this machine: no account, no network, nothing kept."""
    logs.configure(sys.stderr, level=logging.WARNING)
    _forget_proxies()
    if autoplay:
        from bot.demo.autoplay import autoplay as play

        raise typer.Exit(asyncio.run(play(language.value)))
    from bot.demo.show import show

    with _free(port):
        asyncio.run(show(port, language.value, browser))


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(help="Where it is served, on this machine only.", min=0, max=65535)] = 8420,
    config: Annotated[Path | None, typer.Option(help="A workspace file; docs/sandbox.md tells what is in it.")] = None,
    manifest: Annotated[Path | None, typer.Option(help="The app's manifest, in YAML or JSON.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuses arguments that it does not know.")] = False,
) -> None:
    """Serves a small Slack on this machine for any Bolt app. Without files: Acorn Foods, with Greenlight installed."""
    from bot import manifest as our_manifest
    from bot.sandbox import alone, workspace, workspace_file

    logs.configure(sys.stderr, level=logging.WARNING)
    try:
        world = workspace_file.read(config) if config else workspace.default_workspace(our_manifest.load())
        if manifest is not None:
            world.manifest = our_manifest.load(manifest)
    except (workspace_file.WorkspaceError, our_manifest.ManifestError) as trouble:
        typer.secho(str(trouble), err=True, fg=typer.colors.RED)
        raise typer.Exit(2) from None
    with _free(port):
        asyncio.run(alone.serve(world, port, strict=strict, tell=typer.echo))


@app.command()
def check(env_file: EnvFile = HERE) -> None:
    """Tells line by line what is well and what to do about the rest; exits with 1 if something is red."""
    from bot.doctor.examination import run as run_doctor

    logs.configure(sys.stderr, level=logging.WARNING)
    raise typer.Exit(asyncio.run(run_doctor(settings.gather(env_file, os.environ))))


@app.command()
def migrate(env_file: EnvFile = HERE) -> None:
    """Brings the database to the newest form; safe to repeat."""
    from storage import migrate as migration

    with sentences():
        url = settings.database_url(settings.gather(env_file, os.environ))
        migration.upgrade(url)
        typer.echo(f"The database is at revision {migration.current(url)}.")


@app.command()
def configure(
    file: Annotated[Path, typer.Argument(help="The brands, in TOML; docs/brands.md tells what is in it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Writes what is shown; without it, nothing is written.")] = False,
    env_file: EnvFile = HERE,
) -> None:
    """Sets brands up from a file: first it shows what would change."""
    logs.configure(sys.stderr, level=logging.WARNING)
    with sentences():
        from bot.configuring.commands import configure as configure_all

        environ = settings.gather(env_file, os.environ)
        raise typer.Exit(configure_all(file, environ, is_meant=yes, tell=typer.echo))


@contextmanager
def _free(port: int) -> Iterator[None]:
    """A port that somebody else has is told in one sentence."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        typer.secho(f"Port {port} is taken: choose another one with --port.", err=True, fg=typer.colors.RED)
        raise typer.Exit(1) from None


def _forget_proxies() -> None:
    """The demo never leaves this machine, and the SDK would send even loopback calls through a proxy."""
    for name in [name for name in os.environ if name.lower() in {"http_proxy", "https_proxy"}]:
        del os.environ[name]


if __name__ == "__main__":
    app(prog_name="python -m bot")
