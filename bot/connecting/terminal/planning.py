"""Which account is meant when somebody in a terminal names a network: read from the records and the settings."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from bot.connecting.ways import CONNECTABLE
from bot.settings import Settings
from handlers.connecting.connected import NAME, NameTaken, check_name
from handlers.doorway import Wish
from storage import brands
from storage.brands import Account, Brand

TERMINAL = "terminal"
"""Who connects from a terminal, in the records."""


class NotMeant(Exception):
    """What was asked for cannot be; the sentence says why, and what to write instead."""


@dataclass(frozen=True)
class Asked:
    """As it was typed; empty where nothing was said."""

    network: str
    name: str = ""
    brand: str = ""
    address: str = ""


def wish(session: Session, settings: Settings, asked: Asked) -> Wish:
    """The account, its brand, and the address that it must have if that is known. Raises NotMeant."""
    if asked.network not in CONNECTABLE:
        raise NotMeant(f'"{asked.network}" cannot be connected: write one of {", ".join(CONNECTABLE)}')
    try:
        every = brands.all_active(session)
    except LookupError:
        raise NotMeant("there is no brand yet: start the bot once, then connect") from None
    known = _known(session, every, asked)
    name = asked.name or (known.name if known else asked.network)
    if not NAME.fullmatch(name):
        raise NotMeant(f'"{name}" is no name for an account: letters, digits, - and _, at most 40 of them')
    address = asked.address or (known.address if known else _address_in(settings, asked.network, name))
    brand = _brand(every, asked.brand, known)
    try:
        check_name(session, brand.number, name, asked.network, address)
    except NameTaken:
        raise NotMeant(f'there is another account called "{name}": choose one with --name') from None
    return Wish(asked.network, name, brand.number, TERMINAL, address)


def _known(session: Session, every: Sequence[Brand], asked: Asked) -> Account | None:
    """The one account of this network, or the one of this name."""
    rows = [one for brand in every for one in brands.active_accounts(session, brand.number)]
    found = [one for one in rows if one.network == asked.network and asked.name in ("", one.name)]
    found = [one for one in found if asked.address in ("", one.address)]
    if len(found) > 1 and not asked.name and not asked.address:
        names = ", ".join(one.name for one in found)
        raise NotMeant(f"there are several accounts on {asked.network} ({names}): choose one with --name")
    return found[0] if found else None


def _address_in(settings: Settings, network: str, name: str) -> str:
    return next((one.address for one in settings.accounts if (one.network, one.name) == (network, name)), "")


def _brand(every: Sequence[Brand], name: str, known: Account | None) -> Brand:
    """The account's own, else the one that was named, else the only one."""
    fitting = [one for one in every if (one.name == name if name else known is None or one.number == known.brand_id)]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(one.name for one in every)
    raise NotMeant(f"choose the brand with --brand: {names}")
