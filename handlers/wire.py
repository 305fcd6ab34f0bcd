"""Names that live inside Slack and must never change: old messages keep their buttons for years."""

import re
from dataclasses import dataclass

# Slash commands and shortcuts; the manifest holds the same names.
SUBMIT_POST = "/submit-post"
GREENLIGHT = "/greenlight"
SUBMIT_AS_POST = "submit_as_post"
NEW_POST = "new_post"
SUGGEST_AS_EDIT = "suggest_as_edit"
ADD_TO_LIBRARY = "add_to_library"
FIND_ANSWER = "find_answer"

# Buttons on the card and in private messages. The value is a Target, "142.2".
APPROVE = "approve"
REQUEST_CHANGES = "request_changes"
REJECT = "reject"
READ_IN_FULL = "read_in_full"
CARD_MENU = "card_menu"
EDIT = "edit"
WITHDRAW = "withdraw"
HISTORY = "history"
HISTORY_EARLIER = "history_earlier"
HISTORY_LATER = "history_later"
COPY = "copy"
UNDO = "undo"
TAKE_DOWN = "take_down"
REVIEW = "review"
REVIEW_MINE = "review_mine"
STILL_RIGHT = "still_right"
SKIP = "skip"
COMPOSE = "compose"
OPEN_DRAFT = "open_draft"
DISCARD_DRAFT = "discard_draft"

# Buttons of the discussion. The second number of ANSWER is a comment, that of the two others a suggestion.
ANSWER = "answer"
USE_SUGGESTION = "use_suggestion"
LEAVE_SUGGESTION = "leave_suggestion"
TOGETHER = "together"

# What was found. The value is where the page begins.
FIND_OLDER = "find_older"
FIND_NEWEST = "find_newest"

# Buttons of an admin's Home. The value is a brand's id, of the last one nothing.
BRAND_SET_UP = "brand_set_up"
BRAND_MORE = "brand_more"
BRAND_STEPS = "brand_steps"
BRAND_NEW = "brand_new"

# Buttons about one publication. The value is a Target whose second number is the publication's id.
IT_IS_LIVE = "it_is_live"
SEND_AGAIN = "send_again"
LEAVE_IT = "leave_it"
PUBLISH_NOW = "publish_now"
PUBLISH_EARLY = "publish_early"
NEW_TIME = "new_time"
I_POSTED_IT = "i_posted_it"
LATER = "later"
CANT = "cant"
COMMENT_AGAIN = "comment_again"

# Fields of the composer that report while they are filled in, and its way back from the images.
COMPOSER_TEXT = "composer_text"
COMPOSER_NOTE = "composer_note"
COMPOSER_BRAND = "composer_brand"
COMPOSER_ACCOUNTS = "composer_accounts"
COMPOSER_CAMPAIGN = "composer_campaign"
COMPOSER_GOES_OUT = "composer_goes_out"
COMPOSER_DATE = "composer_date"
COMPOSER_TIME = "composer_time"
COMPOSER_QUEUE = "composer_queue"
COMPOSER_LABELS = "composer_labels"
COMPOSER_BACK = "composer_back"
COMPOSER_FLAGS = "composer_flags"
COMPOSER_WARNING = "composer_warning"
COMPOSER_SNIPPET = "composer_snippet"
COMPOSER_LIBRARY = "composer_library"

# What one account has of its own. The value of CHANGE_FOR is the account's id; that of CARD_PREVIEWS a Target.
SEE_PREVIEWS = "see_previews"
CARD_PREVIEWS = "card_previews"
CHANGE_FOR = "change_for_account"
OWN_TEXT = "own_text"
OWN_GOES_OUT = "own_goes_out"
OWN_DATE = "own_date"
OWN_TIME = "own_time"
OWN_COMMENT = "own_comment"

# Accounts. The value is a Target whose first number is the account's id; of CONNECT_NEW a brand's id.
ACCOUNTS = "accounts"
CONNECT_NEW = "connect_new"
CONNECT_AGAIN = "connect_again"
LOOK_AGAIN = "look_again"

# Pausing.
PAUSE_NOW = "pause_now"
PAUSE_SCOPE = "pause_scope"
RESUME = "resume"
PASSED_OVER = "passed_over"

# Under a list of Home that shows only its beginning; the value is what to search for.
SEE_ALL = "see_all"

# Being away.
BACK = "back"

# The report. The value of REPORT is a brand's id, or nothing.
REPORT = "report"
REPORT_BRAND = "report_brand"
REPORT_WEEKS = "report_weeks"
REPORT_PICTURE = "report_picture"
REPORT_TABLE = "report_table"
REPORT_MINE = "report_mine"
REPORT_PEOPLE = "report_people"
REPORT_WEEKLY = "report_weekly"
REPORT_VIEW = "report_view"

# Campaigns. The value of CAMPAIGN_EDIT is its place in the brand's list.
CAMPAIGNS = "campaigns"
CAMPAIGNS_BRAND = "campaigns_brand"
CAMPAIGN_EDIT = "campaign_edit"
CAMPAIGNS_VIEW = "campaigns_view"
CAMPAIGN_FORM = "campaign_form"

# The calendar. The value of CALENDAR_MOVE is a Target whose second number is the publication's id.
CALENDAR = "calendar"
CALENDAR_KIND = "calendar_kind"
CALENDAR_DATE = "calendar_date"
CALENDAR_EARLIER = "calendar_earlier"
CALENDAR_LATER = "calendar_later"
CALENDAR_BRAND = "calendar_brand"
CALENDAR_ACCOUNT = "calendar_account"
CALENDAR_STATE = "calendar_state"
CALENDAR_CAMPAIGN = "calendar_campaign"
CALENDAR_AUTHOR = "calendar_author"
CALENDAR_MOVE = "calendar_move"
CALENDAR_PICTURE = "calendar_picture"
CALENDAR_FILE = "calendar_file"
CALENDAR_FEED = "calendar_feed"
CALENDAR_END_FEED = "calendar_end_feed"
CALENDAR_VIEW = "calendar_view"
CALENDAR_MOVE_FORM = "calendar_move_form"

# The rhythm. The value of RHYTHM is a brand's id, or nothing; of EDIT_RHYTHM an account's; of TAKE_SLOT a Target whose
# second number is the offer's id.
RHYTHM = "rhythm"
RHYTHM_BRAND = "rhythm_brand"
RHYTHM_WEEK = "rhythm_week"
EDIT_RHYTHM = "edit_rhythm"
EDIT_DAYS = "edit_sensitive_days"
TAKE_SLOT = "take_slot"
RHYTHM_VIEW = "rhythm_view"
RHYTHM_FORM = "rhythm_form"
DAYS_FORM = "sensitive_days_form"

# The library. The value is an asset's id; of LIBRARY a brand's id.
LIBRARY = "library"
LIBRARY_BRAND = "library_brand"
LIBRARY_OPEN = "library_open"
LIBRARY_SEND = "library_send"
LIBRARY_WITHDRAW = "library_withdraw"
LIBRARY_BRING_BACK = "library_bring_back"
LIBRARY_VIEW = "library_view"
LIBRARY_FORM = "library_form"
LIBRARY_ADDING = "library_adding"

# Best times and hashtags. The value is an account's id; of BEST_TIME nothing.
BEST_TIME = "best_time"
BEST_TIME_ACCOUNT = "best_time_account"
BEST_TIME_PICTURE = "best_time_picture"
BEST_TIME_EXPLORE = "best_time_explore"
BEST_TIME_VIEW = "best_time_view"
HASHTAGS = "hashtags"
HASHTAGS_ACCOUNT = "hashtags_account"
HASHTAGS_VIEW = "hashtags_view"

# Snippets. The value is a snippet's id, 0 for a new one.
SNIPPETS = "snippets"
SNIPPETS_BRAND = "snippets_brand"
SNIPPETS_VIEW = "snippets_view"
SNIPPET_OPEN = "snippet_open"
SNIPPET_FORM = "snippet_form"

# The style guide. The value of STYLE_TRY and STYLE_OFF is a Target: brand and rule; of STYLE_ON several rules' ids.
STYLE = "style"
STYLE_BRAND = "style_brand"
STYLE_WRITE = "style_write"
STYLE_EXAMPLES = "style_examples"
STYLE_TRY = "style_try"
STYLE_TRY_ALL = "style_try_all"
STYLE_ON = "style_on"
STYLE_OFF = "style_off"
STYLE_EARLIER = "style_earlier"
STYLE_LATER = "style_later"
STYLE_VIEW = "style_view"
STYLE_FORM = "style_form"
STYLE_TRIAL = "style_trial"
CHECK_OFF = "check_off"
CHECKS_ON = "checks_on"

# Saved answers. The value is an answer's id, 0 for a new one; under the card a Target with the time of that version.
SAVED_ANSWERS = "saved_answers"
SAVED_BRAND = "saved_brand"
SAVED_VIEW = "saved_view"
SAVED_OPEN = "saved_open"
SAVED_FORM = "saved_form"
SAVED_APPROVE = "saved_approve"
SAVED_REQUEST_CHANGES = "saved_request_changes"
SAVED_REJECT = "saved_reject"
SAVED_REASON = "saved_reason"
SAVED_STILL_RIGHT = "saved_still_right"
SAVED_RETIRE = "saved_retire"

# The welcome. The value is a brand's id.
WELCOME_READ = "welcome_read"

# What somebody wishes to hear.
REMINDERS_NOW = "reminders_now"

# Whom accounts speak to. The value is an account's id.
AUDIENCES = "audiences"
AUDIENCE_BRAND = "audience_brand"
AUDIENCE_EDIT = "audience_edit"
AUDIENCE_FORM = "audience_form"

# Labels of a brand. Its metadata is the brand's id.
LABELS_FORM = "labels_form"

# A file with many submissions. The value is its batch's id.
IMPORT_FORM = "import_form"
IMPORT_NOW = "import_now"

# Promotions, and tags of links. Values are Targets: a brand's id, and the promotion's or nothing; of tags a campaign.
PROMOTIONS = "promotions"
PROMOTIONS_BRAND = "promotions_brand"
PROMOTION_EDIT = "promotion_edit"
PROMOTION_FORM = "promotion_form"
UTM = "utm"
UTM_BRAND = "utm_brand"
UTM_EDIT = "utm_edit"
UTM_FORM = "utm_form"

# What checks found. The value is a Target; of the rules below them a Target whose first number is the rule's.
SEE_FINDINGS = "see_findings"
SEND_AS_IT_IS = "send_as_it_is"

# Modals.
REMINDERS = "reminders"
AWAY = "away"
PAUSE = "pause"
COMPOSER = "composer"
IMAGES = "composer_images"
CHECKING = "composer_checking"
PREVIEWS = "composer_previews"
OWN = "composer_own"
DECISION_REASON = "decision_reason"
FULL_TEXT = "full_text"
REVIEWER = "reviewer"
LINK = "publication_link"
TIME = "publication_time"
CANT_REASON = "publication_cant"
WITHDRAWAL = "withdrawal"
TAKING_DOWN = "taking_down"
FORGET_WHOM = "forget_whom"
FORGETTING = "forgetting"
ANSWERING = "answering"
SUGGESTING = "suggesting"
TOGETHER_FORM = "together_form"
FOUND = "found"
CONNECT_FORM = "connect_form"
BRAND_FORM = "brand_form"
BRAND_MORE_FORM = "brand_more_form"
BRAND_STEPS_FORM = "brand_steps_form"
READING = "reading"
"""A modal that only shows something: history, help, the answer to a press on Home."""

FOR_PEOPLE_OUTSIDE = frozenset(
    {APPROVE, REQUEST_CHANGES, REJECT, UNDO, READ_IN_FULL, REVIEW, REVIEW_MINE, SKIP, FULL_TEXT, DECISION_REASON}
)
"""What somebody of another workspace can press or send at all; whether they may is asked at the record."""

# Message metadata, by which a message whose answer was lost is found again.
CARD_METADATA = "greenlight_card"
MESSAGE_METADATA = "greenlight_message"
PUBLICATION_METADATA = "greenlight_publication"


@dataclass(frozen=True)
class Target:
    """What a button is about: a submission, and its revision (or one of its publications). A claim, never trusted."""

    submission_id: int
    part: int = 0

    def __str__(self) -> str:
        return f"{self.submission_id}.{self.part}"

    @classmethod
    def parse(cls, value: str) -> "Target | None":
        """Nothing for anything that we did not write ourselves, nor for a number too large for a PostgreSQL integer."""
        found = re.fullmatch(r"([1-9][0-9]{0,8})\.([0-9]{1,9})", value, re.ASCII)
        return cls(int(found[1]), int(found[2])) if found else None
