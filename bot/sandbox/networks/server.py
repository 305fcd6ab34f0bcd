"""Serves small networks, each below its own name, on loopback."""

from collections.abc import Iterable

from aiohttp import web

from bot.sandbox.networks import feeds
from bot.sandbox.networks.network import LARGEST_UPLOAD, Network


class NetworkServer:
    """All of them on one port, http://127.0.0.1:port/<name>, and at its root the page that shows them."""

    def __init__(self, networks: Iterable[Network]) -> None:
        self.networks = {network.name: network for network in networks}
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> None:
        """Listens on loopback; `port` 0 takes any that is free."""
        app = web.Application(client_max_size=LARGEST_UPLOAD)
        app.add_routes(feeds.routes(self.networks))
        for name, network in self.networks.items():
            app.add_subapp(f"/{name}", network.application())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        for name, network in self.networks.items():
            network.origin = f"{self.url}/{name}"

    async def stop(self) -> None:
        for network in self.networks.values():
            network.closing.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
