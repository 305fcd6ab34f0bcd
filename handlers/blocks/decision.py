"""What surrounds a decision: the form for its reason, the private answer, and what the author is told. Pure."""

from collections.abc import Mapping
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.card import first_words
from handlers.blocks.next_step import when
from handlers.blocks.parts import Block, mention
from handlers.blocks.publication import after_missing
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.permissions import Action
from handlers.posting.opening import Opening
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped
from storage.decisions import Label, Verdict
from storage.lifecycle import Editorial, Status

REASON = "reason"
LABEL = "label"


def reason_form(action: Action, target: Target, queue: str, words: Words) -> Block:
    """Reject or Request changes: one sentence. `queue` is the reviewer's place, if it was pressed there."""
    return parts.modal(
        wire.DECISION_REASON,
        words(f"review.{action}_title"),
        [
            parts.text_input(
                REASON,
                words(f"review.{action}_label", number=target.submission_id),
                hint=words(f"review.{action}_hint"),
                is_long=True,
                max_length=2000,
            ),
            _label(words),
        ],
        submit=words(f"review.{action}_submit"),
        close=words("answer.close"),
        metadata=f"{action}|{target}|{queue}",
    )


def _label(words: Words) -> Block:
    """What kind of reason it is, for whoever likes to say: one tap, and never asked for."""
    options = [{"text": parts.plain(words(f"review.kind_{one}"), 75), "value": one.value} for one in Label]
    element: Block = {"type": "static_select", "options": options}
    return parts.field(LABEL, words("review.kind"), element, is_optional=True)


def read_label(field: Mapping[str, Any]) -> Label | None:
    """What was chosen, if anything."""
    value = (field.get("selected_option") or {}).get("value")
    return next((one for one in Label if one == value), None)


def read_reason_form(metadata: str) -> tuple[Verdict, Target | None, str]:
    """What the form is about; a claim like everything else in it."""
    verdict, _, rest = metadata.partition("|")
    target, _, queue = rest.partition("|")
    known = Verdict.REJECT if verdict == Verdict.REJECT else Verdict.REQUEST_CHANGES
    return known, Target.parse(target), queue


def done(outcome: Any, words: Words) -> str:
    """The answer to who decided, in a sentence."""
    number = outcome.target.submission_id
    if outcome.verdict != Verdict.APPROVE:
        return words(f"answer.done_{outcome.verdict}", number=number)
    if outcome.missed:
        return words("answer.done_approve_missed", number=number)
    if outcome.opening:
        return _opens(number, outcome.opening, words)
    if outcome.is_enough:
        return words("answer.done_approve", number=number)
    if outcome.next_step:
        return words("answer.done_approve_next_step", number=number, step=outcome.next_step)
    return words.count("answer.done_approve_more_needed", outcome.still_needed, post=number)


def answer(outcome: Any, words: Words) -> list[Block]:
    """The same with Undo, while that is possible."""
    blocks = [parts.section(done(outcome, words))]
    if outcome.on_behalf_of:
        blocks.append(parts.context(words.mrkdwn("answer.done_on_behalf", away=mention(outcome.on_behalf_of))))
    buttons = [_publish_early(outcome, words)] if outcome.opening else []
    if outcome.can_undo:
        buttons.append(parts.button(words("card.menu_undo"), wire.UNDO, str(outcome.target)))
    return [*blocks, parts.actions(*buttons)] if buttons else blocks


def _opens(number: int, opening: Opening, words: Words) -> str:
    """Approved outside the posting hours: when it goes out, with the place whose clock that is."""
    when = dates.day_and_time(opening.at, opening.zone, words.language)
    return words(
        "answer.done_approve_opens",
        number=number,
        accounts=", ".join(opening.accounts),
        when=f"{when} ({dates.place_of(opening.zone, words.language)})",
    )


def _publish_early(outcome: Any, words: Words) -> Block:
    return parts.button(words("answer.publish_early"), wire.PUBLISH_EARLY, str(outcome.target))


def _step_begins(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """Under the card, with mentions: now these people owe a decision. Not when it is another step's turn by now."""
    if snap is None or snap.step is None or snap.revision != data["revision"] or snap.step.step.id != data["stage"]:
        return None
    before = ", ".join(snap.name(one) for one in snap.approved_by)
    line = reader.words.mrkdwn(
        "card.step_begins",
        place=str(snap.progress.place_of(snap.step)),
        total=str(len(snap.progress.steps)),
        step=snap.step.step.name,
        who=pinged(snap.asked),
        before=before,
    )
    target = str(Target(snap.number, snap.revision))
    review = parts.button(reader.words("composer.review"), wire.REVIEW, target, style="primary")
    return Drawn(line, [parts.section(line), parts.actions(review)])


def _approved(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None:
        return None
    key = "review.told_approved_missed" if data.get("missed") else "review.told_approved"
    line = reader.words.mrkdwn(
        key,
        number=snap.number,
        by=snap.name(str(data["by"])),
        when=when(snap, reader.words, reader.now),
    )
    if snap.status == Status.MISSED:
        return Drawn(line, [parts.section(line), parts.actions(*after_missing(snap, reader.words))])
    return Drawn(line, [parts.section(line), *_see(snap, reader)])


def _changes(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None:
        return None
    edit = parts.button(
        reader.words("card.menu_edit"), wire.EDIT, str(Target(snap.number, snap.revision)), style="primary"
    )
    told = _told_with_reason("review.told_changes", data, snap, reader)
    return Drawn(told.text, [*told.blocks, parts.actions(edit)])


def _rejected(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    return _told_with_reason("review.told_rejected", data, snap, reader) if snap else None


def _told_with_reason(key: str, data: Mapping[str, Any], snap: Snapshot, reader: Reader) -> Drawn:
    line = reader.words.mrkdwn(key, number=snap.number, by=snap.name(str(data["by"])))
    reason = _reason(data, snap)
    return Drawn(f"{line} {escaped(reason)}", [parts.section(line), parts.quoted(reason), *_see(snap, reader)])


def _reason_in_thread(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """Under the card, without a mention: the author has their own message."""
    if snap is None:
        return None
    said = next((one for one in snap.said if _is_about(one, data)), None)
    if said is None:
        return None
    line = reader.words.mrkdwn(f"review.thread_{said.verdict}", by=snap.name(said.approver_id), revision=said.revision)
    return Drawn(f"{line} {escaped(said.reason)}", [parts.section(line), parts.quoted(said.reason)])


def _is_about(one: Any, data: Mapping[str, Any]) -> bool:
    return bool(one.reason and one.approver_id == data["by"] and one.revision == data["revision"])


def _reason(data: Mapping[str, Any], snap: Snapshot) -> str:
    return next((one.reason for one in reversed(snap.said) if _is_about(one, data)), "")


def _see(snap: Snapshot, reader: Reader) -> list[Block]:
    """Which one it is about, and the way to it."""
    link = [parts.link(snap.card_link, reader.words("card.see_card"))] if snap.card_link else []
    return [parts.context(first_words(snap.content.text), *link)]


def pinged(user_ids: tuple[str, ...]) -> Safe:
    """Mentions, for a new message that needs these people."""
    return Safe(" ".join(mention(one) for one in user_ids))


def _undone(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None or snap.state != Editorial.IN_REVIEW:
        return None
    line = reader.words.mrkdwn("review.told_undone", number=snap.number, by=snap.name(str(data["by"])))
    return Drawn(line, [parts.section(line), *_see(snap, reader)])


SAYINGS: dict[str, Draw] = {
    "decision_undone": _undone,
    "step_begins": _step_begins,
    "decided_approve": _approved,
    "decided_request_changes": _changes,
    "decided_reject": _rejected,
    "reason": _reason_in_thread,
}
