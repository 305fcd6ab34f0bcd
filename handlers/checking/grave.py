"""What is too grave to be sent: dead links in what goes out before long, and what the style guide forbids.

Transactions only.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from handlers.checking import links
from handlers.checking.links import ToSend
from handlers.checks.warnings import Warned
from handlers.style import guide
from handlers.style.judging import judge
from storage.findings import Severity


def found(session: Session, brand_id: int, texts: Sequence[ToSend], *, now: datetime) -> list[Warned]:
    """`brand_id`: 0 while it is not certain which brand it is for."""
    rules = guide.rules_of(session, brand_id) if brand_id else []
    forbidden = [
        replace(one, accounts=(text.account_id,) if text.account_id else ())
        for text in (texts if rules else ())
        for one in judge(text.text, rules)
        if one.severity == Severity.BLOCK
    ]
    return [*links.dead_in(session, texts, now=now), *forbidden]
