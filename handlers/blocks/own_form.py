"""The form for what one account has of its own: its text, its time, its first comment. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.composer import MOST_FIELDS, OPENS_ANOTHER
from handlers.blocks.composer_errors import bare
from handlers.blocks.composer_fields import Picked, pickers, routed
from handlers.blocks.parts import Block
from handlers.composing import form, pieces
from handlers.composing.flaws import Trouble
from handlers.composing.own import Own
from handlers.composing.previews import Preview
from handlers.composing.sheet import Sheet
from handlers.words.catalogue import Words


def own_form(
    sheet: Sheet,
    about: Preview,
    words: Words,
    *,
    now: datetime,
    fields: tuple[list[str], list[str]] | None = None,
) -> Block:
    """Filled in with what goes out there now. `fields`: as in the composer, where the parts must not move."""
    account, own = about.account_id, sheet.own(about.account_id)
    texts, joints = fields or pieces.split(about.text)
    if len(texts[-1]) >= OPENS_ANOTHER and len(texts) < MOST_FIELDS:
        texts, joints = [*texts, ""], [*joints, pieces.NEW_PARAGRAPH]
    takes = words("variants.takes", account=about.account, allowed=f"{about.most:,}")
    blocks = [
        parts.context(takes),
        *(_text_field(account, number, text, words) for number, text in enumerate(texts)),
        *_time(sheet, account, own, words, now),
        *_comment(about, own, words),
    ]
    return parts.modal(
        wire.OWN,
        words("variants.title_own"),
        blocks,
        submit=words("variants.keep"),
        close=words("composer.close"),
        metadata=str(replace(sheet.place, joints=tuple(joints), account=account)),
        tells_closing=True,
    )


def _text_field(account: int, number: int, text: str, words: Words) -> Block:
    is_first = number == 0
    block = parts.text_input(
        form.named(account, form.text_block(number)),
        words("composer.text") if is_first else words("composer.text_part", part=number + 1),
        initial=text,
        hint=words("variants.text_hint") if is_first else "",
        is_long=True,
        is_optional=True,
        max_length=pieces.FIELD_LIMIT,
        saves_while_typing=True,
    )
    return routed(block, wire.OWN_TEXT)


def _time(sheet: Sheet, account: int, own: Own, words: Words, now: datetime) -> list[Block]:
    options = [
        {"text": parts.plain(words("variants.with_the_others"), 75), "value": form.AS_SOON},
        {"text": parts.plain(words("variants.own_time"), 75), "value": form.CHOSEN},
    ]
    element: Block = {"type": "radio_buttons", "options": options, "initial_option": options[own.is_timed]}
    name = form.named(account, form.GOES_OUT)
    blocks = [routed(parts.field(name, words("composer.goes_out"), element), wire.OWN_GOES_OUT)]
    fields = ((form.named(account, form.DATE), wire.OWN_DATE), (form.named(account, form.TIME), wire.OWN_TIME))
    picked = Picked(own.date, own.time, sheet.zone)
    return [*blocks, *pickers(picked, fields, words, now)] if own.is_timed else blocks


def _comment(about: Preview, own: Own, words: Words) -> list[Block]:
    """Where one can be written; and where one was typed, so that it can be taken away again."""
    if not about.takes_comment and not own.first_comment:
        return []
    block = parts.text_input(
        form.named(about.account_id, form.COMMENT),
        words("variants.first_comment"),
        initial=own.first_comment[: pieces.FIELD_LIMIT],
        hint=words("variants.first_comment_hint"),
        is_long=True,
        is_optional=True,
        max_length=pieces.FIELD_LIMIT,
        saves_while_typing=True,
    )
    return [routed(block, wire.OWN_COMMENT)]


def errors(troubles: Iterable[Trouble], account: int, shown: Iterable[str], words: Words) -> Mapping[str, str]:
    """Block id to sentences, at the fields of this form."""
    blocks, found = set(shown), dict[str, list[str]]()
    for one in troubles:
        wanted = form.named(account, one.at)
        block = wanted if wanted in blocks else form.named(account, form.TEXT)
        found.setdefault(block, []).append(bare(one, words))
    return {block: " ".join(dict.fromkeys(said)) for block, said in found.items()}
