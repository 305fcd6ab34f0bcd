"""The calendar on top: where it stands, that it was turned, and turning it."""

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from playwright.async_api import Locator, Page, expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import Open

SUNDAY = "2026-11-22T10:30:00+09:00"
SEOUL = ZoneInfo("Asia/Seoul")


def calendar(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Calendar"))


def _stands_at(sandbox: Sandbox, moment: datetime) -> bool:
    return timedelta(0) <= sandbox.world.calendar.now() - moment < timedelta(minutes=1)


async def test_the_calendar_is_turned_by_an_hour_to_the_morning_and_to_monday(page: Page, sandbox: Sandbox) -> None:
    await expect(calendar(page)).to_have_accessible_name(re.compile("Not turned"))
    sandbox.turn_clock(SUNDAY)
    await expect(calendar(page)).to_contain_text("오전 10:30")
    for choice, stands in (
        ("An hour forward", datetime(2026, 11, 22, 11, 30, tzinfo=SEOUL)),
        ("Tomorrow, 09:00", datetime(2026, 11, 23, 9, tzinfo=SEOUL)),
        ("Next Monday, 09:00", datetime(2026, 11, 30, 9, tzinfo=SEOUL)),
    ):
        await calendar(page).click()
        await page.get_by_role("menuitem", name=choice).click()
        await sandbox.until(partial(_stands_at, sandbox, stands))
    await expect(calendar(page)).to_contain_text("오전 9:00")


async def test_that_it_was_turned_is_seen_in_every_window(page: Page, open_page: Open, sandbox: Sandbox) -> None:
    jonas = await open_page("U0JONAS")
    await sandbox.person("U0MINA").say("C0REVIEW", "said today")
    await expect(jonas.get_by_role("separator", name="Today")).to_be_visible()
    sandbox.turn_clock(forward=24 * 3600)
    await expect(calendar(page)).to_contain_text("turned")
    await expect(calendar(jonas)).to_have_accessible_name(re.compile("1 day ahead of the real time"))
    await expect(jonas.get_by_role("separator", name="Yesterday")).to_be_visible()


async def test_a_time_of_ones_own_is_chosen_by_keyboard(page: Page, sandbox: Sandbox) -> None:
    await calendar(page).focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    asked = page.get_by_role("dialog", name="Turn the calendar to")
    await asked.get_by_label("Date and time").fill("2030-01-01T09:15")
    await page.keyboard.press("Enter")
    await sandbox.until(lambda: sandbox.world.calendar.now() >= datetime(2030, 1, 1, 0, 15, tzinfo=UTC))
    await expect(calendar(page)).to_be_focused()
    await expect(page.get_by_role("status").first).to_contain_text("2030")
