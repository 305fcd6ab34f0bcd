"""The card in a channel shared with people from outside: the text as it would go out, and the three answers. Pure.

Nothing internal is on it: no notes, no warnings, no names of colleagues, and no text before its step has been reached.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers import wire
from handlers.blocks import media, parts, texts
from handlers.blocks.card import OVER, Look, account_line, first_words
from handlers.blocks.home_rows import channel
from handlers.blocks.next_step import next_step, when
from handlers.blocks.parts import Block, mention
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import OnAccount, Snapshot
from handlers.steps.shared import has_come, is_their_turn
from handlers.texts import is_cut
from handlers.words.catalogue import Safe, Words, escaped
from storage.lifecycle import Delivery, Editorial, Status


def client_card(snap: Snapshot, words: Words, look: Look) -> Drawn:
    """The whole message, notification text included."""
    if not has_come(snap.progress):
        return _kept_back(snap, words)
    blocks = _over(snap, words) if snap.status in OVER else _open(snap, words, look)
    return Drawn(escaped(words("client.notification", number=snap.number, first_words=_words_of(snap))), blocks)


def _kept_back(snap: Snapshot, words: Words) -> Drawn:
    """The next version is with the team, or it ended there."""
    line = words.mrkdwn("client.ended" if snap.status in OVER else "client.in_the_making")
    title = _title(snap, words, 0)
    return Drawn(f"{title} {line}", [parts.section(Safe(f"{title}\n{line}"), block_id=f"client.{snap.version}")])


def _title(snap: Snapshot, words: Words, revision: int) -> Safe:
    key = "client.title_version" if revision > 1 else "client.title"
    return words.mrkdwn(key, number=snap.number, revision=revision)


def _words_of(snap: Snapshot) -> str:
    return first_words(snap.content.text)


def _open(snap: Snapshot, words: Words, look: Look) -> list[Block]:
    return [
        parts.section(_title(snap, words, snap.revision), block_id=f"client.{snap.version}"),
        *texts.on_card(snap, words),
        *(parts.context(line) for line in texts.labels(snap, words)),
        parts.context(Safe("\n".join(_facts(snap, words, look)))),
        parts.section(_next(snap, words, look), block_id=f"client_next.{snap.version}"),
        *_buttons(snap, words),
    ]


def _facts(snap: Snapshot, words: Words, look: Look) -> list[str]:
    lines = [escaped(_account(one, words, look)) for one in snap.on]
    lines += [escaped(line) for line in media.counted("card.", snap.content.images, words)]
    return lines or ["–"]


def _account(one: OnAccount, words: Words, look: Look) -> Safe:
    """Trouble on the way out is the team's, until it is live."""
    is_live = one.state == Delivery.PUBLISHED
    return account_line(one if is_live else replace(one, state=Delivery.SCHEDULED), words, look)


def _next(snap: Snapshot, words: Words, look: Look) -> Safe:
    if snap.state == Editorial.IN_REVIEW and is_their_turn(snap.progress):
        return next_step(snap, words, look.now)
    if snap.status == Status.SCHEDULED and snap.paused:
        return words.mrkdwn("client.paused")
    if snap.status == Status.SCHEDULED:
        return words.mrkdwn("client.scheduled", when=when(snap, words, look.now))
    key = {Editorial.IN_REVIEW: "client.with_the_team", Editorial.CHANGES_REQUESTED: "client.changes"}
    return words.mrkdwn(key.get(snap.state, "client.under_way"))


def _buttons(snap: Snapshot, words: Words) -> list[Block]:
    if snap.state != Editorial.IN_REVIEW or not is_their_turn(snap.progress):
        return []
    target = str(wire.Target(snap.number, snap.revision))
    is_long = is_cut(snap.content)
    return [
        parts.actions(
            *([parts.button(words("card.read_in_full"), wire.READ_IN_FULL, target)] if is_long else []),
            parts.button(words("card.approve"), wire.APPROVE, target, style="primary"),
            parts.button(words("card.request_changes"), wire.REQUEST_CHANGES, target),
            parts.button(words("card.reject"), wire.REJECT, target, style="danger"),
            block_id=f"client_act.{snap.version}",
        )
    ]


def _over(snap: Snapshot, words: Words) -> list[Block]:
    lines = [_title(snap, words, snap.revision), escaped(_words_of(snap)), _ending(snap, words)]
    return [parts.section(Safe("\n".join(lines)), block_id=f"client.{snap.version}")]


def _ending(snap: Snapshot, words: Words) -> Safe:
    if snap.status != Status.PUBLISHED:
        return words.mrkdwn("client.ended")
    live = [one for one in snap.on if one.is_live]
    where = ", ".join(parts.link(one.link, one.account) if one.link else escaped(one.account) for one in live)
    return words.mrkdwn("client.live", where=Safe(where))


def for_outsiders(snap: Snapshot, look: Look) -> tuple[Snapshot, Look]:
    """The same submission as somebody from outside reads it in full: without the team's note and warnings."""
    return replace(snap, content=replace(snap.content, note="")), replace(look, warnings=(), notes=())


def not_kept(number: int, review_channel: str, words: Words) -> tuple[str, list[Block]]:
    """To somebody of the team who wrote where the client reads: notification text, and blocks."""
    line = words.mrkdwn("client.not_kept", number=number, channel=channel(review_channel))
    return line, [parts.section(line)]


def _asked(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """Under their card, with mentions, for an edit of it is silent. A new card asks by itself, and rings."""
    if snap is None or not data["again"] or not _is_still_true(data, snap) or not is_their_turn(snap.progress):
        return None
    who = Safe(" ".join(mention(one) for one in snap.asked))
    line = reader.words.mrkdwn("client.asked_again", who=who, number=snap.number, revision=snap.revision)
    return Drawn(line, [parts.section(line)])


def _images(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """The images of the version that they are shown."""
    if snap is None or not snap.content.images or not _is_still_true(data, snap):
        return None
    text = media.of_version(snap.content.images, snap.number, snap.revision, reader.words)
    return Drawn(text, images=snap.content.images)


def _is_still_true(data: Mapping[str, Any], snap: Snapshot) -> bool:
    is_open = snap.state == Editorial.IN_REVIEW and has_come(snap.progress)
    return is_open and snap.revision == data["revision"]


SAYINGS: dict[str, Draw] = {"client_asked": _asked, "client_images": _images}
