"""Who draws which kind of message: every area's register, merged. A kind that nobody draws is a bug."""

from handlers.blocks import (
    away,
    brand_sayings,
    card,
    checking_again,
    client_card,
    composer_sayings,
    confirmation,
    connecting,
    decision,
    digest,
    discussion,
    first_comment,
    home_sayings,
    library,
    nudge,
    pause,
    publication,
    receipt,
    report,
    taking_down,
    together,
)
from handlers.blocks.saying import Draw

AREAS = (
    away.SAYINGS,
    brand_sayings.SAYINGS,
    card.SAYINGS,
    checking_again.SAYINGS,
    client_card.SAYINGS,
    confirmation.SAYINGS,
    connecting.SAYINGS,
    composer_sayings.SAYINGS,
    decision.SAYINGS,
    composer_sayings.SAYINGS,
    home_sayings.SAYINGS,
    library.SAYINGS,
    publication.SAYINGS,
    receipt.SAYINGS,
    report.SAYINGS,
    taking_down.SAYINGS,
    digest.SAYINGS,
    discussion.SAYINGS,
    first_comment.SAYINGS,
    together.SAYINGS,
    nudge.SAYINGS,
    pause.SAYINGS,
)

SAYINGS: dict[str, Draw] = {kind: draw for area in AREAS for kind, draw in area.items()}
