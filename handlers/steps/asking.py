"""Whom a step asks, for the record: who could say yes at that moment, and how many of them must. Pure."""

from typing import Any

from handlers.steps.progress import Progress


def asked(found: Progress) -> dict[str, Any]:
    """As data of an entry: from here on the current step waits. Nothing when no step does."""
    state = found.current
    if state is None:
        return {}
    rule = {"rule": state.step.rule.value, "needed": state.missing, "people": list(state.owing)}
    return {"asked": {"step": state.step.name, **rule} if state.step.name else rule}
