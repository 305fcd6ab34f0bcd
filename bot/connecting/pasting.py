"""A secret that somebody pastes: whether it can be one, and which account it is for."""

from bot import environment as env
from bot.account_settings import ADDRESSES, HAS_WEB_ADDRESS
from bot.connecting.choices import Choice
from bot.connecting.client import Grant
from bot.sealing import Secrets
from bot.settings import SettingsError

MOST_SECRETS = {"webhook": 2}
"""A receiver may know two while one replaces the other; elsewhere there is one."""


class NotPasted(Exception):
    """It cannot be what is asked for; the sentence says why."""


def example_of(network: str) -> str:
    """An address on that network."""
    return ADDRESSES[network][1].partition(":")[2] if network in ADDRESSES else ""


def pasted(network: str, address: str, secret: str) -> Choice:
    """As though the network had opened it. Raises NotPasted."""
    address, secret = address.strip(), secret.strip()
    if not address:
        raise NotPasted(f"the address is missing, such as {example_of(network)}")
    if network in HAS_WEB_ADDRESS:
        try:
            address = env.web_address("The address", address, example_of(network)).rstrip("/")
        except SettingsError as trouble:
            raise NotPasted(str(trouble).rstrip(".")) from None
    parts = secret.split()
    if not secret.isascii() or not secret.isprintable() or not 1 <= len(parts) <= MOST_SECRETS.get(network, 1):
        raise NotPasted("that is no secret of theirs: paste it whole, in one line")
    return Choice(address, address, Grant(Secrets(" ".join(parts)), None, renews=False))
