"""Composition objects: text, confirm, option, filter, slack_file.

docs.slack.dev/reference/block-kit/composition-objects; option values are refused over 75 characters, because
@slack/types says 75 where slack_sdk and slackblocks say 150, and the stricter wins.
"""

from bot.sandbox.block_kit.rules import (
    Check,
    Json,
    Problems,
    Shape,
    anything,
    exactly_one,
    flag,
    items,
    matching,
    one_of,
    string,
    typed,
    units,
    wrong,
)

URL = matching(r"(https?|mailto|slack|tel):\S+", "a valid URL")
WEB_URL = matching(r"https?://\S+", "a valid URL")
ID = string(255, 1)


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
    {
        "title": plain(100),
        "text": text(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
    ("title", "text", "confirm", "deny"),
)


def option(*, with_mrkdwn: bool = False, with_url: bool = False) -> Shape:
    """Answer the shape of an option; checkboxes and radio buttons may have mrkdwn, overflow menus a url."""
    words = text(75) if with_mrkdwn else plain(75)
    fields: dict[str, Check] = {"text": words, "value": string(75, 1), "description": words}
    return Shape(fields | ({"url": URL} if with_url else {}), ("text", "value"))


OPTION = option()
GROUP = Shape({"label": plain(75), "options": items(OPTION, 1, 100)}, ("label", "options"))
FILTER = Shape(
    {
        "include": items(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    }
)
DISPATCH = Shape({"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 1, 2)})
SLACK_FILE = Shape({"id": string(255, 1), "url": string(3000, 1)}, (), (exactly_one("id", "url"),))


def different_values(value: Json, at: str, problems: Problems) -> None:
    """Check that no two options have the same value."""
    seen: set[str] = set()
    for number, one in enumerate(value.get("options") or ()):
        name = one.get("value") if isinstance(one, dict) else None
        if name in seen:
            wrong(problems, f"option value already exists: {name}", f"{at}/options/{number}/value")
        seen.add(str(name))


def initial_is_offered(value: Json, at: str, problems: Problems) -> None:
    """Check that initial options are among those on offer, exactly as they are there."""
    offered = [o for o in value.get("options") or ()]
    offered += [o for g in value.get("option_groups") or () if isinstance(g, dict) for o in g.get("options") or ()]
    one = value.get("initial_option")
    if one is not None and one not in offered:
        wrong(problems, "must be one of the provided options", f"{at}/initial_option")
    for number, chosen in enumerate(value.get("initial_options") or ()):
        if chosen not in offered:
            wrong(problems, "must be one of the provided options", f"{at}/initial_options/{number}")


def length_of(value: Json) -> int:
    """Count the characters of everything under `text` inside an object: for budgets over whole payloads."""
    count = 0
    for name, inside in value.items():
        if name == "text" and isinstance(inside, str):
            count += units(inside)
        elif isinstance(inside, dict):
            count += length_of(inside)
        elif isinstance(inside, list):
            count += sum(length_of(one) for one in inside if isinstance(one, dict))
    return count
