"""Payloads of any size, made with the constructors of slackblocks, and where the problem is if they are too large."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import slackblocks as sb
from slackblocks.elements import FeedbackButton

Make = Callable[[int], Any]
URL = "https://a.example/"


@dataclass(frozen=True)
class Reached:
    """A payload of a size, and the JSON pointer of what is too much in it."""

    make: Make
    at: str
    surface: str = "message"


def in_actions(make: Make, at: str) -> Reached:
    return Reached(lambda n: sb.ActionsBlock([make(n)]), f"/blocks/0/elements/0{at}")


def in_input(make: Make, at: str) -> Reached:
    return Reached(lambda n: sb.InputBlock("l", make(n)), f"/view/blocks/0/element{at}", "modal")


def in_section(make: Make, at: str) -> Reached:
    return Reached(lambda n: sb.SectionBlock("t", accessory=make(n)), f"/blocks/0/accessory{at}")


def in_modal(make: Make, at: str) -> Reached:
    return Reached(make, f"/view{at}", "modal")


def block(make: Make, at: str, surface: str = "message") -> Reached:
    return Reached(make, ("/blocks/0" if surface == "message" else "/view/blocks/0") + at, surface)


def url(length: int) -> str:
    return URL + "u" * (length - len(URL))


def options(count: int) -> list[sb.Option]:
    return [sb.Option(sb.PlainText("t"), str(number)) for number in range(count)]


def confirming(**fields: Any) -> sb.Button:
    said: dict[str, Any] = {"title": "t", "text": "t", "confirm": "y", "deny": "n"} | fields
    return sb.Button("b", confirm=sb.ConfirmationDialogue(**said))


def chosen(**fields: Any) -> sb.OverflowMenu:
    said: dict[str, Any] = {"text": sb.PlainText("t"), "value": "v"} | fields
    return sb.OverflowMenu("a", [sb.Option(**said)])


def feedback(**fields: Any) -> sb.ContextActionsBlock:
    good = FeedbackButton(**{"text": "t", "value": "v"} | fields)
    return sb.ContextActionsBlock([sb.FeedbackButtons(good, FeedbackButton("t", "v"))])


def icon(**fields: Any) -> sb.ContextActionsBlock:
    return sb.ContextActionsBlock([sb.IconButton("t", **fields)])


def workflow_button(**fields: Any) -> sb.WorkflowButton:
    said: dict[str, Any] = {"text": "t", "workflow": sb.Workflow.from_url(URL), "action_id": "a"} | fields
    return sb.WorkflowButton(**said)


def rich(text: str = "t") -> sb.RichTextBlock:
    return sb.RichTextBlock(sb.RichTextSection(sb.RichText(text)))


def rich_list(**fields: int) -> sb.RichTextBlock:
    return sb.RichTextBlock(sb.RichTextList("bullet", [sb.RichTextSection(sb.RichText("t"))], **fields))


def table(rows: int, columns: int = 1) -> sb.TableBlock:
    return sb.TableBlock([[sb.RawText("t")] * columns] * rows)


def data_table(rows: int = 2, columns: int = 1, cell: str = "t", **fields: Any) -> sb.DataTableBlock:
    return sb.DataTableBlock([[sb.RawText(cell)] * columns] * rows, "c", **fields)


def pie(count: int = 1, label: str = "s", value: float = 1, title: str = "t") -> sb.DataVisualizationBlock:
    segments = [sb.ChartSegment(label, value) for _ in range(count)]
    return sb.DataVisualizationBlock(title, sb.PieChart(segments))


def bars(
    series: int = 1, categories: list[str] | None = None, name: str = "", points: int | None = None, **axes: str
) -> sb.DataVisualizationBlock:
    categories = ["c"] if categories is None else categories
    data = [sb.DataPoint(label, 1) for label in categories[: len(categories) if points is None else points]]
    drawn = [sb.DataSeries(name or f"s{number}", data) for number in range(series)]
    return sb.DataVisualizationBlock("t", sb.BarChart(drawn, sb.AxisConfig(categories, **axes)))


def named(count: int) -> list[str]:
    return [f"c{number}" for number in range(count)]


def video(**fields: Any) -> sb.VideoBlock:
    said = {"alt_text": "a", "thumbnail_url": URL, "title": "t", "video_url": URL} | fields
    return sb.VideoBlock(**said)


def markdowns(characters: int) -> list[sb.Block]:
    return [sb.MarkdownBlock("x" * (characters // 2)), sb.MarkdownBlock("x" * (characters - characters // 2))]


def view(**fields: Any) -> sb.ModalView:
    return sb.ModalView(**{"title": "t", "blocks": [sb.DividerBlock()]} | fields)


def plan(count: int) -> sb.PlanBlock:
    return sb.PlanBlock("p", [sb.TaskCardBlock(str(n), "t", status="complete") for n in range(count)])


def group(count: int) -> sb.StaticSelectMenu:
    return sb.StaticSelectMenu("a", option_groups=[sb.OptionGroup("g", options(count))])


def groups(count: int) -> sb.StaticSelectMenu:
    return sb.StaticSelectMenu("a", option_groups=[sb.OptionGroup("g", options(1))] * count)


def x(count: int) -> str:
    return "x" * count


def cards(count: int) -> list[sb.CardBlock]:
    return [sb.CardBlock(title="t") for _ in range(count)]


def dividers(count: int) -> list[sb.Block]:
    return [sb.DividerBlock() for _ in range(count)]


def quoted(kind: Any, border: int) -> sb.RichTextBlock:
    return sb.RichTextBlock(kind([sb.RichText("t")], border=border))


def characters_in_data_tables(count: int, tables: int) -> Any:
    """Cells that hold `count` characters altogether, the odd ones in the last of them."""
    share = count // (2 * tables)
    made: list[Any] = [data_table(cell=x(share)) for _ in range(tables)]
    made[-1].rows[1] = [sb.RawText(x(count - share * (2 * tables - 1)))]
    return sb.Message("C", blocks=made) if tables > 1 else sb.DataTableBlock(made[0].rows, "c")
