"""Approve, request changes, reject, and take a decision back while that is possible.

A decision is about one exact revision: the button carries its number, and a press about an older one is refused with
what changed since.
"""

from handlers import answers
from handlers.access import Denied
from handlers.blocks import decision
from handlers.deciding.taking_back import take_back_decision
from handlers.deciding.verdicts import Outcome, ReadFirst, Word, decide, house, may_decide
from handlers.desk import Desk
from handlers.permissions import Action
from handlers.request import Request
from handlers.showing import reviewing
from handlers.words.catalogue import words
from storage.decisions import Verdict


async def approve(desk: Desk, request: Request) -> None:
    """The Approve button, on the card, in a reminder or in the reviewer's modal."""
    await _approve(desk, request, has_read=bool(request.view))


async def approve_after_reading(desk: Desk, request: Request) -> None:
    """The same from under the full text."""
    await _approve(desk, request, has_read=True)


async def _approve(desk: Desk, request: Request, *, has_read: bool) -> None:
    now, target = desk.calendar(), request.target
    try:
        outcome = await desk.database.write(
            decide, request.user_id, target, Word(Verdict.APPROVE), now=now, house=house(desk), has_read=has_read
        )
    except ReadFirst:
        await reviewing.open_in_full(desk, request)
        return
    await _conclude(desk, request, outcome)


async def ask_for_reason(desk: Desk, request: Request) -> None:
    """The Request changes and Reject buttons: a sentence of reason is asked for."""
    action = Action.REJECT if request.action_id == Action.REJECT else Action.REQUEST_CHANGES
    now, practice = desk.calendar(), desk.practice
    language = await desk.database.read(may_decide, request.user_id, request.target, action, now=now, practice=practice)
    queue = request.metadata if request.view.get("callback_id") == reviewing.CALLBACK else ""
    assert request.target is not None, "may_decide has refused every other value"
    form = decision.reason_form(action, request.target, queue, words(language))
    await answers.open_modal(desk, request, form)
    await request.ack()


async def decide_with_reason(desk: Desk, request: Request) -> None:
    """The reason was sent."""
    verdict, target, queue = decision.read_reason_form(request.metadata)
    reason = desk.field_manner.sentence(request.field(decision.REASON).get("value"))
    if not reason:
        raise Denied("reason_missing")
    word = Word(verdict, reason, decision.read_label(request.field(decision.LABEL)))
    outcome = await desk.database.write(
        decide, request.user_id, target, word, now=desk.calendar(), house=house(desk), has_read=True
    )
    await request.ack()
    desk.wake.deliver()
    if queue:
        await reviewing.go_on(desk, request, queue, notice=decision.done(outcome, words(outcome.language)))


async def undo(desk: Desk, request: Request) -> None:
    """Whoever approved takes it back, as long as nothing has begun to go out."""
    language = await desk.database.write(
        take_back_decision, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    await request.ack()
    desk.wake.deliver()
    await answers.tell(desk, request, words(language), words(language)("answer.undone"))


async def _conclude(desk: Desk, request: Request, outcome: Outcome) -> None:
    await request.ack()
    if outcome.goes_out_soon:
        desk.wake.publish()
    desk.wake.deliver()
    language = words(outcome.language)
    sentence = decision.done(outcome, language)
    if request.view.get("callback_id") == reviewing.CALLBACK:
        await reviewing.go_on(desk, request, request.metadata, notice=sentence)
    else:
        await answers.privately(desk, request, sentence, decision.answer(outcome, language))
