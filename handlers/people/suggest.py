"""The shortcut "Suggest as edit": a reply under a card becomes a text that the author takes over with one press."""

import logging

from handlers import answers
from handlers.access import Denied
from handlers.blocks import discussion
from handlers.composing import openings
from handlers.desk import Desk
from handlers.discussing import suggestions, taking_over
from handlers.discussing.suggestions import Allowances, Reply
from handlers.discussing.taking_over import Decided
from handlers.request import Request
from handlers.slack import SlackError
from handlers.typed import decode
from handlers.wire import Target
from handlers.words.catalogue import words

log = logging.getLogger(__name__)


async def by_message(desk: Desk, request: Request) -> None:
    """Opens the form with the reply's words and the text as it stands."""
    message = request.message
    reply = Reply(request.channel_id, str(message.get("ts") or ""), str(message.get("thread_ts") or ""))
    found = await desk.database.read(
        suggestions.offer, request.user_id, reply, now=desk.calendar(), practice=desk.practice
    )
    names = await desk.database.read(openings.names_of, sorted(decode.mentioned(message)))
    text = decode.storable(decode.message_text(message, names)).strip()
    place = f"{reply.channel_id}|{reply.ts}|{reply.thread_ts}"
    form = discussion.suggestion_form(found.target, found.text, text, place, words(found.language))
    await answers.open_modal(desk, request, form)
    await request.ack()


async def suggest(desk: Desk, request: Request) -> None:
    """The form was sent."""
    seen, _, place = request.metadata.partition("|")
    channel, _, stamps = place.partition("|")
    ts, _, thread_ts = stamps.partition("|")
    target = Target.parse(seen)
    text = desk.field_manner.sentence(request.field(discussion.TEXT).get("value"))
    if not text:
        raise Denied("nothing_written")
    _, language = await desk.database.write(
        suggestions.suggest,
        request.user_id,
        Reply(channel, ts, thread_ts),
        target.part if target else 0,
        text,
        now=desk.calendar(),
        practice=desk.practice,
        allowances=_allowances(desk),
    )
    desk.wake.deliver()
    said = words(language)("discussion.suggested")
    await request.ack(response_action="update", view=discussion.said(said, words(language)))


def _allowances(desk: Desk) -> Allowances:
    return {number: one.allowance() for number, one in desk.publishers.items()}


async def use(desk: Desk, request: Request) -> None:
    """The author's one press."""
    decided = await desk.database.write(
        taking_over.accept,
        request.user_id,
        request.target,
        now=desk.calendar(),
        practice=desk.practice,
        allowances=_allowances(desk),
    )
    await _conclude(desk, request, decided)


async def leave(desk: Desk, request: Request) -> None:
    """Not this time: nothing changes."""
    decided = await desk.database.write(
        taking_over.decline, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    await _conclude(desk, request, decided)


async def _conclude(desk: Desk, request: Request, decided: Decided) -> None:
    """The message says it in place of its buttons; that is the answer."""
    await request.ack()
    desk.wake.deliver()
    ts = str(request.message.get("ts") or "")
    is_direct = request.channel_id.startswith("D")
    language = words(decided.language if is_direct else decided.brand_language)
    text, blocks = discussion.decided(decided.suggested_by, decided.state, decided.revision, language)
    try:
        await desk.slack.call("chat.update", channel=request.channel_id, ts=ts, text=text, blocks=blocks)
    except SlackError as trouble:
        log.warning("A suggestion keeps its buttons: %s", trouble)
        await answers.privately(desk, request, text, blocks)
