"""Composition objects: text, confirm, option, filter, slack_file, workflow.

docs.slack.dev/reference/block-kit/composition-objects; option values are refused over 75 characters, because
@slack/types says 75 where slack_sdk and slackblocks say 150, and the stricter wins.
"""

from bot.sandbox.block_kit.problems import Json, Problems, wrong
from bot.sandbox.block_kit.rules import Check, Shape, anything, flag, items, matching, one_of, string, typed
from bot.sandbox.block_kit.together import at_least_one, exactly_one, unique

URL = matching(r"(https?|mailto|slack|tel):\S+", "a valid URL")
WEB_URL = matching(r"https?://\S+", "a valid URL")
SHORT_URL = matching(r"https?://\S+", "a valid URL", 2000)
ID = string(255, 1)
STYLE = one_of("primary", "danger")


def text(most: int = 3000) -> Check:
    """Check a text object of either kind."""
    plain = {"type": anything, "text": string(most, 1), "emoji": flag}
    mrkdwn = {"type": anything, "text": string(most, 1), "verbatim": flag}
    return typed({"plain_text": Shape(plain, ("text",)), "mrkdwn": Shape(mrkdwn, ("text",))}, "text type")


def plain(most: int) -> Check:
    """Check a text object that must be plain text."""
    fields = {"type": anything, "text": string(most, 1), "emoji": flag}
    return typed({"plain_text": Shape(fields, ("text",))}, "text type")


CONFIRM = Shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30), "style": STYLE},
    ("title", "text", "confirm", "deny"),
)


def option(*, with_mrkdwn: bool = False, with_url: bool = False) -> Shape:
    """Answer the shape of an option; checkboxes and radio buttons may have mrkdwn, overflow menus a url."""
    words = text(75) if with_mrkdwn else plain(75)
    fields: dict[str, Check] = {"text": words, "value": string(75, 1), "description": words}
    return Shape(fields | ({"url": URL} if with_url else {}), ("text", "value"))


def different_values(value: Json, at: str, problems: Problems) -> None:
    """Check that no two options have the same value."""
    offered = value.get("options") or ()
    unique(((one["value"], f"{at}/options/{i}/value") for i, one in enumerate(offered)), "option value", problems)


def initial_is_offered(value: Json, at: str, problems: Problems) -> None:
    """Check that initial options are among those on offer, exactly as they are there."""
    offered = list(value.get("options") or ())
    for group in value.get("option_groups") or ():
        offered += group["options"]
    if (one := value.get("initial_option")) is not None and one not in offered:
        wrong(problems, "must be one of the provided options", f"{at}/initial_option")
    for number, chosen in enumerate(value.get("initial_options") or ()):
        if chosen not in offered:
            wrong(problems, "must be one of the provided options", f"{at}/initial_options/{number}")


OPTION = option()
GROUP = Shape({"label": plain(75), "options": items(OPTION, 1, 100)}, ("label", "options"), (different_values,))
FILTER = Shape(
    {
        "include": items(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
    (),
    (at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)
DISPATCH = Shape(
    {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}, ("trigger_actions_on",)
)
FILE_ID = matching(r"F[A-Z0-9]{8,}", "the id of a file", 255)
SLACK_FILE = Shape({"id": FILE_ID, "url": WEB_URL}, (), (exactly_one("id", "url"),))
_PARAMETER = Shape({"name": string(3000, 1), "value": string(3000)}, ("name", "value"))
_TRIGGER = Shape({"url": WEB_URL, "customizable_input_parameters": items(_PARAMETER, 1, 100)}, ("url",))
WORKFLOW = Shape({"trigger": _TRIGGER}, ("trigger",))
