"""What the card says of a brand's own ways: its name, the steps, who left, what reviewers look at. Pure.

A team with one brand and one step sees none of it.
"""

from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.blocks.pause_banner import banner
from handlers.snapshot import Snapshot
from handlers.steps.changes import between
from handlers.steps.progress import StepState
from handlers.words.catalogue import Safe, Words, escaped
from storage.lifecycle import Editorial
from storage.stages import Rule


def own_ways(snap: Snapshot, words: Words) -> list[Block]:
    """One idea a line, in small grey writing; nothing where there is nothing to say."""
    lines = [*_paused(snap, words), *_whose(snap, words), *_steps(snap, words), *_for_reviewers(snap, words)]
    return [parts.context(Safe("\n".join(lines)))] if lines else []


def _paused(snap: Snapshot, words: Words) -> list[Safe]:
    return [banner(one, words, snap.zone) for one in snap.paused]


def _whose(snap: Snapshot, words: Words) -> list[Safe]:
    found = []
    if snap.brand:
        found.append(words.mrkdwn("card.brand", brand=snap.brand))
    if snap.content.campaign:
        named = f"{snap.content.campaign}: {snap.goal}" if snap.goal else snap.content.campaign
        found.append(words.mrkdwn("card.campaign", campaign=named))
    if snap.labels:
        found.append(words.mrkdwn("checks.labels_line", labels=", ".join(snap.labels)))
    if snap.co_author_ids:
        names = ", ".join(snap.name(one) for one in snap.co_author_ids)
        found.append(words.mrkdwn("card.co_authors", names=names))
    return found


def _steps(snap: Snapshot, words: Words) -> list[Safe]:
    if snap.step is None:
        return []
    found = []
    if not snap.progress.is_single:
        place, total = snap.progress.place_of(snap.step), len(snap.progress.steps)
        found.append(words.mrkdwn("card.step", place=str(place), total=str(total), name=snap.step.step.name))
    return [*found, *_adapted(snap, snap.step, words), *_again(snap, words)]


def _adapted(snap: Snapshot, state: StepState, words: Words) -> list[Safe]:
    """Somebody left, and fewer are enough now."""
    left = [one for one in state.step.named if one in snap.gone]
    everybody = len({*state.step.named, *state.said} - {snap.author_id, *snap.co_author_ids})
    before = StepState(state.step, state.step.named[:everybody], ()).needed
    if not left or state.step.rule == Rule.ANY or state.needed >= before:
        return []
    who = ", ".join(snap.name(one) for one in left)
    if state.needed == 1:
        return [words.mrkdwn("card.adapted_one", who=who)]
    return [words.mrkdwn("card.adapted", who=who, needed=str(state.needed))]


def _again(snap: Snapshot, words: Words) -> list[Safe]:
    """After a change that concerned only some of the steps: whose yes still counts, and who looks again, at what."""
    if not snap.kept_steps or snap.previous is None:
        return []
    before = snap.previous
    change = between(before, snap.content, approved=before, state=Editorial.IN_REVIEW)
    what = ", ".join(words(f"card.aspect_{one}") for one in sorted(change.aspects))
    found = [words.mrkdwn("card.keeps", step=", ".join(snap.kept_steps))]
    looking = [one.step.name for one in snap.progress.steps if one.step.name not in snap.kept_steps]
    if looking and what:
        found.append(words.mrkdwn("card.looks_again", step=", ".join(looking), what=what))
    return found


def _for_reviewers(snap: Snapshot, words: Words) -> list[Safe]:
    if snap.state != Editorial.IN_REVIEW:
        return []
    found = [words.mrkdwn("card.questions", questions=", ".join(snap.questions))] if snap.questions else []
    if snap.style_guide:
        found.append(parts.link(snap.style_guide, words("card.style_guide")))
    return [Safe(escaped(one)) for one in found]
