"""A report in words: a line for each figure, small numbers said to be small. Pure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from handlers.reporting.gathering import FEW, Delivered, Middle, Report, Review
from handlers.words import dates
from handlers.words.catalogue import Safe, Words
from storage.figures import Outcome
from storage.lifecycle import Editorial

SHOWN = 5
"""Groups of each kind that are told in words; the table has more."""

ORDER = (
    Editorial.APPROVED,
    Editorial.IN_REVIEW,
    Editorial.CHANGES_REQUESTED,
    Editorial.REJECTED,
    Editorial.WITHDRAWN,
)


def heading(report: Report, zone: ZoneInfo, words: Words) -> str:
    """What it is about, plain."""
    last = report.span.until - timedelta(seconds=1)
    ends = {"since": report.span.since, "until": last}
    when = {name: dates.short_day(at, zone, words.language) for name, at in ends.items()}
    if report.span.campaign is None:
        return words("report.heading", brand=report.brand, **when)
    return words("report.heading_campaign", brand=report.brand, campaign=report.span.campaign, **when)


def work_lines(report: Report, words: Words) -> list[Safe]:
    """What people did: put up, reviewed, published."""
    if report.is_empty:
        return [Safe(words("report.empty"))]
    return [*_put_up(report, words), *_review(report.review, words), *_delivered(report.delivered, words)]


def _put_up(report: Report, words: Words) -> list[Safe]:
    if not report.put_up:
        return [Safe(words("report.put_up_none"))]
    counts = [(state, report.states.get(state, 0)) for state in ORDER]
    states = ", ".join(words(f"report.state_{state}", number=number) for state, number in counts if number)
    return [words.mrkdwn("report.put_up", total=report.put_up, states=states)]


def _review(review: Review, words: Words) -> list[Safe]:
    found = []
    if review.answered:
        found.append(_middle("report.answered", review.answered, words))
    if review.approved:
        found.append(_middle("report.approved", review.approved, words))
    found += [Safe(f"    {_middle('report.step', took, words, name=name)}") for name, took in review.steps]
    return [*found, *_sent_back(review, words)]


def _middle(key: str, took: Middle, words: Words, **values: object) -> Safe:
    return words.mrkdwn(key, time=length(took.seconds, words), cases=cases(took, words), **values)


def _sent_back(review: Review, words: Words) -> list[Safe]:
    if not review.of:
        return []
    given = [words("report.reason", label=words(f"history.label_{one}"), number=n) for one, n in review.reasons]
    key = "report.sent_back_why" if given else "report.sent_back"
    return [words.mrkdwn(key, number=review.sent_back, of=review.of, reasons=", ".join(given))]


def _delivered(told: Delivered, words: Words) -> list[Safe]:
    found = [
        words.mrkdwn("report.live", number=told.live, on_time=told.on_time, looked_at=told.looked_at)
        if told.live
        else Safe(words("report.live_none"))
    ]
    not_out = (("missed", told.missed), ("failed", told.failed), ("not_sure", told.not_sure))
    what = ", ".join(words(f"report.{name}", number=number) for name, number in not_out if number)
    return [*found, words.mrkdwn("report.not_out", what=what)] if what else found


def result_lines(report: Report, words: Words) -> list[Safe]:
    """How it did, by what could explain it; only kinds that tell more than one thing apart."""
    if not report.networks:
        return [Safe(words("report.results_none"))]
    found = [Safe(words("report.results"))]
    for title, rows, name in groups(report, words):
        if len(rows) > 1 or title == "by_network":
            found.append(Safe(f"_{words('report.' + title)}_"))
            found += [_outcome(one, name(one.key), words) for one in rows[:SHOWN]]
    return found


def groups(report: Report, words: Words) -> Iterable[tuple[str, Sequence[Outcome], Callable[[str], str]]]:
    """Each kind of group: its key under `report.`, its rows, and how one of them is called."""
    yield "by_network", report.networks, lambda key: network(key, words)
    yield "by_hour", report.hours, lambda key: hours(int(key), words)
    yield "by_campaign", report.campaigns, lambda key: key or words("report.no_campaign")
    yield "by_tag", report.tags, lambda key: f"#{key}"


def network(key: str, words: Words) -> str:
    return words(f"card.network_{key}")


def hours(begins: int, words: Words) -> str:
    """Three hours of the day."""
    return words("report.hours", begins=begins, ends=begins + 3)


def _outcome(one: Outcome, name: str, words: Words) -> Safe:
    key = "report.outcome" if one.views is None else "report.outcome_views"
    return words.mrkdwn(
        key,
        name=name,
        average=average(one.engagement, one.posts),
        views=average(one.views or 0, one.posts),
        posts=posts(one.posts, words),
    )


def posts(number: int, words: Words) -> str:
    return words.count("report.few_posts" if number < FEW else "report.posts", number)


def cases(took: Middle, words: Words) -> str:
    return words.count("report.few_cases" if took.is_few else "report.cases", took.cases)


def average(total: int, number: int) -> str:
    """With one decimal below ten, where it matters."""
    value = total / number
    return f"{value:.1f}" if value < 10 and round(value, 1) % 1 else f"{value:,.0f}"


def length(seconds: int, words: Words) -> str:
    """Minutes below an hour, else hours, without minutes from ten hours on."""
    hours_long, minutes = divmod(round(seconds / 60), 60)
    if not hours_long:
        return words("report.minutes", minutes=minutes)
    if hours_long >= 10 or not minutes:
        return words("report.hours_only", hours=hours_long)
    return words("report.hours_minutes", hours=hours_long, minutes=minutes)
