"""The report in a modal, and the weekly one in the channel. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.campaigns import details
from handlers.blocks.parts import Block
from handlers.blocks.report_lines import cases, heading, length, result_lines, work_lines
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.campaigning.progress import Progress
from handlers.reporting.gathering import Report
from handlers.reporting.persons import Contribution
from handlers.reporting.spans import MOST_WEEKS
from handlers.snapshot import Snapshot
from handlers.words.catalogue import Safe, Words, escaped

WEEKS = (1, 4, 12, 26, 52)
"""Spans to choose from; a command may ask for others."""

MOST_PEOPLE = 40
"""Rows of people in a modal."""


@dataclass(frozen=True)
class Asked:
    """What a report is about, as it travels in the modal. A claim."""

    brand_id: int = 0
    """0: the brand that is nearest."""
    weeks: int = 4
    campaign: str | None = None

    def __str__(self) -> str:
        return json.dumps([self.brand_id, self.weeks, self.campaign])

    @classmethod
    def parse(cls, metadata: str) -> "Asked":
        """The usual for anything that we did not write ourselves."""
        try:
            brand_id, weeks, campaign = json.loads(metadata)
        except (ValueError, TypeError):
            return cls()
        numbers = all(isinstance(one, int) and 0 <= one < 10**9 for one in (brand_id, weeks))
        if not numbers or not isinstance(campaign, str | None):
            return cls()
        return cls(brand_id, min(max(weeks, 1), MOST_WEEKS), campaign)

    def about(self, brand_id: int) -> "Asked":
        """The same of another brand, whose campaigns are others."""
        return self if brand_id == self.brand_id else replace(self, brand_id=brand_id, campaign=None)


@dataclass(frozen=True)
class Shown:
    """A report, and what surrounds it."""

    asked: Asked
    report: Report
    reader: Reader
    zone: ZoneInfo
    """The brand's."""
    brands: Sequence[tuple[int, str]]
    """Those that this person may read about."""
    is_admin: bool = False
    is_weekly: bool = True
    progress: Progress | None = None
    """Of the campaign that is asked about."""


def view(shown: Shown) -> Block:
    """The modal."""
    words = shown.reader.words
    blocks = [
        parts.header(heading(shown.report, shown.zone, words)),
        _choices(shown),
        _buttons(shown),
        *(details(shown.progress, words) if shown.progress else ()),
        *parts.sections(work_lines(shown.report, words)),
        parts.DIVIDER,
        *parts.sections(result_lines(shown.report, words)),
        parts.context(words("report.foot")),
    ]
    return parts.modal(
        wire.REPORT_VIEW, words("report.title"), blocks, close=words("answer.close"), metadata=str(shown.asked)
    )


def _choices(shown: Shown) -> Block:
    words = shown.reader.words
    spans = sorted({*WEEKS, shown.asked.weeks})
    weeks = [(str(number), words.count("report.weeks", number)) for number in spans]
    chosen = [_select(wire.REPORT_WEEKS, words("report.span"), weeks, str(shown.asked.weeks))]
    if len(shown.brands) > 1:
        several = [(str(number), name) for number, name in shown.brands[:100]]
        chosen.insert(0, _select(wire.REPORT_BRAND, words("report.other_brand"), several, str(shown.asked.brand_id)))
    return parts.actions(*chosen)


def _select(action_id: str, placeholder: str, options: Sequence[tuple[str, str]], chosen: str) -> Block:
    drawn = [{"text": parts.plain(text, 75), "value": value} for value, text in options]
    element: Block = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": parts.plain(placeholder, 150),
        "options": drawn,
    }
    found = next((one for one in drawn if one["value"] == chosen), None)
    return {**element, "initial_option": found} if found else element


def _buttons(shown: Shown) -> Block:
    words = shown.reader.words
    wanted = [("picture", wire.REPORT_PICTURE), ("table", wire.REPORT_TABLE), ("mine", wire.REPORT_MINE)]
    if shown.is_admin:
        wanted.append(("people", wire.REPORT_PEOPLE))
        wanted.append(("weekly_off" if shown.is_weekly else "weekly_on", wire.REPORT_WEEKLY))
    value = "off" if shown.is_weekly else "on"
    return parts.actions(*(parts.button(words(f"report.{name}"), action, value) for name, action in wanted))


def mine(found: Contribution | None, title: str, words: Words) -> Block:
    """One's own figures, over the report."""
    own = found or Contribution("")
    blocks = [parts.context(title), parts.section(_person(own, words)), parts.context(words("report.my_note"))]
    return parts.reading(words("report.my_title"), blocks, close=words("answer.close"))


def people(found: Sequence[Contribution], title: str, words: Words) -> Block:
    """Everybody's, for an admin; by name, so that nobody is first."""
    blocks = [parts.context(title), parts.context(words("report.people_note"))]
    for one in found[:MOST_PEOPLE]:
        blocks.append(parts.section(Safe(f"*{escaped(one.name)}*\n{_person(one, words)}")))
    if len(found) > MOST_PEOPLE:
        blocks.append(parts.context(words("report.and_more_people", number=len(found) - MOST_PEOPLE)))
    if not found:
        blocks.append(parts.section(words("report.nobody")))
    return parts.reading(words("report.people_title"), blocks, close=words("answer.close"))


def _person(one: Contribution, words: Words) -> Safe:
    wrote = words("report.person_wrote_none")
    if one.wrote:
        counted = words.count("report.posts", one.wrote)
        wrote = words("report.person_wrote", posts=counted, approved=one.approved, sent_back=one.sent_back)
    return Safe(f"{wrote}\n{_decided(one, words)}")


def _decided(one: Contribution, words: Words) -> str:
    if one.middle is None:
        return words("report.person_decided_none")
    return words(
        "report.person_decided",
        decisions=words.count("report.decisions", one.decided),
        time=length(one.middle.seconds, words),
        cases=cases(one.middle, words),
    )


def weekly_data(report: Report, title: str, words: Words) -> dict[str, Any]:
    """What the weekly message says, as it lies in the outbox: in the brand's language, as the week had ended."""
    lines = [*work_lines(report, words), *(result_lines(report, words) if report.networks else ())]
    return {"title": title, "lines": lines, "put_up": report.put_up, "live": report.delivered.live}


def _weekly(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn:
    words = reader.words
    lines = [Safe(line) for line in data["lines"]]
    blocks = [parts.header(data["title"]), *parts.sections(lines), parts.context(words("report.foot"))]
    blocks.append(parts.actions(parts.button(words("report.button"), wire.REPORT, str(data["brand_id"]))))
    said = words("report.notification", title=data["title"], put_up=data["put_up"], live=data["live"])
    return Drawn(escaped(said), blocks)


SAYINGS: dict[str, Draw] = {"weekly_report": _weekly}
