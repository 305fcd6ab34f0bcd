"""Opening the composer: by the command, a shortcut, a button; for a new post, an edit, a copy, or a draft.

One short read, then the modal: the trigger lives 3 s. What the networks take is asked while the author types.
"""

import asyncio
import logging

from slack_sdk.errors import SlackClientError

from handlers import access, answers, wire
from handlers.blocks import parts
from handlers.composing import arriving, form, openings, pieces
from handlers.composing.drafting import MOST_IMAGES
from handlers.composing.form import File
from handlers.composing.sheet import Sheet
from handlers.desk import Desk, go_on
from handlers.knowing import members
from handlers.putting_up import sending, showing
from handlers.request import Request
from handlers.typed import decode
from handlers.words.catalogue import Words, words
from storage import people
from storage.errors import StorageError

log = logging.getLogger(__name__)

LOOK_UP_WITHIN = 0.8
"""Seconds for names that a message mentions and that we do not know; then their ids are shown."""

MOST_LOOKED_UP = 5


async def by_command(desk: Desk, request: Request) -> None:
    """`/submit-post [text]`, when what follows is no command."""
    text = decode.command_text(request.text)
    await _open_new(desk, request, text)


async def by_shortcut(desk: Desk, request: Request) -> None:
    """The global shortcut "New post"."""
    await _open_new(desk, request, "")


async def by_button(desk: Desk, request: Request) -> None:
    """The button on App Home."""
    await _open_new(desk, request, "")


async def _open_new(desk: Desk, request: Request, text: str) -> None:
    try:
        sheet = await desk.database.write(
            openings.blank,
            request.user_id,
            desk.new_id(),
            text,
            channel_id=request.channel_id,
            now=desk.calendar(),
        )
    except StorageError:
        if not text.strip():
            raise
        await _give_back(desk, request, text)
        return
    await _open(desk, request, sheet)


async def _give_back(desk: Desk, request: Request, text: str) -> None:
    """A text that could be kept nowhere is shown to its author, so that it can be sent again."""
    language = await _language(desk, request)
    log.error("A post's text could not be kept; its author has it back")
    sentence = language("composer.text_back")
    await answers.privately(desk, request, sentence, [parts.section(sentence), *_quoted(text)])


async def _language(desk: Desk, request: Request) -> Words:
    """Reading may still be possible where writing is not."""
    try:
        person = await desk.database.read(people.person, request.user_id)
    except StorageError:
        person = None
    return words(person.language if person else "en")


def _quoted(text: str) -> list[parts.Block]:
    found, _ = pieces.split(text)
    return [parts.quoted(one) for one in found]


async def by_message(desk: Desk, request: Request) -> None:
    """The message shortcut "Submit as post": its text, decoded once, and its images or video."""
    await desk.database.read(access.insider, request.user_id)
    text = decode.message_text(request.message, await _names(desk, decode.mentioned(request.message)))
    files = form.files_in(request.message.get("files"))
    images = [file for file in files if file.mime.startswith(("image/", "video/"))]
    sheet = await desk.database.write(
        openings.blank,
        request.user_id,
        desk.new_id(),
        text,
        channel_id=request.channel_id,
        files=images,
        now=desk.calendar(),
    )
    left = [file for file in files if file not in images[:MOST_IMAGES]]
    await _open(desk, request, sheet, notice=_left_behind(sheet, left))
    if images:
        go_on(desk, arriving.fetch_ahead(desk, sheet.user_id, sheet.place))


def _left_behind(sheet: Sheet, files: list[File]) -> str:
    if not files:
        return ""
    names = ", ".join(parts.shortened(file.name, 60) for file in files[:MOST_IMAGES])
    return words(sheet.language)("composer.left_behind", names=names)


async def _names(desk: Desk, user_ids: set[str]) -> dict[str, str]:
    known = await desk.database.read(openings.names_of, sorted(user_ids))
    unknown = sorted(user_ids - known.keys())[:MOST_LOOKED_UP]
    if not unknown:
        return known
    asked = asyncio.gather(*(members.fetch_person(desk, one) for one in unknown), return_exceptions=True)
    await asyncio.wait({asyncio.ensure_future(asked)}, timeout=LOOK_UP_WITHIN)
    return await desk.database.read(openings.names_of, sorted(user_ids))


async def copy(desk: Desk, request: Request) -> None:
    """Any post as a new one."""
    sheet = await desk.database.read(
        openings.copied, request.user_id, request.target, desk.new_id(), now=desk.calendar()
    )
    await _open(desk, request, sheet)


async def edit(desk: Desk, request: Request) -> None:
    """A post as it stands, or one's unfinished edit of it. What is sent becomes a new version, or a smaller change."""
    sheet = await desk.database.write(
        openings.edited,
        request.user_id,
        request.target,
        desk.new_id(),
        now=desk.calendar(),
        practice=desk.practice,
    )
    await _open(desk, request, sheet)


async def open_draft(desk: Desk, request: Request) -> None:
    """A draft of one's own, from Home or from a message about it."""
    sheet = await desk.database.write(openings.kept, request.user_id, request.value, now=desk.calendar())
    await _open(desk, request, sheet)


async def _open(desk: Desk, request: Request, sheet: Sheet, notice: str = "") -> None:
    try:
        await answers.open_modal(desk, request, showing.form(desk, sheet, notice=notice))
    except (SlackClientError, OSError, TimeoutError) as trouble:
        log.warning("The composer could not be opened: %s", trouble)
        await _say_not_opened(desk, request, sheet)
        return
    await request.ack()
    go_on(desk, sending.learn(desk, tuple(one.id for one in sheet.offered)))


async def _say_not_opened(desk: Desk, request: Request, sheet: Sheet) -> None:
    """The trigger was too old, say. What came with it is a draft already."""
    language = words(sheet.language)
    if not (sheet.text.strip() or sheet.images) or sheet.place.target or sheet.place.copy_of:
        await answers.tell(desk, request, language, language("composer.not_opened"))
        return
    sentence = language("composer.not_opened_draft")
    button = parts.button(language("composer.open_draft"), wire.OPEN_DRAFT, sheet.place.draft_id, style="primary")
    await answers.tell(desk, request, language, sentence, [parts.section(sentence), parts.actions(button)])
