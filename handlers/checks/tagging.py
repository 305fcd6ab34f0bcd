"""Tags of links, by which visits are counted: added to what is linked to, and to nothing else of the text. Pure.

What an address has already stays as it is, so adding them twice is adding them once; the part behind # stays last.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote_plus, urlsplit

from handlers.checks.links import spans

PLACEHOLDER = re.compile(r"\{(network|account|campaign)\}")
OF_AN_ACCOUNT = re.compile(r"\{(?:network|account)\}")


@dataclass(frozen=True)
class Tags:
    """A rule, with the campaign that it is used for."""

    parameters: Mapping[str, str]
    """In their order; values may name {network}, {account} and {campaign}."""
    hosts: Sequence[str] = ()
    """Whose links get them; none: every link's."""
    campaign: str = ""

    @property
    def differs_by_account(self) -> bool:
        return any(OF_AN_ACCOUNT.search(value) for value in self.parameters.values())


@dataclass(frozen=True)
class Where:
    """For which account a text is tagged."""

    network: str = ""
    account: str = ""


def tagged(text: str, tags: Tags, where: Where) -> str:
    """With every link of its hosts tagged."""
    found, end = [], 0
    for start, stop in spans(text):
        found += [text[end:start], _with_tags(text[start:stop], tags, where)]
        end = stop
    return "".join([*found, text[end:]])


def _with_tags(address: str, tags: Tags, where: Where) -> str:
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return address
    if not host or (tags.hosts and not any(host == one or host.endswith(f".{one}") for one in tags.hosts)):
        return address
    front, sharp, fragment = address.partition("#")
    asked = front.partition("?")[2]
    there = {unquote_plus(one.partition("=")[0]) for one in asked.split("&")}
    values = ((name, value(said, tags, where)) for name, said in tags.parameters.items() if name not in there)
    new = "&".join(f"{quote(name, safe='')}={quote(said, safe='-._~')}" for name, said in values if said)
    if not new:
        return address
    joint = "" if front.endswith(("?", "&")) else "&" if "?" in front else "?"
    return f"{front}{joint}{new}{sharp}{fragment}"


def value(said: str, tags: Tags, where: Where) -> str:
    """With its placeholders filled in, as counting programs like it: small letters, and no blanks."""
    names = {"network": where.network, "account": where.account, "campaign": tags.campaign}
    filled = PLACEHOLDER.sub(lambda found: names[found[1]], said)
    return "-".join(filled.lower().split())
