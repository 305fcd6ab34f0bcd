"""Checks that nearly everybody overrules: what admins hear of them, and how they stop. Pure."""

from collections.abc import Mapping
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.checks.warnings import Code
from handlers.snapshot import Snapshot
from handlers.words.catalogue import Safe, Words, escaped

MOST = 20


def name(code: str, words: Words) -> str:
    """What people call a check."""
    return words(f"checks.called_{code}")


def _noisy(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn:
    words = reader.words
    title = words.mrkdwn("checks.noisy", brand=str(data["name"]))
    blocks = [parts.section(title), *(_row(one, data, words) for one in data["checks"][:MOST])]
    return Drawn(title, [*blocks, parts.context(words("checks.noisy_why"))])


def _row(one: Mapping[str, Any], data: Mapping[str, Any], words: Words) -> Block:
    if one["rule"]:
        line = words.mrkdwn("checks.noisy_rule", rule=str(one["rule"]), overruled=one["overruled"], of=one["of"])
        return parts.section(line, accessory=parts.button(words("style.button"), wire.STYLE, "noise"))
    line = words.mrkdwn("checks.noisy_row", check=name(one["code"], words), overruled=one["overruled"], of=one["of"])
    value = f"{data['brand_id']}:{one['code']}"
    return parts.section(line, accessory=parts.button(words("checks.silence"), wire.CHECK_OFF, value))


def silenced(codes: list[str], brand_id: int, may_change: bool, words: Words) -> list[Block]:
    """At the end of the style guide: which checks the brand does not want to hear."""
    known = [one for one in codes if one in list(Code)]
    if not known:
        return []
    line = words.mrkdwn("checks.silenced", checks=", ".join(name(one, words) for one in known))
    again = parts.button(words("checks.unsilence"), wire.CHECKS_ON, str(brand_id)) if may_change else None
    return [parts.section(Safe(line), accessory=again)]


def answer(code: str, words: Words) -> str:
    """To whoever switched a check off."""
    return escaped(words("checks.silent_now", check=name(code, words)))


SAYINGS: dict[str, Draw] = {"noisy_checks": _noisy}
