"""What an edit changes, and whether the decisions made so far survive it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.content import Content
from storage.lifecycle import Editorial
from storage.stages import Aspect, Step

LATER = timedelta(days=7)
"""A time within these days after the one that was approved needs no new decision."""


@dataclass(frozen=True)
class Change:
    """The difference between a submission as it stands and what its author sent."""

    text: bool = False
    images: bool = False
    note: bool = False
    campaign: bool = False
    added: tuple[int, ...] = ()
    """Account ids."""
    taken_off: tuple[int, ...] = ()
    moved: bool = False
    """Another time."""
    moved_to: datetime | None = None
    is_within_reach: bool = False
    """The other time is later than the approved one, by no more than seven days."""
    owes_revision: bool = False
    """An approver asked for changes: whatever is sent is the new version."""

    @property
    def is_nothing(self) -> bool:
        return not (self.note or self.aspects)

    @property
    def needs_revision(self) -> bool:
        """Anything that an approver may not have said yes to."""
        moved_away = self.moved and not self.is_within_reach
        return self.text or self.images or self.campaign or bool(self.added) or moved_away or self.owes_revision

    @property
    def aspects(self) -> frozenset[Aspect]:
        """What approvers look at, and is not as it was."""
        found = {
            Aspect.TEXT: self.text,
            Aspect.IMAGES: self.images,
            Aspect.ACCOUNTS: bool(self.added or self.taken_off),
            Aspect.TIME: self.moved,
            Aspect.CAMPAIGN: self.campaign,
        }
        return frozenset(aspect for aspect, has_changed in found.items() if has_changed)


@dataclass(frozen=True)
class Changed:
    """What to tell somebody who was looking at an older version."""

    text: str
    """The difference in one line; a dash when the text is as it was."""
    others: tuple[Aspect, ...] = ()


def between(before: Content, after: Content, *, wanted_at: datetime | None, state: Editorial) -> Change:
    """`before` as it stands now; `wanted_at` is the time of the current revision, which approvers decide about."""
    return Change(
        text=before.text != after.text,
        images=before.images != after.images,
        note=before.note != after.note,
        campaign=before.campaign != after.campaign,
        added=tuple(sorted(set(after.accounts) - set(before.accounts))),
        taken_off=tuple(sorted(set(before.accounts) - set(after.accounts))),
        moved=before.wanted_at != after.wanted_at,
        moved_to=after.wanted_at,
        is_within_reach=_is_within_reach(wanted_at, after.wanted_at),
        owes_revision=state == Editorial.CHANGES_REQUESTED,
    )


def _is_within_reach(approved: datetime | None, wanted: datetime | None) -> bool:
    """Between "as soon as approved" and a time of its own lies a decision, so neither is within reach of the other."""
    return approved is not None and wanted is not None and approved <= wanted <= approved + LATER


def unconcerned(change: Change, steps: Iterable[Step]) -> tuple[int, ...]:
    """Ids of the steps whose decisions survive a new version: they look at nothing of what has changed.

    A step that does not say what it looks at looks at everything.
    """
    return tuple(step.id for step in steps if step.looks_at and not _concerns(change, step))


def _concerns(change: Change, step: Step) -> bool:
    concerned = change.aspects & step.looks_at
    if concerned == {Aspect.ACCOUNTS} and step.only_accounts:
        return not step.only_accounts.isdisjoint((*change.added, *change.taken_off))
    return bool(concerned)
