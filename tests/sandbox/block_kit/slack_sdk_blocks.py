"""Each rule that the blocks of slack_sdk.models have."""

from collections.abc import Callable

from slack_sdk.models.blocks import blocks

from tests.sandbox.block_kit.judging import Json, options, words
from tests.sandbox.block_kit.slack_sdk_cases import (
    BUTTON,
    CHILDREN,
    IMAGE,
    PROVIDER,
    TASK,
    VIDEO,
    Broken,
    besides,
    limit,
    rule,
    url,
    x,
)

OF_BLOCKS = (
    limit(blocks.Block, "block_id_max_length", lambda n: {"type": "divider", "block_id": x(n)}, "/block_id"),
    limit(blocks.SectionBlock, "fields_max_length", lambda n: {"fields": [words()] * n}, "/fields"),
    limit(blocks.SectionBlock, "text_max_length", lambda n: {"text": words(x(n))}, "/text/text"),
    rule(blocks.SectionBlock, {"text": words()}, {}),
    limit(blocks.ImageBlock, "image_url_max_length", lambda n: IMAGE | {"image_url": url(n)}, "/image_url"),
    limit(blocks.ImageBlock, "alt_text_max_length", lambda n: IMAGE | {"alt_text": x(n)}, "/alt_text"),
    limit(blocks.ImageBlock, "title_max_length", lambda n: IMAGE | {"title": words(x(n))}, "/title/text"),
    limit(
        blocks.ActionsBlock,
        "elements_max_length",
        lambda n: {"elements": [{"type": "button", **BUTTON}] * n},
        "/elements",
    ),
    limit(blocks.ContextBlock, "elements_max_length", lambda n: {"elements": [words()] * n}, "/elements"),
    limit(
        blocks.ContextActionsBlock,
        "elements_max_length",
        lambda n: {"elements": [{"type": "icon_button", "icon": "trash", "text": words()}] * n},
        "/elements",
    ),
    rule(
        blocks.ContextActionsBlock,
        {"elements": [{"type": "icon_button", "icon": "trash", "text": words()}]},
        {"elements": []},
        "/elements",
    ),
    limit(
        blocks.InputBlock,
        "label_max_length",
        lambda n: {"element": {"type": "datepicker"}, "label": words(x(n))},
        "/label/text",
        before="/view/blocks/0",
        surface="modal",
    ),
    limit(
        blocks.InputBlock,
        "hint_max_length",
        lambda n: {"element": {"type": "datepicker"}, "label": words(), "hint": words(x(n))},
        "/hint/text",
        before="/view/blocks/0",
        surface="modal",
    ),
    rule(
        blocks.InputBlock,
        {"label": words(), "element": {"type": "datepicker"}},
        {"label": words(), "element": {"type": "button", **BUTTON}},
        "/element/type",
        before="/view/blocks/0",
        surface="modal",
    ),
    limit(blocks.HeaderBlock, "text_max_length", lambda n: {"text": words(x(n))}, "/text/text"),
    rule(blocks.HeaderBlock, {"text": words()}, {}),
    limit(blocks.MarkdownBlock, "text_max_length", lambda n: {"text": x(n)}, "/text"),
    rule(blocks.MarkdownBlock, {"text": "t"}, {"text": ""}, "/text"),
    limit(blocks.VideoBlock, "title_max_length", lambda n: VIDEO | {"title": words(x(n))}, "/title/text"),
    limit(blocks.VideoBlock, "author_name_max_length", lambda n: VIDEO | {"author_name": x(n)}, "/author_name"),
    *(rule(blocks.VideoBlock, VIDEO, besides(VIDEO, name)) for name in VIDEO),
    rule(blocks.TableBlock, {"rows": [[{"type": "raw_text", "text": "t"}]]}, {"rows": []}, "/rows"),
    rule(blocks.TaskCardBlock, TASK, TASK | {"status": "done"}, "/status"),
    rule(
        blocks.AlertBlock,
        {"text": words(), "level": "info"},
        {"text": words(), "level": "loud"},
        "/level",
        before="/view/blocks/0",
        surface="modal",
    ),
    rule(blocks.AlertBlock, {"text": words()}, {"text": None}, before="/view/blocks/0", surface="modal"),
    limit(blocks.CardBlock, "title_max_length", lambda n: {"title": words(x(n))}, "/title/text"),
    limit(
        blocks.CardBlock, "subtitle_max_length", lambda n: {"title": words(), "subtitle": words(x(n))}, "/subtitle/text"
    ),
    limit(blocks.CardBlock, "body_max_length", lambda n: {"body": words(x(n))}, "/body/text"),
    rule(blocks.CardBlock, {"title": words()}, {"subtitle": words()}),
    limit(blocks.ContainerBlock, "title_max_length", lambda n: CHILDREN | {"title": words(x(n))}, "/title/text"),
    limit(
        blocks.ContainerBlock, "subtitle_max_length", lambda n: CHILDREN | {"subtitle": words(x(n))}, "/subtitle/text"
    ),
    limit(
        blocks.ContainerBlock,
        "child_blocks_max_length",
        lambda n: CHILDREN | {"child_blocks": [{"type": "divider"}] * n},
        "/child_blocks",
    ),
    rule(blocks.ContainerBlock, CHILDREN, CHILDREN | {"child_blocks": []}, "/child_blocks"),
    rule(blocks.ContainerBlock, CHILDREN, besides(CHILDREN, "title")),
    rule(blocks.ContainerBlock, CHILDREN | {"width": "wide"}, CHILDREN | {"width": "huge"}, "/width"),
    rule(
        blocks.ContainerBlock,
        CHILDREN | {"has_header_divider": True},
        CHILDREN | {"has_header_divider": True, "is_collapsible": True},
        "/has_header_divider",
    ),
    limit(
        blocks.CarouselBlock,
        "elements_max_length",
        lambda n: {"elements": [{"type": "card", "title": words()}] * n},
        "/elements",
    ),
    rule(blocks.CarouselBlock, {"elements": [{"type": "card", "title": words()}]}, {"elements": []}, "/elements"),
)


def of_provider(name: str, made: Callable[[int], Json], at: str) -> Broken:
    return limit(
        blocks.AuthProviderBlock, name, lambda n: PROVIDER | made(n), at, surface="home", before="/view/blocks/0"
    )


def provider_without(name: str) -> Broken:
    return rule(blocks.AuthProviderBlock, PROVIDER, PROVIDER | {name: None}, before="/view/blocks/0", surface="home")


OF_PROVIDERS = (
    of_provider("value_max_length", lambda n: {"value": x(n)}, "/value"),
    of_provider("name_max_length", lambda n: {"name": words(x(n))}, "/name/text"),
    of_provider("description_max_length", lambda n: {"description": words(x(n))}, "/description/text"),
    of_provider(
        "connected_identity_max_length", lambda n: {"connected_identity": words(x(n))}, "/connected_identity/text"
    ),
    of_provider(
        "connected_context_max_length", lambda n: {"connected_context": words(x(n))}, "/connected_context/text"
    ),
    of_provider("url_max_length", lambda n: {"icon_url": url(n)}, "/icon_url"),
    of_provider("url_max_length", lambda n: {"auth_url": url(n)}, "/auth_url"),
    of_provider("url_max_length", lambda n: {"disconnect_url": url(n)}, "/disconnect_url"),
    *(provider_without(name) for name in PROVIDER),
    rule(
        blocks.AuthProviderBlock,
        PROVIDER | {"accessory": {"type": "overflow", "options": options(1)}},
        PROVIDER | {"accessory": {"type": "button", **BUTTON}},
        "/accessory/type",
        before="/view/blocks/0",
        surface="home",
    ),
)
