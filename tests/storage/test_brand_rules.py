"""A brand's rules, whole, on both databases: read back as written, and two at once never overwrite in silence."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, select

from handlers.setting_up import editing, reading
from handlers.setting_up.editing import Sent
from handlers.setting_up.form import Part
from handlers.setting_up.rules import BrandRules, StageRules
from handlers.setting_up.writing import AccountPlace, Hand, Written, write
from storage import brands, people
from storage.brands import Account, LateRule, ManagedBy, Role
from storage.database import Database
from storage.people import Person
from storage.stages import Rule, Stage
from tests.storage.conftest import Open
from tests.storage.records import APPROVER, NOW, SECOND, furnish

PLACES = {name: AccountPlace("practice", "") for name in ("news", "toots")}
HAND = Hand("U0ADA", ManagedBy.HOME, "T0GREEN", NOW)

FULL = BrandRules(
    name="Acorn Seoul",
    review_channel="C0SEOUL",
    timezone="Asia/Seoul",
    language="ko",
    accounts=("toots",),
    admins=("U0ADA",),
    authors=("S0WRITERS",),
    stages=(
        StageRules("Editors", (APPROVER, SECOND), Rule.COUNT, 2),
        StageRules("Legal", ("S0LEGAL",), only_accounts=("toots",), looks_at=("text",), channel="C0CLIENT"),
    ),
    questions=("Facts?",),
    campaigns=("Harvest",),
    quiet_from="19:00",
    quiet_until="08:00",
    holidays=("2026-12-25",),
    late_rule=LateRule.NEXT_FREE,
    posting_hours={"toots": ({"days": "12345", "opens": "08:00", "closes": "18:00"},)},
    resume_needs_second=True,
)


def every(session: Session) -> list[BrandRules]:
    return [reading.rules_of(session, brand) for brand in brands.all_active(session)]


def write_full(session: Session, rules: BrandRules = FULL) -> Written:
    known = next((one for one in reading.every_brand(session) if one.name == rules.name), None)
    return write(session, rules, HAND, PLACES, known)


def test_what_is_written_is_read_back_and_writing_it_again_is_nothing(database: Database) -> None:
    database.write_sync(furnish)
    assert database.write_sync(write_full).differences
    acorn, seoul = database.read_sync(every)
    assert seoul == FULL
    assert acorn.accounts == ("news",), "an account has one brand"
    assert database.write_sync(write_full).differences == ()


def test_a_step_that_is_taken_out_and_comes_back_is_the_same_one(database: Database) -> None:
    def ids(session: Session) -> Sequence[tuple[int | None, str, bool]]:
        return [(row.id, row.name, row.is_active) for row in session.exec(select(Stage).order_by("id")).all()]

    database.write_sync(furnish)
    database.write_sync(write_full)
    first = database.read_sync(ids)
    database.write_sync(write_full, replace(FULL, stages=FULL.stages[1:]))
    assert [active for _, _, active in database.read_sync(ids)] == [False, True]
    database.write_sync(write_full, replace(FULL, stages=FULL.stages[::-1]))
    assert database.read_sync(ids) == first
    assert [stage.name for stage in database.read_sync(every)[1].stages] == ["Legal", "Editors"]


def test_an_account_that_comes_back_has_its_old_row(database: Database) -> None:
    def rows(session: Session) -> Sequence[tuple[str, int, bool]]:
        found = session.exec(select(Account).order_by("id")).all()
        return [(one.name, one.brand_id, one.is_active) for one in found]

    def give_back(session: Session) -> None:
        acorn = brands.the_brand(session)
        write(session, replace(reading.rules_of(session, acorn), accounts=("news", "toots")), HAND, PLACES, acorn)

    database.write_sync(furnish)
    database.write_sync(write_full, replace(FULL, stages=(), posting_hours={}))
    database.write_sync(give_back)
    assert database.read_sync(rows) == [("news", 1, True), ("toots", 1, True), ("toots", 2, False)]


def name_admins(session: Session) -> None:
    brands.name_people(session, 1, Role.ADMIN, [APPROVER, SECOND])
    for user_id in (APPROVER, SECOND):
        people.keep(session, Person(user_id=user_id, team_id="T0GREEN", name=user_id, refreshed_at=NOW))


def test_of_two_admins_at_the_same_instant_one_is_saved_and_one_is_told(url: str, open_database: Open) -> None:
    houses = [open_database(url), open_database(url)]
    houses[0].write_sync(furnish)
    houses[0].write_sync(name_admins)
    edition = 1
    for round_number in range(10):
        typed = [{"name": f"Acorn {round_number}"}, {"style_guide": f"https://example.com/{round_number}"}]
        saving = [
            house._submit(
                editing.save,
                user_id,
                Sent(Part.BASICS, 1, edition, one, tuple(one)),
                publishing=(),
                now=NOW,
            )
            for house, user_id, one in zip(houses, (APPROVER, SECOND), typed, strict=True)
        ]
        kinds = sorted(type(one.result()).__name__ for one in saving)
        assert kinds == ["BrandForm", "Saved"]
        edition += 1
        assert houses[0].read_sync(brands.the_brand).edition == edition
