"""The style guide: read by everybody, written by admins, tried on past posts before it speaks."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.clock import noise
from handlers.guiding.examples import EXAMPLES
from handlers.style import typed
from storage import brands
from storage.brands import Role
from storage.findings import Fate, Finding
from tests.stories.acting import card_text, direct_messages, modal, press, put_up
from tests.stories.composing import lines, only_submission, open_composer, send
from tests.stories.visiting import open_home, press_at_home

Json = dict[str, Any]


async def asked(scene: Stage, who: Person, text: str = "style") -> str:
    await who.command(cast.GENERAL, wire.GREENLIGHT, text)
    await scene.settle()
    return lines(await modal(who))


async def press_in_modal(scene: Stage, who: Person, action_id: str) -> None:
    view = await modal(who)
    _, block, button = reading.button([view], action_id)
    await who.press(view_id=view["id"], block_id=block["block_id"], action_id=action_id, value=button["value"])
    await scene.settle()


async def write(scene: Stage, rules: str) -> Json:
    await asked(scene, scene.admin)
    await press_in_modal(scene, scene.admin, wire.STYLE_WRITE)
    answer: Json = await scene.admin.submit((await modal(scene.admin))["id"], {"rules": {"rules": rules}})
    await scene.settle()
    return answer


async def try_and_switch_on(scene: Stage) -> str:
    await press_in_modal(scene, scene.admin, wire.STYLE_TRY_ALL)
    said = lines(await modal(scene.admin))
    await press_in_modal(scene, scene.admin, wire.STYLE_ON)
    return said


async def test_a_rule_is_written_tried_on_past_posts_and_then_speaks(scene: Stage) -> None:
    number = await put_up(scene, "Pure synergy! Warm bread!")
    await write(scene, "ban: synergy -> teamwork // Say what you mean.\nexclamations: 1")
    assert "off, not tried yet" in lines(await modal(scene.admin))
    said = await try_and_switch_on(scene)
    assert "once in the last 1 posts" in said and f"#{number}" in said and 'we say "teamwork"' in said
    assert "_on_" in lines(await modal(scene.admin))

    await open_composer(scene, scene.author, "We believe in synergy.")
    await send(scene, scene.author)
    await scene.settle()
    assert "“synergy” 대신 “teamwork”" in lines(await modal(scene.author)), "told after sending, in one's own language"
    assert '"synergy" is not a word we use; we say "teamwork". Say what you mean.' in await card_text(scene.approver)


async def test_a_rule_that_blocks_keeps_the_form_open_with_the_text_in_it(scene: Stage) -> None:
    await write(scene, "block ban: guaranteed|보장")
    await try_and_switch_on(scene)
    await open_composer(scene, scene.author, "맛을 보장해요.")
    answer = await send(scene, scene.author)
    shown = await modal(scene.author)
    assert "보장" in str(answer) and "맛을 보장해요." in str(shown)
    await send(scene, scene.author, text="맛있게 구웠어요.")
    await scene.settle()
    assert (await only_submission(scene)).content.text == "맛있게 구웠어요."


async def test_a_misspelling_is_told_and_a_name_is_spelled_as_the_brand_likes(scene: Stage) -> None:
    await open_composer(scene, scene.author, "You will recieve teh best news. #recieve https://a.example/recieve")
    await send(scene, scene.author)
    await scene.settle()
    assert "recieve → receive, teh → the" in await card_text(scene.approver)
    await write(scene, "name: Teh")
    await try_and_switch_on(scene)
    await open_composer(scene, scene.author, "Teh is our tea.")
    await send(scene, scene.author)
    await scene.settle()
    assert "→ The" not in await card_text(scene.approver)


async def test_lines_that_are_no_rules_are_told_and_nothing_is_lost(scene: Stage) -> None:
    answer = await write(scene, "ban: x\npattern: (a+)+$\nshout: no")
    assert "Line 2 could run for ever" in str(answer) and "Line 3" in str(answer)
    await scene.admin.close((await modal(scene.admin))["id"], all=True)
    assert "no rules yet" in await asked(scene, scene.admin)


async def test_everybody_reads_and_only_admins_change(scene: Stage) -> None:
    await open_home(scene, scene.author)
    await press_at_home(scene, scene.author, wire.STYLE)
    shown = await modal(scene.author)
    assert "아직 규칙이 없어요" in lines(shown) and wire.STYLE_WRITE not in str(shown)
    await asked(scene, scene.admin)
    await press_in_modal(scene, scene.admin, f"{wire.STYLE_EXAMPLES}_ko")
    assert "address [ko]: haeyo" in lines(await modal(scene.admin))
    await scene.machine.desk.database.write(brands.name_people, 1, Role.ADMIN, [cast.SECOND])
    await press_in_modal(scene, scene.admin, wire.STYLE_TRY_ALL)
    assert "Switch" not in lines(await modal(scene.admin)), "asked at the press"


def overruled(session: Session, number: int, now: datetime) -> None:
    """A rule and a check, ten times each, as approvals left them; and one that was heeded once in ten."""
    for code, rule_id, heeded in (("claim", None, 1), ("style", 1, 0), ("night", None, 2)):
        for place in range(10):
            session.add(
                Finding(
                    brand_id=1,
                    submission_id=number,
                    revision=1,
                    code=code,
                    rule_id=rule_id,
                    found_at=now,
                    fate=Fate.HEEDED if place < heeded else Fate.OVERRULED,
                    settled_at=now,
                )
            )


async def test_what_is_overruled_nine_times_in_ten_is_told_once_and_can_be_switched_off(scene: Stage) -> None:
    number = await put_up(scene, "We are the best bakery in the world.")
    await write(scene, "ban: synergy")
    await scene.machine.desk.database.write(overruled, number, scene.now())
    assert await noise.run_due(scene.machine.desk, scene.now()) == 2
    await scene.settle()
    [said] = [one for one in await direct_messages(scene.admin) if "overruled nearly every time" in one]
    assert "`ban: synergy`" in said and "Overruled 9 of 10 times" in said and "at night" not in said
    assert await noise.run_due(scene.machine.desk, scene.now()) == 0, "once a quarter"
    channel = (await scene.admin.open_dm())["channel"]
    await press(scene, scene.admin, wire.CHECK_OFF, channel=channel)
    assert "Checks that are off: numbers and superlatives" in await asked(scene, scene.admin)
    await open_composer(scene, scene.author, "The best bread in the world.")
    await send(scene, scene.author)
    await scene.settle()
    assert "Where is this from" not in await card_text(scene.approver)
    await press_in_modal(scene, scene.admin, wire.CHECKS_ON)
    assert "Checks that are off" not in lines(await modal(scene.admin))


def test_the_examples_are_rules() -> None:
    for language, text in EXAMPLES.items():
        rules, flaws = typed.read(text)
        assert flaws == [] and len(rules) >= 8, language
