"""The keys that the record is signed with, as the settings name them."""

from collections.abc import Mapping

from pydantic import SecretStr

from bot import environment as env
from bot.environment import SettingsError
from storage.chain import Keys

SHORTEST = 32
"""Characters of a key: 128 random bits in hex. Whatever a person makes up can be guessed."""


def key(environ: Mapping[str, str]) -> SecretStr | None:
    """The one that signs from now on; none: the record is chained, and not signed."""
    found = env.secret(environ, "HISTORY_KEY")
    if found is not None:
        _check_length("HISTORY_KEY", found)
    return found


def old_keys(environ: Mapping[str, str]) -> tuple[SecretStr, ...]:
    """Those that signed before; they only prove what they signed."""
    written = env.secret(environ, "HISTORY_OLD_KEYS")
    found = tuple(SecretStr(one) for one in written.get_secret_value().split(",") if one) if written else ()
    for one in found:
        _check_length("HISTORY_OLD_KEYS", one)
    return found


def keys(environ: Mapping[str, str]) -> Keys:
    """What a program needs that only reads the record. Raises SettingsError."""
    return together(key(environ), old_keys(environ))


def together(current: SecretStr | None, old: tuple[SecretStr, ...]) -> Keys:
    """As the records need them."""
    secret = current.get_secret_value() if current else None
    return Keys.of(secret, tuple(one.get_secret_value() for one in old))


def _check_length(name: str, one: SecretStr) -> None:
    if len(one.get_secret_value()) < SHORTEST:
        raise SettingsError(
            name,
            f"holds a key of fewer than {SHORTEST} characters",
            'make one with: python -c "import secrets; print(secrets.token_hex(32))"',
        )
