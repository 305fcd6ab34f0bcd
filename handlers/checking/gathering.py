"""Everything that the checks say of one submission as it stands. Transactions only; the checks themselves are pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from handlers.checking import links, nearby, networks, spelling
from handlers.checking.networks import Allowances
from handlers.checking.pieces import Due, Piece, days, pieces
from handlers.checks import claims, disclosure
from handlers.checks.promotions import Offered, misused
from handlers.checks.warnings import Code, Subject, Warned, warnings, worst_first
from handlers.rhythm import warned as rhythm
from handlers.style import guide
from handlers.style.judging import judge
from storage import brands, campaigns, promotions, publications
from storage.brands import Brand
from storage.content import Content, Flag
from storage.findings import Severity
from storage.lifecycle import Delivery
from storage.submissions import Submission

TO_COME = frozenset({Delivery.SCHEDULED, Delivery.MISSED, Delivery.FAILED})


def gather(
    session: Session,
    submission: Submission,
    content: Content,
    *,
    now: datetime,
    allowances: Allowances,
    weight: Severity = Severity.WARN,
    is_in_haste: bool = False,
) -> list[Warned]:
    """Worst first, each thing once. `weight`: of what certainly does not work. `is_in_haste`: without comparing it with
    everything else, which the second check makes up for.
    """
    brand, due = brands.brand(session, submission.brand_id), due_of(session, submission)
    texts = pieces(content, due)
    found = [
        *_of_texts(texts, content),
        *_of_style(session, brand, texts),
        *_of_links(session, texts, weight),
        *_of_promotions(session, brand, texts, due, now),
        *_of_campaign(session, brand, texts, content),
        *(() if is_in_haste else nearby.found(session, brand, submission.number, texts, due, now)),
        *networks.found(session, content, due, allowances),
        *rhythm.warned(session, brand, submission.number, due, now),
    ]
    heard = [one for one in found if one.code not in brand.silenced or one.severity == Severity.BLOCK]
    return worst_first({one.key: one for one in reversed(heard)}.values())


def due_of(session: Session, submission: Submission) -> Due:
    """Of what has not gone out."""
    rows = publications.of_submission(session, submission.number)
    return {row.account_id: row.due_at for row in rows if row.state in TO_COME}


def _of_texts(texts: list[Piece], content: Content) -> Iterator[Warned]:
    """What a text says by itself; images belong to all of them."""
    alt_texts = tuple(image.alt_text for image in content.images)
    for place, piece in enumerate(texts):
        subject = Subject(piece.text, alt_texts=alt_texts if place == 0 else ())
        for one in [*warnings(subject), *_claimed(piece, content), *_undisclosed(piece, content)]:
            yield replace(one, accounts=piece.own_of)


def _of_style(session: Session, brand: Brand, texts: list[Piece]) -> Iterator[Warned]:
    """What the style guide says."""
    rules = guide.rules_of(session, brand.number)
    for piece in texts:
        said = [*judge(piece.text, rules), *spelling.of_text(session, brand, piece.text, rules)]
        yield from (replace(one, accounts=piece.own_of) for one in said)


def _of_links(session: Session, texts: list[Piece], weight: Severity) -> Iterator[Warned]:
    for piece in texts:
        for one in links.of_text(session, piece.text, severity=weight):
            yield replace(one, accounts=piece.own_of)


def _claimed(piece: Piece, content: Content) -> list[Warned]:
    found = claims.unsourced(piece.text, content.note)
    return [Warned(Code.CLAIM, {"found": ", ".join(found)})] if found else []


def _undisclosed(piece: Piece, content: Content) -> list[Warned]:
    found = disclosure.undisclosed(piece.text, is_flagged=Flag.PAID in content.flags)
    return [Warned(Code.DISCLOSURE, {"found": found})] if found else []


def _of_campaign(session: Session, brand: Brand, texts: list[Piece], content: Content) -> list[Warned]:
    """Of a campaign that is paid for: its details say so, or, where it has none, its name."""
    campaign = content.campaign or ""
    details = campaigns.campaign(session, brand.number, campaign) if campaign else None
    is_paid = details.is_paid if details else disclosure.is_paid(campaign)
    if not is_paid or Flag.PAID in content.flags:
        return []
    is_silent = any(not disclosure.says_so(piece.text) for piece in texts)
    return [Warned(Code.DISCLOSURE_CAMPAIGN, {"found": campaign})] if is_silent else []


def _of_promotions(session: Session, brand: Brand, texts: list[Piece], due: Due, now: datetime) -> Iterator[Warned]:
    known = promotions.active_of(session, brand.number)
    offered = [Offered(one.code, one.first_day, one.last_day, one.address) for one in known]
    for piece in texts if offered else ():
        by_day = days(piece, due, brand.zone, now)
        for day, accounts in by_day.items():
            of_some = accounts if piece.is_own or len(by_day) > 1 else ()
            yield from (replace(one, accounts=of_some) for one in misused(piece.text, offered, day))
