"""The message shortcut "Add to library": a message's images and videos, with what must be known before using them."""

from handlers import answers
from handlers.access import Denied
from handlers.blocks import library_add as drawing
from handlers.blocks.library import ALT, LAST_DAY, NAME, RIGHTS, TAGS
from handlers.blocks.library_shown import Added
from handlers.composing import form
from handlers.composing.flaws import Trouble
from handlers.composing.form import File
from handlers.desk import Desk
from handlers.preparing import adding
from handlers.preparing.adding import NoSuchDay, Said
from handlers.putting_up import showing
from handlers.request import Request
from handlers.words.catalogue import words


async def by_message(desk: Desk, request: Request) -> None:
    """Asks what they are called and how long they may be used."""
    files = form.files_in(request.message.get("files"))
    pictures = [one for one in files if one.mime.startswith(("image/", "video/"))]
    opening = await desk.database.read(adding.begin, request.user_id, request.channel_id)
    if not pictures:
        raise Denied("nothing_for_library")
    taken = drawing.that_fit(pictures)
    left = [one.name for one in files if one not in taken]
    await answers.open_modal(desk, request, drawing.form(opening, taken, left, words(opening.language)))
    await request.ack()


async def add(desk: Desk, request: Request) -> None:
    """The form was sent: each is fetched, looked at and stored once."""
    files, last_day = drawing.unpacked(request.metadata), _last_day(request)
    opening = await desk.database.read(adding.begin, request.user_id, "")
    chosen = str((request.field(drawing.BRAND).get("selected_option") or {}).get("value") or "")
    brand_id = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else opening.brand_id
    if brand_id not in [number for number, _ in opening.brands]:
        raise Denied("no_such_brand")
    try:
        await desk.database.read(adding.check, request.user_id, brand_id, last_day, now=desk.calendar())
    except NoSuchDay:
        await request.refuse_fields({LAST_DAY: words(opening.language)("library.no_such_day")})
        return
    added, troubles = await _keep(desk, request, files, brand_id)
    view = drawing.done(added, troubles, brand_id, words(opening.language))
    if not await showing.show(desk, request, view):
        await answers.privately(desk, request, words(opening.language)("library.added"), view["blocks"])


async def _keep(desk: Desk, request: Request, files: list[File], brand_id: int) -> tuple[Added, list[Trouble]]:
    """One after the other; what is wrong with one keeps none of the others out."""
    added, troubles, now = Added(), list[Trouble](), desk.calendar()
    for place, file in enumerate(files):
        one, said = await adding.fetch(desk, file), _said(desk, request, place)
        if isinstance(one, Trouble):
            troubles.append(one)
        else:
            added += await desk.database.write(adding.add, request.user_id, brand_id, one, said, now=now)
    return added, troubles


def _said(desk: Desk, request: Request, place: int) -> Said:
    def typed(name: str) -> str:
        return desk.field_manner.text(str(request.field(name).get("value") or ""))

    return Said(
        name=typed(f"{NAME}_{place}"),
        alt_text=typed(f"{ALT}_{place}"),
        tags=adding.tags_in(typed(TAGS)),
        rights=typed(RIGHTS),
        last_day=_last_day(request),
    )


def _last_day(request: Request) -> str | None:
    return request.field(LAST_DAY).get("selected_date") or None
