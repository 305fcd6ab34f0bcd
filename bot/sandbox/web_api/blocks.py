"""blocks.validate: what would be wrong with blocks or a view, without posting them.

docs.slack.dev/reference/methods/blocks.validate
"""

import re
from typing import Any

from bot.sandbox import accepting
from bot.sandbox.limits import Tier
from bot.sandbox.refusals import Refused
from bot.sandbox.web_api.call import Call, method

Json = dict[str, Any]
POINTER = re.compile(r"(.*) \[json-pointer:(.*)\]")


def validate(call: Call) -> Json:
    """Check blocks, a message or a view; problems come in `errors`, each with its JSON pointer."""
    message, view = call.parsed("message"), call.parsed("view")
    try:
        if view is not None:
            accepting.view(call.world, view, str(view.get("type")))
        else:
            given = call.parsed("blocks") if message is None else message.get("blocks")
            accepting.blocks(call.world, given)
    except Refused as refused:
        problems = refused.fields.get("errors") or [refused.code]
        raise Refused(refused.code, errors=[_problem(refused.code, p) for p in problems]) from None
    return {}


def _problem(code: str, problem: str) -> Json:
    found = POINTER.fullmatch(problem)
    what, pointer = found.groups() if found else (problem, "")
    return {"pointer": pointer, "code": code, "message": what}


METHODS = {"blocks.validate": method(validate, "blocks message view", "", Tier.SPECIAL)}
