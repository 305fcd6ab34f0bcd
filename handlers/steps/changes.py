"""What an edit changes, and whether the decisions made so far survive it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers import texts
from storage.content import Content
from storage.lifecycle import Editorial
from storage.stages import Aspect, Step

LATER = timedelta(days=7)
"""A time within these days after the one that was approved needs no new decision."""


@dataclass(frozen=True)
class Move:
    """Another time for one account."""

    account_id: int
    to: datetime | None
    """Empty: as soon as it is approved."""


@dataclass(frozen=True)
class Change:
    """The difference between a submission as it stands and what its author sent."""

    text: bool = False
    """Somewhere; a first comment is text as well."""
    images: bool = False
    note: bool = False
    campaign: bool = False
    flags: bool = False
    added: tuple[int, ...] = ()
    """Account ids."""
    taken_off: tuple[int, ...] = ()
    moves: tuple[Move, ...] = ()
    """Of accounts that it was on before."""
    is_within_reach: bool = False
    """Every other time is later than the approved one, by no more than seven days."""
    owes_revision: bool = False
    """An approver asked for changes: whatever is sent is the new version."""

    @property
    def moved(self) -> bool:
        return bool(self.moves)

    @property
    def is_nothing(self) -> bool:
        return not (self.note or self.aspects)

    @property
    def needs_revision(self) -> bool:
        """Anything that an approver may not have said yes to."""
        moved_away = self.moved and not self.is_within_reach
        says_other = self.text or self.images or self.campaign or self.flags
        return says_other or bool(self.added) or moved_away or self.owes_revision

    @property
    def aspects(self) -> frozenset[Aspect]:
        """What approvers look at, and is not as it was."""
        found = {
            Aspect.TEXT: self.text,
            Aspect.IMAGES: self.images,
            Aspect.ACCOUNTS: bool(self.added or self.taken_off),
            Aspect.TIME: self.moved,
            Aspect.CAMPAIGN: self.campaign,
            Aspect.FLAGS: self.flags,
        }
        return frozenset(aspect for aspect, has_changed in found.items() if has_changed)


@dataclass(frozen=True)
class Changed:
    """What to tell somebody who was looking at an older version."""

    text: str
    """The difference in one line; a dash when the text is as it was."""
    others: tuple[Aspect, ...] = ()


def between(before: Content, after: Content, *, approved: Content, state: Editorial) -> Change:
    """`before` as it stands now; `approved` is the current revision, which approvers decide about."""
    moves = _moves(before, after)
    return Change(
        text=bool(texts.changed(before, after)),
        images=before.images != after.images,
        note=before.note != after.note,
        campaign=before.campaign != after.campaign,
        flags=(set(before.flags), before.warning) != (set(after.flags), after.warning),
        added=tuple(sorted(set(after.accounts) - set(before.accounts))),
        taken_off=tuple(sorted(set(before.accounts) - set(after.accounts))),
        moves=moves,
        is_within_reach=all(_is_within_reach(approved.wanted_for(one.account_id), one.to) for one in moves),
        owes_revision=state == Editorial.CHANGES_REQUESTED,
    )


def _moves(before: Content, after: Content) -> tuple[Move, ...]:
    stays = [one for one in after.accounts if one in before.accounts]
    return tuple(Move(one, after.wanted_for(one)) for one in stays if before.wanted_for(one) != after.wanted_for(one))


def _is_within_reach(approved: datetime | None, wanted: datetime | None) -> bool:
    """Between "as soon as approved" and a time of its own lies a decision, so neither is within reach of the other."""
    return approved is not None and wanted is not None and approved <= wanted <= approved + LATER


def unconcerned(change: Change, steps: Iterable[Step]) -> tuple[int, ...]:
    """Ids of the steps whose decisions survive a new version: they look at nothing of what has changed.

    A step that does not say what it looks at looks at everything.
    """
    return tuple(step.id for step in steps if step.looks_at and not _concerns(change, step))


def _concerns(change: Change, step: Step) -> bool:
    concerned = change.aspects & _looked_at(step)
    if concerned == {Aspect.ACCOUNTS} and step.only_accounts:
        return not step.only_accounts.isdisjoint((*change.added, *change.taken_off))
    return bool(concerned)


def _looked_at(step: Step) -> frozenset[str]:
    """Whoever looks at the text looks at what is said beside it, too."""
    return step.looks_at | {Aspect.FLAGS} if Aspect.TEXT in step.looks_at else step.looks_at
