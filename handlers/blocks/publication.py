"""What is told about one publication: live, refused, in doubt, missed, or to be posted by hand. Pure.

Each is drawn when it leaves, and only if it is still so: by then a person may have settled it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers import wire
from handlers.blocks import media, parts, settling
from handlers.blocks.card import first_words
from handlers.blocks.checking_again import send_as_it_is
from handlers.blocks.confirmation import still_right
from handlers.blocks.home_rows import number
from handlers.blocks.parts import Block, mention
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.blocks.texts import labels
from handlers.problem import Problem
from handlers.snapshot import OnAccount, Snapshot
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped
from storage.lifecycle import Delivery, Editorial
from storage.submissions import Hold

EVERYTHING = 0
"""As a target's second number: all of the submission that missed its time."""

MOST_NAMED = 3

Data = Mapping[str, Any]


def _published(data: Data, snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """To the author; approved and published at once is this one message."""
    if snap is None:
        return None
    line = reader.words.mrkdwn(
        "publication.published",
        number=number(snap),
        where=Safe(", ".join(_live(one) for one in _of(snap, data["publications"]))),
        by=", ".join(snap.name(one) for one in snap.approved_by) or "–",
        first_words=first_words(snap.content.text),
    )
    return Drawn(line, [parts.section(line), *_late(data, snap, reader)])


def _live(one: OnAccount) -> str:
    return parts.link(one.link, one.account) if one.link else escaped(one.account)


def _late(data: Data, snap: Snapshot, reader: Reader) -> list[Block]:
    late = ", ".join(one.account for one in _of(snap, data["late"]))
    return [parts.context(reader.words.mrkdwn("publication.late", where=late))] if late else []


def _of(snap: Snapshot, ids: Sequence[int]) -> list[OnAccount]:
    return [one for one in (*snap.on, *snap.taken_off) if one.publication_id in ids]


def _failed(data: Data, snap: Snapshot | None, reader: Reader) -> Drawn | None:
    one = _one(snap, data, Delivery.FAILED)
    if snap is None or one is None:
        return None
    line = _line("publication.failed", snap, one, reader)
    problem = one.problem if one.problem in set(Problem) else Problem.REFUSED
    advice = reader.words.mrkdwn(f"publication.problem_{problem}")
    buttons = parts.actions(*settling.after_failure(snap, one, reader.words))
    return Drawn(Safe(f"{line} {advice}"), [parts.section(line), parts.section(advice), *_detail(one, reader), buttons])


def _detail(one: OnAccount, reader: Reader) -> list[Block]:
    """The network's own words, or a person's, exactly."""
    return [parts.quoted(one.detail)] if one.detail else []


def _doubted(data: Data, snap: Snapshot | None, reader: Reader) -> Drawn | None:
    one = _one(snap, data, Delivery.UNKNOWN)
    if snap is None or one is None:
        return None
    line = _line("publication.doubted", snap, one, reader)
    return Drawn(line, [parts.section(line)])


def _asked(data: Data, snap: Snapshot | None, reader: Reader) -> Drawn | None:
    one = _one(snap, data, Delivery.UNKNOWN)
    if snap is None or one is None:
        return None
    line = _line("publication.asked", snap, one, reader)
    return Drawn(line, [parts.section(line), parts.actions(*settling.after_doubt(snap, one, reader.words))])


def _missed(data: Data, snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None or not any(one.state == Delivery.MISSED for one in _of(snap, data["publications"])):
        return None
    was_approved = bool(data["was_approved"])
    key = "publication.missed_approved" if was_approved else "publication.missed_unapproved"
    key = "publication.missed_held" if was_approved and snap.holds is not None else key
    key = "checks.missed" if was_approved and snap.holds == Hold.BROKEN else key
    key = "library.missed" if was_approved and snap.holds == Hold.ASSET else key
    key = "publication.missed_paused" if data.get("was_paused") else key
    line = reader.words.mrkdwn(
        key, number=number(snap), when=_when(data["meant_for"], reader), first_words=first_words(snap.content.text)
    )
    lines = [line] if reader.user_id or was_approved or not snap.owing else [line, _call_for(snap, reader)]
    whole = Safe("\n".join(lines))
    return Drawn(whole, [parts.section(whole), parts.actions(*after_missing(snap, reader.words))])


def _call_for(snap: Snapshot, reader: Reader) -> Safe:
    """In the thread, those who owed a decision: a new time is of no use without one."""
    return reader.words.mrkdwn(
        "publication.missed_call", who=Safe(" ".join(mention(one) for one in snap.asked[:MOST_NAMED]))
    )


def after_missing(snap: Snapshot, words: Words) -> list[Block]:
    """What can be done about a time that has passed."""
    target = str(Target(snap.number, EVERYTHING))
    if snap.state == Editorial.CHANGES_REQUESTED or snap.holds == Hold.ASSET:
        edit = str(Target(snap.number, snap.revision))
        return [parts.button(words("card.menu_edit"), wire.EDIT, edit, style="primary")]
    if snap.holds == Hold.BROKEN:
        return [send_as_it_is(snap, words)]
    if snap.holds is not None:
        return [still_right(snap, words)]
    now = parts.button(words("publication.publish_now"), wire.PUBLISH_NOW, target, style="primary")
    new_time = parts.button(words("publication.new_time"), wire.NEW_TIME, target)
    return [now, new_time] if snap.state == Editorial.APPROVED else [new_time]


def _late_moved(data: Data, snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """To the author: by the brand's rule it goes out later, by itself."""
    if snap is None or not any(one.state == Delivery.SCHEDULED for one in snap.on):
        return None
    line = reader.words.mrkdwn(
        "publication.late_moved",
        number=number(snap),
        when=_when(data["meant_for"], reader),
        then=_when(data["due_at"], reader),
        first_words=first_words(snap.content.text),
    )
    return Drawn(line, [parts.section(line)])


def _late_dropped(data: Data, snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None:
        return None
    line = reader.words.mrkdwn(
        "publication.late_dropped",
        number=number(snap),
        when=_when(data["meant_for"], reader),
        first_words=first_words(snap.content.text),
    )
    copy = parts.button(reader.words("card.menu_copy"), wire.COPY, str(Target(snap.number, snap.revision)))
    return Drawn(line, [parts.section(line), parts.actions(copy)])


def _by_hand(data: Data, snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """For the person who has it in hand: the text exactly as approved, in a form that copies whole."""
    one = _one(snap, data, Delivery.PUBLISHING)
    if snap is None or one is None or one.held_by != data["to"] or snap.state == Editorial.WITHDRAWN:
        return None
    words, target = reader.words, str(Target(snap.number, one.publication_id))
    line = _line("publication.by_hand", snap, one, reader)
    files = media.counted("publication.by_hand_", snap.content.images, words)
    buttons = parts.actions(
        parts.button(words("publication.i_posted_it"), wire.I_POSTED_IT, target, style="primary"),
        parts.button(words("publication.later"), wire.LATER, target),
        parts.button(words("publication.cant"), wire.CANT, target),
    )
    blocks = [parts.section(line), _to_copy(snap.content.text_for(one.account_id))]
    comment = snap.content.variant(one.account_id).first_comment
    if comment:
        blocks += [parts.context(words("afterwards.comment_in_hand")), _to_copy(comment)]
    blocks += [parts.context(label) for label in labels(snap, words)]
    if files:
        blocks.append(parts.context(*files, *_card_link(snap, words)))
    return Drawn(line, [*blocks, buttons])


def _taken_back_in_hand(data: Data, snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """To the person who has it in hand: better not, and what to say when it is out already."""
    one = _one(snap, data, Delivery.PUBLISHING)
    if snap is None or one is None:
        return None
    words, target = reader.words, str(Target(snap.number, one.publication_id))
    line = words.mrkdwn(
        "publication.taken_back_in_hand",
        number=number(snap),
        account=one.account,
        by=mention(str(data["by"])),
        first_words=first_words(snap.content.text),
    )
    buttons = parts.actions(
        parts.button(words("publication.i_posted_it"), wire.I_POSTED_IT, target),
        parts.button(words("publication.cant"), wire.CANT, target),
    )
    return Drawn(line, [parts.section(line), buttons])


def _to_copy(text: str) -> Block:
    piece = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text or " "}]}
    return {"type": "rich_text", "elements": [piece]}


def _card_link(snap: Snapshot, words: Words) -> list[Safe]:
    return [parts.link(snap.card_link, words("card.see_card"))] if snap.card_link else []


def _one(snap: Snapshot | None, data: Data, state: Delivery) -> OnAccount | None:
    """The publication that it is about, if it is still in that state."""
    found = _of(snap, [data["publication"]]) if snap else []
    return next((one for one in found if one.state == state), None)


def _line(key: str, snap: Snapshot, one: OnAccount, reader: Reader) -> Safe:
    return reader.words.mrkdwn(
        key, number=number(snap), account=one.account, first_words=first_words(snap.content.text)
    )


def _when(moment: str | None, reader: Reader) -> str:
    """With its zone: the reader's own in a private message, the brand's in the channel."""
    if moment is None:
        return "–"
    language = reader.words.language
    said = dates.day_and_time(datetime.fromisoformat(moment), reader.zone, language)
    return f"{said} ({dates.place_of(reader.zone, language)})"


SAYINGS: dict[str, Draw] = {
    "published": _published,
    "publication_failed": _failed,
    "publication_doubted": _doubted,
    "publication_asked": _asked,
    "publication_missed": _missed,
    "late_moved": _late_moved,
    "late_dropped": _late_dropped,
    "by_hand": _by_hand,
    "taken_back_in_hand": _taken_back_in_hand,
}
