"""Who draws which kind of message: every area's register, merged. A kind that nobody draws is a bug."""

from handlers.blocks import decision
from handlers.blocks.saying import Draw

AREAS = (decision.SAYINGS,)

SAYINGS: dict[str, Draw] = {kind: draw for area in AREAS for kind, draw in area.items()}
