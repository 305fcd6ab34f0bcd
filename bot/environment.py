"""Reads one value at a time out of a mapping of strings, or says in one sentence what is wrong with it."""

import difflib
import re
from collections.abc import Collection, Mapping
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from dotenv import dotenv_values
from pydantic import SecretStr

USER_ID = re.compile(r"[UW][A-Z0-9]+")
CHANNEL_ID = re.compile(r"[CG][A-Z0-9]+")
WALL_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
DURATION = re.compile(r"(\d{1,6})([smhd])")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
LONGEST = timedelta(days=365)
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class SettingsError(Exception):
    """A setting that is missing or wrong; printed, it is one sentence for the person who starts the bot.

    It never contains a secret's value, because it ends up on screens and in logs.
    """

    def __init__(self, variable: str, problem: str, remedy: str) -> None:
        super().__init__(f"{variable} {problem}: {remedy}.")
        self.variable = variable


def gather(env_file: Path, real: Mapping[str, str]) -> dict[str, str]:
    """What the .env file says, overruled by the real environment.

    Many desktops set LANGUAGE themselves, to a list of locales such as `en_US:en`. That is not meant
    for us and would silently overrule the file, so a value of that shape is passed over.
    """
    written = {name: value for name, value in dotenv_values(env_file, interpolate=False).items() if value}
    ours = dict(real)
    if re.search(r"[_:.]", ours.get("LANGUAGE", "")):
        del ours["LANGUAGE"]
    return written | ours


def text(environ: Mapping[str, str], name: str, default: str = "") -> str:
    """The value without the blanks around it; a variable set to nothing counts as not set."""
    return environ.get(name, "").strip() or default


def required(environ: Mapping[str, str], name: str, remedy: str) -> str:
    value = text(environ, name)
    if not value:
        raise SettingsError(name, "is missing", remedy)
    return value


def secret(environ: Mapping[str, str], name: str, begins: str = "") -> SecretStr | None:
    """A secret from NAME, or from the file that NAME_FILE points to (as container platforms mount them)."""
    value = text(environ, name)
    path = text(environ, f"{name}_FILE")
    if value and path:
        raise SettingsError(name, f"and {name}_FILE are both set", "keep one of the two")
    if path:
        value = _read_secret(f"{name}_FILE", path)
    if value and not value.startswith(begins):
        raise SettingsError(name, f"does not begin with {begins}", "copy it again from your app's page at Slack")
    if not value.isascii() or not value.isprintable() or " " in value:
        raise SettingsError(name, "holds a character that no token has", "copy it again, in one line")
    return SecretStr(value) if value else None


def _read_secret(name: str, path: str) -> str:
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise SettingsError(
            name,
            f"points to {path}, which cannot be read ({type(error).__name__})",
            "write a readable file's path",
        ) from None
    if not value:
        raise SettingsError(name, f"points to {path}, which is empty", "put the secret into it")
    return value


def choice(environ: Mapping[str, str], name: str, options: Collection[str], default: str) -> str:
    value = text(environ, name, default)
    if value not in options:
        raise SettingsError(name, f'is "{value}"', f"write {' or '.join(options)}")
    return value


def number(environ: Mapping[str, str], name: str, default: str, smallest: int, largest: int) -> int:
    value = text(environ, name, default)
    if not re.fullmatch(r"[0-9]{1,9}", value) or not smallest <= int(value) <= largest:
        raise SettingsError(name, f'is "{value}"', f"write a whole number from {smallest} to {largest}")
    return int(value)


def user_ids(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Slack user ids, comma-separated, each kept once and in the order written."""
    ids = [part.strip() for part in text(environ, name).split(",") if part.strip()]
    for user_id in ids:
        if not USER_ID.fullmatch(user_id):
            raise SettingsError(
                name,
                f'names "{user_id}", which is no Slack user id',
                "write ids such as U012AB3CD, from a person's profile in Slack, ⋮, Copy member ID",
            )
    return tuple(dict.fromkeys(ids))


def channel(environ: Mapping[str, str], name: str) -> str:
    """A channel's id, or its name with # in front."""
    value = required(environ, name, f"write a channel's id or its name, such as {name}=#social-approvals")
    if not CHANNEL_ID.fullmatch(value) and not re.fullmatch(r"#[^\s#,<>]{1,80}", value):
        raise SettingsError(
            name, f'is "{value}"', "write a channel's id such as C012AB3CD, or its name with # in front"
        )
    return value


def zone(environ: Mapping[str, str], name: str) -> str:
    """The name of a time zone of the IANA database, such as Asia/Seoul."""
    value = required(environ, name, f"write the zone that your posts are planned in, such as {name}=Asia/Seoul")
    known = _zones()
    if value in known:
        return value
    near = difflib.get_close_matches(value, known, n=1)
    remedy = f"did you mean {near[0]}" if near else "write a name such as Europe/Berlin"
    raise SettingsError(name, f'is "{value}", which is no time zone', remedy)


@cache
def _zones() -> frozenset[str]:
    """Their names are read from hundreds of files."""
    return frozenset(available_timezones())


def wall_time(environ: Mapping[str, str], name: str, default: str) -> time:
    value = text(environ, name, default)
    match = WALL_TIME.fullmatch(value)
    if not match:
        raise SettingsError(name, f'is "{value}"', "write a time of the day from 00:00 to 23:59, such as 09:00")
    return time(int(match[1]), int(match[2]))


def duration(environ: Mapping[str, str], name: str, default: str, shortest: timedelta = timedelta()) -> timedelta:
    """A whole number and its unit: 90s, 30m, 24h, 2d."""
    value = text(environ, name, default)
    match = DURATION.fullmatch(value)
    length = timedelta(**{UNITS[match[2]]: int(match[1])}) if match else None
    if length is None or not shortest <= length <= LONGEST:
        least = f", at least {shortest.seconds} seconds" if shortest else ""
        raise SettingsError(name, f'is "{value}"', f"write a duration such as 90s, 30m, 24h or 2d{least}, at most 365d")
    return length


def web_address(name: str, value: str, example: str) -> str:
    """An https address, or an http one on this machine: a token must not cross a network in the clear."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise SettingsError(name, f'has the address "{value}"', f"write one such as {example}") from None
    is_whole = bool(host) and not (parts.username or parts.password or parts.query or parts.fragment)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    if not (is_whole and is_safe):
        raise SettingsError(
            name, f'has the address "{value}"', f"write one such as {example} (http:// only on this machine)"
        )
    return value
