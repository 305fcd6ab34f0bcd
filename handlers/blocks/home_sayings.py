"""What is said about the house itself: the first lines in the channel, trouble with it, people who are gone. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.card import first_words
from handlers.blocks.home_rows import channel, number
from handlers.blocks.parts import mention
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import Snapshot
from handlers.words.catalogue import Safe

KNOWN_TROUBLE = ("is_archived", "not_in_channel", "channel_not_found")

MOST_NUMBERS = 20


def _welcome(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    line = reader.words.mrkdwn("home.welcome", command=wire.SUBMIT_POST, help=f"{wire.SUBMIT_POST} help")
    new_post = parts.button(reader.words("home.new_post"), wire.COMPOSE, "new", style="primary")
    return Drawn(line, [parts.section(line), parts.actions(new_post)])


def _channel_trouble(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    code = str(data["code"])
    key = f"home.channel_{code}" if code in KNOWN_TROUBLE else "home.channel_other"
    return _plainly(reader.words.mrkdwn(key, channel=channel(str(data["channel"])), code=code))


def _person_gone(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    who = mention(str(data["user"]))
    lines = [reader.words.mrkdwn("home.person_gone", who=who)]
    if data["own"]:
        lines.append(reader.words.mrkdwn("home.person_gone_own", posts=posts(data["own"])))
    if data["stuck"]:
        lines.append(reader.words.mrkdwn("home.nobody_left_for", posts=posts(data["stuck"])))
    return _plainly(Safe("\n".join(lines)))


def _person_left(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    first = reader.words.mrkdwn(
        "home.person_left", who=mention(str(data["user"])), channel=channel(str(data["channel"]))
    )
    second = reader.words.mrkdwn("home.nobody_left_for", posts=posts(data["stuck"]))
    return _plainly(Safe(f"{first}\n{second}"))


def _taken_back(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """To the author, when it was an admin who took it back."""
    if snap is None:
        return None
    return _plainly(
        reader.words.mrkdwn(
            "home.taken_back_by",
            number=number(snap),
            by=mention(str(data["by"])),
            first_words=first_words(snap.content.text),
        )
    )


def posts(numbers: Sequence[int]) -> str:
    shown = ", ".join(f"#{one}" for one in numbers[:MOST_NUMBERS])
    return f"{shown} …" if len(numbers) > MOST_NUMBERS else shown


def _plainly(line: Safe) -> Drawn:
    return Drawn(line, [parts.section(line)])


SAYINGS: dict[str, Draw] = {
    "welcome": _welcome,
    "channel_trouble": _channel_trouble,
    "person_gone": _person_gone,
    "person_left": _person_left,
    "taken_back": _taken_back,
}
