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


def fingerprint(
    text: str,
    accounts: Sequence[int],
    pictures: Sequence[Picture],
    wanted_at: datetime | None,
    campaign: str | None = None,
) -> str:
    """SHA-256, in hex, over canonical JSON. Later fields enter only when set: an upgrade voids nothing."""
    content: dict[str, object] = {"format": FORMAT, "text": text, "accounts": sorted(accounts)}
    if pictures:
        content["pictures"] = [[picture.sha256, picture.alt_text] for picture in pictures]
    if wanted_at is not None:
        content["wanted_at"] = wanted_at.astimezone(UTC).isoformat()
    if campaign is not None:
        content["campaign"] = campaign
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
