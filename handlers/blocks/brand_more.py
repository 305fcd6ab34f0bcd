"""The form for what is rarer: deadlines, quiet and posting hours, what is late, questions, campaigns. Pure."""

from handlers.blocks import brand_fields, parts
from handlers.blocks.parts import Block
from handlers.setting_up import hours
from handlers.setting_up.form import BrandForm
from handlers.setting_up.rules import BrandRules
from handlers.setting_up.typed import DURATIONS, FLAGS, HOURS
from handlers.words.catalogue import Words
from storage.brands import LateRule


def blocks(form: BrandForm, words: Words) -> list[Block]:
    """Its fields."""
    rules = form.rules
    return [
        *brand_fields.people("admins", rules.admins, form, words),
        *(
            brand_fields.line(
                name, hours.seconds_as_text(getattr(rules, name)), words, hint=words("brand.duration_hint")
            )
            for name in DURATIONS
        ),
        brand_fields.one("late_rule", [one.value for one in LateRule], rules.late_rule.value, words),
        *_posting_hours(form, words),
        brand_fields.time("digest_at", rules.digest_at, words),
        brand_fields.time("quiet_from", rules.quiet_from, words, is_optional=True),
        brand_fields.time("quiet_until", rules.quiet_until, words, is_optional=True),
        _weekdays(rules, words),
        brand_fields.lines("holidays", rules.holidays, words, has_hint=True),
        brand_fields.lines("questions", rules.questions, words, has_hint=True),
        brand_fields.lines("campaigns", rules.campaigns, words, has_hint=True),
        _flags(rules, words),
    ]


def _weekdays(rules: BrandRules, words: Words) -> Block:
    options = [brand_fields.option(words(f"brand.weekday_{day}"), str(day)) for day in range(1, 8)]
    element = brand_fields.chosen({"type": "checkboxes", "options": options}, rules.works_on)
    return parts.field("works_on", words("brand.rule_works_on"), element)


def _flags(rules: BrandRules, words: Words) -> Block:
    options = [brand_fields.option(words(f"brand.flag_{name}"), name) for name in FLAGS]
    element = brand_fields.chosen(
        {"type": "checkboxes", "options": options}, [name for name in FLAGS if getattr(rules, name)]
    )
    return parts.field("flags", words("brand.rule_flags"), element, is_optional=True)


def _posting_hours(form: BrandForm, words: Words) -> list[Block]:
    """A field for each account."""
    return [
        parts.text_input(
            HOURS + name,
            words("brand.posting_hours_of", account=name),
            initial="\n".join(hours.window_as_text(one) for one in form.rules.posting_hours.get(name, ())),
            hint=words("brand.posting_hours_hint"),
            is_long=True,
            is_optional=True,
        )
        for name in form.rules.accounts[:20]
    ]
