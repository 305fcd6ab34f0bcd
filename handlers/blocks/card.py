"""The card: a submission's message in the review channel. While it waits it says all; when it is over, three lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers import wire
from handlers.blocks import checking, checking_again, media, parts, settling, texts
from handlers.blocks.card_lines import own_ways
from handlers.blocks.next_step import approved_by, last_reason, mark, next_step, when
from handlers.blocks.parts import Block
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import OnAccount, Snapshot
from handlers.texts import is_cut
from handlers.words.catalogue import Safe, Words, escaped
from storage.lifecycle import Delivery, Editorial, Status

MOST_NOTES = 3

LONG_WORD = 16
"""Characters from which on a word at the end of a line is cut rather than left out."""

TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Unicode's controls of direction, for str.translate."""

OVER = frozenset({Status.REJECTED, Status.TAKEN_BACK, Status.PUBLISHED, Status.LEFT, Status.TAKEN_DOWN})


@dataclass(frozen=True)
class Look:
    """What a drawing needs beside the record: the time, lengths as each account counts them, and warnings."""

    now: datetime
    lengths: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Account id to (length, the most it takes)."""
    warnings: Sequence[str] = ()
    """Sentences, worst first."""
    notes: Sequence[str] = ()
    """Sentences: what it costs somewhere, or what a network has no place for."""
    own_times: Mapping[int, str] = field(default_factory=dict)
    """When it goes out on accounts with a time of their own."""


def card(snap: Snapshot, words: Words, look: Look) -> Drawn:
    """The whole message, notification text included."""
    blocks = _story_over(snap, words) if snap.status in OVER else _story_open(snap, words, look)
    return Drawn(notification(snap, words, look.now), blocks)


def notification(snap: Snapshot, words: Words, now: datetime) -> str:
    """What a phone shows: number, author, accounts, time, first words."""
    return parts.shortened(
        escaped(
            words(
                "card.notification",
                number=snap.number,
                author=snap.author_name,
                accounts=" + ".join(one.account for one in snap.on) or "–",
                when=when(snap, words, now),
                first_words=first_words(snap.content.text),
            )
        ),
        300,
    )


def first_words(text: str, limit: int = 80) -> str:
    """One line of a text, cut between words. Characters that turn the writing round stay out: they would turn ours."""
    line = " ".join(text.translate(TURNING).split())
    if parts.size(line) <= limit:
        return line
    cut = parts.head(line, limit - 1)
    whole, _, torn = cut.rpartition(" ")
    # A language without spaces, or one endless word, is cut where the room ends.
    return (whole if whole and len(torn) < LONG_WORD else cut).rstrip(" ,;:–-") + "…"


def _story_open(snap: Snapshot, words: Words, look: Look) -> list[Block]:
    return [
        parts.section(_title(snap, words), accessory=_menu(snap, words), block_id=f"top.{snap.version}"),
        *texts.on_card(snap, words),
        *_below_the_text(snap, words, look),
        parts.section(next_step(snap, words, look.now), block_id=f"next.{snap.version}"),
        *checking_again.on_card(snap, words),
        *settling.per_account(snap, words),
        *_buttons(snap, words, look),
    ]


def _title(snap: Snapshot, words: Words) -> Safe:
    key = "card.title" if snap.revision == 1 else "card.title_version"
    return words.mrkdwn(key, number=snap.number, author=snap.author_name, revision=snap.revision)


def _below_the_text(snap: Snapshot, words: Words, look: Look) -> list[Block]:
    lines: list[str] = [account_line(one, words, look) for one in snap.on]
    lines += media.counted("card.", snap.content.images, words)
    blocks = [parts.context(Safe("\n".join(escaped(line) for line in lines)))] if lines else []
    if snap.author_id in snap.gone:
        blocks.append(parts.context(words.mrkdwn("home.author_gone", author=snap.author_name)))
    blocks += [parts.context(line) for line in texts.labels(snap, words)]
    blocks += own_ways(snap, words)
    if snap.content.note:
        blocks.append(parts.context(words.mrkdwn("card.note", note=parts.shortened(snap.content.note, 1000))))
    if look.warnings:
        blocks.append(parts.context(checking.few(look.warnings, words)))
    if look.notes and snap.state == Editorial.IN_REVIEW:
        blocks.append(parts.context(Safe("\n".join(f"ℹ️ {escaped(one)}" for one in look.notes[:MOST_NOTES]))))
    return blocks


def account_line(one: OnAccount, words: Words, look: Look) -> Safe:
    """`toots (Mastodon) 212 of 500`, or where it stands once it is on its way."""
    name = words.mrkdwn("card.account", account=one.account, network=words(f"card.network_{one.network}"))
    if one.state != Delivery.SCHEDULED:
        return Safe(f"{name} · {_delivery(one, words)}")
    said = [name]
    if one.is_broken:
        said.append(words.mrkdwn("connecting.waits"))
    if one.account_id in look.lengths:
        found, allowed = look.lengths[one.account_id]
        said.append(Safe(words("card.length", found=f"{found:,}", allowed=f"{allowed:,}")))
    if one.account_id in look.own_times:
        said.append(Safe(escaped(look.own_times[one.account_id])))
    return Safe(" · ".join(said))


def _delivery(one: OnAccount, words: Words) -> Safe:
    state = words("card.delivery_taken_down" if one.is_taken_down else f"card.delivery_{one.state}")
    return parts.link(one.link, state) if one.link and not one.is_taken_down else Safe(escaped(state))


def _buttons(snap: Snapshot, words: Words, look: Look) -> list[Block]:
    """The three answers, while one is owed; everything else is behind ⋯ at the top."""
    if snap.state != Editorial.IN_REVIEW:
        return []
    target = str(wire.Target(snap.number, snap.revision))
    is_long = is_cut(snap.content)
    reading = [parts.button(words("card.read_in_full"), wire.READ_IN_FULL, target)] if is_long else []
    return [
        parts.actions(
            *reading,
            parts.button(words("card.approve"), wire.APPROVE, target, style="primary"),
            parts.button(words("card.request_changes"), wire.REQUEST_CHANGES, target),
            parts.button(words("card.reject"), wire.REJECT, target, style="danger"),
            parts.button(words("variants.see"), wire.CARD_PREVIEWS, target),
            *checking.see_all(wire.Target(snap.number, snap.revision), len(look.warnings), words),
            block_id=f"act.{snap.version}",
        )
    ]


def _menu(snap: Snapshot, words: Words) -> Block:
    """Overflow options carry their own action: `edit:142.2`."""
    target = str(wire.Target(snap.number, snap.revision))
    names = [wire.EDIT, wire.WITHDRAW, wire.HISTORY, wire.COPY, wire.TOGETHER]
    if snap.status in (Status.SCHEDULED, Status.CHANGES_REQUESTED):
        # Slack takes five; a copy is made from the form behind the last of them as well.
        names = [wire.UNDO, *(name for name in names if name != wire.COPY)]
    if snap.status in OVER:
        names = [wire.HISTORY, wire.COPY]
    if any(one.is_live for one in snap.on):
        names = [*(name for name in names if name != wire.TOGETHER), wire.TAKE_DOWN]
    if snap.status == Status.REJECTED:
        names.insert(0, wire.UNDO)
    return parts.overflow(wire.CARD_MENU, [(words(f"card.menu_{name}"), f"{name}:{target}") for name in names])


def _story_over(snap: Snapshot, words: Words) -> list[Block]:
    ending = f"{mark(snap.status)} {_ending(snap, words)}"
    lines = Safe("\n".join([_title(snap, words), escaped(first_words(snap.content.text)), ending]))
    return [parts.section(lines, accessory=_menu(snap, words), block_id=f"end.{snap.version}")]


def _ending(snap: Snapshot, words: Words) -> Safe:
    if snap.status == Status.PUBLISHED:
        live = [_live(one) for one in snap.on if one.is_live]
        return words.mrkdwn("card.end_published", where=Safe(", ".join(live)), by=approved_by(snap, words))
    if snap.status == Status.REJECTED and snap.last_decision:
        by = snap.name(snap.last_decision.approver_id)
        return words.mrkdwn("card.end_rejected", by=by, reason=parts.shortened(last_reason(snap), 300))
    return words.mrkdwn(f"card.end_{snap.status}")


def _live(one: OnAccount) -> str:
    return parts.link(one.link, one.account) if one.link else escaped(one.account)


def _images(_data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """The images of the current version, under the card: a private file cannot stand in a block."""
    if snap is None or not snap.content.images or snap.status in OVER:
        return None
    text = media.of_version(snap.content.images, snap.number, snap.revision, reader.words)
    return Drawn(text, images=snap.content.images)


SAYINGS: dict[str, Draw] = {"images": _images}


def status_message(snap: Snapshot, words: Words, look: Look) -> Drawn:
    """The author's quiet picture of the same submission, in their direct messages."""
    state = words(f"card.status_{snap.status}")
    title = words.mrkdwn(
        "card.status_line", number=snap.number, status=state, first_words=first_words(snap.content.text)
    )
    see = [parts.link(snap.card_link, words("card.see_card"))] if snap.card_link else []
    blocks = [parts.section(title), parts.context(next_step(snap, words, look.now), *see)]
    blocks += settling.per_account(snap, words)
    if snap.status not in OVER and any(one.state == Delivery.SCHEDULED for one in snap.on):
        blocks.append(_authors_buttons(snap, words))
    return Drawn(words("card.status_notification", number=snap.number, status=state), blocks)


def _authors_buttons(snap: Snapshot, words: Words) -> Block:
    target = str(wire.Target(snap.number, snap.revision))
    return parts.actions(
        parts.button(words("card.menu_edit"), wire.EDIT, target),
        parts.button(words("card.menu_withdraw"), wire.WITHDRAW, target, confirm=confirm_withdrawal(words)),
        block_id=f"mine.{snap.version}",
    )


def confirm_withdrawal(words: Words) -> Block:
    """Taking back ends the story, so it is asked about."""
    return parts.confirm(
        words("card.withdraw_title"), words("card.withdraw_text"), words("card.menu_withdraw"), words("card.keep_it")
    )
