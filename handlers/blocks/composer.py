"""The composer's form: text, accounts, time, images, a note. Pure.

Block ids are what a form is read by; an element's action id is what Slack routes by while it is filled in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers import wire
from handlers.blocks import composer_beside as beside
from handlers.blocks import composer_prepared, parts
from handlers.blocks.campaigns import goal_line
from handlers.blocks.composer_fields import Picked, pickers, routed
from handlers.blocks.composer_times import is_meant, queue_field, slot_options, suggested_options
from handlers.blocks.parts import Block
from handlers.composing import form, pieces
from handlers.composing.drafting import MOST_IMAGES
from handlers.composing.sheet import Offered, Sheet
from handlers.words.catalogue import Words

OPENS_ANOTHER = 2700
"""Characters in the last field of the text from which on another field is opened below it."""

MOST_FIELDS = 40
"""Of a text; a view has 100 blocks."""

FILE_ENDINGS = ["jpg", "jpeg", "png", "gif", "webp", "mp4", "mov"]


def composer(
    sheet: Sheet,
    words: Words,
    *,
    now: datetime,
    limits: Mapping[int, int],
    notice: str = "",
    notes: Sequence[str] = (),
    fields: tuple[list[str], list[str]] | None = None,
) -> Block:
    """The form, filled in. `limits`: the most characters of each account. `notes`: what it costs somewhere, say.

    `fields`: the parts of the text and their joints as they stand in an open form, where they must not move.
    """
    texts, joints = fields or pieces.split(sheet.text)
    if len(texts[-1]) >= OPENS_ANOTHER and len(texts) < MOST_FIELDS:
        texts, joints = [*texts, ""], [*joints, pieces.NEW_PARAGRAPH]
    place = replace(sheet.place, joints=tuple(joints))
    blocks = [
        *_top(sheet, words, notice),
        *_brand(sheet, words),
        *_text(texts, words),
        *beside.notes(notes),
        *composer_prepared.fields(sheet, words),
        *(_where_and_when(sheet, words, limits, now) if sheet.is_chosen else []),
        *_images(sheet, words),
        *beside.flags(sheet, words),
        _note(sheet, words),
    ]
    return parts.modal(
        wire.COMPOSER,
        title(sheet, words),
        blocks,
        submit=words("composer.submit"),
        close=words("composer.close"),
        metadata=str(place),
        tells_closing=True,
    )


def title(sheet: Sheet, words: Words) -> str:
    target = sheet.place.target
    return words("composer.title_edit", number=target.submission_id) if target else words("composer.title_new")


def _top(sheet: Sheet, words: Words, notice: str) -> list[Block]:
    lines = [notice] if notice else []
    if sheet.overtaken:
        seen = sheet.overtaken
        lines.append(
            words.mrkdwn(
                "composer.overtaken",
                by=seen.by,
                revision=seen.revision,
                changes=seen.changes,
            )
        )
    if sheet.place.target:
        lines.append(words("composer.editing"))
    if sheet.writes_with:
        lines.append(words("discussion.writes_along", author=sheet.writes_with))
    if sheet.often:
        lines.append(words("discussion.often", what=words(f"history.label_{sheet.often}")))
    if sheet.style_guide:
        lines.append(words.mrkdwn("composer.style_guide", link=parts.link(sheet.style_guide, words("composer.guide"))))
    if sheet.locked:
        lines.append(words.mrkdwn("composer.locked", accounts=", ".join(sheet.locked)))
    return [parts.context(line) for line in lines]


def _brand(sheet: Sheet, words: Words) -> list[Block]:
    """Only where there are several to choose from; its accounts come once it is chosen."""
    if not sheet.brands:
        return []
    options = [{"text": parts.plain(name, 75), "value": str(number)} for number, name in sheet.brands[:100]]
    element: Block = {"type": "static_select", "options": options}
    chosen = next((one for one in options if sheet.is_chosen and one["value"] == str(sheet.place.brand)), None)
    if chosen:
        element["initial_option"] = chosen
    hint = "" if sheet.is_chosen else words("composer.brand_hint")
    return [routed(parts.field(form.BRAND, words("composer.brand"), element, hint=hint), wire.COMPOSER_BRAND)]


def _where_and_when(sheet: Sheet, words: Words, limits: Mapping[int, int], now: datetime) -> list[Block]:
    return [
        *_accounts(sheet, words, limits),
        *_audiences(sheet, words),
        *_campaign(sheet, words),
        *_labels(sheet, words),
        *_time(sheet, words, now),
        *beside.variants(sheet, words),
    ]


def _campaign(sheet: Sheet, words: Words) -> list[Block]:
    """Only where the brand has any."""
    if not sheet.campaigns:
        return []
    none = {"text": parts.plain(words("composer.campaign_none"), 75), "value": form.NO_CAMPAIGN}
    options = [none, *({"text": parts.plain(name, 75), "value": name} for name in sheet.campaigns[:99])]
    element: Block = {"type": "static_select", "options": options}
    element["initial_option"] = next((one for one in options if one["value"] == sheet.campaign), none)
    block = parts.field(form.CAMPAIGN, words("composer.campaign"), element, is_optional=True)
    told = goal_line(sheet.campaign_progress, words) if sheet.campaign_progress else ""
    return [routed(block, wire.COMPOSER_CAMPAIGN), *([parts.context(told)] if told else [])]


def _labels(sheet: Sheet, words: Words) -> list[Block]:
    """Only where the brand has any."""
    options = [{"text": parts.plain(name, 75), "value": name} for name in sheet.labels[:100]]
    if not options:
        return []
    chosen = [one for one in options if one["value"] in sheet.labelled]
    element: Block = {
        "type": "multi_static_select",
        "options": options,
        **({"initial_options": chosen} if chosen else {}),
    }
    return [routed(parts.field(form.LABELS, words("checks.labels"), element, is_optional=True), wire.COMPOSER_LABELS)]


def _text(texts: list[str], words: Words) -> list[Block]:
    return [_text_field(number, text, words) for number, text in enumerate(texts)]


def _text_field(number: int, text: str, words: Words) -> Block:
    label = words("composer.text") if number == 0 else words("composer.text_part", part=number + 1)
    block = parts.text_input(
        form.text_block(number),
        label,
        initial=text,
        hint=words("composer.text_hint") if number == 0 else "",
        placeholder=words("composer.text_placeholder") if number == 0 else "",
        is_long=True,
        is_optional=True,
        max_length=pieces.FIELD_LIMIT,
        saves_while_typing=True,
    )
    return routed(block, wire.COMPOSER_TEXT)


def _accounts(sheet: Sheet, words: Words, limits: Mapping[int, int]) -> list[Block]:
    if not sheet.offered:
        return [parts.section(words("composer.no_account_yet"))]
    if len(sheet.offered) == 1 and not sheet.place.target:
        return [parts.section(words.mrkdwn("composer.goes_to", account=_name(sheet.offered[0], words)))]
    options = [_option(one, words, limits) for one in sheet.offered[:100]]
    chosen = [option for option in options if int(option["value"]) in sheet.accounts]
    element: Block = {"type": "checkboxes" if len(options) <= 10 else "multi_static_select", "options": options}
    if chosen:
        element["initial_options"] = chosen
    # Slack keeps what was chosen in a field of the same name, and another brand has other accounts.
    name = f"{form.ACCOUNTS}_{sheet.place.brand}" if sheet.brands else form.ACCOUNTS
    block = parts.field(name, words("composer.accounts"), element)
    return [routed(block, wire.COMPOSER_ACCOUNTS)]


def _audiences(sheet: Sheet, words: Words) -> list[Block]:
    """Whom the chosen accounts speak to, where somebody wrote it down; a context block holds ten lines."""
    known = [one for one in sheet.offered if one.audience and one.id in sheet.accounts][:10]
    lines = [words.mrkdwn("checks.audience_of", account=one.name, audience=one.audience) for one in known]
    return [parts.context(*lines)] if lines else []


def _option(one: Offered, words: Words, limits: Mapping[int, int]) -> Block:
    option = {"text": parts.plain(_name(one, words), 75), "value": str(one.id)}
    if one.id in limits:
        option["description"] = parts.plain(words("composer.up_to", allowed=f"{limits[one.id]:,}"), 75)
    return option


def _name(one: Offered, words: Words) -> str:
    return words("card.account", account=one.name, network=words(f"card.network_{one.network}"))


def _time(sheet: Sheet, words: Words, now: datetime) -> list[Block]:
    options = [
        _choice(form.AS_SOON, words),
        *slot_options(sheet, words),
        *suggested_options(sheet, words),
        _choice(form.CHOSEN, words),
    ]
    element: Block = {"type": "radio_buttons", "options": options}
    element["initial_option"] = next((one for one in options if is_meant(sheet, one)), options[0])
    goes_out = routed(parts.field(form.GOES_OUT, words("composer.goes_out"), element), wire.COMPOSER_GOES_OUT)
    picked = Picked(sheet.date, sheet.time, sheet.zone)
    is_picked = sheet.goes_out == form.CHOSEN
    return [goes_out, *queue_field(sheet, words), *(pickers(picked, FIELDS, words, now) if is_picked else ())]


FIELDS = ((form.DATE, wire.COMPOSER_DATE), (form.TIME, wire.COMPOSER_TIME))


def _choice(value: str, words: Words) -> Block:
    return {"text": parts.plain(words(f"composer.goes_out_{value}"), 75), "value": value}


def _images(sheet: Sheet, words: Words) -> list[Block]:
    kept = [image for image in sheet.images if not image.get("in_form")]
    blocks = []
    if kept:
        names = ", ".join(parts.shortened(str(image["name"]), 60) for image in kept)
        blocks.append(parts.context(words("composer.images_kept", names=names)))
    room = MOST_IMAGES - len(kept)
    if room < 1:
        return blocks
    element: Block = {"type": "file_input", "filetypes": FILE_ENDINGS, "max_files": room}
    # Slack keeps what was put into a field of the same name; files that are the draft's now must not come twice.
    name = f"{form.FILES}_{len(kept)}"
    hint = words("composer.images_hint")
    return [*blocks, parts.field(name, words("composer.images"), element, hint=hint, is_optional=True)]


def _note(sheet: Sheet, words: Words) -> Block:
    block = parts.text_input(
        form.NOTE,
        words("composer.note"),
        initial=sheet.note[: parts.SECTION_LIMIT],
        hint=words("composer.note_hint"),
        is_long=True,
        is_optional=True,
        max_length=1000,
        saves_while_typing=True,
    )
    return routed(block, wire.COMPOSER_NOTE)


def checking(sheet: Sheet, words: Words) -> Block:
    """What is shown while the files are fetched and the networks are asked."""
    key = "composer.checking_images" if sheet.images else "composer.checking_text"
    blocks = [parts.section(words(key)), parts.context(words("composer.checking_close"))]
    return parts.modal(
        wire.CHECKING, title(sheet, words), blocks, close=words("answer.close"), metadata=str(sheet.place)
    )


def input_blocks(view: Mapping[str, Any]) -> list[str]:
    """The block ids of a view's fields, in order: the only places that Slack takes errors for."""
    return [str(block["block_id"]) for block in view.get("blocks") or [] if block.get("type") == "input"]
