"""The calendar in a modal: a day, a week or a month of one brand, and what can be done from there. Pure."""

from collections.abc import Sequence
from datetime import date

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.card import first_words
from handlers.blocks.next_step import next_step
from handlers.blocks.parts import Block
from handlers.planning.gathering import MOST_ROWS, Page
from handlers.planning.spans import Kind, Span
from handlers.steps.changes import Change
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped
from handlers.words.catalogue import words as words_in
from storage.planned import Planned, Standing

ANY = "-"
"""The option that takes a filter away."""

MARKS = {
    Standing.REVIEW: "⏳",
    Standing.CHANGES: "✏️",
    Standing.APPROVED: "🗓️",
    Standing.LIVE: "✅",
    Standing.TROUBLE: "⚠️",
}
MOST_A_DAY = 6
"""Of a day in a month; more are counted."""


def view(page: Page) -> Block:
    """The modal."""
    words = words_in(page.language)
    blocks = [
        parts.header(heading(page)),
        _ways(page),
        *_filters(page),
        *(_month(page) if page.span.kind == Kind.MONTH else _days(page)),
        parts.DIVIDER,
        _files(page),
        parts.context(words("calendar.foot", place=dates.place_of(page.zone, words.language))),
    ]
    return parts.modal(
        wire.CALENDAR_VIEW, words("calendar.title"), blocks, close=words("answer.close"), metadata=str(page.asked)
    )


def heading(page: Page) -> str:
    return words_in(page.language)(
        "calendar.heading", brand=page.brand, span=span_name(page.span, words_in(page.language))
    )


def span_name(span: Span, words: Words) -> str:
    """27 November 2026; 23 – 29 Nov 2026; November 2026."""
    first = dates.calendar_day(span.first.isoformat(), words.language)
    if span.kind == Kind.DAY:
        return f"{dates.weekday(span.first, words.language)} · {first}"
    if span.kind == Kind.MONTH:
        return words("calendar.month", year=span.first.year, month=words(f"calendar.month_{span.first.month}"))
    return f"{first} – {dates.calendar_day(span.days[-1].isoformat(), words.language)}"


def _ways(page: Page) -> Block:
    words = words_in(page.language)
    kinds = [(kind.value, words(f"calendar.kind_{kind}")) for kind in Kind]
    return parts.actions(
        _select(wire.CALENDAR_KIND, words("calendar.kind"), kinds, page.span.kind),
        parts.button(words("calendar.earlier"), wire.CALENDAR_EARLIER, "earlier"),
        {
            "type": "datepicker",
            "action_id": wire.CALENDAR_DATE,
            "initial_date": page.span.first.isoformat(),
        },
        parts.button(words("calendar.later"), wire.CALENDAR_LATER, "later"),
    )


def _filters(page: Page) -> list[Block]:
    """Each only where there is something to choose."""
    words, asked = words_in(page.language), page.asked
    accounts = [(str(number), name) for number, name in page.accounts.items()]
    states = [(one.value, words(f"calendar.state_{one}")) for one in Standing]
    offered: list[tuple[str, str, Sequence[tuple[str, str]], str]] = [
        (wire.CALENDAR_ACCOUNT, "account", accounts, str(asked.account_id)),
        (wire.CALENDAR_STATE, "state", states, asked.standing),
        (wire.CALENDAR_CAMPAIGN, "campaign", [(one, one) for one in page.campaigns], asked.campaign),
        (wire.CALENDAR_AUTHOR, "author", page.authors, asked.author_id),
    ]
    selects = [
        _select(action, words(f"calendar.{name}"), [(ANY, words(f"calendar.every_{name}")), *options], chosen)
        for action, name, options, chosen in offered
        if options and (len(options) > 1 or name != "account")
    ]
    if len(page.brands) > 1:
        several = [(str(number), name) for number, name in page.brands]
        selects.insert(0, _select(wire.CALENDAR_BRAND, words("calendar.brand"), several, str(asked.brand_id)))
    return [parts.actions(*selects)] if selects else []


def _select(action_id: str, placeholder: str, options: Sequence[tuple[str, str]], chosen: str) -> Block:
    drawn = [{"text": parts.plain(text, 75), "value": value[:150]} for value, text in options[:100]]
    element: Block = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": parts.plain(placeholder, 150),
        "options": drawn,
    }
    found = next((one for one in drawn if one["value"] == chosen), None)
    return {**element, "initial_option": found} if found else element


def _days(page: Page) -> list[Block]:
    """Row by row, with what each waits for."""
    words, left = words_in(page.language), MOST_ROWS
    blocks: list[Block] = []
    if page.soon:
        blocks.append(parts.context(Safe(f"*{escaped(words('calendar.at_once'))}*")))
        blocks += [_row(one, page) for one in page.soon]
    for day in page.span.days:
        rows = page.of_day(day)[:left]
        left -= len(rows)
        if rows:
            blocks.append(parts.context(Safe(f"*{escaped(_day_name(day, words))}*")))
            blocks += [_row(one, page) for one in rows]
    if not blocks:
        return [parts.section(words("calendar.nothing"))]
    more = len(page.rows) - (MOST_ROWS - left)
    return [*blocks, *([parts.context(words.count("calendar.more", more))] if more > 0 else [])]


def _day_name(day: date, words: Words) -> str:
    return words("calendar.day", weekday=dates.weekday(day, words.language), day=day.day)


def _row(one: Planned, page: Page) -> Block:
    words, snap = words_in(page.language), page.snaps.get(one.submission_id)
    when = dates.time_of_day(one.at, page.zone, words.language) if one.at else words("calendar.soon")
    account, mark = parts.shortened(page.accounts.get(one.account_id, "?"), 75), MARKS[one.standing]
    head = f"*{escaped(when)}* · #{one.submission_id} · {escaped(account)} · {mark} {_state(one, words)}"
    if snap is None:
        return parts.section(Safe(head))
    text = first_words(snap.content.text_for(one.account_id))
    waits = f"\n{next_step(snap, words, page.now)}" if one.standing != Standing.LIVE else ""
    return parts.section(
        Safe(f"{head}\n{escaped(text)}{waits}"), accessory=_menu(one, Target(snap.number, snap.revision), words)
    )


def _state(one: Planned, words: Words) -> str:
    said = words(f"calendar.state_{one.standing}")
    return parts.link(one.link, said) if one.link else escaped(said)


def _menu(one: Planned, target: Target, words: Words) -> Block:
    """What can be done from here; whether it may be is asked when it is pressed."""
    options = [(words("card.menu_history"), f"{wire.HISTORY}:{target}")]
    if one.standing in (Standing.REVIEW, Standing.APPROVED):
        publication = Target(one.submission_id, one.publication_id)
        options.insert(0, (words("calendar.move"), f"{wire.CALENDAR_MOVE}:{publication}"))
    if one.standing != Standing.LIVE:
        options.append((words("card.menu_edit"), f"{wire.EDIT}:{target}"))
    return parts.overflow(wire.CARD_MENU, options)


def _month(page: Page) -> list[Block]:
    """A line for each day on which something goes out."""
    words = words_in(page.language)
    lines = [f"*{escaped(words('calendar.at_once'))}*  {_few(page.soon, page)}"] if page.soon else []
    lines += [
        f"*{escaped(_day_name(day, words))}*  {_few(rows, page)}"
        for day in page.span.days
        if (rows := page.of_day(day))
    ]
    return parts.sections([Safe(line) for line in lines]) if lines else [parts.section(words("calendar.nothing"))]


def _few(rows: Sequence[Planned], page: Page) -> str:
    more = f" · +{len(rows) - MOST_A_DAY}" if len(rows) > MOST_A_DAY else ""
    return " · ".join(_short(one, page) for one in rows[:MOST_A_DAY]) + more


def _short(one: Planned, page: Page) -> str:
    when = f"{dates.time_of_day(one.at, page.zone, page.language)} " if one.at else ""
    account = parts.shortened(page.accounts.get(one.account_id, "?"), 20)
    return f"{MARKS[one.standing]} {when}#{one.submission_id} {escaped(account)}"


def _files(page: Page) -> Block:
    words = words_in(page.language)
    buttons = [
        parts.button(words("calendar.picture"), wire.CALENDAR_PICTURE, "picture"),
        parts.button(words("calendar.file"), wire.CALENDAR_FILE, "file"),
    ]
    if page.serves:
        buttons.append(parts.button(words("calendar.feed"), wire.CALENDAR_FEED, "feed"))
    if page.has_feed:
        ask = parts.confirm(
            words("calendar.end_title"), words("calendar.end_text"), words("calendar.end_yes"), words("calendar.end_no")
        )
        buttons.append(parts.button(words("calendar.end_feed"), wire.CALENDAR_END_FEED, "end", confirm=ask))
    return parts.actions(*buttons)


def feed(address: str, words: Words) -> Block:
    """The address, which is shown this once."""
    blocks = [
        parts.section(words("calendar.feed_here")),
        parts.quoted(address),
        parts.context(words("calendar.feed_note")),
    ]
    return parts.reading(words("calendar.title"), blocks, close=words("answer.close"))


def moved(number: int, change: Change, words: Words) -> Block:
    """What became of a move."""
    what = "same" if change.is_nothing else "revised" if change.needs_revision else "kept"
    blocks = [parts.section(words.mrkdwn(f"calendar.moved_{what}", number=number))]
    return parts.reading(words("calendar.title"), blocks, close=words("answer.close"))
