"""The table of contents: what happens in Slack, and the story that answers it."""

from handlers import wire
from handlers.edge import Story
from handlers.people import ask, compose, decide, hint, history, home, keep, review, withdraw

COMMANDS: dict[str, Story] = {
    wire.SUBMIT_POST: compose.by_command,
    wire.GREENLIGHT: ask.ask,
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
    wire.HISTORY: history.history,
    wire.WITHDRAW: withdraw.withdraw,
}

FORMS: dict[str, Story] = {
    wire.FULL_TEXT: decide.approve_after_reading,
    wire.DECISION_REASON: decide.decide_with_reason,
    wire.WITHDRAWAL: withdraw.confirm,
}

CLOSED: dict[str, Story] = {}

EVENTS: dict[str, Story] = {
    "app_home_opened": home.opened,
    "user_change": keep.user_change,
    "member_joined_channel": keep.member_joined_channel,
    "member_left_channel": keep.member_left_channel,
    "channel_left": keep.bot_left,
    "group_left": keep.bot_left,
    "channel_archive": keep.archived,
    "group_archive": keep.archived,
    "channel_unarchive": keep.unarchived,
    "group_unarchive": keep.unarchived,
    "channel_deleted": keep.deleted,
    "group_deleted": keep.deleted,
    "channel_rename": keep.renamed,
    "group_rename": keep.renamed,
    "reaction_added": hint.reaction_added,
    "message": hint.message,
}
