"""Every network that is spoken here, one line each. Adding one is a file and a line."""

from collections.abc import Callable

from bot.publishers import by_hand
from bot.publishers.bluesky import publisher as bluesky
from bot.publishers.facebook import publisher as facebook
from bot.publishers.instagram import publisher as instagram
from bot.publishers.linkedin import publisher as linkedin
from bot.publishers.mastodon import publisher as mastodon
from bot.publishers.opening import Opening
from bot.publishers.slack import channel, practice
from bot.publishers.threads import publisher as threads
from bot.publishers.webhook import publisher as webhook
from bot.publishers.x import publisher as x
from handlers.publisher import Publisher

NETWORKS: dict[str, Callable[[Opening], Publisher]] = {
    "x": x.open,
    "slack": channel.open,
    "facebook": facebook.open,
    "instagram": instagram.open,
    "threads": threads.open,
    "bluesky": bluesky.open,
    "mastodon": mastodon.open,
    "linkedin": linkedin.open,
    "webhook": webhook.open,
    "manual": by_hand.open,
    "practice": practice.open,
}


def open_publisher(network: str, opening: Opening) -> Publisher:
    """The publisher of one account.

    Raises KeyError for a network that is not spoken here, and BadAddress for an address no token may be sent to.
    """
    return NETWORKS[network](opening)
