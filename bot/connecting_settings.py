"""What connecting accounts takes: the keys that seal secrets, our apps at the networks, and our public address."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, SecretStr

from bot import environment as env
from bot.environment import SettingsError
from bot.sealing import Vault

WITH_APP = ("x", "linkedin", "facebook", "instagram", "threads")
"""Networks at which one has an app of one's own; bot/connecting/ways.py says how each lets it in."""

PUBLIC_EXAMPLE = "https://greenlight.example.com"


class AppSetting(BaseModel):
    """Our app at one network, as its developer pages name it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    client_id: str
    client_secret: SecretStr | None = None


def keys(environ: Mapping[str, str]) -> tuple[SecretStr, ...]:
    """The one that seals from now on, then those that only open; none: nothing can be connected."""
    current, old = env.secret(environ, "SECRET_KEY"), env.secret(environ, "SECRET_OLD_KEYS")
    if current is None and old is not None:
        raise SettingsError(
            "SECRET_KEY", "is missing, but SECRET_OLD_KEYS is set", "make one: python -m bot secrets key"
        )
    olds = [one for one in (old.get_secret_value() if old else "").split(",") if one]
    _check("SECRET_KEY", [current.get_secret_value()] if current else [])
    _check("SECRET_OLD_KEYS", olds)
    return (current, *map(SecretStr, olds)) if current else ()


def vault(keys: tuple[SecretStr, ...]) -> Vault:
    """What seals and opens with these."""
    return Vault(one.get_secret_value() for one in keys)


def _check(name: str, keys: list[str]) -> None:
    try:
        Vault(keys)
    except ValueError:
        raise SettingsError(name, "holds no key that seals", "make one with: python -m bot secrets key") from None


def apps(environ: Mapping[str, str]) -> dict[str, AppSetting]:
    """Our app at each network that has one."""
    found = {}
    for network in WITH_APP:
        name = network.upper()
        client_id, secret = env.text(environ, f"{name}_CLIENT_ID"), env.secret(environ, f"{name}_CLIENT_SECRET")
        if secret is not None and not client_id:
            raise SettingsError(f"{name}_CLIENT_ID", "is missing", "copy it from where the client secret is from")
        if client_id:
            found[network] = AppSetting(client_id=client_id, client_secret=secret)
    return found


def public_url(environ: Mapping[str, str]) -> str:
    """Where HTTP mode is reached from outside, without a slash at its end; empty: nowhere."""
    url = env.text(environ, "PUBLIC_URL")
    return env.web_address("PUBLIC_URL", url, PUBLIC_EXAMPLE).rstrip("/") if url else ""
