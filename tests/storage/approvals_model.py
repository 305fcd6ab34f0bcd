"""What approvals should be, written a second time and as simply as it can be said: the model for random histories."""

from dataclasses import dataclass, field
from datetime import datetime

from storage.lifecycle import Editorial
from storage.stages import Rule

AUTHOR, ADMIN = "U0MINA", "U0ADA"


@dataclass
class Step:
    """One step of review as it is now."""

    number: int
    named: set[str]
    rule: Rule
    count: int
    looks_at: frozenset[str]


@dataclass
class Yes:
    """One approval that was not taken back."""

    by: str
    of: str
    steps: set[int]


@dataclass
class Post:
    """One submission."""

    text: str
    revision: int = 1
    state: Editorial = Editorial.IN_REVIEW
    writers: set[str] = field(default_factory=lambda: {AUTHOR})
    yes: list[Yes] = field(default_factory=list)
    stopped_by: str | None = None
    approved_at: datetime | None = None
    is_over: bool = False
    """It went out, or was passed over."""


@dataclass
class Team:
    """Everybody, and the rules that they made."""

    steps: list[Step] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    covers: dict[str, str] = field(default_factory=dict)
    """Who is away, and who stands in."""
    posts: dict[int, Post] = field(default_factory=dict)

    def said(self, post: Post, step: Step) -> set[str]:
        """Whose yes counts for a step: not that of anybody who wrote."""
        return {
            one.of for one in post.yes if step.number in one.steps and not {one.by, one.of}.intersection(post.writers)
        }

    def could(self, post: Post, step: Step) -> set[str]:
        return step.named - post.writers - self.gone

    def is_met(self, post: Post, step: Step) -> bool:
        said = self.said(post, step)
        people = len(self.could(post, step) | said)
        enough = {Rule.ANY: 1, Rule.ALL: people, Rule.MAJORITY: people // 2 + 1, Rule.COUNT: min(step.count, people)}
        return len(said) >= max(1, enough[step.rule])

    def current(self, post: Post) -> Step | None:
        return next((step for step in self.steps if not self.is_met(post, step)), None)

    def stands_in_for(self, who: str, post: Post, step: Step) -> str | None:
        """Somebody away who owes this step, when this person does not decide in their own right."""
        if who in self.could(post, step) or who in self.said(post, step):
            return None
        owing = sorted(self.could(post, step) - self.said(post, step))
        return next((away for away in owing if self.covers.get(away) == who), None)

    def may_decide(self, who: str, post: Post) -> bool:
        step = self.current(post)
        if who in self.gone or post.state != Editorial.IN_REVIEW or step is None or who in post.writers:
            return False
        return who in step.named or self.stands_in_for(who, post, step) is not None

    def may_approve(self, who: str, post: Post) -> bool:
        step = self.current(post)
        if step is None or not self.may_decide(who, post):
            return False
        has_said = any(one.by == who and step.number in one.steps for one in post.yes)
        return who not in self.said(post, step) and not has_said

    def approve(self, who: str, post: Post, now: datetime) -> None:
        step = self.current(post)
        assert step is not None
        of = self.stands_in_for(who, post, step) or who
        later = self.steps[self.steps.index(step) + 1 :]
        theirs = [one for one in later if of in self.could(post, one)]
        # A stand-in has a voice of their own where they are named.
        steps = {step.number, *(one.number for one in theirs if of == who or who not in self.could(post, one))}
        post.yes.append(Yes(who, of, steps))
        self.look(post, now)

    def look(self, post: Post, now: datetime) -> None:
        """Approved as soon as every step is met, by whatever it was."""
        if post.state == Editorial.IN_REVIEW and post.yes and self.current(post) is None:
            post.state, post.approved_at = Editorial.APPROVED, now

    def look_at_all(self, now: datetime) -> None:
        for post in self.posts.values():
            self.look(post, now)

    def may_edit(self, who: str, post: Post) -> bool:
        step = self.current(post)
        covers = step is not None and self.stands_in_for(who, post, step) is not None
        is_near = who in post.writers or who == ADMIN or covers or any(who in step.named for step in self.steps)
        is_open = post.state in (Editorial.IN_REVIEW, Editorial.CHANGES_REQUESTED, Editorial.APPROVED)
        return is_near and is_open and who not in self.gone

    def edit(self, who: str, post: Post, text: str, now: datetime) -> None:
        """Another text: only the steps that do not look at texts keep their yes."""
        keep = {step.number for step in self.steps if step.looks_at and "text" not in step.looks_at}
        post.text, post.revision, post.approved_at = text, post.revision + 1, None
        post.state, post.stopped_by = Editorial.IN_REVIEW, None
        post.writers.add(who)
        post.yes = [Yes(one.by, one.of, one.steps & keep) for one in post.yes if one.steps & keep]
        if keep:
            self.look(post, now)

    def may_undo(self, who: str, post: Post) -> bool:
        if who in self.gone:
            return False
        if post.state in (Editorial.CHANGES_REQUESTED, Editorial.REJECTED):
            return post.stopped_by == who
        if post.state not in (Editorial.IN_REVIEW, Editorial.APPROVED):
            return False
        mine = [one for one in post.yes if one.by == who]
        numbers = {number for one in mine for number in one.steps}
        last = max((at for at, step in enumerate(self.steps) if step.number in numbers), default=0)
        later = {step.number for step in self.steps[last + 1 :]}
        return bool(mine) and not any(one.steps & later for one in post.yes if one.by != who)

    def undo(self, who: str, post: Post) -> None:
        if post.stopped_by is None:
            post.yes = [one for one in post.yes if one.by != who]
        post.state, post.approved_at, post.stopped_by = Editorial.IN_REVIEW, None, None
