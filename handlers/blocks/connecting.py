"""Accounts and the way into them: what admins read about them, and the forms by which they are connected. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.connecting.breaking import NOT_CONNECTED
from handlers.connecting.showing import AccountList, AccountState
from handlers.doorway import Wish
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped

NETWORK, NAME, ADDRESS = "network", "name", "address"

MOST_ACCOUNTS = 30
"""Of each brand; a modal holds 100 blocks (docs.slack.dev/surfaces/modals)."""

LONGEST_NAME = 40


def accounts_view(found: AccountList, networks: Sequence[str], words: Words) -> Block:
    """Every account, what is wrong with it, and the button that mends it."""
    blocks: list[Block] = []
    for brand_id, name, accounts in found.brands:
        blocks.append(parts.header(name))
        blocks += [_row(one, found, networks, words) for one in accounts[:MOST_ACCOUNTS]]
        new = parts.button(words("connecting.new"), wire.CONNECT_NEW, str(brand_id))
        blocks.append(parts.actions(new, block_id=f"new-{brand_id}"))
    return parts.reading(words("connecting.title"), blocks, close=words("answer.close"))


def _row(one: AccountState, found: AccountList, networks: Sequence[str], words: Words) -> Block:
    about = {"account": one.name, "network": words(f"card.network_{one.network}")}
    line = words.mrkdwn("connecting.row", **about)
    if one.shown:
        line = words.mrkdwn("connecting.row_connected", **about, shown=one.shown)
    if one.broken_detail is not None:
        line = Safe(f"{line}\n{_wrong(one.broken_detail, words)}")
    elif one.ends_at is not None:
        until = dates.day(one.ends_at, found.zone, words.language)
        line = Safe(f"{line}\n{words.mrkdwn('connecting.ends', day=until)}")
    return parts.section(line, accessory=_button(one, networks, words))


def _wrong(detail: str, words: Words) -> Safe:
    if detail == NOT_CONNECTED:
        return words.mrkdwn("connecting.not_connected")
    return words.mrkdwn("connecting.broken", detail=detail)


def _button(one: AccountState, networks: Sequence[str], words: Words) -> Block | None:
    value = str(Target(one.account_id))
    if one.shown or one.network in networks or one.broken_detail == NOT_CONNECTED:
        return parts.button(words("connecting.again"), wire.CONNECT_AGAIN, value)
    if one.broken_detail is not None:
        return parts.button(words("connecting.look_again"), wire.LOOK_AGAIN, value)
    return None


def form(brand_id: int, networks: Sequence[str], words: Words) -> Block:
    """Which network, and what the account is called here."""
    options = [{"text": parts.plain(words(f"card.network_{one}"), 75), "value": one} for one in networks]
    return parts.modal(
        wire.CONNECT_FORM,
        words("connecting.form_title"),
        [
            parts.field(NETWORK, words("connecting.network"), {"type": "static_select", "options": options}),
            parts.text_input(
                NAME, words("connecting.name"), hint=words("connecting.name_hint"), max_length=LONGEST_NAME
            ),
            parts.text_input(
                ADDRESS,
                words("connecting.address"),
                hint=words("connecting.address_hint"),
                is_optional=True,
                max_length=100,
            ),
        ],
        submit=words("connecting.go_on"),
        close=words("answer.close"),
        metadata=str(brand_id),
    )


def way(page: str, wish: Wish, words: Words) -> Block:
    """The way to the network's own page."""
    network = words(f"card.network_{wish.network}")
    lines = [
        parts.section(words.mrkdwn("connecting.way", network=network, account=wish.name)),
        parts.section(parts.link(page, words("connecting.way_link", network=network))),
        parts.context(words("connecting.way_until")),
    ]
    return parts.reading(words("connecting.form_title"), lines, close=words("answer.close"))


def by_terminal(network: str, name: str, words: Words) -> Block:
    """Where no browser can come back to us, the terminal is the way."""
    command = f"python -m bot connect {network or 'NETWORK'}" + (f" --name {name}" if name else "")
    lines = [
        parts.section(words("connecting.terminal")),
        parts.section(Safe(f"```{escaped(command)}```")),
        parts.context(words("connecting.terminal_more")),
    ]
    return parts.reading(words("connecting.form_title"), lines, close=words("answer.close"))


def _broken(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """With the buttons that mend it: connect it again, or see whether what was done elsewhere has helped."""
    words, is_new = reader.words, data["detail"] == NOT_CONNECTED
    about = {"account": str(data["name"]), "network": words(f"card.network_{data['network']}")}
    key = "connecting.told_not_connected" if is_new else "connecting.told_broken"
    line = words.mrkdwn(key, **about)
    blocks = [parts.section(line)]
    if not is_new and data["detail"]:
        blocks.append(parts.quoted(str(data["detail"])))
    value, buttons = str(Target(int(data["account"]))), []
    if data["is_connected"] or is_new:
        buttons.append(parts.button(words("connecting.again"), wire.CONNECT_AGAIN, value, style="primary"))
    if not is_new:
        buttons.append(parts.button(words("connecting.look_again"), wire.LOOK_AGAIN, value))
    return Drawn(line, [*blocks, parts.context(words("connecting.told_waits")), parts.actions(*buttons)])


def _ends(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn | None:
    words = reader.words
    line = words.mrkdwn(
        "connecting.told_ends",
        account=str(data["name"]),
        network=words(f"card.network_{data['network']}"),
        day=dates.day(datetime.fromisoformat(data["ends_at"]), reader.zone, words.language),
    )
    again = parts.button(words("connecting.again"), wire.CONNECT_AGAIN, str(Target(int(data["account"]))))
    return Drawn(line, [parts.section(line), parts.actions(again)])


SAYINGS: dict[str, Draw] = {"account_broken": _broken, "account_ends": _ends}
