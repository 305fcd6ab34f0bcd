"""Each rule that the elements, the composition objects and the views of slack_sdk.models have."""

from slack_sdk.models.blocks import basic_components as objects
from slack_sdk.models.blocks import block_elements as elements
from slack_sdk.models.views import View

from tests.sandbox.block_kit.judging import options, section, words
from tests.sandbox.block_kit.slack_sdk_cases import (
    BUTTON,
    CONFIRM,
    IMAGE,
    Broken,
    group,
    in_actions,
    in_confirm,
    in_feedback,
    in_group,
    in_input,
    in_select,
    in_table,
    in_view,
    limit,
    of_element,
    of_view,
    rule,
    url,
    x,
)

OF_ELEMENTS = (
    of_element(elements.ButtonElement, "action_id_max_length", lambda n: BUTTON | {"action_id": x(n)}, "/action_id"),
    of_element(elements.ButtonElement, "text_max_length", lambda n: {"text": words(x(n))}, "/text/text"),
    of_element(
        elements.ButtonElement,
        "text_max_length",
        lambda n: BUTTON | {"accessibility_label": x(n)},
        "/accessibility_label",
    ),
    of_element(elements.ButtonElement, "url_max_length", lambda n: BUTTON | {"url": url(n)}, "/url"),
    of_element(elements.ButtonElement, "value_max_length", lambda n: BUTTON | {"value": x(n)}, "/value"),
    of_element(
        elements.ButtonElement, "agent_prompt_max_length", lambda n: BUTTON | {"agent_prompt": x(n)}, "/agent_prompt"
    ),
    rule(
        elements.ButtonElement,
        BUTTON | {"style": "danger"},
        BUTTON | {"style": "loud"},
        "/style",
        in_actions,
        "/blocks/0/elements/0",
    ),
    of_element(
        elements.UserSelectElement,
        "placeholder_max_length",
        lambda n: {"placeholder": words(x(n))},
        "/placeholder/text",
    ),
    rule(
        elements.DatePickerElement,
        {"initial_date": "2026-12-24"},
        {"initial_date": "2026-13-24"},
        "/initial_date",
        in_actions,
        "/blocks/0/elements/0",
    ),
    rule(
        elements.TimePickerElement,
        {"initial_time": "09:30"},
        {"initial_time": "24:30"},
        "/initial_time",
        in_actions,
        "/blocks/0/elements/0",
    ),
    rule(
        elements.DateTimePickerElement,
        {"initial_date_time": 9_999_999_999},
        {"initial_date_time": 10_000_000_000},
        "/initial_date_time",
        in_actions,
        "/blocks/0/elements/0",
    ),
    limit(
        elements.ImageElement,
        "image_url_max_length",
        lambda n: IMAGE | {"image_url": url(n)},
        "/image_url",
        lambda given: [section(accessory=given)],
        "/blocks/0/accessory",
    ),
    limit(
        elements.ImageElement,
        "alt_text_max_length",
        lambda n: IMAGE | {"alt_text": x(n)},
        "/alt_text",
        lambda given: [section(accessory=given)],
        "/blocks/0/accessory",
    ),
    *(
        case
        for kind in (elements.StaticSelectElement, elements.SelectElement)
        for case in (
            of_element(kind, "options_max_length", lambda n: {"options": options(n)}, "/options"),
            of_element(kind, "option_groups_max_length", lambda n: {"option_groups": [group()] * n}, "/option_groups"),
            rule(kind, {"options": options(1)}, {}, "", in_actions, "/blocks/0/elements/0"),
            rule(
                kind,
                {"options": options(1)},
                {"options": options(1), "option_groups": [group()]},
                "",
                in_actions,
                "/blocks/0/elements/0",
            ),
        )
    ),
    *(
        limit(elements.StaticMultiSelectElement, name, made, at, in_input, "/view/blocks/0/element", "modal")
        for name, made, at in (
            ("options_max_length", lambda n: {"options": options(n)}, "/options"),
            ("option_groups_max_length", lambda n: {"option_groups": [group()] * n}, "/option_groups"),
        )
    ),
    *(
        rule(
            elements.StaticMultiSelectElement,
            {"options": options(1)},
            wrong,
            "",
            in_input,
            "/view/blocks/0/element",
            "modal",
        )
        for wrong in ({}, {"options": options(1), "option_groups": [group()]})
    ),
    of_element(elements.OverflowMenuElement, "options_max_length", lambda n: {"options": options(n)}, "/options"),
    of_element(elements.OverflowMenuElement, "options_min_length", lambda n: {"options": options(n)}, "/options"),
)


OPTION = {"text": words(), "value": "v"}
IN_MENU = "/blocks/0/elements/0/options/0"
IN_GROUP = "/blocks/0/elements/0/option_groups/0"
FEEDBACK = {"text": words(), "value": "v"}
IN_FEEDBACK = "/blocks/0/elements/0/positive_button"


def of_confirm(name: str) -> Broken:
    return limit(
        objects.ConfirmObject,
        f"{name}_max_length",
        lambda n: CONFIRM | {name: words(x(n))},
        f"/{name}/text",
        in_confirm,
        "/blocks/0/elements/0/confirm",
    )


OF_OBJECTS = (
    limit(
        objects.Option, "label_max_length", lambda n: OPTION | {"text": words(x(n))}, "/text/text", in_select, IN_MENU
    ),
    limit(objects.Option, "value_max_length", lambda n: OPTION | {"value": x(n)}, "/value", in_select, IN_MENU),
    limit(
        objects.OptionGroup,
        "label_max_length",
        lambda n: {"label": words(x(n)), "options": options(1)},
        "/label/text",
        in_group,
        IN_GROUP,
    ),
    limit(
        objects.OptionGroup,
        "options_max_length",
        lambda n: {"label": words(), "options": options(n)},
        "/options",
        in_group,
        IN_GROUP,
    ),
    *(of_confirm(name) for name in CONFIRM),
    rule(
        objects.ConfirmObject,
        CONFIRM | {"style": "danger"},
        CONFIRM | {"style": "loud"},
        "/style",
        in_confirm,
        "/blocks/0/elements/0/confirm",
    ),
    limit(
        objects.FeedbackButtonObject,
        "text_max_length",
        lambda n: FEEDBACK | {"text": words(x(n))},
        "/text/text",
        in_feedback,
        IN_FEEDBACK,
    ),
    limit(
        objects.FeedbackButtonObject,
        "value_max_length",
        lambda n: FEEDBACK | {"value": x(n)},
        "/value",
        in_feedback,
        IN_FEEDBACK,
    ),
    rule(objects.RawTextObject, {"text": "t"}, {"text": ""}, "/text", in_table, "/blocks/0/rows/0/0"),
    rule(
        objects.RawNumberObject,
        {"value": 1, "text": "t"},
        {"value": 1, "text": ""},
        "/text",
        in_table,
        "/blocks/0/rows/0/0",
    ),
)
OF_VIEWS = (
    of_view("title_max_length", lambda n: {"title": words(x(n))}, "/title/text"),
    of_view("blocks_max_length", lambda n: {"blocks": [{"type": "divider"}] * n}, "/blocks"),
    of_view("close_max_length", lambda n: {"close": words(x(n))}, "/close/text"),
    of_view("submit_max_length", lambda n: {"submit": words(x(n))}, "/submit/text"),
    of_view("private_metadata_max_length", lambda n: {"private_metadata": x(n)}, "/private_metadata"),
    of_view("callback_id_max_length", lambda n: {"callback_id": x(n)}, "/callback_id"),
    rule(View, in_view(), in_view(type="sheet"), "/type", dict, "/view", "modal"),
    rule(
        View,
        {"type": "home", "blocks": [{"type": "divider"}]},
        {"type": "home", "blocks": [{"type": "divider"}], "close": words()},
        "",
        dict,
        "/view",
        "home",
    ),
)
