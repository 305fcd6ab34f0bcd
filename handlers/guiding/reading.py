"""What somebody sees of a brand's rules, and the posts that rules are tried on. Transactions only."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from handlers.blocks.style_guide import PAGE, Row, Shown, State
from handlers.promoting.standing import in_charge, standing
from handlers.style import guide
from handlers.style.rule import Rule
from handlers.style.typed import written
from storage.style_rules import StyleRule
from storage.submissions import Revision, Submission

PAST = 200
"""Posts that a rule is tried on: the newest of the brand."""


def shown(session: Session, user_id: str, brand_id: int, first: int = 0) -> Shown:
    """A page of the rules, in the order in which they were written. Raises Stranger or Denied."""
    stands, brand = standing(session, user_id, brand_id)
    query = select(StyleRule).where(StyleRule.brand_id == brand.number).order_by(col(StyleRule.id))
    total = session.exec(select(func.count()).select_from(StyleRule).where(StyleRule.brand_id == brand.number)).one()
    rows = session.exec(query.offset(first).limit(PAGE)).all()
    return Shown(stands, [row_of(one) for one in rows], brand.style_guide, first, total, brand.silenced)


def row_of(one: StyleRule) -> Row:
    """As the list shows it."""
    state = State.ON if one.is_on else State.TRIED if one.tried_at else State.NEW
    return Row(guide.rule_from(one), state)


def every(session: Session, brand_id: int) -> Sequence[StyleRule]:
    """All rules of a brand, whether they speak or not."""
    query = select(StyleRule).where(StyleRule.brand_id == brand_id).order_by(col(StyleRule.id))
    return session.exec(query).all()


def as_text(session: Session, user_id: str, brand_id: int) -> tuple[str, str]:
    """All rules as people type them, and the reader's language, for whoever may change them."""
    person, brand = in_charge(session, user_id, brand_id)
    return written(guide.rule_from(one) for one in every(session, brand.number)), person.language


def past_texts(session: Session, brand_id: int) -> list[tuple[int, str]]:
    """Numbers and texts of the brand's newest posts, as they stand."""
    query = (
        select(Submission.id, Revision.text)
        .join(Revision, col(Revision.submission_id) == col(Submission.id))
        .where(Submission.brand_id == brand_id, Revision.number == Submission.revision)
        .order_by(col(Submission.submitted_at).desc())
        .limit(PAST)
    )
    return [(number, text) for number, text in session.exec(query).all() if number is not None]


def untried(session: Session, brand_id: int, rule_ids: Sequence[int] = ()) -> list[tuple[int, Rule, State]]:
    """The rules of these ids, or all that do not speak."""
    found = [(one.id or 0, row_of(one)) for one in every(session, brand_id)]
    wanted = [(number, row) for number, row in found if number in rule_ids or (not rule_ids and row.state != State.ON)]
    return [(number, row.rule, row.state) for number, row in wanted[:PAGE]]
