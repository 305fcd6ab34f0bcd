"""The form for the steps of a review. Pure."""

from handlers.blocks import brand_fields, parts
from handlers.blocks.parts import Block
from handlers.setting_up.form import BrandForm
from handlers.setting_up.rules import LONGEST_NAME, StageRules
from handlers.words.catalogue import Words
from storage.stages import Rule

SLOTS = 10
"""Steps in one form."""

EMPTY_SLOTS = 2

RULES = ("any", "all", "majority", "2", "3", "4", "5")


def blocks(form: BrandForm, words: Words) -> list[Block]:
    """What there is, and room for more."""
    found = [parts.section(words("brand.steps_explained"))]
    slots: list[StageRules | None] = [*form.rules.stages, *[None] * EMPTY_SLOTS]
    for number, step in enumerate(slots[: max(SLOTS, len(form.rules.stages))], 1):
        found.append(parts.DIVIDER)
        found += _slot(number, step, form, words)
    return found


def _slot(number: int, step: StageRules | None, form: BrandForm, words: Words) -> list[Block]:
    at = f"step_{number}_"
    name = parts.text_input(
        f"{at}name",
        words("brand.step_name", number=number),
        initial=step.name if step else "",
        is_optional=True,
        max_length=LONGEST_NAME,
    )
    options = [
        brand_fields.option(rule_text(value, words), value) for value in dict.fromkeys((*RULES, rule_value(step)))
    ]
    element: Block = {"type": "static_select", "options": options}
    element["initial_option"] = next(one for one in options if one["value"] == rule_value(step))
    return [
        name,
        *brand_fields.people(
            f"{at}people", step.approvers if step else (), form, words, label=words("brand.step_people")
        ),
        parts.field(f"{at}rule", words("brand.step_rule"), element),
        *([parts.context(words.mrkdwn("brand.step_only", only=only))] if step and (only := _only(step)) else []),
    ]


def rule_text(value: str, words: Words) -> str:
    return words("brand.step_rule_count", count=value) if value.isdigit() else words(f"brand.step_rule_{value}")


def rule_value(step: StageRules | None) -> str:
    """The option that stands for a step's rule."""
    if step is None:
        return "any"
    return str(step.needed) if step.rule == Rule.COUNT else step.rule.value


def _only(step: StageRules) -> str:
    return ", ".join((*step.only_accounts, *step.only_campaigns))
