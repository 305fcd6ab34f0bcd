"""A town whose best hours are known: how far from them do our suggestion and naive ways end up?

`python -m tests.learning.simulate` plays it three hundred times and writes the table into docs/best-time.md.
"""

import math
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean

from handlers.learning.curve import HOURS, best, curve
from handlers.learning.residuals import Point, leftovers

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TIMES = 300
AWAKE = [hour for hour in range(HOURS) if 7 <= hour % 24 <= 21]
"""When a team may publish."""

HABIT = [day * 24 + hour for day in range(5) for hour in (9, 12, 17)]
FORMATS = {"text": 0.0, "link": -0.3, "image": 0.4}
NOISE = 0.8

Truth = Sequence[float]
Way = Callable[[Sequence[Point], random.Random], int]


@dataclass(frozen=True)
class Setting:
    """One row of the table."""

    name: str
    posts: int
    truth: Callable[[random.Random], Truth]
    hours: Sequence[int]


def smooth(chance: random.Random) -> Truth:
    """Two broad humps a day of chance height and place, a weekday that differs, a weekend that differs."""
    humps = [(chance.uniform(7, 21), chance.uniform(0.2, 0.6), chance.uniform(1.5, 3.5)) for _ in range(2)]
    days = [chance.gauss(0, 0.12) for _ in range(7)]
    weekend = chance.gauss(0, 0.15)
    found = []
    for hour in range(HOURS):
        day, clock = divmod(hour, 24)
        humped = sum(height * math.exp(-(((clock - at) / width) ** 2) / 2) for at, height, width in humps)
        found.append(humped + days[day] + (weekend if day >= 5 else 0))
    return found


def angular(chance: random.Random) -> Truth:
    """Nothing but two blocks of hours with sharp edges, on chance weekdays: not what the curve expects."""
    found = [0.0] * HOURS
    for _ in range(2):
        days, begins, height = chance.sample(range(7), 3), chance.randint(7, 19), chance.uniform(0.3, 0.7)
        for day in days:
            for hour in range(begins, begins + 3):
                found[day * 24 + hour] += height
    return found


def flat(_chance: random.Random) -> Truth:
    """Every hour is the same: whoever suggests one has dreamt it."""
    return [0.0] * HOURS


def town(setting: Setting, chance: random.Random) -> tuple[Truth, list[Point]]:
    """What is true, and what a team saw of it: growing followers, kinds of posts, and a viral one in fifty."""
    truth, points = setting.truth(chance), []
    for number in range(setting.posts):
        kind, hour = chance.choice(list(FORMATS)), chance.choice(setting.hours)
        level = 3 + 0.6 * number / setting.posts
        luck = chance.gauss(0, NOISE) + (2.5 if chance.random() < 0.02 else 0)
        engagement = round(math.expm1(max(0.0, level + FORMATS[kind] + truth[hour] + luck)))
        at = NOW - timedelta(hours=100 * 24 * (setting.posts - number) / setting.posts)
        points.append(Point(hour, engagement, kind, at))
    return truth, points


def ours(points: Sequence[Point], _chance: random.Random) -> int:
    """The hour that promises most, cautiously."""
    return best(curve(leftovers(points, NOW)), AWAKE, most=1)[0].hour


def best_cell(points: Sequence[Point], _chance: random.Random) -> int:
    """The hour of the week with the highest average."""
    return max(_averages(points, lambda point: point.hour).items(), key=lambda one: one[1])[0]


def best_hour(points: Sequence[Point], chance: random.Random) -> int:
    """The hour of the day with the highest average, on any weekday."""
    clock = max(_averages(points, lambda point: point.hour % 24).items(), key=lambda one: one[1])[0]
    return chance.randrange(7) * 24 + clock


def at_random(_points: Sequence[Point], chance: random.Random) -> int:
    return chance.choice(AWAKE)


def _averages(points: Sequence[Point], key: Callable[[Point], int]) -> dict[int, float]:
    found: dict[int, list[float]] = {}
    for point in points:
        found.setdefault(key(point), []).append(math.log1p(point.engagement))
    return {one: mean(values) for one, values in found.items()}


WAYS: dict[str, Way] = {"best cell": best_cell, "best hour": best_hour, "Greenlight": ours, "random": at_random}

SETTINGS = (
    *(Setting(f"{posts} posts", posts, smooth, AWAKE) for posts in (20, 50, 150, 500)),
    Setting("150 posts, by habit at 9, 12 and 17", 150, smooth, HABIT),
    Setting("150 posts, sharp edges", 150, angular, AWAKE),
)


def regrets(setting: Setting, times: int, seed: int = 7) -> dict[str, float]:
    """How much of the best hour each way misses, on average, in natural logarithms: 0 is perfect."""
    missed: dict[str, list[float]] = {name: [] for name in WAYS}
    for number in range(times):
        chance = random.Random(f"{seed}:{setting.name}:{number}")
        truth, points = town(setting, chance)
        top = max(truth[hour] for hour in AWAKE)
        for name, way in WAYS.items():
            missed[name].append(top - truth[way(points, chance)])
    return {name: mean(values) for name, values in missed.items()}


def false_alarms(posts: int, times: int, seed: int = 7) -> float:
    """Where every hour is the same, how often an hour is said to stand out."""
    said = 0
    for number in range(times):
        _, points = town(Setting("flat", posts, flat, AWAKE), random.Random(f"{seed}:flat:{number}"))
        said += stands_out(points)
    return said / times


def stands_out(points: Sequence[Point]) -> bool:
    """Whether an hour is suggested at all."""
    found = curve(leftovers(points, NOW))
    return found.tells and best(found, AWAKE, most=1)[0].stands_out


def said_something(setting: Setting, times: int, seed: int = 7) -> float:
    """Where hours matter, how often that is said."""
    towns = (town(setting, random.Random(f"{seed}:{setting.name}:{number}")) for number in range(times))
    return mean(stands_out(points) for _, points in towns)


def table(times: int) -> str:
    """The table as it stands in the docs."""
    lines = [f"| | {' | '.join(WAYS)} |", f"|---|{'---|' * len(WAYS)}"]
    for setting in SETTINGS:
        found = regrets(setting, times)
        lines.append(f"| {setting.name} | {' | '.join(f'{found[name]:.2f}' for name in WAYS)} |")
    return "\n".join(lines)


def told(times: int) -> str:
    """How often an hour is suggested at all, as it stands in the docs."""
    lines = ["| | where hours matter | where every hour is the same |", "|---|---|---|"]
    for setting in SETTINGS[:4]:
        alarms = false_alarms(setting.posts, times)
        lines.append(f"| {setting.name} | {said_something(setting, times):.0%} | {alarms:.0%} |")
    return "\n".join(lines)


def write(path: Path, times: int) -> None:
    """Between the two marks of the page."""
    said = f"{table(times)}\n\nHow often an hour is suggested at all:\n\n{told(times)}"
    text = path.read_text(encoding="utf-8")
    marked = re.sub(r"(<!-- simulation -->\n).*?(<!-- end -->)", rf"\g<1>{said}\n\g<2>", text, flags=re.DOTALL)
    path.write_text(marked, encoding="utf-8")


if __name__ == "__main__":
    write(Path("docs/best-time.md"), TIMES)
