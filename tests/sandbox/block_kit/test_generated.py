"""Payloads that slack_sdk.models builds and finds valid, at random: accepted, or refused for a listed disagreement."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models import blocks as sdk
from slack_sdk.models.blocks import block_elements as elements
from slack_sdk.models.views import View

from tests.sandbox.block_kit.disagreements import LIMITS, RULES
from tests.sandbox.block_kit.judging import problems

EXPLAINED = [rule.says for rule in RULES if rule.source != "slackblocks"]
EXPLAINED += [f"less than {limit.ours + 1} characters" for limit in LIMITS if limit.ours < limit.theirs]
URL = "https://a.example/"
IDS = st.text("abc", min_size=1, max_size=2)
FLAG = st.none() | st.booleans()


def words(most: int) -> st.SearchStrategy[str]:
    """Texts, the longest ones and such with emoji among them."""
    return st.text("ab *&<😀", min_size=1, max_size=12) | st.just("x" * most) | st.just("😀" * (most // 2))


def plain(most: int) -> st.SearchStrategy[sdk.PlainTextObject]:
    return st.builds(sdk.PlainTextObject, text=words(most), emoji=FLAG)


def either(most: int) -> st.SearchStrategy[sdk.TextObject]:
    return plain(most) | st.builds(sdk.MarkdownTextObject, text=words(most), verbatim=FLAG)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def some(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, min_size=1, max_size=most)


CONFIRM = maybe(
    st.builds(
        sdk.ConfirmObject,
        title=plain(100),
        text=either(300),
        confirm=plain(30),
        deny=plain(30),
        style=st.sampled_from([None, "primary", "danger"]),
    )
)
ASKING: dict[str, Any] = {"action_id": IDS, "confirm": CONFIRM}
PROMPTING: dict[str, Any] = ASKING | {"placeholder": maybe(plain(150)), "focus_on_load": FLAG}
OPTION = st.builds(sdk.Option, text=plain(75), value=words(150), description=maybe(plain(75)))
OPTIONS = some(OPTION)
GROUPS = some(st.builds(sdk.OptionGroup, label=plain(75), options=OPTIONS))
IMAGE = st.builds(sdk.ImageElement, alt_text=words(2000), image_url=st.just(URL + "x" * 2900))
BUTTON = st.builds(
    sdk.ButtonElement,
    text=plain(75),
    value=maybe(words(2000)),
    url=st.sampled_from([None, URL]),
    style=st.sampled_from([None, "primary", "danger"]),
    accessibility_label=maybe(words(75)),
    **ASKING,
)
OVERFLOW = st.builds(sdk.OverflowMenuElement, options=OPTIONS, **ASKING)
SELECT = st.one_of(
    st.builds(sdk.StaticSelectElement, options=OPTIONS, **PROMPTING),
    st.builds(sdk.StaticSelectElement, option_groups=GROUPS, **PROMPTING),
    st.builds(sdk.ExternalDataSelectElement, min_query_length=st.integers(0, 9), **PROMPTING),
    st.builds(sdk.UserSelectElement, initial_user=maybe(IDS), **PROMPTING),
    st.builds(sdk.ChannelSelectElement, initial_channel=maybe(IDS), **PROMPTING),
    st.builds(sdk.ConversationSelectElement, default_to_current_conversation=FLAG, **PROMPTING),
)
PICKER = st.one_of(
    st.builds(sdk.DatePickerElement, initial_date=maybe(st.dates().map(str)), **PROMPTING),
    st.builds(
        elements.TimePickerElement,
        initial_time=maybe(st.times().map(lambda time: f"{time:%H:%M}")),
        timezone=st.sampled_from([None, "Asia/Seoul"]),
        **PROMPTING,
    ),
    st.builds(
        sdk.DateTimePickerElement, initial_date_time=maybe(st.integers(0, 9_999_999_999)), focus_on_load=FLAG, **ASKING
    ),
    st.builds(sdk.CheckboxesElement, options=OPTIONS, focus_on_load=FLAG, **ASKING),
    st.builds(sdk.RadioButtonsElement, options=OPTIONS, focus_on_load=FLAG, **ASKING),
)
SEVERAL = st.one_of(
    st.builds(sdk.StaticMultiSelectElement, options=OPTIONS, max_selected_items=st.integers(1, 9), **PROMPTING),
    st.builds(sdk.UserMultiSelectElement, max_selected_items=st.integers(1, 9), **PROMPTING),
    st.builds(sdk.ChannelMultiSelectElement, max_selected_items=st.integers(1, 9), **PROMPTING),
    st.builds(sdk.ConversationMultiSelectElement, **PROMPTING),
    st.builds(sdk.ExternalDataMultiSelectElement, **PROMPTING),
)
WRITTEN: dict[str, Any] = {"action_id": IDS, "placeholder": maybe(plain(150)), "focus_on_load": FLAG}
WRITING = st.one_of(
    st.builds(
        sdk.PlainTextInputElement,
        multiline=FLAG,
        min_length=maybe(st.integers(0, 3000)),
        max_length=maybe(st.integers(1, 3000)),
        **WRITTEN,
    ),
    st.builds(elements.EmailInputElement, **WRITTEN),
    st.builds(elements.UrlInputElement, **WRITTEN),
    st.builds(
        elements.NumberInputElement,
        is_decimal_allowed=st.booleans(),
        min_value=maybe(st.integers()),
        max_value=maybe(st.integers()),
        **WRITTEN,
    ),
    st.builds(sdk.RichTextInputElement, **WRITTEN),
    st.builds(elements.FileInputElement, action_id=IDS, max_files=maybe(st.integers(1, 10))),
)
NAMED: dict[str, Any] = {"block_id": maybe(IDS)}
SECTION = st.builds(
    sdk.SectionBlock,
    text=either(3000),
    fields=maybe(some(either(2000))),
    accessory=maybe(BUTTON | OVERFLOW | SELECT | SEVERAL | IMAGE),
    **NAMED,
)
SHOWN = st.one_of(
    SECTION,
    st.builds(sdk.HeaderBlock, text=plain(150), **NAMED),
    st.builds(sdk.DividerBlock, **NAMED),
    st.builds(sdk.ContextBlock, elements=some(either(3000) | IMAGE), **NAMED),
    st.builds(sdk.ImageBlock, image_url=st.just(URL), alt_text=words(2000), title=maybe(plain(2000)), **NAMED),
    st.builds(sdk.ActionsBlock, elements=some(BUTTON | OVERFLOW | SELECT | PICKER), **NAMED),
)
CARD = st.builds(sdk.CardBlock, title=either(150), body=maybe(either(200)), hero_image=maybe(IMAGE), **NAMED)
IN_MESSAGES = st.one_of(
    SHOWN,
    CARD,
    st.builds(sdk.CarouselBlock, elements=some(CARD), **NAMED),
    st.builds(sdk.ContainerBlock, child_blocks=some(SHOWN), title=plain(150), **NAMED),
    st.builds(sdk.MarkdownBlock, text=words(12_000), **NAMED),
    st.builds(
        sdk.PlanBlock, title=words(150), tasks=st.just([sdk.TaskCardBlock(task_id="1", title="t", status="error")])
    ),
)
INPUT = st.builds(
    sdk.InputBlock,
    label=plain(2000),
    hint=maybe(plain(2000)),
    element=SELECT | SEVERAL | PICKER | WRITING,
    optional=FLAG,
    dispatch_action=FLAG,
    **NAMED,
)
MODAL = st.builds(
    View,
    type=st.just("modal"),
    title=plain(24),
    submit=maybe(plain(24)),
    close=maybe(plain(24)),
    blocks=some(SHOWN | INPUT, 4),
    private_metadata=maybe(words(3000)),
    callback_id=maybe(words(255)),
    notify_on_close=FLAG,
)


def unexplained(found: list[str]) -> list[str]:
    return [problem for problem in found if not any(said in problem for said in EXPLAINED)]


@settings(max_examples=60, deadline=None)
@given(st.lists(IN_MESSAGES, min_size=1, max_size=4))
def test_a_message(blocks: list[Any]) -> None:
    assert unexplained(problems([block.to_dict() for block in blocks])) == []


@settings(max_examples=60, deadline=None)
@given(MODAL)
def test_a_modal(view: View) -> None:
    assert unexplained(problems(view.to_dict(), "modal")) == []


@settings(max_examples=40, deadline=None)
@given(st.builds(View, type=st.just("home"), blocks=some(SHOWN, 4)))
def test_a_home_tab(view: View) -> None:
    assert unexplained(problems(view.to_dict(), "home")) == []
