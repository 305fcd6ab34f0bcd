"""The promotions of a brand in a modal, and the form of one. Pure."""

from collections.abc import Sequence

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.blocks.promotions_shown import LONGEST_ADDRESS, LONGEST_CODE, LONGEST_TERMS, Mistake, Said, Shown
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, Words

CODE, TERMS, ADDRESS, FIRST, LAST, IN_USE = "code", "terms", "address", "first_day", "last_day", "in_use"

AT = {Mistake.NO_CODE: CODE, Mistake.CODE_TAKEN: CODE, Mistake.DAYS: LAST, Mistake.ADDRESS: ADDRESS}
"""Where each mistake is mended."""


def view(shown: Shown, words: Words) -> Block:
    """Each with its days; those who may change them have buttons."""
    rows = [_row(one, shown, words) for one in shown.rows] or [parts.section(words("checks.promotions_none"))]
    new = parts.button(words("checks.promotion_new"), wire.PROMOTION_EDIT, str(Target(shown.standing.brand_id or 1)))
    blocks = [
        *choice(shown.standing.brands, shown.standing.brand_id, wire.PROMOTIONS_BRAND),
        *rows,
        *([parts.actions(new)] if shown.standing.may_change else []),
        parts.context(words("checks.promotions_why")),
    ]
    return parts.modal(wire.PROMOTIONS, words("checks.promotions"), blocks, close=words("answer.close"))


def choice(brands: Sequence[tuple[int, str]], chosen: int, action: str) -> list[Block]:
    """Which brand's; nothing where there is nothing to choose."""
    if not brands:
        return []
    options = [{"text": parts.plain(name, 75), "value": str(number)} for number, name in brands[:100]]
    first = next((one for one in options if one["value"] == str(chosen)), options[0])
    element = {"type": "static_select", "action_id": action, "options": options, "initial_option": first}
    return [parts.actions(element)]


def _row(one: Said, shown: Shown, words: Words) -> Block:
    lines = [
        words.mrkdwn("checks.promotion_row", code=one.code, days=_days(one, words), state=_state(one, shown, words))
    ]
    if one.terms:
        lines.append(words.mrkdwn("checks.promotion_terms", terms=parts.shortened(one.terms, 300)))
    if one.address:
        lines.append(parts.link(one.address, one.address))
    target = str(Target(shown.standing.brand_id, one.number))
    edit = parts.button(words("checks.change"), wire.PROMOTION_EDIT, target) if shown.standing.may_change else None
    return parts.section(Safe("\n".join(lines)), accessory=edit, block_id=f"promotion_{one.number}")


def _days(one: Said, words: Words) -> str:
    return words("checks.days", first=_day(one.first_day, words), last=_day(one.last_day, words))


def _day(day: str, words: Words) -> str:
    return dates.calendar_day(day, words.language)


def _state(one: Said, shown: Shown, words: Words) -> str:
    if not one.is_active:
        return words("checks.promotion_off")
    if shown.today > one.last_day:
        return words("checks.promotion_over")
    return words("checks.promotion_coming" if shown.today < one.first_day else "checks.promotion_on")


def form(said: Said, brand_id: int, words: Words) -> Block:
    """Of one, or of a new one."""
    in_use = {"text": parts.plain(words("checks.promotion_in_use"), 75), "value": IN_USE}
    ticked = {"initial_options": [in_use]} if said.is_active else {}
    blocks = [
        parts.text_input(CODE, words("checks.promotion_code"), initial=said.code, max_length=LONGEST_CODE),
        parts.field(FIRST, words("checks.promotion_first"), _picker(said.first_day)),
        parts.field(LAST, words("checks.promotion_last"), _picker(said.last_day)),
        parts.text_input(
            ADDRESS,
            words("checks.promotion_address"),
            initial=said.address,
            hint=words("checks.promotion_address_hint"),
            is_optional=True,
            max_length=LONGEST_ADDRESS,
        ),
        parts.text_input(
            TERMS,
            words("checks.promotion_terms_label"),
            initial=said.terms,
            is_long=True,
            is_optional=True,
            max_length=LONGEST_TERMS,
        ),
        parts.field(
            IN_USE,
            words("checks.promotion_use"),
            {"type": "checkboxes", "options": [in_use], **ticked},
            is_optional=True,
        ),
    ]
    return parts.modal(
        wire.PROMOTION_FORM,
        words("checks.promotions"),
        blocks,
        submit=words("checks.save"),
        close=words("answer.close"),
        metadata=str(Target(brand_id, said.number)),
    )


def _picker(day: str) -> Block:
    return {"type": "datepicker", **({"initial_date": day} if day else {})}


def mistake(code: Mistake, words: Words) -> dict[str, str]:
    """The sentence, at the field where it is mended."""
    return {AT[code]: words(f"checks.wrong_{code}")}
