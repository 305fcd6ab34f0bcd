"""The three buttons under a proposed answer: one yes puts it in use, a no says why."""

from slack_sdk.errors import SlackClientError

from handlers import answers, wire
from handlers.access import Denied
from handlers.blocks import saved_card as drawing
from handlers.desk import Desk
from handlers.preparing import judging
from handlers.preparing.judging import Decided
from handlers.request import Request
from handlers.wire import Target
from handlers.words.catalogue import words
from storage.saved_answers import AnswerState

MEANS = {wire.SAVED_REQUEST_CHANGES: AnswerState.CHANGES_REQUESTED, wire.SAVED_REJECT: AnswerState.REJECTED}


async def approve(desk: Desk, request: Request) -> None:
    """It is in use from now on."""
    decided = await desk.database.write(
        judging.decide, request.user_id, request.target, AnswerState.APPROVED, now=desk.calendar()
    )
    await _conclude(desk, request, decided)


async def ask_for_reason(desk: Desk, request: Request) -> None:
    """A sentence of reason is asked for."""
    language = await desk.database.write(judging.check, request.user_id, request.target)
    view = drawing.reason_form(request.action_id, request.value, words(language))
    await answers.open_modal(desk, request, view)
    await request.ack()


async def decide(desk: Desk, request: Request) -> None:
    """The reason was sent."""
    action, _, value = request.metadata.partition(":")
    reason = desk.field_manner.sentence(request.field(drawing.REASON).get("value"))
    if action not in MEANS:
        raise Denied("no_such_answer")
    if not reason:
        raise Denied("reason_missing")
    target, now = Target.parse(value), desk.calendar()
    decided = await desk.database.write(judging.decide, request.user_id, target, MEANS[action], reason, now=now)
    await request.ack()
    await _conclude(desk, request, decided)


async def _conclude(desk: Desk, request: Request, decided: Decided) -> None:
    desk.wake.deliver()
    language = words(decided.language)
    if not request.is_acked:
        said = language.mrkdwn("answers.you_approved", question=decided.row.question)
        await answers.tell(desk, request, language, said)
    if decided.card:
        channel, ts = decided.card
        text, blocks = drawing.card(decided.row, words(decided.channel_language))
        try:
            await desk.client.chat_update(channel=channel, ts=ts, text=text, blocks=blocks)
        except SlackClientError:
            # It still has its buttons; whoever presses one hears how it stands.
            return
