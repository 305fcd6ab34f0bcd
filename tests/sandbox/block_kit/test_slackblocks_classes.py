"""Every class of slackblocks that goes to Slack: built with all its fields by its own constructor, and accepted."""

from collections.abc import Iterator
from typing import Any

import pytest
import slackblocks as sb
from slackblocks import elements
from slackblocks._core import RenderableMixin, resolve
from slackblocks.rich_text.elements import RichTextUserGroup

from tests.sandbox.block_kit import slackblocks_made as made
from tests.sandbox.block_kit.judging import problems
from tests.sandbox.block_kit.slackblocks_made import URL

# Apps cannot send it.
REFUSED = {sb.FileBlock}
CONFIRM = sb.Confirm("t", "t", "y", "n", style="danger")
MENU: dict[str, Any] = {"action_id": "a", "confirm": CONFIRM, "placeholder": "p"}
SEVERAL: dict[str, Any] = MENU | {"max_selected_items": 2}
FILTER = sb.ConversationFilter(["im", "public"], exclude_bot_users=True, exclude_external_shared_channels=False)
DISPATCH = sb.DispatchActionConfiguration(["on_enter_pressed", "on_character_entered"])
WRITTEN: dict[str, Any] = {"action_id": "a", "placeholder": "p", "dispatch_action_config": DISPATCH}
WORKFLOW = sb.Workflow.from_url(URL, name="value")
INLINE = [
    sb.RichText("t", bold=True, italic=True, strike=True, code=True),
    sb.RichTextChannel("C1", bold=True, highlight=True, client_highlight=True, unlink=True),
    sb.RichTextEmoji("bread", skin_tone=2),
    sb.RichTextLink(URL, "t", unsafe=True),
    sb.RichTextUser("U1", italic=True),
    RichTextUserGroup("S1"),
]
RICH = sb.RichTextBlock(
    [
        sb.RichTextSection(INLINE),
        sb.RichTextList("ordered", [sb.RichTextSection(INLINE)], 1, 2, 1),
        sb.RichTextCodeBlock([sb.RichText("t")], 1),
        sb.RichTextQuote(INLINE, 1),
    ]
)
IMAGE = sb.Image("a", slack_file=sb.SlackFile(None, "F0BREAD01"))
TASK = sb.TaskCardBlock("1", "t", made.rich(), made.rich(), [elements.URLSource(URL, "t")], "complete")
AXES = sb.AxisConfig(["c"], "x", "y")
SERIES = [sb.DataSeries("s", [sb.DataPoint("c", -1.5)])]
TEXTS: list[Any] = [sb.PlainText("t", emoji=True), sb.Markdown("t", verbatim=True)]


def inputs() -> Iterator[Any]:
    """One of each element that an input block takes."""
    menu = [sb.Option(sb.PlainText("t"), value, "d") for value in "ab"]
    yield sb.PlainTextInput("a", "begins", True, 1, 10, DISPATCH, True, "p")
    yield from (kind(**WRITTEN) for kind in (sb.EmailInput, sb.URLInput))
    yield sb.NumberInput(True, "a", "1.5", -1, "2e3", DISPATCH, placeholder="p")
    yield sb.RichTextInput("a", made.rich(), DISPATCH, min_lines=1, max_lines=9)
    yield sb.DatePicker(**MENU, initial_date="2028-02-29")
    yield sb.TimePicker(**MENU, initial_time="23:59", timezone="Asia/Seoul")
    yield sb.elements.DateTimePicker("a", 1_790_000_000, CONFIRM)
    yield sb.StaticSelectMenu("a", menu, initial_option=menu[0], confirm=CONFIRM)
    yield sb.StaticMultiSelectMenu("a", menu, initial_options=menu, max_selected_items=2)
    yield sb.StaticSelectMenu("a", option_groups=[sb.OptionGroup("g", menu)])
    yield sb.ExternalSelectMenu("a", menu[0], 0, CONFIRM)
    yield sb.ExternalMultiSelectMenu("a", 0, menu, CONFIRM, 2)
    yield sb.UserSelectMenu(**MENU, initial_user="U1")
    yield sb.UserMultiSelectMenu(**SEVERAL, initial_users=["U1"])
    yield sb.ConversationSelectMenu(**MENU, response_url_enabled=True, filter=FILTER)
    yield sb.ConversationMultiSelectMenu(**SEVERAL, default_to_current_conversation=True, filter=FILTER)
    yield sb.ChannelSelectMenu(**MENU, initial_channel="C1", response_url_enabled=True)
    yield sb.ChannelMultiSelectMenu(**SEVERAL, initial_channels=["C1"])
    yield sb.CheckboxGroup("a", menu, menu, CONFIRM)
    yield sb.RadioButtonGroup("a", menu, menu[0], CONFIRM)
    yield sb.FileInput("a", ["png"], 4)


def pressed() -> list[Any]:
    """One of each element that only actions blocks and sections take."""
    button = sb.Button("b", "a1", URL, "v", "primary", CONFIRM, "l", "agent", "shown")
    workflow = sb.WorkflowButton("b", WORKFLOW, "danger", "l", "a2", CONFIRM)
    return [button, workflow, sb.OverflowMenu("a3", [sb.Option(sb.PlainText("t"), "v", url=URL)], CONFIRM)]


def in_messages() -> Iterator[Any]:
    """Each block that messages take, but inputs."""
    feedback = sb.FeedbackButtons(sb.FeedbackButton("t", "v", "l"), sb.FeedbackButton("t", "v"), "a1")
    yield sb.ActionsBlock(pressed())
    yield sb.ContextActionsBlock([feedback, sb.IconButton("t", "trash", "a2", "v", CONFIRM, "l", ["U1"])])
    yield sb.SectionBlock(sb.Text("t"), fields=TEXTS, accessory=IMAGE)
    yield from (sb.HeaderBlock("t"), sb.DividerBlock(), sb.ContextBlock([*TEXTS, IMAGE]), RICH)
    yield from (sb.ImageBlock(URL, "a", "t"), sb.MarkdownBlock("# t"), TASK, sb.PlanBlock("p", [TASK]))
    yield made.video(author_name="n", description="d", provider_icon_url=URL, provider_name="n", title_url=URL)
    yield sb.TableBlock([[sb.RawText("t", True), sb.RichTextSection(INLINE)]], [sb.ColumnSettings("left", True)])
    yield sb.DataTableBlock([[sb.RawText("t")] * 2, [sb.RawNumber(1.5, "1.5"), made.rich()]], "c", 1, 1)
    yield sb.CardBlock(IMAGE, None, "t", "s", "b", [sb.Button("b")], sb.SlackIcon("rocket"), "t")
    yield sb.CarouselBlock([sb.CardBlock(title="t", icon=IMAGE)])
    yield sb.ContainerBlock([sb.DividerBlock()], "t", made.rich(), "s", "wide", IMAGE, True, True)


def charts() -> list[Any]:
    """Each kind of chart."""
    drawn: list[Any] = [sb.PieChart([sb.ChartSegment("s", 0.5)])]
    drawn += [kind(SERIES, AXES) for kind in (sb.BarChart, sb.AreaChart, sb.LineChart)]
    return [sb.DataVisualizationBlock("t", chart) for chart in drawn]


ALONE = [*in_messages(), *charts()]
MODALS: list[Any] = [sb.ModalView("t", [sb.InputBlock("l", each, hint="h")], "c", "s") for each in inputs()]
MODALS += [sb.ModalView("t", [sb.AlertBlock("t", "warning")], None, None, "m", "c", True, True, "e", True)]


@pytest.mark.parametrize("block", ALONE, ids=lambda block: block.type.value)
def test_what_a_message_may_hold(block: Any) -> None:
    assert problems([resolve(block)]) == []


@pytest.mark.parametrize("view", MODALS, ids=lambda view: str(view.blocks[0].type.value))
def test_what_a_modal_may_hold(view: Any) -> None:
    assert problems(resolve(view), "modal") == []


def test_every_class_is_among_them() -> None:
    seen = {kind for one in inside([ALONE, MODALS]) for kind in type(one).__mro__}
    assert set(below(RenderableMixin)) - seen == REFUSED


def inside(value: Any) -> Iterator[Any]:
    """Everything that these objects are made of."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from inside(one)
    elif type(value).__module__.startswith("slackblocks"):
        yield value
        yield from inside([part for part in getattr(value, "__dict__", {}).values() if not isinstance(part, str)])


def below(kind: type[Any]) -> Iterator[type[Any]]:
    """All classes below this one."""
    for one in kind.__subclasses__():
        yield one
        yield from below(one)
