"""The fields of which the forms for a brand are made: block ids and labels by the name of the rule. Pure."""

from collections.abc import Iterable, Sequence

from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.setting_up.form import BrandForm
from handlers.words.catalogue import Words
from storage.groups import is_group


def line(name: str, value: str, words: Words, *, most: int = 200, is_optional: bool = False, hint: str = "") -> Block:
    """A text."""
    return parts.text_input(
        name, words(f"brand.rule_{name}"), initial=value, hint=hint, is_optional=is_optional, max_length=most
    )


def one(name: str, values: Iterable[str], chosen: str, words: Words) -> Block:
    """A choice of one."""
    options = [option(words(f"brand.{name}_{value}"), value) for value in values]
    element: Block = {"type": "static_select", "options": options}
    element["initial_option"] = next((one for one in options if one["value"] == chosen), options[0])
    return parts.field(name, words(f"brand.rule_{name}"), element)


def lines(name: str, values: Iterable[str], words: Words, *, has_hint: bool = False) -> Block:
    """Several, one to a line."""
    return parts.text_input(
        name,
        words(f"brand.rule_{name}"),
        initial="\n".join(values),
        hint=words(f"brand.{name}_hint") if has_hint else "",
        is_long=True,
        is_optional=True,
    )


def time(name: str, value: str | None, words: Words, *, is_optional: bool = False) -> Block:
    """A time of the day."""
    element: Block = {"type": "timepicker", **({"initial_time": value} if value else {})}
    return parts.field(name, words(f"brand.rule_{name}"), element, is_optional=is_optional)


def option(text: str, value: str) -> Block:
    """One option of a menu."""
    return {"text": parts.plain(text, 75), "value": value}


def chosen(element: Block, values: Iterable[str]) -> Block:
    """The menu, with these of its options chosen."""
    wanted = set(values)
    chosen = [one for one in element["options"] if one["value"] in wanted]
    return {**element, "initial_options": chosen} if chosen else element


def people(
    at: str, holders: Sequence[str], form: BrandForm, words: Words, *, hint: str = "", label: str = ""
) -> list[Block]:
    """People, and user groups where the workspace has any."""
    named = [one for one in holders if not is_group(one)]
    element: Block = {"type": "multi_users_select", **({"initial_users": named} if named else {})}
    blocks = [
        parts.field(
            at, label or words(f"brand.rule_{at}"), element, hint=hint, is_optional=at != "admins" or bool(form.groups)
        )
    ]
    if form.groups:
        options = [option(one.name, one.group_id) for one in form.groups]
        element = chosen({"type": "multi_static_select", "options": options}, holders)
        blocks.append(parts.field(f"{at}_groups", words("brand.and_groups"), element, is_optional=True))
    return blocks
