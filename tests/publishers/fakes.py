"""The small networks under the contract, one line each."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.sandbox.networks.server import NetworkServer
from tests.publishers.bluesky_rig import BlueskyRig
from tests.publishers.facebook_rig import FacebookRig
from tests.publishers.fake_rigs import FakeRig
from tests.publishers.instagram_rig import InstagramRig
from tests.publishers.linkedin_rig import LinkedInRig
from tests.publishers.media_host import Host
from tests.publishers.threads_rig import ThreadsRig
from tests.publishers.webhook_rig import WebhookRig
from tests.publishers.x_rig import XRig

FAKES: dict[str, type[FakeRig]] = {
    "x": XRig,
    "facebook": FacebookRig,
    "instagram": InstagramRig,
    "threads": ThreadsRig,
    "bluesky": BlueskyRig,
    "linkedin": LinkedInRig,
    "webhook": WebhookRig,
}


@asynccontextmanager
async def opened(kind: type[FakeRig]) -> AsyncIterator[FakeRig]:
    """The network, served, with its rig; at the end nobody may have asked it for what it does not know."""
    fake, host = kind.network_type(), Host()
    server = NetworkServer([fake, host])
    await server.start()
    rig = kind(fake, host.origin)
    try:
        yield rig
        assert fake.unknown == []
    finally:
        await rig.close()
        await server.stop()
