"""What checks keep and look up, on both databases: findings, links, promotions, texts nearby, and what is due again."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlmodel import Session

from handlers.checking import again, holding, keeping
from storage import findings, imports, link_checks, nearby, promotions, under_way, utm_rules
from storage.database import Database
from storage.findings import Fate
from storage.imports import Batch, ImportBatch
from storage.link_checks import LinkCheck, Verdict
from storage.promotions import Promotion
from storage.submissions import Hold, Submission, content_of, current_revision
from storage.utm_rules import UtmRule
from tests.storage.records import APPROVER, NOW, approve, furnish, put_up

DUE = NOW + timedelta(hours=3)
TEXT = "Our oat cookies are back in every shop from Monday. Come and try one with a coffee."


def known_links(session: Session) -> None:
    links = [LinkCheck(address=f"https://a.kr/{place}", verdict=Verdict.OK, checked_at=NOW) for place in range(3)]
    link_checks.note(session, links)
    again_later = NOW + timedelta(minutes=5)
    dead = LinkCheck(
        address="https://a.kr/1", verdict=Verdict.BROKEN, status=404, detail="missing", checked_at=again_later
    )
    link_checks.note(session, [dead])
    link_checks.note(session, [])
    fresh = link_checks.known(session, ["https://a.kr/1", "https://a.kr/2"], since=NOW + timedelta(minutes=1))
    assert {address: one.verdict for address, one in fresh.items()} == {"https://a.kr/1": Verdict.BROKEN}
    link_checks.forget(session, before=again_later)
    assert list(link_checks.known(session, [f"https://a.kr/{place}" for place in range(3)], since=NOW)) == [
        "https://a.kr/1"
    ]


def due_again(session: Session) -> None:
    furnish(session)
    put_up(session, TEXT)
    approve(session, 1, due_at=DUE)
    wanted = partial(under_way.to_recheck, session, 1, since=NOW, until=NOW + timedelta(hours=4), limit=10)
    assert wanted(checked_before=NOW - timedelta(hours=2)) == [1]
    assert [one.number for one in again.list_due(session, now=NOW + timedelta(hours=2))] == [1]
    soon = DUE - timedelta(minutes=30)
    assert again.check(session, 1, now=soon, allowances={}) is False
    assert wanted(checked_before=soon - timedelta(hours=2)) == []
    submission = session.get_one(Submission, 1)
    submission.holds = Hold.BROKEN
    session.flush()
    back = partial(under_way.held_back, session, 1, Hold.BROKEN, since=NOW, limit=10)
    assert back(checked_before=soon) == []
    submission.holds = None
    dead_twice(session, submission)
    submission.holds = Hold.BROKEN
    session.flush()
    assert back(checked_before=DUE) == [1]


def dead_twice(session: Session, submission: Submission) -> None:
    """A page that was there again in between is held again, and told again."""
    content = replace(content_of(session, current_revision(session, submission)), text="https://a.kr/1")
    for verdict, news in ((Verdict.BROKEN, 1), (Verdict.BROKEN, 0), (Verdict.OK, 0), (Verdict.BROKEN, 1)):
        link_checks.note(session, [LinkCheck(address="https://a.kr/1", verdict=verdict, checked_at=NOW)])
        new, found = keeping.once_more(session, submission, content, now=NOW, allowances={})
        assert (len(new), len(found)) == (news, 1 if verdict == Verdict.BROKEN else 0)
        for row in holding.open_breakage(session, submission) if not found else ():
            row.fate = Fate.HEEDED
        session.flush()


def nearly_the_same(session: Session) -> None:
    number = put_up(session, TEXT.replace("every shop", "all our shops"))
    submission = session.get_one(Submission, number)
    content = content_of(session, current_revision(session, submission))
    since, until = NOW - timedelta(days=9), NOW + timedelta(days=9)
    assert [
        one.submission_id for one in nearby.texts_on(session, 1, besides=number, since=since, until=until, limit=9)
    ] == [1]
    assert [one.submission_id for one in nearby.texts_waiting_on(session, 1, besides=0, limit=9)] == [number]
    keeping.at_submission(session, submission, content, now=NOW)
    (row,) = findings.of_revision(session, number, 1)
    assert (row.code, row.values["post"], row.fate) == ("near_text", 1, None)
    keeping.overruled(session, submission, now=NOW)
    assert row.fate == Fate.OVERRULED


def what_admins_keep(session: Session) -> None:
    for code, last, is_active in (
        ("OAK", "2026-12-01", True),
        ("ELM", "2026-12-05", True),
        ("ASH", "2026-12-09", False),
    ):
        session.add(
            Promotion(
                brand_id=1,
                code=code,
                first_day="2026-11-01",
                last_day=last,
                is_active=is_active,
                changed_by=APPROVER,
                changed_at=NOW,
            )
        )
    session.flush()
    assert [one.code for one in promotions.active_of(session, 1)] == ["ELM", "OAK"]
    assert [one.code for one in promotions.newest_of(session, 1, 9)] == ["ELM", "OAK", "ASH"]
    assert promotions.called(session, 1, "oak") is not None and promotions.called(session, 1, "pine") is None
    for campaign in ("", "Spring"):
        rule = UtmRule(brand_id=1, campaign=campaign, parameters={"a": campaign}, changed_by=APPROVER, changed_at=NOW)
        session.add(rule)
    session.flush()
    found = [utm_rules.rule_for(session, 1, campaign) for campaign in ("Spring", "Autumn", "")]
    assert [one.campaign if one else None for one in found] == ["Spring", "", ""]


def files_that_were_brought(session: Session) -> None:
    for state in (Batch.READ, Batch.IMPORTED):
        data = [{"key": f"{state}-{place}"} for place in range(2)]
        session.add(
            ImportBatch(
                brand_id=1, sha256="x", name="a.csv", rows=2, person_id=APPROVER, state=state, data=data, created_at=NOW
            )
        )
    session.flush()
    imports.forget_unused(session, before=NOW)
    imports.take_turn(session, 1)
    assert imports.keys_imported(session, 1) == {"imported-0", "imported-1"}
    assert imports.locked(session, 1) is not None
    imports.forget_unused(session, before=NOW + timedelta(days=2))
    assert (
        imports.locked(session, 1) is None
        and imports.locked(session, 2) is not None
        and imports.locked(session, 9) is None
    )


def test_what_checks_keep_and_look_up(database: Database) -> None:
    for step in (known_links, due_again, nearly_the_same, what_admins_keep, files_that_were_brought):
        database.write_sync(step)
