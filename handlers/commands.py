"""Which texts after `/submit-post` are commands. Only an exact form is; everything else is the text of a post."""

import re
from dataclasses import dataclass
from enum import StrEnum

_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


class Command(StrEnum):
    """What `/submit-post` can be asked instead of taking a text."""

    HELP = "help"
    """How it works."""
    LIST = "list"
    """What is open."""
    SHOW = "show"
    """One submission, by its number."""


@dataclass(frozen=True)
class Asked:
    """A command, with the number that it names."""

    command: Command
    number: int = 0


def command_in(text: str) -> Asked | None:
    """The command, or nothing when this is the text of a post: `help me choose` is one, `help` is not."""
    exact = text.strip()
    if exact in (Command.HELP, Command.LIST):
        return Asked(Command(exact))
    if _NUMBER.fullmatch(exact):
        return Asked(Command.SHOW, int(exact))
    return None


def is_command(text: str) -> bool:
    """Whether `/submit-post` was asked something rather than given a text."""
    return command_in(text) is not None
