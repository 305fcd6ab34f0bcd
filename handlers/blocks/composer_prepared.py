"""What the composer offers of what is prepared: snippets, and the library. Pure."""

from collections.abc import Sequence

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.composer_fields import routed
from handlers.blocks.parts import Block
from handlers.composing import form
from handlers.composing.sheet import Sheet
from handlers.words.catalogue import Words
from storage.library import Asset
from storage.snippets import Snippet

MOST_OFFERED = 30


def fields(sheet: Sheet, words: Words) -> list[Block]:
    """Only where there is something to choose from."""
    found = [_select(form.SNIPPET, wire.COMPOSER_SNIPPET, sheet, words)] if sheet.has_snippets else []
    return [*found, _select(form.LIBRARY, wire.COMPOSER_LIBRARY, sheet, words)] if sheet.has_assets else found


def _select(name: str, action_id: str, sheet: Sheet, words: Words) -> Block:
    placeholder = parts.plain(words(f"composer.{name}_placeholder"), 150)
    element: Block = {"type": "external_select", "min_query_length": 0, "placeholder": placeholder}
    # Slack keeps what was chosen in a field of the same name, and what was chosen is in the form already.
    return routed(parts.field(f"{name}_{sheet.turn}", words(f"composer.{name}"), element, is_optional=True), action_id)


def assets(found: Sequence[Asset]) -> list[Block]:
    """As an external select shows them."""
    return [_option(one.name, ", ".join(one.tags) or one.alt_text, one.id) for one in found]


def snippets(found: Sequence[Snippet], words: Words) -> list[Block]:
    """The kind and the beginning of each."""
    lines = ((one, words(f"snippets.kind_{one.kind}"), " ".join(one.text.split())) for one in found)
    return [_option(one.name, f"{kind} · {text}", one.id) for one, kind, text in lines]


def _option(text: str, description: str, number: int | None) -> Block:
    """Slack takes 75 characters of either (docs.slack.dev/reference/block-kit/composition-objects/option-object)."""
    option: Block = {"text": parts.plain(text, 75), "value": str(number)}
    return {**option, "description": parts.plain(description, 75)} if description else option
