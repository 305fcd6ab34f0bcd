"""The desk by clicking: every room that Home leads to opens, reads on a phone, and the best times come as a picture."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect
from sqlmodel import Session

from bot.clock import machine_now
from bot.demo import cast, equipped, past
from bot.demo.past import Then
from bot.demo.stage import Stage, stage
from handlers import wire
from handlers.blocks.home_desk import DESK
from handlers.clock import learn
from handlers.words.catalogue import Words, words
from storage import brands
from tests.browser import walking

PHONE: ViewportSize = {"width": 400, "height": 800}


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_every_room_of_the_desk_opens_and_fits_a_phone(browser: Browser, language: str) -> None:
    label = words(language)
    async with _desk_with_a_past(language) as scene:
        page = await walking.enter(browser, scene, cast.ADMIN, cast.REVIEW)
        await walking.walk_to(page, "Greenlight Home")
        await _into_every_room(page, label)
        await _best_times_as_a_picture(page, label)
        await page.context.close()


async def _into_every_room(page: Page, label: Words) -> None:
    wide = page.viewport_size
    assert wide is not None
    for _action, key in DESK:
        await _enter(page, label(key))
        await page.set_viewport_size(PHONE)
        assert await walking.too_wide(page) == [], key
        await page.set_viewport_size(wide)
        await walking.close(page, label("answer.close"))


async def _enter(page: Page, name: str) -> None:
    await page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
    await expect(page.get_by_role("dialog").get_by_role("button")).not_to_have_count(0)


async def _best_times_as_a_picture(page: Page, label: Words) -> None:
    await _enter(page, label(dict(DESK)[wire.BEST_TIME]))
    await page.get_by_role("dialog").get_by_role("button", name=label("learning.picture"), exact=True).click()
    await walking.close(page, label("answer.close"))
    await walking.walk_to(page, "Greenlight")
    shown = walking.message(page, label("learning.map_title", account="news")).get_by_role("img").last
    await expect(shown).to_be_visible(timeout=walking.PATIENCE_MS)
    assert label("learning.map_title", account="news") in str(await shown.get_attribute("alt"))


@asynccontextmanager
async def _desk_with_a_past(language: str) -> AsyncIterator[Stage]:
    """A month of results, and what a brand keeps; its timetable stands still."""
    begins, workspace = cast.opening(machine_now().date(), language), cast.for_readers_of(language)
    async with stage(language=language, begins=begins, workspace=workspace) as scene:
        await scene.machine.desk.database.write(equipped.equip, language, begins)
        await scene.machine.desk.database.write(_results, begins)
        await learn.run_due(scene.machine.desk, scene.now())
        yield scene


def _results(session: Session, begins: datetime) -> None:
    """Two a day on the first account; those in the evening are read by three times as many."""
    brand = brands.the_brand(session)
    for number in range(40):
        evening = number % 2 == 1
        at = (begins - timedelta(days=number // 2 + 1)).astimezone(brand.zone).replace(hour=18 if evening else 10)
        then = Then("Bread.", 1, "slack", at, 60 if evening else 20, False, timedelta(hours=1))
        past.remember(session, brand, then)
