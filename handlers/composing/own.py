"""What one account has of its own in a draft: its text, its time, its first comment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from handlers.composing import times
from handlers.typed import decode
from storage.content import Content, Variant
from storage.drafts import Draft


@dataclass(frozen=True)
class Own:
    """As the pickers and fields take it; what is empty is as it is for all."""

    text: str | None = None
    date: str | None = None
    time: str | None = None
    first_comment: str = ""

    @property
    def is_timed(self) -> bool:
        return bool(self.date or self.time)

    @property
    def is_nothing(self) -> bool:
        return self == Own()


def own_in(variants: Mapping[str, Mapping[str, Any]], account_id: int) -> Own:
    """What is kept for this account, which may be nothing."""
    kept = variants.get(str(account_id)) or {}
    return Own(kept.get("text"), kept.get("date"), kept.get("time"), str(kept.get("first_comment") or ""))


def text_in(text: str, own: Own) -> str:
    return text if own.text is None else own.text


def put(draft: Draft, account_id: int, own: Own) -> None:
    """A text that was emptied, or is the common one, follows it; a field may lose white space at its ends."""
    text = decode.storable(own.text or "")
    settled = Own(
        text=text if text.strip() not in ("", draft.text.strip()) else None,
        date=own.date,
        time=own.time,
        first_comment=decode.storable(own.first_comment),
    )
    others = {key: kept for key, kept in draft.variants.items() if key != str(account_id)}
    draft.variants = others if settled.is_nothing else others | {str(account_id): _kept(settled)}


def _kept(own: Own) -> dict[str, Any]:
    return {name: value for name, value in vars(own).items() if value}


def filled_from(content: Content, zone: ZoneInfo, *, with_times: bool) -> dict[str, dict[str, Any]]:
    """What a draft keeps of a submission's variants."""
    kept = {str(one.account_id): _kept(_as_picked(one, zone, with_times=with_times)) for one in content.variants}
    return {key: own for key, own in kept.items() if own}


def _as_picked(one: Variant, zone: ZoneInfo, *, with_times: bool) -> Own:
    date, time = times.as_picked(one.wanted_at, zone) if one.wanted_at and with_times else (None, None)
    return Own(one.text, date, time, one.first_comment)
