"""What stories of composing do again and again: open the composer, fill it, send it, read what stands there."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, select

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.snapshot import Snapshot, snapshot
from storage import brands
from storage.drafts import Draft
from storage.submissions import Submission
from tests.stories.acting import modal

Json = Mapping[str, Any]

SHEET = {
    "text": wire.COMPOSER_TEXT,
    "note": wire.COMPOSER_NOTE,
    "accounts": wire.COMPOSER_ACCOUNTS,
    "goes_out": wire.COMPOSER_GOES_OUT,
    "date": wire.COMPOSER_DATE,
    "time": wire.COMPOSER_TIME,
    "queue": wire.COMPOSER_QUEUE,
}
"""Block id to action id."""


async def at_once(seconds: float) -> None:
    """In place of a pause."""


async def open_composer(scene: Stage, who: Person, text: str = "", *, channel: str = cast.GENERAL) -> Json:
    """`/submit-post text`. Nobody waits for the pace of typing."""
    scene.machine.desk.keystrokes.later = at_once
    answer = await who.command(channel, wire.SUBMIT_POST, text)
    assert answer["ok"], answer
    await scene.settle()
    return await modal(who)


def filled(view: Json, **given: Any) -> dict[str, Any]:
    """Values as the form takes them; `files` goes to whatever the file field is called."""
    blocks = [str(block.get("block_id")) for block in view["blocks"]]
    values = {}
    for name, value in given.items():
        block = name if name in blocks else next(one for one in blocks if one.startswith(f"{name}_"))
        action = wire.COMPOSER_TEXT if name.startswith("text") else SHEET.get(name, block)
        values[block] = {action: value}
    return values


async def send(scene: Stage, who: Person, **given: Any) -> Json:
    """Fills the open form, sends it, and waits until everything that follows has happened."""
    view = await modal(who)
    answer = await who.submit(view["id"], filled(view, **given))
    await scene.settle()
    return answer


async def choose_accounts(scene: Stage, *names: str) -> list[str]:
    """Option values of these accounts."""
    return [str(number) for number in await scene.machine.desk.database.read(_account_ids, names)]


def _account_ids(session: Session, names: tuple[str, ...]) -> list[int]:
    known = {one.name: one.id for one in brands.active_accounts(session, brands.the_brand(session).id or 0)}
    return [number for name in names if (number := known[name]) is not None]


async def drafts_of(scene: Stage, user_id: str = cast.AUTHOR) -> list[dict[str, Any]]:
    """A person's drafts as plain data, newest first."""
    return await scene.machine.desk.database.read(_drafts, user_id)


def _drafts(session: Session, user_id: str) -> list[dict[str, Any]]:
    query = select(Draft).where(Draft.person_id == user_id)
    return [one.model_dump() for one in sorted(session.exec(query), key=lambda one: one.saved_at, reverse=True)]


async def every_submission(scene: Stage) -> list[Snapshot]:
    """All there are, oldest first."""
    return await scene.machine.desk.database.read(_all)


def _all(session: Session) -> list[Snapshot]:
    found = [snapshot(session, one.number) for one in session.exec(select(Submission).order_by("id")).all()]
    return [one for one in found if one is not None]


async def only_submission(scene: Stage) -> Snapshot:
    (found,) = await every_submission(scene)
    return found


def lines(view: Json) -> str:
    return "\n".join(reading.lines(view))


def state_of(view: Json, block_id: str) -> Mapping[str, Any]:
    """What stands in a field of an open form."""
    found: Mapping[str, Any] = next(iter(view["state"]["values"][block_id].values()))
    return found


async def shows(scene: Stage, text: str) -> bool:
    """Whether the author's open view says this by now."""
    return text in lines(await modal(scene.author))
