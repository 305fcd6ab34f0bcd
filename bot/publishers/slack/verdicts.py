"""What a failed call to Slack means for a publication. Pure; the error names are those of chat.postMessage.

Source: docs.slack.dev/reference/methods/chat.postMessage#errors
"""

from datetime import timedelta

from handlers.problem import Problem
from handlers.publisher import Doubtful, NotSent, Refused
from handlers.slack import RateLimited, SlackError, SlackNotReached, SlackUncertain

GONE = {"channel_not_found", "is_archived", "thread_not_found", "message_not_found"}
NOT_ALLOWED = {
    "access_denied",
    "account_inactive",
    "ekm_access_denied",
    "invalid_auth",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "not_authed",
    "not_in_channel",
    "org_login_required",
    "posting_to_channel_denied",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
}
TOO_LONG = {"msg_too_long", "msg_blocks_too_long"}


def outcome(error: SlackError) -> Refused | NotSent | Doubtful:
    if isinstance(error, RateLimited):
        return NotSent(str(error), timedelta(seconds=error.retry_after))
    if isinstance(error, SlackNotReached):
        return NotSent(str(error))
    if isinstance(error, SlackUncertain):
        return Doubtful(str(error))
    return Refused(_problem(error.code), str(error))


def _problem(code: str) -> Problem:
    if code in GONE:
        return Problem.GONE
    if code in NOT_ALLOWED:
        return Problem.NOT_ALLOWED
    return Problem.TOO_LONG if code in TOO_LONG else Problem.REFUSED


def harmless(error: SlackError) -> Refused | NotSent:
    """The same for a call that publishes nothing: no failure of it leaves a doubt."""
    found = outcome(error)
    return NotSent(found.detail) if isinstance(found, Doubtful) else found


def advice(error: SlackError) -> str:
    """What somebody who runs this can do about it."""
    if error.code == "not_in_channel":
        return "Invite the bot: type /invite and its name in the channel."
    if _problem(error.code) == Problem.GONE:
        return "See whether the channel exists and is not archived, and write its id into ACCOUNTS."
    if _problem(error.code) == Problem.NOT_ALLOWED:
        return "Install the app again, so that its token gets every scope of manifest.yml."
    return "See status.slack.com, then try again."
