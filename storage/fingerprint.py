"""What identifies a revision's content. Pure."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

FORMAT = 1


@dataclass(frozen=True)
class Picture:
    """An image as it is approved: its bytes, by hash, and its alt text. Order is the order in the list."""

    sha256: str
    alt_text: str


@dataclass(frozen=True)
class Own:
    """What one account has of its own; what is empty is as it is for all."""

    account_id: int
    text: str | None
    wanted_at: datetime | None
    first_comment: str


@dataclass(frozen=True)
class Said:
    """What the author says about the content."""

    flags: tuple[str, ...] = ()
    warning: str = ""


def fingerprint(
    text: str,
    accounts: Sequence[int],
    pictures: Sequence[Picture],
    wanted_at: datetime | None,
    campaign: str | None = None,
    own: Sequence[Own] = (),
    said: Said | None = None,
) -> str:
    """SHA-256, in hex, over canonical JSON. Later fields enter only when set: an upgrade voids nothing."""
    content: dict[str, object] = {"format": FORMAT, "text": text, "accounts": sorted(accounts)}
    if pictures:
        content["pictures"] = [[picture.sha256, picture.alt_text] for picture in pictures]
    if wanted_at is not None:
        content["wanted_at"] = _instant(wanted_at)
    if campaign is not None:
        content["campaign"] = campaign
    if own:
        content["own"] = {str(one.account_id): _own(one) for one in own}
    if said and said.flags:
        content["flags"] = list(said.flags)
    if said and said.warning:
        content["warning"] = said.warning
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _own(one: Own) -> dict[str, str]:
    """An empty text of its own is one, and says something else than none."""
    found = {}
    if one.text is not None:
        found["text"] = one.text
    if one.wanted_at is not None:
        found["wanted_at"] = _instant(one.wanted_at)
    if one.first_comment:
        found["first_comment"] = one.first_comment
    return found


def _instant(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()
