"""The forms for a brand: within Slack's limits, in both languages, and read back as they were drawn."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.sandbox.block_kit import payload
from handlers.blocks import brand_form, brand_saved
from handlers.setting_up import typed
from handlers.setting_up.differences import differences
from handlers.setting_up.editing import Saved
from handlers.setting_up.form import AccountOption, BrandForm, GroupOption, Overtaken, Part, begun_of, touched
from handlers.setting_up.rules import MOST_STAGES, BrandRules, StageRules
from handlers.words.catalogue import words
from storage.brands import LateRule, ManagedBy
from storage.stages import Rule

WINDOW = {"days": "12345", "opens": "08:00", "closes": "18:00"}

FULL = BrandRules(
    name="Acorn *Foods* <!channel>",
    review_channel="C0REVIEW",
    timezone="Asia/Seoul",
    language="ko",
    accounts=tuple(f"news-{number}" for number in range(10)),
    admins=("S0LEADS", "U0ADA"),
    approvers=("S0EDITORS", "U0JONAS"),
    approvals_needed=2,
    style_guide="https://example.com/style",
    questions=("Facts?", "Link?"),
    campaigns=("Harvest", "Winter"),
    quiet_from="19:00",
    quiet_until="08:00",
    works_on="17",
    holidays=("2026-12-25",),
    late_rule=LateRule.DROP,
    posting_hours={"news-1": (WINDOW, {**WINDOW, "days": "6"})},
    allows_own_work=True,
)
STEPS = tuple(StageRules(f"Step {number}", ("S0EDITORS", "U0JONAS"), Rule.COUNT, 7) for number in range(MOST_STAGES))


def form(part: Part, rules: BrandRules = FULL) -> BrandForm:
    return BrandForm(
        part=part,
        rules=rules,
        language="en",
        brand_id=7,
        edition=3,
        managed_by=ManagedBy.FILE,
        accounts=tuple(AccountOption(name, "mastodon", "Acorn Seoul") for name in FULL.accounts),
        groups=(GroupOption("S0EDITORS", "Editors"), GroupOption("S0LEADS", "Leads")),
        overtaken=Overtaken("Ada", ("approvers", "stage", "posting_hours", "unheard_of")),
    )


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("part", list(Part))
def test_each_form_is_within_slacks_limits_and_read_back_as_drawn(part: Part, language: str) -> None:
    rules = replace(FULL, stages=STEPS) if part == Part.STEPS else FULL
    view = brand_form.view(form(part, rules), words(language))
    payload.check_view(view, "modal", lambda _file: True)
    found, flaws = typed.read(part, begun_of(view), rules)
    assert flaws == []
    assert differences(rules, replace(rules, **found)) == ()
    assert touched(found, found, ()) == ()


def test_with_steps_approvers_are_asked_for_there_alone() -> None:
    view = brand_form.view(form(Part.BASICS, replace(FULL, stages=STEPS)), words("en"))
    assert "approvers" not in [block.get("block_id") for block in view["blocks"]]
    assert "Approvers are named in the steps of review" in str(view)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_was_saved_is_told_in_both_languages(language: str) -> None:
    bare = replace(FULL, accounts=(), approvers=tuple(f"U{number}" for number in range(6)), stages=STEPS)
    view = brand_saved.view(Saved(bare, 7, differences(FULL, bare), stuck=(1, 2)), words(language))
    payload.check_view(view, "modal", lambda _file: True)
    assert "<!channel>" not in str(view)
    assert words(language)("home.setup_many_approvers") in str(view) and "#1, #2" in str(view)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_flaw_has_its_sentence(language: str) -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in Path("handlers").rglob("*.py"))
    codes = set(re.findall(r'reading\.wrong\([^,]+, "(\w+)"|Flaw\("\w+", "(\w+)"', sources))
    assert len(codes) > 15
    for code in sorted(one or other for one, other in codes):
        assert words(language).blanks(f"brand.flaw_{code}") is not None, code


def test_only_what_somebody_touched_is_theirs() -> None:
    begun, now = {"timezone": "UTC", "name": "Acorn"}, {"timezone": "UTC", "name": "Oak"}
    assert touched(begun, now, ()) == ("name",)
    assert touched(now, now, ("name", "gone")) == ("name",), "touched before the form was given again"


def test_what_only_a_file_can_say_of_a_step_stays_with_its_name() -> None:
    legal = replace(STEPS[0], name="Legal", only_accounts=("news-1",), looks_at=("text",), channel="C0CLIENT")
    before = replace(FULL, stages=(legal,))
    view = brand_form.view(form(Part.STEPS, before), words("en"))
    assert "Only for posts of or on news-1" in str(view)
    fields = {**begun_of(view), "step_1_people": {"selected_users": ["U0PRIYA"]}}
    found, flaws = typed.read(Part.STEPS, fields, before)
    assert flaws == []
    assert found["stages"] == (replace(legal, approvers=("S0EDITORS", "U0PRIYA")),)


def test_emptying_a_name_takes_the_step_out_and_people_without_a_name_are_asked_about() -> None:
    before = replace(FULL, stages=STEPS[:1])
    view = brand_form.view(form(Part.STEPS, before), words("en"))
    fields = {**begun_of(view), "step_1_name": {"value": None}, "step_2_people": {"selected_users": ["U0PRIYA"]}}
    found, flaws = typed.read(Part.STEPS, fields, before)
    assert found["stages"] == () and [flaw.at for flaw in flaws] == ["step_2_name"]
