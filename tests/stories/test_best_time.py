"""Best times and hashtags: from an account's own results, with their doubt, and said plainly when there is none."""

import random
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.demo import cast, past, reading
from bot.demo.past import Then
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.clock import learn
from handlers.knowing import members
from handlers.learning import suggesting
from handlers.learning.suggesting import Suggestion
from storage import brands
from storage.brands import Role
from storage.snippets import Snippet, SnippetKind
from tests.stories.acting import modal
from tests.stories.composing import lines, open_composer, send
from tests.stories.visiting import open_home, press_at_home

NEWS = 1
BERLIN = ZoneInfo("Europe/Berlin")
GOOD = 18
"""The hour at which this town looks, on any day, by its own clock."""


def some_results(session: Session, now: datetime, number: int) -> None:
    """Two a day, one of them at six, which goes far better; every fifth has a hashtag that goes with worse ones."""
    chance, brand = random.Random(5), brands.the_brand(session)
    for place in range(number):
        at = (now - timedelta(days=place // 2 + 1)).astimezone(brand.zone)
        at = at.replace(hour=GOOD if place % 2 else chance.choice((9, 11, 14, 21)), minute=0)
        is_tagged = place % 5 == 0
        reactions = (60 if at.hour == GOOD else 20) * (0.3 if is_tagged else 1) * chance.lognormvariate(0, 0.3)
        text = f"Bread {place}." + (" #Monday" if is_tagged else "")
        then = Then(text, NEWS, "slack", at, round(reactions), False, timedelta(hours=1))
        past.remember(session, brand, then)


async def learnt(scene: Stage, number: int) -> None:
    await members.fetch_person(scene.machine.desk, cast.AUTHOR)
    await scene.machine.desk.database.write(some_results, scene.now(), number)
    assert await learn.run_due(scene.machine.desk, scene.now()) == 2
    assert await learn.run_due(scene.machine.desk, scene.now()) == 0, "once a day"


async def asked(scene: Stage, who: Person, text: str) -> str:
    await who.command(cast.GENERAL, wire.GREENLIGHT, text)
    await scene.settle()
    return lines(await modal(who))


async def press_in_modal(scene: Stage, who: Person, action_id: str) -> None:
    view = await modal(who)
    _, block, button = reading.button([view], action_id)
    await who.press(view_id=view["id"], block_id=block["block_id"], action_id=action_id, value=button["value"])
    await scene.settle()


async def test_how_much_is_missing_is_said_plainly(scene: Stage) -> None:
    assert "no results at all" in await asked(scene, scene.approver, "besttime")
    await learnt(scene, 12)
    assert "12건이에요. 8건이 더 필요해요" in await asked(scene, scene.author, "좋은시간 news")
    assert wire.BEST_TIME_PICTURE not in str(await modal(scene.author))
    assert "8건이 더 필요해요" in await asked(scene, scene.author, "해시태그 news")
    assert await suggestion(scene) is None


async def test_the_best_hours_come_with_their_doubt_and_as_a_picture(scene: Stage) -> None:
    await learnt(scene, 90)
    await open_home(scene, scene.author)
    await press_at_home(scene, scene.author, wire.BEST_TIME)
    shown = lines(await modal(scene.author))
    assert "18:00*: +" in shown and "다섯 번 가운데 네 번은" in shown and "90건" in shown
    await press_in_modal(scene, scene.author, wire.BEST_TIME_PICTURE)
    channel = (await scene.author.open_dm())["channel"]
    [file] = [one["files"][0] for one in await scene.author.messages(channel) if one.get("files")]
    assert file["name"] == "best-time-2026-11-23.png"
    found = await suggestion(scene)
    assert found is not None and not found.is_to_learn
    assert found.at.astimezone(BERLIN).hour == GOOD and found.better.low > 0


async def test_hashtags_tell_better_from_worse_with_their_number(scene: Stage) -> None:
    await learnt(scene, 90)
    shown = await asked(scene, scene.approver, "hashtags news")
    worse = shown.partition("Went with worse results")[2]
    assert "#monday: −" in worse and "18 posts" in worse
    assert "trending" not in shown.casefold(), "Slack tells no trends, so none are shown"


async def test_only_admins_let_it_explore_and_what_is_explored_says_so(scene: Stage) -> None:
    await learnt(scene, 90)
    await asked(scene, scene.approver, "besttime")
    assert wire.BEST_TIME_EXPLORE not in str(await modal(scene.approver))
    await asked(scene, scene.admin, "besttime")
    await press_in_modal(scene, scene.admin, wire.BEST_TIME_EXPLORE)
    assert "Stop suggesting" in str(await modal(scene.admin))
    found = [await suggestion(scene, days) for days in range(15)]
    assert 0 < sum(one is not None and one.is_to_learn for one in found) < 8, "about one day in five"
    await scene.machine.desk.database.write(brands.name_people, 1, Role.ADMIN, [cast.SECOND])
    await press_in_modal(scene, scene.admin, wire.BEST_TIME_EXPLORE)
    assert "Only admins" in lines(await modal(scene.admin))
    assert (await suggestion(scene)) is not None


async def suggestion(scene: Stage, days: int = 0) -> Suggestion | None:
    def ask(session: Session) -> Suggestion | None:
        now = scene.now() + timedelta(days=days)
        return suggesting.suggested(session, brands.the_brand(session), [NEWS, 2], now)

    return await scene.machine.desk.database.read(ask)


async def test_groups_of_hashtags_that_fit_are_named_after_sending(scene: Stage) -> None:
    by_mina: Any = {"added_by": cast.AUTHOR, "changed_by": cast.AUTHOR, "changed_at": scene.now()}

    def keep(session: Session) -> None:
        for name, language, text in (("오트", "ko", "#오트 #느린빵"), ("Oats", "en", "#oats")):
            kept = Snippet(brand_id=1, name=name, language=language, text=text, kind=SnippetKind.HASHTAGS, **by_mina)
            session.add(kept)

    await scene.machine.desk.database.write(keep)
    assert "*In your groups of hashtags*" in await asked(scene, scene.approver, "hashtags")
    await open_composer(scene, scene.author, "오트는 따뜻해요. #오트")
    await send(scene, scene.author)
    shown = lines(await modal(scene.author))
    assert "어울리는 것: 오트 (#느린빵)" in shown and "Oats" not in shown
