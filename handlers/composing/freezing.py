"""A draft as a revision would hold it. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.composing import own, times
from handlers.composing.form import CHOSEN, SUGGESTED
from handlers.composing.own import Own
from handlers.composing.times import BadTime, Chosen
from storage.brands import Brand
from storage.content import Content, Flag, Image, Variant
from storage.drafts import Draft


def content_of(draft: Draft, brand: Brand, now: datetime, stands: Content | None = None) -> Content:
    """Raises BadTime. `stands`: what is edited; a time of it that was not touched stays, even one that has passed."""
    accounts = tuple(sorted(set(draft.accounts)))
    untouched = stands.wanted_at if stands else None
    when = _when(draft.date, draft.time, brand.zone, now, untouched) if draft.goes_out in (CHOSEN, SUGGESTED) else None
    common = Content(
        text=draft.text,
        accounts=accounts,
        images=_images(draft),
        note=draft.note.strip(),
        wanted_at=when.at if when else None,
        wanted_wall=when.wall if when else None,
        wanted_zone=when.zone if when else brand.zone.key if _has_own_time(draft) else None,
        campaign=draft.campaign if draft.campaign in brand.campaigns else None,
    )
    variants = (_variant(draft, one, common, brand.zone, now, stands) for one in accounts)
    is_sensitive = Flag.SENSITIVE in draft.flags
    return replace(
        common,
        variants=tuple(one for one in variants if not one.is_nothing),
        flags=tuple(flag.value for flag in Flag if flag in draft.flags),
        warning=draft.warning.strip() if is_sensitive else "",
    )


def _has_own_time(draft: Draft) -> bool:
    return any(own.own_in(draft.variants, one).is_timed for one in draft.accounts)


def _images(draft: Draft) -> tuple[Image, ...]:
    return tuple(_image(one) for one in draft.images if one.get("sha256"))


def _image(one: Mapping[str, Any]) -> Image:
    alt_text, mime = str(one.get("alt_text") or ""), str(one.get("mime") or "")
    return Image(str(one["sha256"]), str(one["name"]), alt_text, mime)


def _when(date: str | None, time: str | None, zone: ZoneInfo, now: datetime, untouched: datetime | None) -> Chosen:
    if untouched is not None and times.as_picked(untouched, zone) == (date, time):
        return Chosen(untouched, times.wall(untouched, zone), zone.key)
    return times.chosen(date, time, zone, now)


def _variant(
    draft: Draft, account_id: int, common: Content, zone: ZoneInfo, now: datetime, stands: Content | None
) -> Variant:
    """What is as it is for all is nothing of its own."""
    said = own.own_in(draft.variants, account_id)
    when = _own_time(said, account_id, zone, now, stands)
    is_other = when is not None and when.at != common.wanted_at
    return Variant(
        account_id,
        text=said.text if said.text != common.text else None,
        wanted_at=when.at if when and is_other else None,
        wanted_wall=when.wall if when and is_other else None,
        first_comment=said.first_comment if said.first_comment.strip() else "",
    )


def _own_time(said: Own, account_id: int, zone: ZoneInfo, now: datetime, stands: Content | None) -> Chosen | None:
    if not said.is_timed:
        return None
    try:
        return _when(said.date, said.time, zone, now, stands.variant(account_id).wanted_at if stands else None)
    except BadTime as bad:
        raise bad.on(account_id) from None
