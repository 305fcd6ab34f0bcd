"""Where the networks are, and what is known of them: NETWORK_URLS and NETWORK_FACTS."""

from collections.abc import Mapping
from pathlib import Path

from bot import environment as env
from bot import network_facts
from bot.environment import SettingsError
from bot.network_facts import BadFacts, Facts

EXAMPLE = "x=http://127.0.0.1:8420/networks/x"


def urls(environ: Mapping[str, str]) -> dict[str, str]:
    """By network; elsewhere than usual for a demo, a test, or a server of one's own."""
    found = {}
    for part in filter(None, (one.strip() for one in env.text(environ, "NETWORK_URLS").split(","))):
        network, _, url = (piece.strip() for piece in part.partition("="))
        if network not in network_facts.ours():
            raise SettingsError("NETWORK_URLS", f'names the network "{network}"', f"write it like {EXAMPLE}")
        found[network] = env.web_address("NETWORK_URLS", url, EXAMPLE).rstrip("/")
    return found


def known_facts(environ: Mapping[str, str]) -> Facts:
    """Ours, and what the team's own file says otherwise."""
    path = env.text(environ, "NETWORK_FACTS")
    try:
        return network_facts.load(Path(path) if path else None)
    except BadFacts as bad:
        raise SettingsError("NETWORK_FACTS", f"does not help: {bad}", "mend the file, or leave it out") from None
