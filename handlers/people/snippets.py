"""`/greenlight snippets [words]`, and its button on Home: texts that are used again, found, added and changed."""

from slack_sdk.errors import SlackClientError

from handlers import answers
from handlers.blocks import look_up
from handlers.blocks import snippets as drawing
from handlers.blocks.look_up import Looked
from handlers.blocks.snippets import Said
from handlers.desk import Desk, go_on
from handlers.preparing import phrases
from handlers.preparing.phrases import Taken
from handlers.request import Request
from handlers.typed import decode
from handlers.typed.commands import rest_of
from handlers.words.catalogue import LANGUAGES, words
from storage.snippets import SnippetKind


async def ask(desk: Desk, request: Request) -> None:
    """The command."""
    typed = decode.storable(decode.command_text(rest_of(request.text))).strip()
    await _open(desk, request, Looked(0, typed[: look_up.LONGEST_FIND]))


async def open_(desk: Desk, request: Request) -> None:
    """The button on Home."""
    await _open(desk, request, Looked())


async def _open(desk: Desk, request: Request, looked: Looked) -> None:
    board = await desk.database.read(phrases.look, request.user_id, looked)
    await answers.open_modal(desk, request, drawing.view(board, words(board.language)))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another brand."""
    await request.ack()
    await _show(desk, request, look_up.turned_in(request), request.view_id)


async def find(desk: Desk, request: Request) -> None:
    """Other words."""
    board = await desk.database.read(phrases.look, request.user_id, look_up.found_in(request, desk.field_manner))
    await request.ack(response_action="update", view=drawing.view(board, words(board.language)))


async def _show(desk: Desk, request: Request, looked: Looked, view_id: str) -> None:
    board = await desk.database.read(phrases.look, request.user_id, looked)
    try:
        await desk.client.views_update(view_id=view_id, view=drawing.view(board, words(board.language)))
    except SlackClientError:
        # It was closed meanwhile: whoever opens it again sees it as it is.
        return


async def open_one(desk: Desk, request: Request) -> None:
    """The form of one, or of a new one."""
    looked, number = Looked.parse(request.metadata), look_up.number(request.value)
    said, brand_id, language = await desk.database.read(phrases.one, request.user_id, number, looked.brand_id)
    view = drawing.form(number, said, Looked(brand_id, looked.typed), words(language))
    await answers.open_modal(desk, request, view)
    await request.ack()


async def save(desk: Desk, request: Request) -> None:
    """The form was sent."""
    number, _, brand_id = request.metadata.partition(".")
    brand = look_up.number(brand_id)
    try:
        await desk.database.write(
            phrases.keep, request.user_id, look_up.number(number), brand, _said(desk, request), now=desk.calendar()
        )
    except Taken as taken:
        await request.refuse_fields({drawing.NAME: words(taken.language)("snippets.taken")})
        return
    await request.ack()
    below = str(request.view.get("previous_view_id") or "")
    if below:
        go_on(desk, _show(desk, request, Looked(brand), below))


def _said(desk: Desk, request: Request) -> Said:
    def typed(name: str) -> str:
        return desk.field_manner.text(str(request.field(name).get("value") or ""))

    kind, language = (_option(request, name) for name in (drawing.KIND, drawing.LANGUAGE))
    return Said(
        name=typed(drawing.NAME),
        text=typed(drawing.TEXT),
        kind=SnippetKind(kind) if kind in set(SnippetKind) else SnippetKind.CAPTION,
        language=language if language in LANGUAGES else LANGUAGES[0],
        is_active=bool(request.field(drawing.IN_USE).get("selected_options")),
    )


def _option(request: Request, name: str) -> str:
    return str((request.field(name).get("selected_option") or {}).get("value") or "")
