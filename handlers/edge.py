"""Between Bolt and the stories: every payload becomes a Request, every way of failing becomes a sentence.

Nothing is acknowledged before it is committed, unless the commit takes longer than people should wait.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from handlers import answers, wire
from handlers.access import Denied, Stranger
from handlers.blocks import denials, parts
from handlers.desk import Desk, go_on
from handlers.knowing import members
from handlers.origin import origin_of
from handlers.request import Request
from handlers.showing import home_view
from handlers.typed import decode
from handlers.words.catalogue import Words, escaped, words
from storage import people
from storage.database import StorageError

log = logging.getLogger(__name__)

Story = Callable[[Desk, Request], Awaitable[None]]

Offer = Callable[[Desk, Request], Awaitable[list[parts.Block]]]
"""Answers the options of a menu while somebody types into it."""

OFFERED_WITHIN = 2.0
"""Seconds. Slack waits for three, and asks again at the next letter."""


async def handle(desk: Desk, story: Story, request: Request) -> None:
    """Runs the story and answers within Slack's 3 s, whatever happens inside it. Returns once it is acknowledged."""
    if desk.team_id != request.team_id and not await _may_be_asked_for(desk, request):
        await _refuse_other_team(desk, request)
        return
    # Held by the desk: what follows the acknowledgement is still under way, and a stop waits for it.
    work = go_on(desk, _answered(desk, story, request))
    acked = asyncio.ensure_future(request.acked.wait())
    done, _ = await asyncio.wait(
        {work, acked}, timeout=desk.patience.total_seconds(), return_when=asyncio.FIRST_COMPLETED
    )
    acked.cancel()
    if not done:
        await _still_at_it(desk, request)


async def _may_be_asked_for(desk: Desk, request: Request) -> bool:
    """A shared channel has members of other workspaces; whether a brand asks this one, `access` says at the record.

    Somebody whom we know as one of ours does not come from elsewhere.
    """
    if not {request.action_id, str(request.view.get("callback_id") or "")} & wire.FOR_PEOPLE_OUTSIDE:
        return False
    try:
        known = await desk.database.read(people.person, request.user_id)
    except StorageError:
        # The story will meet the same trouble, and says so.
        return True
    return known is None or known.team_id != desk.team_id


async def _refuse_other_team(desk: Desk, request: Request) -> None:
    log.warning("A payload of team %s was refused", request.team_id or "(none)")
    await _say(desk, request, words("en"), words("en")("answer.other_team"))


async def _answered(desk: Desk, story: Story, request: Request) -> None:
    try:
        await _with_known_people(desk, story, request)
        home_view.redraw_behind_a_modal(desk, request)
    except Denied as denial:
        language = await _language(desk, request)
        await _say(desk, request, language, denials.sentence(denial.reason, denial.values, language))
    except answers.NotOpened as trouble:
        log.warning("A modal was not opened: %s", trouble)
        await _fail(desk, request, "composer.not_opened")
    except StorageError as trouble:
        log.error("Not saved: %s", trouble)
        await _fail(desk, request, "answer.not_saved")
    except Exception:
        # A bug or a fault that no story foresaw. The person must hear of it, and must not lose what they typed.
        log.exception("The story %s failed", getattr(story, "__name__", story))
        await _fail(desk, request, "answer.went_wrong")


async def _with_known_people(desk: Desk, story: Story, request: Request) -> None:
    # What follows is recorded as done from there.
    desk = replace(desk, database=desk.database.at(origin_of(request)))
    try:
        await story(desk, request)
    except Stranger as unknown:
        await members.fetch_person(desk, unknown.user_id)
        await story(desk, request)


async def _language(desk: Desk, request: Request) -> Words:
    try:
        person = await desk.database.read(people.person, request.user_id)
    except StorageError:
        person = None
    return words(person.language if person else "en")


async def _fail(desk: Desk, request: Request, key: str) -> None:
    language = await _language(desk, request)
    await _say(desk, request, language, language(key))


async def _say(desk: Desk, request: Request, language: Words, sentence: str) -> None:
    """At the first field of a form that is still open, so that what was typed stays; else privately."""
    first = _first_field(request)
    if first and not request.is_acked:
        await request.refuse_fields({first: await _plain(desk, sentence)})
        return
    await answers.tell(desk, request, language, sentence)
    for typed in _typed(request):
        await answers.privately(desk, request, escaped(parts.shortened(typed, 150)), [parts.quoted(typed)])


async def _plain(desk: Desk, sentence: str) -> str:
    """An error at a field is plain text: a mention would stand there as its code."""
    said = {"text": sentence}
    try:
        known = await desk.database.read(people.people, decode.mentioned(said))
    except StorageError:
        known = {}
    return decode.message_text(said, {user_id: person.name for user_id, person in known.items()})


def _typed(request: Request) -> list[str]:
    """What stood in a form that is gone already: its author has it back."""
    if request.body.get("type") != "view_submission":
        return []
    blocks = ((request.view.get("state") or {}).get("values") or {}).values()
    values = [field.get("value") for block in blocks for field in block.values() if isinstance(field, Mapping)]
    return [value for value in values if isinstance(value, str) and value.strip()]


def _first_field(request: Request) -> str | None:
    if request.body.get("type") != "view_submission":
        return None
    blocks = request.view.get("blocks") or []
    return next((block["block_id"] for block in blocks if block.get("type") == "input"), None)


async def _still_at_it(desk: Desk, request: Request) -> None:
    if request.is_acked:
        return
    if request.body.get("type") == "view_submission":
        language = await _language(desk, request)
        view = parts.reading(
            language("answer.title"), [parts.section(language("answer.still_saving"))], close=language("answer.close")
        )
        await request.ack(response_action="update", view=view)
    else:
        await request.ack()


async def offer(desk: Desk, story: Offer, request: Request) -> None:
    """What a menu offers while somebody types; nothing, whatever went wrong: it is asked again at the next letter."""
    options: list[parts.Block] = []
    try:
        if request.team_id == desk.team_id:
            options = await asyncio.wait_for(story(desk, request), OFFERED_WITHIN)
    except (Denied, Stranger) as no:
        log.debug("Nothing is offered: %s", no)
    except Exception:
        log.exception("The offer %s failed", getattr(story, "__name__", story))
    await request.ack(options=options)


async def overhear(desk: Desk, story: Story, request: Request) -> None:
    """Runs the story of an event. It goes on after the acknowledgement, which Bolt sends by itself."""
    await request.ack()
    # In a shared channel `team_id` may be the writer's; the other one is where the bot heard it.
    # docs.slack.dev/apis/slack-connect; docs.slack.dev/tools/bolt-js/reference/interfaces/EnvelopedEvent
    if (request.body.get("context_team_id") or request.body.get("team_id")) in (None, desk.team_id):
        go_on(desk, _heard(desk, story, request))


async def _heard(desk: Desk, story: Story, request: Request) -> None:
    """Nobody pressed anything, so a no is kept to ourselves."""
    try:
        await _with_known_people(desk, story, request)
    except Denied as denial:
        log.debug("An event led to nothing: %s", denial.reason)
    except Exception:
        # Slack sends an event again only when it was not acknowledged; what events tell us is also refreshed daily.
        log.exception("The story %s failed", getattr(story, "__name__", story))


async def unknown_choice(desk: Desk, request: Request) -> None:
    """A menu option that no story of ours wrote."""
    raise Denied("no_such_post")
