"""The small networks of the demo, and the team's accounts on them."""

import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.demo import cast
from bot.sandbox.networks.bluesky import Bluesky
from bot.sandbox.networks.facebook import Facebook
from bot.sandbox.networks.instagram import Instagram
from bot.sandbox.networks.linkedin import LinkedIn
from bot.sandbox.networks.network import Network
from bot.sandbox.networks.server import NetworkServer
from bot.sandbox.networks.threads import Threads
from bot.sandbox.networks.x import X

NAMES: Mapping[type[Network], str] = {
    X: "acorn-x",
    LinkedIn: "acorn-linkedin",
    Facebook: "acorn-facebook",
    Instagram: "acorn-instagram",
    Threads: "acorn-threads",
    Bluesky: "acorn-bluesky",
}
"""What the team calls its account on each."""


@asynccontextmanager
async def served() -> AsyncIterator[NetworkServer]:
    """All of them, on loopback."""
    server = NetworkServer(kind() for kind in NAMES)
    for network in server.networks.values():
        network.shown_as = "Acorn Foods"
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def settings_for(server: NetworkServer) -> dict[str, str]:
    """What .env says of the accounts: the channel and the person of every scene, and one on each network."""
    fakes = {NAMES[type(fake)]: fake for fake in server.networks.values()}
    on_networks = [f"{name}={fake.name}:{fake.account}" for name, fake in fakes.items()]
    tokens = {token_of(name): next(iter(fake.tokens)) for name, fake in fakes.items()}
    return {
        "ACCOUNTS": ", ".join([f"news=slack:{cast.PUBLISHED}", *on_networks, f"newsletter=manual:{cast.AUTHOR}"]),
        "NETWORK_URLS": ",".join(f"{fake.name}={fake.origin}" for fake in fakes.values()),
        **_our_door(),
        **tokens,
    }


def _our_door() -> dict[str, str]:
    """Where networks that take no upload fetch images from."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    return {"HTTP_PORT": str(port), "PUBLIC_URL": f"http://127.0.0.1:{port}"}


def token_of(name: str) -> str:
    """The variable that holds an account's token."""
    return f"ACCOUNT_{name.upper().replace('-', '_')}_TOKEN"


def be_read(server: NetworkServer) -> None:
    """Readers have come by since what is there was published."""
    for number, network in enumerate(server.networks.values()):
        for shown in network.shown:
            shown.figures |= {"views": 812 - 97 * number, "likes": 46 - 5 * number, "reposts": 6 - number, "replies": 3}
