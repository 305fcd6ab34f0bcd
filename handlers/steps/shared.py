"""Which step of a review is shown to people from outside, and whether it has been reached. Pure."""

from handlers.steps.progress import Progress, StepState


def step_outside(found: Progress) -> StepState | None:
    """The first step with a channel shared with people from outside; nothing when everybody is of the team."""
    return next((one for one in found.steps if one.step.channel), None)


def has_come(found: Progress) -> bool:
    """Whether the submission has come to that step: before it, people from outside see nothing of the text."""
    step = step_outside(found)
    return step is not None and (found.current is None or found.steps.index(found.current) >= found.steps.index(step))


def is_their_turn(found: Progress) -> bool:
    """Whether the current step is that one, or a later one in the same channel."""
    first, current = step_outside(found), found.current
    return first is not None and current is not None and current.step.channel == first.step.channel


def named_outside(found: Progress) -> frozenset[str]:
    """Whom the steps in a shared channel name."""
    return frozenset(user_id for one in found.steps if one.step.channel for user_id in one.step.named)
