"""`/greenlight import` brings many posts in one file, after a dry run; `/greenlight export` gives everything as one."""

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access, answers, tabular
from handlers.access import Denied
from handlers.allowance import Allowance
from handlers.blocks import importing as drawing
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.composing import brand_choice, form
from handlers.composing.form import File
from handlers.desk import Desk, FileTrouble, go_on
from handlers.importing import batching, decoding, exporting, reading
from handlers.importing.batching import Tried
from handlers.importing.exporting import Exported
from handlers.importing.faults import BadFile
from handlers.importing.reading import Table
from handlers.picturing import sending
from handlers.picturing.sending import Drawing
from handlers.putting_up import showing
from handlers.request import Request
from handlers.showing import nearest
from handlers.slack import SlackError
from handlers.typed.commands import rest_of
from handlers.words.catalogue import words
from storage import brands

_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
_WEEKS = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)
USUAL_WEEKS = 12


@dataclass(frozen=True)
class Choice:
    """For which brands somebody may bring a file."""

    language: str
    brands: tuple[tuple[int, str], ...]
    nearest: int


async def ask(desk: Desk, request: Request) -> None:
    """`/greenlight import`."""
    choice = await desk.database.read(_choice, request.user_id)
    await answers.open_modal(desk, request, drawing.form(choice.brands, choice.nearest, words(choice.language)))
    await request.ack()


def _choice(session: Session, user_id: str) -> Choice:
    person = access.insider(session, user_id)
    writable = brand_choice.writable(session, person)
    if not writable:
        raise Denied("no_brand_to_see")
    near = nearest.nearest(session, writable, user_id)
    return Choice(person.language, tuple((one.number, one.name) for one in writable), near.number)


async def send(desk: Desk, request: Request) -> None:
    """The file is fetched, read and tried out; nothing of it is imported yet."""
    choice = await desk.database.read(_choice, request.user_id)
    files = form.files_in(request.field(drawing.FILE).get("files"))
    if not files:
        await request.refuse_fields({drawing.FILE: words(choice.language)("importing.no_file")})
        return
    chosen = str((request.field(drawing.BRAND).get("selected_option") or {}).get("value") or request.metadata)
    work = asyncio.ensure_future(_try_out(desk, request, files[0], int(chosen) if _NUMBER.fullmatch(chosen) else 0))
    done, _ = await asyncio.wait({work}, timeout=desk.patience.total_seconds() * 2 / 3)
    if done:
        await showing.show(desk, request, work.result())
        return
    await showing.show(desk, request, drawing.looking(words(choice.language)))
    go_on(desk, _show_later(desk, request, work))


async def _show_later(desk: Desk, request: Request, work: "asyncio.Future[Block]") -> None:
    view = await work
    # Slack takes the answer with "Looking…" and our update by two ways: the answer needs a head start.
    await asyncio.sleep(desk.patience.total_seconds() / 3)
    await showing.show(desk, request, view)


async def _try_out(desk: Desk, request: Request, file: File, brand_id: int) -> Block:
    language = (await desk.database.read(_choice, request.user_id)).language
    said = words(language)
    try:
        content = await desk.download(file.url)
        table = await asyncio.to_thread(_read, content)
        tried: Tried = await desk.database.write(
            batching.try_out,
            request.user_id,
            brand_id,
            file.name,
            table,
            allowances=_allowances(desk),
            now=desk.calendar(),
        )
    except FileTrouble as trouble:
        sentence = said(f"composer.wrong_{trouble.code}", name=file.name)
        return parts.reading(said("importing.title"), [parts.section(sentence)], close=said("answer.close"))
    except BadFile as bad:
        tried = Tried(language, file.name, bad.found)
    return drawing.tried(tried, said)


def _read(content: bytes) -> Table:
    return reading.table_of(decoding.text_of(content))


def _allowances(desk: Desk) -> dict[int, Allowance]:
    return {number: one.allowance() for number, one in desk.publishers.items()}


async def bring_in(desk: Desk, request: Request) -> None:
    """The button below a dry run without mistakes."""
    if not _NUMBER.fullmatch(request.value):
        raise Denied("no_such_import")
    done = await desk.database.write(batching.bring_in, request.user_id, int(request.value), now=desk.calendar())
    desk.wake.deliver()
    await showing.show(desk, request, drawing.done(done, words(done.language)))


async def export(desk: Desk, request: Request) -> None:
    """`/greenlight export [weeks|all]`, into one's direct messages."""
    typed = rest_of(request.text).strip().casefold()
    if typed and typed not in ("all", "모두") and not _WEEKS.fullmatch(typed):
        raise Denied("export_how")
    weeks = None if typed in ("all", "모두") else int(typed or USUAL_WEEKS)
    await request.ack()
    found = await desk.database.read(_export, request.user_id, weeks, desk.calendar())
    language = words(found.language)
    content = tabular.table(exporting.HEADER, found.rows)
    comment = language("importing.export_here", brand=found.brand, count=len(found.rows))
    file = Drawing(f"posts-{desk.calendar():%Y-%m-%d}.csv", language("importing.export_title"), content)
    try:
        await sending.to_person(desk, request.user_id, [file], comment)
    except SlackError:
        await answers.privately(desk, request, language("importing.export_failed"))
    else:
        await answers.privately(desk, request, language("importing.export_sent"))


def _export(session: Session, user_id: str, weeks: int | None, now: datetime) -> Exported:
    access.insider(session, user_id)
    brand = nearest.meant(session, brands.all_active(session), user_id)
    return exporting.export(session, user_id, brand, weeks=weeks, now=now)
