"""`python -m bot connect …` and `secrets …`: arguments only. What a command needs is imported when it runs."""

import asyncio
import getpass
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot import logs, settings
from bot.terminal import HERE, EnvFile, sentences

PORT = 8430
"""Where a browser comes back to; the network's developer pages must know http://127.0.0.1:8430/callback."""

secrets = typer.Typer(no_args_is_help=True, help="The keys that seal what lets Greenlight into accounts.")


def connect(
    network: Annotated[
        str, typer.Argument(help="x, linkedin, facebook, instagram, threads, mastodon, bluesky, webhook.")
    ],
    name: Annotated[str, typer.Option(help="The account's name here; without one, the network's.")] = "",
    brand: Annotated[str, typer.Option(help="Whose it is, where there are several brands.")] = "",
    address: Annotated[str, typer.Option(help="Only the account at this address; see ACCOUNTS in .env.example.")] = "",
    port: Annotated[
        int, typer.Option(help="Where the browser comes back to, on this machine.", min=0, max=65535)
    ] = PORT,
    redirect: Annotated[
        str, typer.Option(help="Where it comes back to instead; you copy the address from there.")
    ] = "",
    env_file: EnvFile = HERE,
) -> None:
    """Connects an account: you agree in a browser, or paste a secret, and it is kept sealed."""
    logs.configure(sys.stderr, level=logging.WARNING)
    with sentences(), _refusals(port):
        from bot.connecting.terminal.planning import Asked
        from bot.connecting.terminal.running import connect as connect_one
        from bot.connecting.terminal.talking import Place, Terminal

        environ = settings.gather(env_file, os.environ)
        person = Terminal(typer.echo, _secret, typer.prompt, _choose)
        asyncio.run(connect_one(environ, Asked(network, name, brand, address), Place(port, redirect), person))


def disconnect(
    name: Annotated[str, typer.Argument(help="The account's name here.")],
    env_file: EnvFile = HERE,
) -> None:
    """Forgets what lets Greenlight into an account; nothing goes out on it any more."""
    logs.configure(sys.stderr, level=logging.WARNING)
    with sentences(), _refusals():
        from bot.connecting.terminal.running import disconnect as disconnect_one

        disconnect_one(settings.gather(env_file, os.environ), name, typer.echo)


@secrets.command()
def key() -> None:
    """Prints a new key, for SECRET_KEY."""
    from bot.sealing import new_key

    typer.echo(new_key())


@secrets.command()
def rotate(env_file: EnvFile = HERE) -> None:
    """Seals everything with SECRET_KEY; afterwards SECRET_OLD_KEYS is not needed any more."""
    logs.configure(sys.stderr, level=logging.WARNING)
    with sentences():
        from bot.connecting.terminal.running import rotate as rotate_all

        raise typer.Exit(rotate_all(settings.gather(env_file, os.environ), typer.echo))


def _secret(question: str) -> str:
    """From the terminal without showing it, or from what is piped in."""
    return getpass.getpass(f"{question}: ") if sys.stdin.isatty() else sys.stdin.readline()


def _choose(names: list[str]) -> int:
    for number, name in enumerate(names, 1):
        typer.echo(f"{number}  {name}")
    chosen = 0
    while not 1 <= chosen <= len(names):
        chosen = typer.prompt("Which one", type=int)
    return chosen - 1


@contextmanager
def _refusals(port: int = 0) -> Iterator[None]:
    """What a network or a person got wrong is one sentence."""
    from bot.connecting.client import NoAnswer, NoGrant
    from bot.connecting.terminal.planning import NotMeant
    from storage.errors import StorageError

    try:
        yield
    except (NotMeant, NoGrant, NoAnswer) as no:
        _end(f"Nothing was connected: {no}.")
    except StorageError as trouble:
        _end(f"The records could not be read or written ({trouble.code}): try again in a moment.")
    except OSError as trouble:
        _end(f"Port {port} cannot be used ({trouble.strerror}): choose another one with --port.")


def _end(sentence: str) -> None:
    typer.secho(sentence, err=True, fg=typer.colors.RED)
    raise typer.Exit(1) from None
