"""A report as charts. Pure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from handlers.blocks.report_lines import average, heading, hours, length, network
from handlers.picturing.charts import Bar, Chart
from handlers.reporting import spans
from handlers.reporting.gathering import FEW, Middle, Report
from handlers.words import dates
from handlers.words.catalogue import Words
from storage.figures import Outcome

MOST_WEEKS = 12
"""Bars side by side that can still be told apart on a phone."""


def charts(report: Report, zone: ZoneInfo, words: Words) -> list[Chart]:
    """Only those that have something to show."""
    found = [
        Chart(words("report.chart_weeks"), _weeks(report, zone, words), is_upright=True),
        Chart(words("report.chart_steps"), _steps(report, words)),
        Chart(words("report.chart_networks"), [_outcome(one, network(one.key, words)) for one in report.networks]),
        Chart(words("report.chart_hours"), [_outcome(one, hours(int(one.key), words)) for one in report.hours]),
    ]
    return [chart for chart in found if any(bar.value for bar in chart.bars)]


def title(report: Report, zone: ZoneInfo, words: Words) -> str:
    return heading(report, zone, words)


def foot(words: Words) -> str:
    return words("report.foot_picture", few=FEW)


def in_words(shown: Sequence[Chart]) -> str:
    """What the picture says, for those who do not see it."""
    return "\n".join(f"{chart.title}: {', '.join(f'{bar.label} {bar.said}' for bar in chart.bars)}" for chart in shown)


def _weeks(report: Report, zone: ZoneInfo, words: Words) -> list[Bar]:
    newest = report.delivered.by_week[-MOST_WEEKS:]
    return [
        Bar(dates.shortest_day(spans.midnight(monday, zone), zone, words.language), number, str(number))
        for monday, number in newest
    ]


def _steps(report: Report, words: Words) -> list[Bar]:
    took = [("report.chart_answer", report.review.answered), ("report.chart_approval", report.review.approved)]
    found = [_length(words(key), one, words) for key, one in took if one]
    return [*found, *(_length(name, one, words) for name, one in report.review.steps)]


def _length(name: str, took: Middle, words: Words) -> Bar:
    return Bar(name, took.seconds, length(took.seconds, words), is_faint=took.is_few)


def _outcome(one: Outcome, name: str) -> Bar:
    return Bar(name, one.engagement / one.posts, average(one.engagement, one.posts), is_faint=one.posts < FEW)
