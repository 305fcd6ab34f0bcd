"""The reviewer's modal: one whole submission, exactly as it would go out, with the three answers. Pure."""

from typing import Any

from handlers import wire
from handlers.blocks import parts, texts
from handlers.blocks.card import Look, account_line
from handlers.blocks.next_step import next_step, when
from handlers.blocks.parts import Block
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words.catalogue import Safe, Words, escaped


def one(snap: Snapshot, rest: list[int], words: Words, look: Look, notice: str) -> Block:
    """The modal for one submission; `rest` waits behind it."""
    target = str(Target(snap.number, snap.revision))
    blocks = [*_notice(notice), *_whole(snap, words, look), parts.actions(*_answers(target, bool(rest), words))]
    title = words("review.title", number=snap.number)
    place = ",".join(str(number) for number in [snap.number, *rest])
    return parts.modal(wire.REVIEWER, title, blocks, close=words("answer.close"), metadata=place)


def in_full(snap: Snapshot, words: Words, look: Look) -> Block:
    """The same as a form whose button is Approve: whoever presses it has had the whole text before them."""
    blocks = _whole(snap, words, look)
    target = str(Target(snap.number, snap.revision))
    title = words("review.title", number=snap.number)
    return parts.modal(
        wire.FULL_TEXT, title, blocks, submit=words("card.approve"), close=words("answer.close"), metadata=target
    )


def to_read(snap: Snapshot, words: Words, look: Look) -> Block:
    """The same without the answers, and with what is next."""
    blocks = [*_whole(snap, words, look), parts.section(next_step(snap, words, look.now))]
    return parts.reading(words("review.title", number=snap.number), blocks, close=words("answer.close"))


def all_done(words: Words, notice: str) -> Block:
    """Nothing waits any more."""
    blocks = [*_notice(notice), parts.section(words("review.nothing_left"))]
    return parts.reading(words("review.title_done"), blocks, close=words("answer.close"))


def read_place(metadata: str) -> tuple[int, list[int]]:
    """The number on show and those behind it; a claim, so anything else is nothing."""
    numbers = [int(part) for part in metadata.split(",") if part.isascii() and part.isdigit() and len(part) < 19]
    return (numbers[0], numbers[1:]) if numbers else (0, [])


def _notice(notice: str) -> list[Block]:
    return [parts.context(Safe(notice)), parts.DIVIDER] if notice else []


def _whole(snap: Snapshot, words: Words, look: Look) -> list[Block]:
    key = "card.title" if snap.revision == 1 else "card.title_version"
    title = words.mrkdwn(key, number=snap.number, author=snap.author_name, revision=snap.revision)
    return [parts.section(title), *texts.in_full(snap, words), *_facts(snap, words, look)]


def _facts(snap: Snapshot, words: Words, look: Look) -> list[Block]:
    lines: list[str] = [account_line(on, words, look) for on in snap.on]
    lines.append(words.mrkdwn("review.when", when=when(snap, words, look.now)))
    blocks = [parts.context(Safe("\n".join(lines))), *(parts.context(line) for line in texts.labels(snap, words))]
    if snap.content.images:
        blocks.append(parts.context(_images(snap, words)))
    if snap.content.note:
        blocks.append(parts.context(words.mrkdwn("card.note", note=parts.shortened(snap.content.note, 1000))))
    if look.warnings:
        blocks.append(parts.context(Safe("\n".join(f"⚠️ {escaped(line)}" for line in look.warnings))))
    if look.notes:
        blocks.append(parts.context(Safe("\n".join(f"ℹ️ {escaped(line)}" for line in look.notes))))
    return blocks


def _images(snap: Snapshot, words: Words) -> Safe:
    described = [
        words.mrkdwn(
            "review.video" if image.is_video else "review.image",
            name=image.name,
            alt_text=image.alt_text or words("review.no_alt_text"),
        )
        for image in snap.content.images
    ]
    return Safe("\n".join(described))


def _answers(target: str, has_more: bool, words: Words) -> list[dict[str, Any]]:
    return [
        parts.button(words("card.approve"), wire.APPROVE, target, style="primary"),
        parts.button(words("card.request_changes"), wire.REQUEST_CHANGES, target),
        parts.button(words("card.reject"), wire.REJECT, target, style="danger"),
        *([parts.button(words("review.skip"), wire.SKIP, target)] if has_more else []),
    ]
