"""From a form that was sent to its answer: what only the network can tell is asked first, then it is put up.

When files and networks are quick, the form's own answer says how it went. When they take their time, a "Checking…"
view stands there meanwhile; and when that was closed, a direct message says it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlmodel import Session

from handlers.access import Denied
from handlers.allowance import Allowance
from handlers.blocks import composer, composer_done, composer_errors, composer_images, denials, parts
from handlers.checking import links, spelling
from handlers.checking.unusable import NotToBeUsed
from handlers.composing import arriving, flaws, openings, submitting
from handlers.composing.flaws import Trouble
from handlers.composing.form import FILES, TEXT, Place
from handlers.composing.outcome import Became, Locked, Outcome, Overtaken
from handlers.composing.sheet import Sheet
from handlers.composing.times import BadTime
from handlers.desk import Desk, go_on
from handlers.knowing.accounts import share
from handlers.publication import renditions
from handlers.putting_up import showing, weighing
from handlers.putting_up.ways import takes_comment
from handlers.request import Request
from handlers.words.catalogue import words
from storage import outbox
from storage.database import StorageError
from storage.outbox import Urgency

log = logging.getLogger(__name__)

LEARNS_WITHIN = 8.0
"""Seconds. A network that takes longer is judged by what we knew of it before."""


def allowances(desk: Desk, sheet: Sheet) -> dict[int, Allowance]:
    """What each chosen account takes, as far as is known now."""
    return {number: desk.publishers[number].allowance() for number in sheet.accounts if number in desk.publishers}


def judged(desk: Desk, sheet: Sheet) -> list[Trouble]:
    comments = [number for number, one in desk.publishers.items() if takes_comment(one)]
    return flaws.troubles(sheet, allowances(desk, sheet), desk.calendar(), takes_comment=comments)


async def weighed(desk: Desk, sheet: Sheet) -> list[Trouble]:
    """The same, with what was found out meanwhile: links that certainly do not work."""
    return [*judged(desk, sheet), *await weighing.troubles(desk, sheet)]


async def learn(desk: Desk, accounts: tuple[int, ...]) -> None:
    """Asks the networks what they take now. One that cannot answer keeps what we knew."""
    await share(desk, list(accounts))
    asked = [desk.publishers[number].learn() for number in accounts if number in desk.publishers]
    try:
        await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), LEARNS_WITHIN)
    except TimeoutError:
        log.warning("A network did not say what it takes; it is judged by what we knew.")


async def check_and_send(desk: Desk, request: Request, sheet: Sheet) -> None:
    """A form without flaws of its own. Within the patience its own answer says how it went."""
    work = asyncio.ensure_future(_looked_at(desk, sheet))
    done, _ = await asyncio.wait({work}, timeout=desk.patience.total_seconds() * 2 / 3)
    if done:
        await _present(desk, request, *work.result())
        return
    await showing.show(desk, request, composer.checking(sheet, words(sheet.language)))
    go_on(desk, _with_an_answer(desk, request, sheet, lambda: _present_later(desk, request, work)))


async def _looked_at(desk: Desk, sheet: Sheet) -> tuple[Sheet, list[Trouble]]:
    """Files are fetched and examined, networks asked. What is of no use is out of the draft, and told."""
    texts = [one.text for one in weighing.to_send(sheet, desk.calendar())]
    unreached, *_ = await asyncio.gather(
        arriving.fetch(desk, sheet.user_id, sheet.place),
        learn(desk, sheet.accounts),
        links.look(desk, texts),
        spelling.look(desk, texts),
    )
    found, refused = await desk.database.write(arriving.sift, sheet.user_id, sheet.place, now=desk.calendar())
    return found, [*unreached, *refused]


async def _present_later(desk: Desk, request: Request, work: "asyncio.Future[tuple[Sheet, list[Trouble]]]") -> None:
    """Slack takes the answer with "Checking…" and our update by two ways: the answer needs a head start."""
    found, troubles = await work
    await asyncio.sleep(desk.patience.total_seconds() / 3)
    await _present(desk, request, found, troubles)


async def _present(desk: Desk, request: Request, sheet: Sheet, troubles: list[Trouble]) -> None:
    """What the networks say to the images is shown in the second step, where they can be taken out."""
    of_the_form = [one for one in await weighed(desk, sheet) if one.at != FILES]
    if troubles:
        await showing.draw_again(desk, request, sheet, [*troubles, *of_the_form])
    elif of_the_form:
        await showing.refuse(desk, request, sheet, of_the_form)
    elif sheet.fetched:
        await _show_images(desk, request, sheet)
    else:
        await judge_and_send(desk, request, sheet)


async def _with_an_answer(desk: Desk, request: Request, sheet: Sheet, work: Callable[[], Awaitable[None]]) -> None:
    """Nobody waits for this work any more, so whatever happens in it is said from here."""
    language = words(sheet.language)
    try:
        await work()
    except Denied as denial:
        await _end_with(desk, request, sheet, denials.sentence(denial.reason, denial.values, language))
    except StorageError as trouble:
        log.error("Not saved: %s", trouble)
        await _end_with(desk, request, sheet, language("answer.not_saved"))
    except Exception:
        log.exception("Checking a draft failed")
        await _end_with(desk, request, sheet, language("composer.went_wrong"))


async def _end_with(desk: Desk, request: Request, sheet: Sheet, sentence: str) -> None:
    """A sentence in place of "Checking…"; the draft is kept."""
    language = words(sheet.language)
    blocks = [parts.section(sentence), parts.context(language("composer.draft_kept"))]
    view = parts.reading(composer.title(sheet, language), blocks, close=language("answer.close"))
    if not await showing.show(desk, request, view):
        await showing.tell_of_draft(desk, sheet, [Trouble(TEXT, "not_sent")])


async def _show_images(desk: Desk, request: Request, sheet: Sheet) -> None:
    """The second step. What the networks say to these files stands above them: they can be taken out there."""
    language = words(sheet.language)
    notice, edges = (
        composer_errors.in_one_line(judged(desk, sheet), language),
        flaws.edges(sheet, allowances(desk, sheet)),
    )
    if not await showing.show(desk, request, composer_images.images(sheet, language, notice=notice, edges=edges)):
        await showing.tell_of_draft(desk, sheet, [])


async def judge_and_send(desk: Desk, request: Request, sheet: Sheet) -> None:
    """Looked at once more, now that the networks have been asked; then it is put up."""
    troubles = await weighed(desk, sheet)
    if troubles:
        await showing.refuse(desk, request, sheet, troubles)
        return
    try:
        outcome = await desk.database.write(
            submitting.submit, request.user_id, sheet.place, now=desk.calendar(), practice=desk.practice
        )
    except BadTime as bad:
        await showing.refuse(desk, request, sheet, [flaws.bad_time(bad, sheet)])
    except Locked as locked:
        await showing.refuse(desk, request, sheet, [Trouble(TEXT, "locked", {"accounts": ", ".join(locked.accounts)})])
    except NotToBeUsed as refused:
        troubles = [Trouble(FILES, f"asset_{one.why}", {"name": one.name}) for one in refused.barred]
        await showing.refuse(desk, request, sheet, troubles)
    except Overtaken:
        await _show_overtaken(desk, request, sheet.place)
    else:
        await conclude(desk, request, sheet.place, outcome)


async def _show_overtaken(desk: Desk, request: Request, place: Place) -> None:
    """The same form, with what somebody else changed meanwhile above it."""
    sheet = await desk.database.write(openings.kept, request.user_id, place.draft_id, now=desk.calendar())
    if not await showing.show(desk, request, showing.form(desk, sheet)):
        await showing.tell_of_draft(desk, sheet, [Trouble(TEXT, "overtaken")])


async def conclude(desk: Desk, request: Request, place: Place, outcome: Outcome) -> None:
    """It is committed; the author is told, and the clock's stories begin."""
    desk.keystrokes.over(request.user_id, place.draft_id)
    desk.wake.deliver()
    if outcome.became == Became.KEPT:
        desk.wake.publish()
    if outcome.became in (Became.NEW, Became.REVISED) and outcome.snapshot.content.images:
        go_on(desk, renditions.make_ahead(desk, outcome.snapshot.content))
    view = composer_done.done(outcome, words(outcome.language), desk.calendar())
    if not await showing.show(desk, request, view) and outcome.became in (Became.REVISED, Became.KEPT):
        await desk.database.write(_say_sent, request.user_id, place.draft_id, outcome, now=desk.calendar())
        desk.wake.deliver()


def _say_sent(session: Session, user_id: str, draft_id: str, outcome: Outcome, *, now: datetime) -> None:
    """A new post has its own status message; an edit changes one that is there, in silence."""
    outbox.say(
        session,
        f"sent:{draft_id}",
        "sent_after_closing",
        place=outbox.Place.DIRECT,
        recipient=user_id,
        urgency=Urgency.ANSWER,
        now=now,
        submission_id=outcome.snapshot.number,
        became=outcome.became.value,
    )


async def say_sent_before(desk: Desk, request: Request, sheet: Sheet, number: int) -> None:
    """The same form came twice: the same answer."""
    outcome = await desk.database.read(submitting.sent_before, number, sheet.language)
    await conclude(desk, request, sheet.place, outcome)
