"""The table of contents: what happens in Slack, and the story that answers it."""

from handlers import wire
from handlers.edge import Story
from handlers.people import compose, decide, review

COMMANDS: dict[str, Story] = {
    wire.SUBMIT_POST: compose.by_command,
}

SHORTCUTS: dict[str, Story] = {}

ACTIONS: dict[str, Story] = {
    wire.APPROVE: decide.approve,
    wire.REQUEST_CHANGES: decide.ask_for_reason,
    wire.REJECT: decide.ask_for_reason,
    wire.UNDO: decide.undo,
    wire.READ_IN_FULL: review.read_in_full,
    wire.REVIEW: review.review,
    wire.REVIEW_MINE: review.review_mine,
    wire.SKIP: review.skip,
}

FORMS: dict[str, Story] = {
    wire.FULL_TEXT: decide.approve_after_reading,
    wire.DECISION_REASON: decide.decide_with_reason,
}

CLOSED: dict[str, Story] = {}

EVENTS: dict[str, Story] = {}
