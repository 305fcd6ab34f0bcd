"""Charts. docs.slack.dev/reference/block-kit/blocks/data-visualization-block"""

from bot.sandbox.block_kit.blocks import BLOCK
from bot.sandbox.block_kit.problems import Json, Problems, wrong
from bot.sandbox.block_kit.rules import Check, Shape, anything, items, number, positive, string, typed
from bot.sandbox.block_kit.together import unique

_LABEL = string(20, 1)
_POINT = Shape({"label": _LABEL, "value": number}, ("label", "value"))
_SERIES = Shape({"name": _LABEL, "data": items(_POINT, 1, 20)}, ("name", "data"))


def _different_categories(value: Json, at: str, problems: Problems) -> None:
    unique([(c, f"{at}/categories/{i}") for i, c in enumerate(value["categories"])], "category", problems)


_AXES = Shape(
    {"categories": items(_LABEL, 1, 20), "x_label": string(50), "y_label": string(50)},
    ("categories",),
    (_different_categories,),
)


def _different_series(value: Json, at: str, problems: Problems) -> None:
    unique([(s["name"], f"{at}/series/{i}/name") for i, s in enumerate(value["series"])], "series", problems)


def _a_point_for_each_category(value: Json, at: str, problems: Problems) -> None:
    expected = sorted(value["axis_config"]["categories"])
    for place, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != expected:
            wrong(problems, "must have one point for every category", f"{at}/series/{place}/data", "enum", expected)


_DRAWN = Shape(
    {"type": anything, "series": items(_SERIES, 1, 12), "axis_config": _AXES},
    ("series", "axis_config"),
    (_different_series, _a_point_for_each_category),
)
_SEGMENT = Shape({"label": _LABEL, "value": positive}, ("label", "value"))
_PIE = Shape({"type": anything, "segments": items(_SEGMENT, 1, 12)}, ("segments",))
CHART: dict[str, Check] = {
    "data_visualization": Shape(
        BLOCK
        | {
            "title": string(50, 1),
            "chart": typed({"pie": _PIE, "bar": _DRAWN, "area": _DRAWN, "line": _DRAWN}, "chart type"),
        },
        ("title", "chart"),
    )
}
