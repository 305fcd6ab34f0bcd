"""brands.toml: the example of the docs is read, and everything that is wrong is told, each with what to do."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.configuring.file import FileTrouble, parse
from handlers.setting_up import hours
from storage.brands import LateRule
from storage.stages import Rule

ACCOUNTS = ("news", "linkedin")
DOCS = Path("docs/brands.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)

PLAIN = """
[[brand]]
name = "Acorn"
review_channel = "#social"
timezone = "Europe/Berlin"
admins = ["U0ADA"]
"""


def test_the_example_in_the_docs_is_read() -> None:
    foods, seoul = parse(EXAMPLE, ACCOUNTS)
    assert (foods.rules.name, foods.formerly) == ("Acorn Foods", "Greenlight")
    assert foods.rules.approvers == ("U0JONAS", "S0EDITORS")
    assert foods.rules.late_rule == LateRule.NEXT_FREE
    assert foods.rules.holidays == ("2026-12-25", "2027-01-01")
    assert foods.rules.posting_hours["news"][1] == {"days": "6", "opens": "10:00", "closes": "14:00"}
    editors, legal = seoul.rules.stages
    assert (editors.rule, editors.needed, legal.rule) == (Rule.COUNT, 2, Rule.ANY)
    assert legal.only_accounts == ("linkedin",) and legal.looks_at == ("text", "images")


def test_the_docs_name_every_key_that_is_read() -> None:
    with pytest.raises(FileTrouble) as trouble:
        parse(PLAIN + "nothing = 1\n[[brand.stage]]\nnothing = 1", ACCOUNTS)
    assert len([one for one in trouble.value.problems if "nothing is no setting" in one]) == 2
    for key in ("resume_needs_second", "allows_own_work", "only_campaigns", "is_active", "viewers", "editors"):
        assert f"`{key}`" in DOCS


WRONG = {
    "": "The file: it holds no brand: begin each with [[brand]]; see docs/brands.md.",
    "brands = 1": "The file: brands is no setting: everything stands below [[brand]]; see docs/brands.md.",
    PLAIN + "timezone = 1": "The file is no TOML: Cannot overwrite a value",
    PLAIN + "langage = 'ko'": 'brand "Acorn": langage is no setting: remove it; did you mean language.',
    PLAIN.replace(
        "Europe/Berlin", "Europe/Berlinn"
    ): 'timezone is "Europe/Berlinn", which is no time zone: did you mean',
    PLAIN.replace('"#social"', '"social"'): 'review_channel is "social": write a channel\'s id',
    PLAIN.replace('name = "Acorn"', ""): 'brand 1: name is missing: write name = "…".',
    PLAIN.replace('["U0ADA"]', '["@ada"]'): 'admins names "@ada": write ids',
    PLAIN.replace('["U0ADA"]', "[]"): "admins names nobody: write at least one",
    PLAIN.replace('["U0ADA"]', '"U0ADA"'): 'admins is "U0ADA": write a list such as',
    PLAIN + 'accounts = ["nws"]': 'accounts names "nws": there is news, linkedin; did you mean news.',
    PLAIN + "approvals_needed = 0": "approvals_needed is 0: write a whole number from 1 to 50.",
    PLAIN + "approvals_needed = true": "approvals_needed is true: write a whole number from 1 to 50.",
    PLAIN + 'approvers = ["U1"]\napprovals_needed = 2': "approvals_needed is 2, but approvers names 1: ask for fewer",
    PLAIN + 'nudge_after = "soon"': 'nudge_after is "soon": write a duration such as 90s',
    PLAIN + 'nudge_after = "3d"': "escalate_after is shorter than nudge_after: people are reminded first",
    PLAIN + 'quiet_from = "19:00"': "quiet_from and quiet_until belong together: write both or none.",
    PLAIN + 'digest_at = "nine"': 'digest_at is "nine": write a time of the day',
    PLAIN + 'works_on = "weekdays"': 'works_on is "weekdays": write weekdays such as mon-fri',
    PLAIN + 'holidays = ["Christmas"]': 'holidays holds "Christmas": write dates such as 2026-12-25.',
    PLAIN + 'late_rule = "blast"': 'late_rule is "blast": write one of ask, now, next_free, drop.',
    PLAIN + 'style_guide = "our wiki"': 'style_guide is "our wiki": write a web address',
    PLAIN + 'questions = ["1","2","3","4","5","6"]': "questions holds 6: write at most 5.",
    PLAIN + 'allows_own_work = "yes"': 'allows_own_work is "yes": write true or false.',
    PLAIN + 'stage = ["Legal"]': "stage holds something that is no table: begin each step with [[brand.stage]].",
    PLAIN
    + '[[brand.stage]]\nname = "Legal"': 'brand "Acorn", stage "Legal": approvers names nobody: write at least one',
    PLAIN
    + '[[brand.stage]]\nname = "L"\napprovers = ["U1"]\nrule = "some"': 'stage "L": rule is "some": write any, all,',
    PLAIN
    + 'approvers=["U1"]\n[[brand.stage]]\nname = "L"\napprovers = ["U1"]': "approvers stands beside stages: name them",
    PLAIN + '[[brand.stage]]\nname="L"\napprovers=["U1"]\n[[brand.stage]]\nname="L"\napprovers=["U1"]': (
        'stage is called "L" twice: give each step a name of its own.'
    ),
    PLAIN + PLAIN: 'brand "Acorn": name stands twice in the file: give each brand a name of its own.',
    PLAIN + 'accounts=["news"]' + PLAIN.replace('"Acorn"', '"Oak"') + 'accounts=["news"]': (
        'brand "Oak": accounts names "news", which brand "Acorn" has: name it once.'
    ),
    PLAIN
    + 'accounts=["news"]\n[brand.posting_hours]\nnews = ["9-17"]': 'posting_hours: news holds "9-17": write hours',
    PLAIN + 'accounts=["news"]\n[brand.posting_hours]\nnews = ["18:00-08:00"]': "end later than you begin",
    PLAIN + '[brand.posting_hours]\nnews = ["09:00-17:00"]': "news is no account of the brand: add it to accounts",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_one_sentence_with_what_to_do(text: str) -> None:
    with pytest.raises(FileTrouble) as trouble:
        parse(text, ACCOUNTS)
    assert any(WRONG[text] in one for one in trouble.value.problems), trouble.value.problems
    assert all(one.endswith(".") and "\n" not in one for one in trouble.value.problems)


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(FileTrouble) as trouble:
        parse(PLAIN.replace('"#social"', "7") + 'langage = "ko"\napprovals_needed = 99', ACCOUNTS)
    assert len(trouble.value.problems) == 3


DAYS = {"mon-fri": "12345", "sun, mon": "17", "fri-mon": "1567", "Sat": "6", "": "", "mon-": "1", "funday": ""}


@pytest.mark.parametrize("text", DAYS)
def test_weekdays_as_people_write_them(text: str) -> None:
    assert hours.days_in(text) == DAYS[text]


@settings(deadline=None, max_examples=25)
@given(
    st.recursive(st.none() | st.booleans() | st.text(max_size=5), lambda one: st.lists(one, max_size=3), max_leaves=5)
)
def test_whatever_stands_at_a_key_is_read_or_told(value: object) -> None:
    """No kind of value ends in a traceback."""
    written = repr(value).replace("None", "1").replace("True", "true").replace("False", "false")
    for key in ("name", "stage", "posting_hours", "holidays", "approvers", "quiet_from", "is_active", "rule"):
        try:
            parse(PLAIN.replace('name = "Acorn"\n', "") + f"{key} = {written}\n", ACCOUNTS)
        except FileTrouble as trouble:
            assert trouble.problems
