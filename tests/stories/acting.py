"""What stories do again and again: put something up, press a button, read what a person sees."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers.knowing import members
from handlers.snapshot import Snapshot, snapshot
from storage import brands, cards, history, publications, submissions
from storage.content import Content, Image, Variant

Json = Mapping[str, Any]


def put_up_in(
    session: Session,
    author_id: str,
    text: str,
    now: datetime,
    *,
    accounts: Sequence[str] = ("news",),
    wanted_at: datetime | None = None,
    images: Sequence[Image] = (),
    note: str = "",
    variants: Sequence[Variant] = (),
) -> int:
    """A submission in review, as the composer leaves it."""
    brand = brands.the_brand(session)
    assert brand.id is not None
    known = {account.name: account.id for account in brands.active_accounts(session, brand.id)}
    chosen = tuple(number for name in accounts if (number := known[name]) is not None)
    content = Content(text, chosen, tuple(images), note, wanted_at, variants=tuple(variants))
    submission = submissions.create(session, brand_id=brand.id, author_id=author_id, draft_id=None, now=now)
    revision = submissions.add_revision(session, submission, content, created_by=author_id, now=now)
    publications.plan(session, submission, content, revision.fingerprint, now=now)
    cards.place(session, submission, cards.Surface.CARD, brand.review_channel)
    cards.place(session, submission, cards.Surface.STATUS, author_id)
    history.add(session, "submission.submitted", actor_id=author_id, at=now, submission_id=submission.number)
    return submission.number


async def put_up(scene: Stage, text: str = "Our oat cookies are back.", **more: Any) -> int:
    """The same by the author, whom the bot has met, with its card in the channel."""
    await members.fetch_person(scene.machine.desk, cast.AUTHOR)
    number = await scene.machine.desk.database.write(put_up_in, cast.AUTHOR, text, scene.now(), **more)
    await scene.settle()
    return number


async def record(scene: Stage, number: int) -> Snapshot:
    """How it stands in the records."""
    found = await scene.machine.desk.database.read(snapshot, number)
    assert found is not None, f"there is no submission {number}"
    return found


async def press(
    scene: Stage, who: Person, action_id: str, *, channel: str = cast.REVIEW, thread: str | None = None
) -> Json:
    """Presses the newest button of this name that this person sees there, and waits until everything is said."""
    message, block, button = reading.button(await who.messages(channel, thread), action_id)
    answer = await who.press(channel, message["ts"], block["block_id"], action_id, value=button.get("value"))
    await scene.settle()
    return answer


async def choose(scene: Stage, who: Person, option: str, *, channel: str = cast.REVIEW) -> Json:
    """Chooses from the newest card's ⋯ menu; `option` is the name of the action."""
    message, block, menu = reading.button(await who.messages(channel), "card_menu")
    chosen = next(one for one in menu["options"] if one["value"].startswith(f"{option}:"))
    answer = await who.press(channel, message["ts"], block["block_id"], "card_menu", value={"selected_option": chosen})
    await scene.settle()
    return answer


async def modal(who: Person) -> Json:
    """The modal on top of this person's screen."""
    modals = (await who.screen())["modals"]
    assert modals, f"{who.id} has no modal open"
    found: Json = modals[-1]
    return found


async def give_reason(scene: Stage, who: Person, reason: str) -> Json:
    """Fills the form for a reason and sends it."""
    answer = await who.submit((await modal(who))["id"], {"reason": {"reason": {"value": reason}}})
    await scene.settle()
    return answer


async def private_answers(who: Person, channel: str = cast.REVIEW, thread: str | None = None) -> list[str]:
    """What only this person sees there, oldest first."""
    return [" ".join(reading.lines(one)) for one in await who.messages(channel, thread) if one.get("ephemeral")]


async def direct_messages(who: Person) -> list[str]:
    """What the bot told this person, oldest first."""
    channel = (await who.open_dm())["channel"]
    return [" ".join(reading.lines(one)) for one in await who.messages(channel)]


async def card_text(who: Person) -> str:
    """The newest card, as lines."""
    message, _, _ = reading.button(await who.messages(cast.REVIEW), "card_menu")
    return "\n".join(reading.lines(message))
