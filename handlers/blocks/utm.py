"""The tags that links of a brand get, by campaign, in a modal; and the form of one rule. Pure."""

from collections.abc import Sequence

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.blocks.promotions import choice
from handlers.blocks.promotions_shown import Mistake, Rule, Rules
from handlers.checks.tagging import Tags, Where, tagged
from handlers.words.catalogue import Safe, Words, escaped

CAMPAIGN, PARAMETERS, HOSTS = "campaign", "parameters", "hosts"
ALL = "-"
"""The option that stands for everything without a rule of its own; no campaign is called so."""

AT = {Mistake.PARAMETER: PARAMETERS, Mistake.HOST: HOSTS, Mistake.CAMPAIGN: CAMPAIGN}
USUAL = ("utm_source={network}", "utm_medium=social", "utm_campaign={campaign}")
"""What a new rule begins with."""


def view(rules: Rules, words: Words) -> Block:
    """Each with an example; those who may change them have buttons."""
    standing = rules.standing
    rows = [_row(one, rules, words) for one in rules.rows] or [parts.section(words("checks.utm_none"))]
    new = parts.button(words("checks.utm_new"), wire.UTM_EDIT, f"{standing.brand_id}:")
    blocks = [
        *choice(standing.brands, standing.brand_id, wire.UTM_BRAND),
        *rows,
        *([parts.actions(new)] if standing.may_change else []),
        parts.context(words("checks.utm_why")),
    ]
    return parts.modal(wire.UTM, words("checks.utm"), blocks, close=words("answer.close"))


def _row(one: Rule, rules: Rules, words: Words) -> Block:
    name = words.mrkdwn("checks.utm_row", campaign=one.campaign) if one.campaign else Safe(words("checks.utm_all"))
    hosts = ", ".join(one.hosts) or words("checks.utm_every_host")
    lines = [name, Safe(f"`{escaped(example(one))}`"), words.mrkdwn("checks.utm_hosts", hosts=hosts)]
    value = f"{rules.standing.brand_id}:{one.campaign}"
    edit = parts.button(words("checks.change"), wire.UTM_EDIT, value) if rules.standing.may_change else None
    return parts.section(Safe("\n".join(lines)), accessory=edit)


def example(one: Rule) -> str:
    """A link as it would come out."""
    parameters = dict(line.partition("=")[::2] for line in one.parameters)
    host = one.hosts[0] if one.hosts else "example.com"
    return tagged(f"https://{host}/", Tags(parameters, (), one.campaign or "campaign"), Where("mastodon", "news"))


def form(rule: Rule, brand_id: int, campaigns: Sequence[str], words: Words) -> Block:
    """Of one campaign, or of everything."""
    options = [_option(ALL, words("checks.utm_all_plain")), *(_option(one, one) for one in campaigns[:99])]
    chosen = next((one for one in options if one["value"] == (rule.campaign or ALL)), options[0])
    select = {"type": "static_select", "options": options, "initial_option": chosen}
    blocks = [
        parts.field(CAMPAIGN, words("checks.utm_campaign"), select),
        parts.text_input(
            PARAMETERS,
            words("checks.utm_parameters"),
            initial="\n".join(rule.parameters or USUAL),
            hint=words("checks.utm_parameters_hint"),
            is_long=True,
            is_optional=True,
            max_length=1500,
        ),
        parts.text_input(
            HOSTS,
            words("checks.utm_hosts_label"),
            initial=", ".join(rule.hosts),
            hint=words("checks.utm_hosts_hint"),
            is_optional=True,
            max_length=1000,
        ),
    ]
    return parts.modal(
        wire.UTM_FORM,
        words("checks.utm"),
        blocks,
        submit=words("checks.save"),
        close=words("answer.close"),
        metadata=str(brand_id),
    )


def _option(value: str, name: str) -> Block:
    return {"text": parts.plain(name, 75), "value": parts.shortened(value, 150)}


def mistake(code: Mistake, words: Words) -> dict[str, str]:
    """The sentence, at the field where it is mended."""
    return {AT[code]: words(f"checks.wrong_{code}")}
