"""The form for the basics of a brand, and the frame of all three. Pure.

Block ids are the names of the rules, by which `handlers.setting_up.typed` reads them.
"""

from handlers import wire
from handlers.blocks import brand_fields, brand_more, brand_steps, parts
from handlers.blocks.parts import Block
from handlers.setting_up.form import BrandForm, Part
from handlers.setting_up.rules import LONGEST_NAME, BrandRules
from handlers.words.catalogue import Words
from storage.brands import ManagedBy

CALLBACKS = {Part.BASICS: wire.BRAND_FORM, Part.MORE: wire.BRAND_MORE_FORM, Part.STEPS: wire.BRAND_STEPS_FORM}


def view(form: BrandForm, words: Words) -> Block:
    """One of the three."""
    draw = {Part.BASICS: _basics, Part.MORE: brand_more.blocks, Part.STEPS: brand_steps.blocks}[form.part]
    title = words("brand.title_new") if form.brand_id is None else words(f"brand.title_{form.part}")
    return parts.modal(
        CALLBACKS[form.part],
        title,
        [*_top(form, words), *draw(form, words)],
        submit=words("brand.save"),
        close=words("brand.cancel"),
        metadata=form.place,
    )


def _top(form: BrandForm, words: Words) -> list[Block]:
    """Whose rules these are, and who else is at it."""
    lines: list[str] = []
    if form.overtaken:
        keys = ", ".join(key_name(key, words) for key in form.overtaken.keys)
        lines.append(words.mrkdwn("brand.overtaken", by=form.overtaken.by, rules=keys))
    if form.brand_id is not None and form.part != Part.BASICS:
        lines.append(words.mrkdwn("brand.of", brand=form.rules.name))
    if form.managed_by != ManagedBy.HOME:
        lines.append(words(f"brand.kept_in_{form.managed_by}"))
    return [parts.context(*lines)] if lines else []


def key_name(key: str, words: Words) -> str:
    """A rule, as people call it."""
    name = f"brand.rule_{key}"
    return words(name) if words.blanks(name) is not None else key


def _basics(form: BrandForm, words: Words) -> list[Block]:
    rules = form.rules
    return [
        brand_fields.line("name", rules.name, words, most=LONGEST_NAME),
        _channel(rules, words),
        brand_fields.line("timezone", rules.timezone, words, hint=words("brand.timezone_hint")),
        brand_fields.one("language", ("en", "ko"), rules.language, words),
        *_accounts(form, words),
        *_approvers(form, words),
        brand_fields.line("style_guide", rules.style_guide, words, is_optional=True),
    ]


def _channel(rules: BrandRules, words: Words) -> Block:
    """A public channel, or a private one that the admin is in."""
    element: Block = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if rules.review_channel:
        element["initial_conversation"] = rules.review_channel
    return parts.field("review_channel", words("brand.rule_review_channel"), element, hint=words("brand.channel_hint"))


def _accounts(form: BrandForm, words: Words) -> list[Block]:
    if not form.accounts:
        return [parts.context(words("brand.no_accounts"))]
    options = []
    for one in form.accounts[:100]:
        network = words(f"card.network_{one.network}")
        option = brand_fields.option(words("card.account", account=one.name, network=network), one.name)
        if one.brand:
            option["description"] = parts.plain(words("brand.account_of", brand=one.brand), 75)
        options.append(option)
    kind = "checkboxes" if len(options) <= 10 else "multi_static_select"
    element = brand_fields.chosen({"type": kind, "options": options}, form.rules.accounts)
    return [parts.field("accounts", words("brand.rule_accounts"), element, is_optional=True)]


def _approvers(form: BrandForm, words: Words) -> list[Block]:
    """With steps, those name them."""
    if form.rules.stages:
        steps = ", ".join(one.name for one in form.rules.stages)
        return [parts.context(words.mrkdwn("brand.approvers_in_steps", steps=steps))]
    needed = {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "50"}
    needed["initial_value"] = str(form.rules.approvals_needed)
    return [
        *brand_fields.people("approvers", form.rules.approvers, form, words, hint=words("brand.approvers_hint")),
        parts.field("approvals_needed", words("brand.rule_approvals_needed"), needed),
    ]
