"""`/greenlight answer refund`, the message shortcut "Find an answer", and the form by which answers are proposed."""

from slack_sdk.errors import SlackClientError

from handlers import answers
from handlers.blocks import look_up, parts
from handlers.blocks import saved_answers as drawing
from handlers.blocks.look_up import Looked
from handlers.blocks.saved_answers import Said
from handlers.desk import Desk, go_on
from handlers.preparing import saved
from handlers.request import Request
from handlers.typed import decode
from handlers.typed.commands import rest_of
from handlers.words.catalogue import LANGUAGES, words

LONGEST_MESSAGE = 1000
"""Characters of a customer's message that are looked at."""


async def ask(desk: Desk, request: Request) -> None:
    """The command: up to three that fit, or everything."""
    typed = decode.storable(decode.command_text(rest_of(request.text))).strip()
    await _open(desk, request, Looked(0, typed[: look_up.LONGEST_FIND]))


async def open_(desk: Desk, request: Request) -> None:
    """The button on Home."""
    await _open(desk, request, Looked())


async def by_message(desk: Desk, request: Request) -> None:
    """What fits a message, for whoever asked alone."""
    text = decode.message_text(request.message, {}).strip()[:LONGEST_MESSAGE]
    await _open(desk, request, Looked(0, " ".join(text.split())[: look_up.LONGEST_FIND]), asked=text)


async def _open(desk: Desk, request: Request, looked: Looked, asked: str = "") -> None:
    board = await desk.database.read(saved.look, request.user_id, looked, asked)
    await answers.open_modal(desk, request, drawing.view(board, words(board.language)))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another brand."""
    await request.ack()
    await _show(desk, request, look_up.turned_in(request), request.view_id)


async def find(desk: Desk, request: Request) -> None:
    """Other words."""
    board = await desk.database.read(saved.look, request.user_id, look_up.found_in(request, desk.field_manner))
    await request.ack(response_action="update", view=drawing.view(board, words(board.language)))


async def _show(desk: Desk, request: Request, looked: Looked, view_id: str) -> None:
    board = await desk.database.read(saved.look, request.user_id, looked)
    try:
        await desk.client.views_update(view_id=view_id, view=drawing.view(board, words(board.language)))
    except SlackClientError:
        # It was closed meanwhile: whoever opens it again sees it as it is.
        return


async def open_one(desk: Desk, request: Request) -> None:
    """The form of one, or of a new one."""
    number, brand_id = look_up.number(request.value), Looked.parse(request.metadata).brand_id
    said, looked, language, reason = await desk.database.write(saved.begin, request.user_id, number, brand_id)
    await answers.open_modal(desk, request, drawing.form(number, said, looked, words(language), reason))
    await request.ack()


async def propose(desk: Desk, request: Request) -> None:
    """The form was sent: the approvers see it."""
    number, _, brand_id = request.metadata.partition(".")
    language = await desk.database.write(
        saved.propose,
        request.user_id,
        look_up.number(number),
        look_up.number(brand_id),
        _said(desk, request),
        now=desk.calendar(),
    )
    desk.wake.deliver()
    await request.ack(response_action="update", view=drawing.done(words(language)))


def _said(desk: Desk, request: Request) -> Said:
    def typed(name: str) -> str:
        return desk.field_manner.text(str(request.field(name).get("value") or ""))

    language = str((request.field(drawing.LANGUAGE).get("selected_option") or {}).get("value") or "")
    return Said(
        question=typed(drawing.QUESTION),
        text=typed(drawing.TEXT),
        language=language if language in LANGUAGES else LANGUAGES[0],
        owner_id=str(request.field(drawing.OWNER).get("selected_user") or ""),
    )


async def still_right(desk: Desk, request: Request) -> None:
    """Its owner looked at it again."""
    number = look_up.number(request.value)
    language = words(await desk.database.write(saved.still_right, request.user_id, number, now=desk.calendar()))
    await answers.tell(desk, request, language, language("answers.thanks"))


async def retire(desk: Desk, request: Request) -> None:
    """Nobody finds it any more."""
    number, now = look_up.number(request.value), desk.calendar()
    language, _ = await desk.database.write(saved.retire, request.user_id, number, now=now)
    await request.ack()
    if request.view:
        go_on(desk, _show(desk, request, Looked.parse(request.metadata), request.view_id))
    else:
        sentence = words(language)("answers.retired")
        await answers.privately(desk, request, sentence, [parts.section(sentence)])
