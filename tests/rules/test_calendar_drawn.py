"""A month as a picture and in words, and as a calendar file that another program reads."""

import io
from datetime import UTC, date, datetime, timedelta

import vobject
from PIL import Image

from handlers.picturing.canvas import PHONE, SCALE
from handlers.picturing.sending import MOST_ALT
from handlers.planning import ics
from handlers.planning.picture import Entry, Month, draw, in_words
from storage.planned import Planned, Standing

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
STATES = {one: one.value for one in Standing}


def month(first: date, a_day: int) -> Month:
    days = [first + timedelta(days=step) for step in range(28)]
    entries = {day: [Entry("09:00", 7, "news", one) for one in list(Standing) * a_day] for day in days}
    return Month("Acorn", first, first, list("MTWTFSS"), entries, STATES)


def test_every_month_fits_a_phone() -> None:
    for first, weeks, a_day in ((date(2027, 2, 1), 4, 0), (date(2026, 12, 1), 5, 1), (date(2026, 11, 1), 6, 40)):
        made = month(first, a_day)
        image = Image.open(io.BytesIO(draw(made)))
        assert image.width == PHONE * SCALE and len(made.weeks) == weeks
        assert image.height <= 6 * (24 + 5 * 14) * SCALE + 300, "a full day is counted, not drawn"
    said = in_words(month(date(2026, 11, 1), 1))
    assert said.startswith("Acorn; 2026-11-01: 09:00 #7 news (review)") and len(said) <= MOST_ALT


def planned(number: int, text_at: datetime | None, standing: Standing = Standing.APPROVED) -> Planned:
    link = "https://news.example/1" if standing == Standing.LIVE else None
    return Planned(number, 100 + number, 1, text_at, standing, "U1", 3, link, NOON)


def test_another_program_reads_what_was_meant() -> None:
    texts = {
        101: "Commas, semi;colons \\ and\nlines",
        102: "가나다 " * 60,
        103: "BEGIN:VEVENT\r\nUID:forged\r\nEND:VEVENT",
    }
    rows = [planned(1, NOON), planned(2, NOON, Standing.REVIEW), planned(3, NOON, Standing.LIVE), planned(4, None)]
    told = ics.Told("Acorn; Foods", "T1", {1: "news"}, {"U1": "Mina"}, texts, STATES)
    content = ics.calendar(rows, told)
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "RFC 5545 folds lines at 75 octets"
    read = vobject.readOne(content.decode())
    events = read.vevent_list
    assert [one.uid.value for one in events] == [f"publication-{number}-T1@greenlight" for number in (1, 2, 3)]
    assert [one.status.value for one in events] == ["CONFIRMED", "TENTATIVE", "CONFIRMED"]
    assert all(one.dtstart.value == NOON and one.sequence.value == "3" for one in events)
    assert events[0].summary.value == "news: Commas, semi;colons \\ and lines"
    assert texts[101] in events[0].description.value and texts[102].strip() in events[1].description.value
    assert events[1].summary.value.endswith("…") and events[2].url.value == "https://news.example/1"
    assert vobject.readOne(ics.calendar([], told).decode()).name == "VCALENDAR", "an empty one is one, too"
