"""What is learned from results: comparable, cautious, and checked in towns whose truth is known."""

import math
from datetime import UTC, datetime, timedelta

from handlers.blocks.best_time import hour_name, percent
from handlers.learning.curve import HOURS, best, curve, to_learn
from handlers.learning.residuals import Leftover, Point, leftovers
from handlers.learning.tags import effects
from handlers.words.catalogue import words
from tests.learning import simulate
from tests.learning.simulate import Setting, false_alarms, regrets, smooth

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def points(values: list[int], kind: str = "text") -> list[Point]:
    return [Point(n % HOURS, value, kind, NOW - timedelta(days=len(values) - n)) for n, value in enumerate(values)]


def test_a_growing_account_is_compared_with_itself() -> None:
    rest = leftovers(points([round(10 * 1.02**n) for n in range(120)]), NOW)
    assert max(abs(one.value) for one in rest) < 0.35, "ten times more over the year is no good hour"


def test_one_lucky_hit_cannot_win() -> None:
    [hit] = [one for one in leftovers(points([20, 21, 19, 22, 18] * 8 + [100_000]), NOW) if one.value > 0.5]
    assert hit.value < 1.2 < math.log(100_000 / 20)


def test_old_results_count_less() -> None:
    rest = leftovers([Point(1, 10, "text", NOW - timedelta(weeks=9)), Point(1, 10, "text", NOW)], NOW)
    assert [round(one.weight, 3) for one in rest] == [0.5, 1.0]


def test_knowing_nothing_promises_nothing() -> None:
    week = curve([])
    assert not week.tells and set(week.mean) == {0.0}
    assert best(week, range(HOURS))[0].low < 0 < best(week, range(HOURS))[0].high
    assert to_learn(week, [7, 30], iter(range(HOURS)).__next__) in (7, 30)


def test_suggestions_lie_apart_and_where_they_are_allowed() -> None:
    week = curve([Leftover(18 + 24 * (n % 7), 0.8, 1.0) for n in range(80)])
    found = best(week, [17, 18, 19, 42])
    assert [one.hour for one in found][:2] == [18, 42] and all(abs(one.hour - 18) != 1 for one in found)


def test_hashtags_with_few_posts_are_left_out_and_the_rest_is_drawn_to_nothing() -> None:
    few = (
        [Leftover(9, 0.9, 1.0, ("rare",))] * 2
        + [Leftover(9, 0.5, 1.0, ("often",))] * 30
        + [Leftover(9, -0.2, 1.0)] * 60
    )
    found = effects(few, curve([]))
    assert [one.tag for one in found] == ["often"] and 0 < found[0].share < math.exp(0.5) - 1


def test_in_known_towns_it_comes_closer_than_naive_ways() -> None:
    found = regrets(Setting("60 posts", 60, smooth, simulate.AWAKE), times=25)
    assert found["Greenlight"] < min(found["best cell"], found["best hour"]) < found["random"]


def test_where_every_hour_is_the_same_it_keeps_silent() -> None:
    assert false_alarms(120, times=25) <= 0.1


def test_shares_and_hours_are_written_for_people() -> None:
    assert (percent(0.184), percent(-0.05), percent(0)) == ("+18 %", "−5 %", "+0 %")
    assert (hour_name(42, words("en")), hour_name(42, words("ko"))) == ("Tue 18:00", "화 18:00")
