"""A report as rows of a table: part, item, figure, value. Pure."""

from collections.abc import Iterable, Iterator

from handlers.blocks.report_lines import groups
from handlers.reporting.gathering import Middle, Report
from handlers.reporting.persons import Contribution
from handlers.words.catalogue import Words

Row = tuple[str, str, str, object]

COLUMNS = ("part", "item", "figure", "value")


def header(words: Words) -> list[str]:
    return [words(f"report.column_{name}") for name in COLUMNS]


def rows(report: Report, words: Words) -> Iterator[Row]:
    """Everything that the report says; parts and figures are named in English, so that tables of years fit together."""
    for state, number in sorted(report.states.items()):
        yield "put_up", state, "posts", number
    yield from _review(report)
    told = report.delivered
    for name in ("live", "looked_at", "on_time", "missed", "failed", "not_sure"):
        yield "published", name, "posts", getattr(told, name)
    for monday, number in told.by_week:
        yield "published_by_week", monday.isoformat(), "posts", number
    for title, outcomes, name_of in groups(report, words):
        for one in outcomes:
            for figure in ("posts", "engagement", "views"):
                yield title, name_of(one.key), figure, getattr(one, figure)


def _review(report: Report) -> Iterator[Row]:
    review = report.review
    named = (("first_answer", review.answered), ("approved", review.approved), *review.steps)
    for name, took in named:
        if took is not None:
            yield from _middle("review", name, took)
    yield "review", "sent_back", "posts", review.sent_back
    yield "review", "answered", "posts", review.of
    for label, number in review.reasons:
        yield "reasons", label, "decisions", number


def people(found: Iterable[Contribution]) -> Iterator[Row]:
    """What each person contributed."""
    for one in found:
        for figure in ("wrote", "approved", "sent_back", "decided"):
            yield "people", one.name, figure, getattr(one, figure)
        if one.middle:
            yield "people", one.name, "working_seconds_to_decide", one.middle.seconds


def _middle(part: str, name: str, took: Middle) -> Iterator[Row]:
    yield part, name, "working_seconds", took.seconds
    yield part, name, "cases", took.cases
