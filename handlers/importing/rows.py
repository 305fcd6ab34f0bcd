"""Rows as a batch keeps them, and back again. Pure."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from handlers.importing.understanding import Row
from storage.content import Content, Image


def kept(row: Row) -> dict[str, Any]:
    """As JSON holds it."""
    content = row.content
    return {
        "line": row.line,
        "key": row.key,
        "text": content.text,
        "accounts": list(content.accounts),
        "images": [asdict(one) for one in content.images],
        "note": content.note,
        "wanted_at": content.wanted_at.isoformat() if content.wanted_at else None,
        "wanted_wall": content.wanted_wall,
        "wanted_zone": content.wanted_zone,
        "campaign": content.campaign,
        "labels": list(row.labels),
    }


def row_of(data: Mapping[str, Any]) -> Row:
    """What `kept` has kept."""
    content = Content(
        text=data["text"],
        accounts=tuple(data["accounts"]),
        images=tuple(Image(**one) for one in data["images"]),
        note=data["note"],
        wanted_at=datetime.fromisoformat(data["wanted_at"]) if data["wanted_at"] else None,
        wanted_wall=data["wanted_wall"],
        wanted_zone=data["wanted_zone"],
        campaign=data["campaign"],
    )
    return Row(int(data["line"]), content, tuple(data["labels"]))
