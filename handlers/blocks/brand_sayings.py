"""What is said when a brand is set up otherwise, or a user group that it names is another one. Pure."""

from collections.abc import Mapping
from typing import Any

from handlers.blocks import parts
from handlers.blocks.home_rows import channel
from handlers.blocks.home_sayings import posts
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import Snapshot
from handlers.words.catalogue import Safe


def _review_moved(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    """Into the channel that was the review channel."""
    return _plainly(
        reader.words.mrkdwn("brand.review_moved", brand=str(data["name"]), channel=channel(str(data["channel"])))
    )


def _group_changed(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    """To the admins, when nobody is left who could decide something."""
    group, brand = str(data["group"]), str(data["name"])
    first = reader.words.mrkdwn("brand.group_changed", group=group, brand=brand)
    second = reader.words.mrkdwn("home.nobody_left_for", posts=posts(data["stuck"]))
    return _plainly(Safe(f"{first}\n{second}"))


def _nobody_decides(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    """To the admins, when a post is put up that no approver may decide."""
    line = reader.words.mrkdwn("brand.nobody_decides", posts=posts(data["stuck"]), brand=str(data["name"]))
    return _plainly(line)


def _plainly(line: Safe) -> Drawn:
    return Drawn(line, [parts.section(line)])


SAYINGS: dict[str, Draw] = {
    "review_moved": _review_moved,
    "group_changed": _group_changed,
    "nobody_decides": _nobody_decides,
}
