"""The table of contents: what happens in Slack, and the story that answers it."""

from handlers import wire
from handlers.desk import Desk
from handlers.edge import Offer, Story
from handlers.people import (
    again,
    ask,
    away,
    best_time,
    by_hand,
    calendar,
    comment,
    comment_again,
    compose,
    configure,
    confirm,
    connect,
    decide,
    drafts,
    early,
    fill_in,
    find,
    findings,
    forget,
    groups,
    hint,
    history,
    home,
    images,
    importing,
    keep,
    library,
    library_add,
    pause,
    preview,
    promotions,
    reminders,
    report,
    review,
    rhythm,
    settle,
    snippets,
    style,
    submit,
    suggest,
    take_down,
    take_slot,
    together,
    utm,
    withdraw,
)
from handlers.request import Request
from handlers.typed.commands import is_command, word_of


async def submit_post(desk: Desk, request: Request) -> None:
    """Only an exact form is a command; anything else is the text of a post."""
    await (ask.ask if is_command(request.text) else compose.by_command)(desk, request)


async def greenlight(desk: Desk, request: Request) -> None:
    """The first word chooses the story; it finds the others by `rest_of`."""
    await ASKED.get(word_of(request.text), ask.ask)(desk, request)


async def message(desk: Desk, request: Request) -> None:
    """What somebody writes is kept as a comment where it is one; and a plain yes is answered with the button."""
    await comment.message(desk, request)
    await hint.message(desk, request)


ASKED: dict[str, Story] = {
    # After /greenlight, one word each; whatever is not here is a question that `ask` answers.
    "calendar": calendar.ask,
    "find": find.find,
    "forget": forget.ask,
    "away": away.away,
    "back": away.back,
    "besttime": best_time.ask,
    "hashtags": best_time.ask_for_tags,
    "library": library.ask,
    "export": importing.export,
    "import": importing.ask,
    "pause": pause.ask,
    "promotions": promotions.ask,
    "reminders": reminders.ask,
    "report": report.ask,
    "rhythm": rhythm.ask,
    "resume": pause.resume_by_command,
    "style": style.ask,
    "snippets": snippets.ask,
    "utm": utm.ask,
}

COMMANDS: dict[str, Story] = {
    wire.SUBMIT_POST: submit_post,
    wire.GREENLIGHT: greenlight,
}

SHORTCUTS: dict[str, Story] = {
    wire.NEW_POST: compose.by_shortcut,
    wire.SUBMIT_AS_POST: compose.by_message,
    wire.SUGGEST_AS_EDIT: suggest.by_message,
    wire.ADD_TO_LIBRARY: library_add.by_message,
}

ACTIONS: dict[str, Story] = {
    # Deciding.
    wire.APPROVE: decide.approve,
    wire.REQUEST_CHANGES: decide.ask_for_reason,
    wire.REJECT: decide.ask_for_reason,
    wire.UNDO: decide.undo,
    wire.STILL_RIGHT: confirm.confirm,
    wire.READ_IN_FULL: review.read_in_full,
    wire.REVIEW: review.review,
    wire.REVIEW_MINE: review.review_mine,
    wire.SKIP: review.skip,
    wire.SEE_FINDINGS: findings.see,
    wire.IMPORT_NOW: importing.bring_in,
    wire.PROMOTIONS: promotions.ask,
    wire.PROMOTIONS_BRAND: promotions.turn,
    wire.PROMOTION_EDIT: promotions.edit,
    wire.UTM: utm.ask,
    wire.UTM_BRAND: utm.turn,
    wire.UTM_EDIT: utm.edit,
    wire.SEND_AS_IT_IS: findings.send_as_it_is,
    wire.HISTORY: history.history,
    wire.HISTORY_EARLIER: history.turn,
    wire.HISTORY_LATER: history.turn,
    wire.WITHDRAW: withdraw.withdraw,
    wire.TAKE_DOWN: take_down.ask,
    wire.ANSWER: comment.ask_for_answer,
    wire.USE_SUGGESTION: suggest.use,
    wire.LEAVE_SUGGESTION: suggest.leave,
    wire.TOGETHER: together.open_form,
    wire.FIND_OLDER: find.turn,
    wire.FIND_NEWEST: find.turn,
    # Being away.
    wire.BACK: away.back,
    # Pausing.
    wire.PAUSE_NOW: pause.ask,
    wire.PAUSE_SCOPE: pause.chosen,
    wire.RESUME: pause.resume,
    wire.PASSED_OVER: pause.decide,
    wire.REMINDERS_NOW: reminders.ask,
    wire.SEE_ALL: find.see_all,
    # Writing.
    wire.COMPOSE: compose.by_button,
    wire.EDIT: compose.edit,
    wire.COPY: compose.copy,
    wire.OPEN_DRAFT: compose.open_draft,
    wire.DISCARD_DRAFT: drafts.discard,
    wire.COMPOSER_TEXT: drafts.typed,
    wire.COMPOSER_NOTE: drafts.typed,
    wire.COMPOSER_BRAND: drafts.typed,
    wire.COMPOSER_ACCOUNTS: drafts.typed,
    wire.COMPOSER_CAMPAIGN: drafts.typed,
    wire.COMPOSER_GOES_OUT: drafts.typed,
    wire.COMPOSER_DATE: drafts.typed,
    wire.COMPOSER_TIME: drafts.typed,
    wire.COMPOSER_QUEUE: drafts.typed,
    wire.COMPOSER_FLAGS: drafts.typed,
    wire.COMPOSER_WARNING: drafts.typed,
    wire.COMPOSER_SNIPPET: fill_in.take_snippet,
    wire.COMPOSER_LIBRARY: fill_in.take_asset,
    wire.COMPOSER_BACK: images.back,
    # What one account has of its own.
    wire.SEE_PREVIEWS: preview.see,
    wire.CARD_PREVIEWS: preview.see_submission,
    wire.CHANGE_FOR: preview.change,
    wire.OWN_TEXT: preview.typed,
    wire.OWN_GOES_OUT: preview.typed,
    wire.OWN_DATE: preview.typed,
    wire.OWN_TIME: preview.typed,
    wire.OWN_COMMENT: preview.typed,
    # The calendar.
    wire.CALENDAR: calendar.open_,
    wire.CALENDAR_KIND: calendar.turn,
    wire.CALENDAR_DATE: calendar.turn,
    wire.CALENDAR_EARLIER: calendar.turn,
    wire.CALENDAR_LATER: calendar.turn,
    wire.CALENDAR_BRAND: calendar.turn,
    wire.CALENDAR_ACCOUNT: calendar.turn,
    wire.CALENDAR_STATE: calendar.turn,
    wire.CALENDAR_CAMPAIGN: calendar.turn,
    wire.CALENDAR_AUTHOR: calendar.turn,
    wire.CALENDAR_MOVE: calendar.ask_to_move,
    wire.CALENDAR_PICTURE: calendar.send_picture,
    wire.CALENDAR_FILE: calendar.send_file,
    wire.CALENDAR_FEED: calendar.begin_feed,
    wire.CALENDAR_END_FEED: calendar.end_feed,
    # The rhythm.
    wire.RHYTHM: rhythm.ask,
    wire.RHYTHM_BRAND: rhythm.turn,
    wire.RHYTHM_WEEK: rhythm.turn,
    wire.EDIT_RHYTHM: rhythm.edit,
    wire.EDIT_DAYS: rhythm.edit_days,
    wire.TAKE_SLOT: take_slot.take,
    # When, and with which hashtags.
    wire.BEST_TIME: best_time.open_,
    wire.BEST_TIME_ACCOUNT: best_time.turn,
    wire.BEST_TIME_PICTURE: best_time.picture,
    wire.BEST_TIME_EXPLORE: best_time.explore,
    wire.HASHTAGS: best_time.open_tags,
    wire.HASHTAGS_ACCOUNT: best_time.turn_tags,
    # The style guide.
    wire.STYLE: style.ask,
    wire.STYLE_BRAND: style.turn,
    wire.STYLE_WRITE: style.write,
    f"{wire.STYLE_EXAMPLES}_en": style.examples,
    f"{wire.STYLE_EXAMPLES}_ko": style.examples,
    wire.STYLE_TRY: style.try_,
    wire.STYLE_TRY_ALL: style.try_all,
    wire.STYLE_ON: style.switch_on,
    wire.STYLE_OFF: style.switch_off,
    wire.STYLE_EARLIER: style.page,
    wire.STYLE_LATER: style.page,
    # How it went.
    wire.REPORT: report.open_,
    wire.REPORT_BRAND: report.turn,
    wire.REPORT_WEEKS: report.turn,
    wire.REPORT_PICTURE: report.picture,
    wire.REPORT_TABLE: report.table,
    wire.REPORT_MINE: report.mine,
    wire.REPORT_PEOPLE: report.people,
    wire.REPORT_WEEKLY: report.weekly,
    # The library.
    wire.LIBRARY: library.open_,
    wire.LIBRARY_BRAND: library.turn,
    wire.LIBRARY_OPEN: library.open_one,
    wire.LIBRARY_SEND: library.send,
    wire.LIBRARY_WITHDRAW: library.withdraw,
    wire.LIBRARY_BRING_BACK: library.bring_back,
    # Snippets.
    wire.SNIPPETS: snippets.open_,
    wire.SNIPPETS_BRAND: snippets.turn,
    wire.SNIPPET_OPEN: snippets.open_one,
    # Setting up.
    wire.BRAND_SET_UP: configure.set_up,
    wire.BRAND_MORE: configure.more,
    wire.BRAND_STEPS: configure.steps,
    wire.BRAND_NEW: configure.new,
    # Accounts.
    wire.ACCOUNTS: connect.overview,
    wire.CONNECT_NEW: connect.new,
    wire.CONNECT_AGAIN: connect.again,
    wire.LOOK_AGAIN: connect.look_again,
    # One publication.
    wire.IT_IS_LIVE: settle.ask_for_link,
    wire.I_POSTED_IT: settle.ask_for_link,
    wire.LEAVE_IT: settle.leave,
    wire.SEND_AGAIN: again.send_again,
    wire.PUBLISH_NOW: again.publish_now,
    wire.PUBLISH_EARLY: early.publish_early,
    wire.NEW_TIME: again.ask_for_time,
    wire.LATER: by_hand.later,
    wire.CANT: by_hand.ask_why,
    wire.COMMENT_AGAIN: comment_again.write_again,
}

OPTIONS: dict[str, Offer] = {
    # What is found while somebody types.
    wire.COMPOSER_SNIPPET: fill_in.offer_snippets,
    wire.COMPOSER_LIBRARY: fill_in.offer_assets,
}

FORMS: dict[str, Story] = {
    wire.COMPOSER: submit.submit,
    wire.AWAY: away.leave,
    wire.PAUSE: pause.pause,
    wire.REMINDERS: reminders.keep,
    wire.IMAGES: images.submit,
    wire.OWN: preview.submit,
    wire.FULL_TEXT: decide.approve_after_reading,
    wire.DECISION_REASON: decide.decide_with_reason,
    wire.WITHDRAWAL: withdraw.confirm,
    wire.IMPORT_FORM: importing.send,
    wire.PROMOTION_FORM: promotions.save,
    wire.UTM_FORM: utm.save,
    wire.TAKING_DOWN: take_down.confirm,
    wire.FORGET_WHOM: forget.look,
    wire.FORGETTING: forget.confirm,
    wire.ANSWERING: comment.answer,
    wire.SUGGESTING: suggest.suggest,
    wire.TOGETHER_FORM: together.send,
    wire.LINK: settle.say_it_is_live,
    wire.TIME: again.choose_time,
    wire.CANT_REASON: by_hand.say_why,
    wire.CONNECT_FORM: connect.begin,
    wire.SNIPPETS_VIEW: snippets.find,
    wire.SNIPPET_FORM: snippets.save,
    wire.LIBRARY_VIEW: library.find,
    wire.LIBRARY_FORM: library.save,
    wire.LIBRARY_ADDING: library_add.add,
    wire.CALENDAR_MOVE_FORM: calendar.move,
    wire.RHYTHM_FORM: rhythm.save,
    wire.DAYS_FORM: rhythm.save_days,
    wire.STYLE_FORM: style.save,
    wire.BRAND_FORM: configure.save,
    wire.BRAND_MORE_FORM: configure.save,
    wire.BRAND_STEPS_FORM: configure.save,
}

CLOSED: dict[str, Story] = {
    wire.COMPOSER: drafts.closed,
    wire.IMAGES: images.closed,
    wire.OWN: preview.closed,
}

EVENTS: dict[str, Story] = {
    "app_home_opened": home.opened,
    "dnd_updated_user": away.notifications,
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
    "subteam_created": groups.changed,
    "subteam_updated": groups.changed,
    "subteam_members_changed": groups.members_changed,
    "reaction_added": hint.reaction_added,
    "message": message,
}
