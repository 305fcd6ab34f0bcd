"""Whether links are looked at, and which hosts may be asked although they are inside."""

import re
from collections.abc import Mapping

from bot import environment as env
from bot.environment import SettingsError

HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")


def are_checked(environ: Mapping[str, str]) -> bool:
    return env.choice(environ, "LINK_CHECKS", ("on", "off"), default="on") == "on"


def inside(environ: Mapping[str, str]) -> frozenset[str]:
    """Names of hosts, comma-separated, in small letters."""
    found = [one.strip().lower() for one in env.text(environ, "LINK_CHECKS_INSIDE").split(",") if one.strip()]
    for one in found:
        if not HOST.fullmatch(one):
            raise SettingsError(
                "LINK_CHECKS_INSIDE", f'names "{one}"', "write names of hosts, such as www.acorn.example"
            )
    return frozenset(found)
