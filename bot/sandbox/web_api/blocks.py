"""blocks.validate: what would be wrong with blocks, a message or a view, without posting them.

docs.slack.dev/reference/methods/blocks.validate; pointers begin at what was given, so `/0/text` for blocks and
`/blocks/0/text` for a message or a view.
"""

from typing import Any

from bot.sandbox import accepting
from bot.sandbox.block_kit import payload
from bot.sandbox.block_kit.problems import Problems, wrong
from bot.sandbox.limits import Tier
from bot.sandbox.refusals import Refused
from bot.sandbox.web_api.call import Call, method
from bot.sandbox.world import World

Json = dict[str, Any]
# What is checked -> the error, and what our pointers have before it.
KINDS = {"blocks": ("invalid_blocks", "/blocks"), "message": ("invalid_message", ""), "view": ("invalid_view", "/view")}


def validate(call: Call) -> Json:
    """Check exactly one of blocks, message and view; problems come in `errors`, each with its JSON pointer."""
    given = {kind: parsed for kind in KINDS if (parsed := call.parsed(kind)) is not None}
    if len(given) != 1:
        said = "[ERROR] provide exactly one of blocks, message, view"
        raise Refused("invalid_arguments", response_metadata={"messages": [said]})
    ((kind, checked),) = given.items()
    code, root = KINDS[kind]
    problems = _problems(call.world, kind, checked)
    if problems:
        raise Refused(code, errors=[problem.told(root) for problem in problems])
    return {}


def _problems(world: World, kind: str, given: Any) -> Problems:
    if kind == "view":
        return accepting.problems_of_view(world, given)
    return _of_message(world, given) if kind == "message" else accepting.problems_of_blocks(world, given)


def _of_message(world: World, given: Any) -> Problems:
    problems: Problems = []
    if not isinstance(given, dict):
        wrong(problems, "must be an object", "", "type", "object")
        return problems
    lists = [(given["blocks"], "/blocks")] if "blocks" in given else []
    for number, attachment in enumerate(given.get("attachments") or ()):
        if isinstance(attachment, dict) and "blocks" in attachment:
            lists.append((attachment["blocks"], f"/attachments/{number}/blocks"))
    for blocks, at in lists:
        problems += accepting.problems_of_blocks(world, blocks, at)
    return problems or payload.problems_together(lists)


METHODS = {"blocks.validate": method(validate, "blocks message view", "", Tier.SPECIAL)}
