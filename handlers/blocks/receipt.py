"""The receipt under the card: where it is live, every account on its line, edited as they come in. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.blocks import parts
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import OnAccount, Snapshot
from handlers.words.catalogue import Safe, Words, escaped
from storage.lifecycle import Delivery


def receipt(snap: Snapshot, words: Words) -> Drawn:
    """The whole message. What is live comes first, then what is not, or not yet, or not any more."""
    live = [one for one in snap.on if one.is_live]
    others = [one for one in snap.on if not one.is_live]
    lines = [words(_title(live, others)), *(_line(one, words) for one in (*live, *others))]
    where = ", ".join(one.account for one in live) or "–"
    text = words("publication.receipt_notification", number=snap.number, where=where)
    return Drawn(Safe(escaped(text)), [*parts.sections(lines), *_late(live, words)])


def _title(live: Sequence[OnAccount], others: Sequence[OnAccount]) -> str:
    if not live:
        return "afterwards.not_live"
    return "afterwards.live_so_far" if any(not one.is_taken_down for one in others) else "afterwards.live"


def _line(one: OnAccount, words: Words) -> Safe:
    name = parts.link(one.link, one.account) if one.link and not one.is_taken_down else escaped(one.account)
    if one.is_live:
        return Safe(" · ".join([f"✅ {name}", *(escaped(words(key)) for key in _more(one))]))
    return Safe(f"• {name} · {escaped(state(one, words))}")


def _more(one: OnAccount) -> list[str]:
    """What goes on with it, as keys of the words."""
    found = ["afterwards.being_deleted"] if one.is_being_taken_down else []
    return [*found, COMMENT[one.comment]] if one.comment in COMMENT else found


COMMENT: dict[Delivery | None, str] = {
    Delivery.SCHEDULED: "afterwards.comment_to_come",
    Delivery.PUBLISHING: "afterwards.comment_to_come",
    Delivery.PUBLISHED: "afterwards.comment_written",
    Delivery.FAILED: "afterwards.comment_not_written",
    Delivery.UNKNOWN: "afterwards.comment_not_sure",
}
"""Words for a first comment, by its state."""


def state(one: OnAccount, words: Words) -> str:
    """Where one account stands that does not have it, in two or three words."""
    if one.is_taken_down:
        return words("card.delivery_taken_down")
    if one.state == Delivery.SCHEDULED:
        return words("afterwards.to_come")
    return words(f"card.delivery_{one.state}")


def _late(live: Sequence[OnAccount], words: Words) -> list[parts.Block]:
    late = ", ".join(one.account for one in live if one.is_late)
    return [parts.context(words.mrkdwn("publication.late", where=late))] if late else []


def _said_before(_data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """Written into the outbox by an older version, and not said yet."""
    return receipt(snap, reader.words) if snap else None


SAYINGS: dict[str, Draw] = {"receipt": _said_before}
