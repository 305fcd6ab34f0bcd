"""What an edit changes, and whether the decisions made so far survive it. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.lifecycle import Editorial
from storage.submissions import Content

LATER = timedelta(days=7)
"""A time within these days after the one that was approved needs no new decision."""


@dataclass(frozen=True)
class Change:
    """The difference between a submission as it stands and what its author sent."""

    text: bool = False
    images: bool = False
    note: bool = False
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
        return not (self.text or self.images or self.note or self.added or self.taken_off or self.moved)

    @property
    def needs_revision(self) -> bool:
        """Anything that an approver may not have said yes to."""
        moved_away = self.moved and not self.is_within_reach
        return self.text or self.images or bool(self.added) or moved_away or self.owes_revision


def between(before: Content, after: Content, *, wanted_at: datetime | None, state: Editorial) -> Change:
    """`before` as it stands now; `wanted_at` is the time of the current revision, which approvers decide about."""
    return Change(
        text=before.text != after.text,
        images=before.images != after.images,
        note=before.note != after.note,
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
