"""The demo in Chromium: the whole story by clicking only, and what a newcomer finds when the page opens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, expect

from bot.clock import machine_now
from bot.demo import cast, seed
from bot.demo.autoplay import LINES
from bot.demo.stage import Stage, stage
from handlers.words.catalogue import Words, words
from tests.browser import walking

LANGUAGES = ["en", "ko"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_story_by_clicking_only(browser: Browser, language: str) -> None:
    say, label = LINES[language], words(language)
    async with _empty_stage(language) as scene:
        page = await walking.enter(browser, scene, cast.AUTHOR, cast.GENERAL)
        await _mina_submits(page, say["first"], label)
        await _jonas_asks_for_changes(page, say, label)
        await _mina_makes_version_2(page, say, label)
        await _jonas_approves(page, say, label)
        await _it_is_out(page, say["second"], label)
        await page.context.close()


async def _mina_submits(page: Page, text: str, label: Words) -> None:
    await walking.write(page, f"/submit-post {text}")
    await expect(page.get_by_role("dialog").get_by_role("textbox").first).to_have_value(text)
    await walking.submit(page, label("composer.submit"))
    await expect(page.get_by_role("dialog")).to_contain_text("#1")
    await walking.close(page, label("answer.close"))


async def _jonas_asks_for_changes(page: Page, say: dict[str, str], label: Words) -> None:
    await walking.become(page, cast.APPROVER)
    await walking.walk_to(page, "social-approvals")
    card = walking.message(page, "#1", say["first"])
    await card.get_by_role("button", name=label("card.request_changes"), exact=True).click()
    await walking.submit(page, label("review.request_changes_submit"), say["reason"])
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(card).to_contain_text("✏️")


async def _mina_makes_version_2(page: Page, say: dict[str, str], label: Words) -> None:
    await walking.become(page, cast.AUTHOR)
    await walking.walk_to(page, "Greenlight")
    told = walking.message(page, "Jonas Weber", say["reason"])
    await told.get_by_role("button", name=label("card.menu_edit"), exact=True).click()
    await walking.submit(page, label("composer.submit"), say["second"])
    await expect(page.get_by_role("dialog")).to_contain_text("#1")
    await walking.close(page, label("answer.close"))


async def _jonas_approves(page: Page, say: dict[str, str], label: Words) -> None:
    await walking.become(page, cast.APPROVER)
    await walking.walk_to(page, "social-approvals")
    card = walking.message(page, label("card.title_version", number=1, author="Mina Seo", revision=2).replace("*", ""))
    await expect(card).to_contain_text(say["second"])
    await card.get_by_role("button", name=label("card.approve"), exact=True).click()
    answer = walking.message(page, label("answer.done_approve", number=1))
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer.get_by_role("button", name=label("card.menu_undo"))).to_be_visible()


async def _it_is_out(page: Page, text: str, label: Words) -> None:
    await walking.walk_to(page, "published")
    await expect(walking.message(page, text)).to_be_visible(timeout=walking.PATIENCE_MS)
    await walking.walk_to(page, "social-approvals")
    card = walking.message(page, "#1", "✅")
    await card.locator(".thread-link").click()
    receipt = page.get_by_role("complementary", name="Thread").get_by_role("article").last
    await expect(receipt).to_contain_text(label("afterwards.live"))
    await expect(receipt.get_by_role("link", name="news")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_demo_opens_with_life_in_it(browser: Browser, language: str) -> None:
    label = words(language)
    async with _lively_stage(language) as scene:
        page = await walking.enter(browser, scene, cast.APPROVER, cast.REVIEW)
        await _cards_of_every_kind(page, seed.TEXTS[language], label)
        await _the_digest_is_todays(page, label)
        await _fits_a_phone(page)
        await _review_mine(page, seed.TEXTS[language], label)
        await _home_of_the_approver(page, label)
        await _home_of_the_author(page, label)
        await page.context.close()


async def _cards_of_every_kind(page: Page, text: dict[str, str], label: Words) -> None:
    approve = label("card.approve")
    for name, sign in {"waiting": "⏳", "revised": "⏳", "urgent": "⏰"}.items():
        card = walking.message(page, f"{sign} ", text[name])
        await expect(card.get_by_role("button", name=approve, exact=True)).to_be_visible()
    await expect(page.get_by_role("button", name=approve, exact=True)).to_have_count(3)
    await expect(walking.message(page, text["revised"])).to_contain_text("2")
    await expect(walking.message(page, "🗓️", text["scheduled"])).to_contain_text("10:02")
    await expect(walking.message(page, "⚠️", text["not_sure"])).to_be_visible()
    await expect(walking.message(page, "✅", text["published"][:30])).to_be_visible()


async def _the_digest_is_todays(page: Page, label: Words) -> None:
    digest = walking.message(page, label("digest.title", day="").strip())
    await expect(digest).to_have_count(1)
    for list_name in ("pending", "going_out", "published", "trouble"):
        await expect(digest).to_contain_text(label(f"digest.{list_name}", number="").split("*")[1])


async def _review_mine(page: Page, text: dict[str, str], label: Words) -> None:
    await page.get_by_role("button", name=label("digest.review_mine", number=2)).click()
    modal = page.get_by_role("dialog")
    await expect(modal).to_contain_text(text["waiting"])
    await modal.get_by_role("button", name=label("review.skip"), exact=True).click()
    await expect(modal).to_contain_text(text["revised"])
    await _fits_a_phone(page)
    await walking.close(page, label("answer.close"))


async def _home_of_the_approver(page: Page, label: Words) -> None:
    await walking.walk_to(page, "Greenlight Home")
    home = page.get_by_role("main")
    await expect(home.get_by_role("heading", name=label("home.waiting"), exact=True)).to_be_visible()
    await expect(home.get_by_role("button", name=label("home.review"), exact=True)).to_have_count(3)
    await expect(home.get_by_role("button", name=label("home.it_is_live"), exact=True)).to_be_visible()
    await _fits_a_phone(page)


async def _home_of_the_author(page: Page, label: Words) -> None:
    await walking.become(page, cast.AUTHOR)
    home = page.get_by_role("main")
    await expect(home.get_by_role("heading", name=label("home.mine"), exact=True)).to_be_visible()
    await expect(home.get_by_text(f"· {label('card.status_waiting')} ·")).to_have_count(3)
    await _fits_a_phone(page)
    await home.get_by_role("button", name=label("home.new_post")).click()
    await expect(page.get_by_role("dialog").get_by_role("textbox").first).to_be_visible()
    await _fits_a_phone(page)


async def _fits_a_phone(page: Page) -> None:
    """In a narrow window nothing sticks out."""
    wide = page.viewport_size
    assert wide is not None
    await page.set_viewport_size({"width": 400, "height": 800})
    assert await walking.too_wide(page) == []
    await page.set_viewport_size(wide)


@asynccontextmanager
async def _empty_stage(language: str) -> AsyncIterator[Stage]:
    """As --autoplay has it: one account, nobody has done anything yet, and the timetable runs."""
    one_account = {"ACCOUNTS": f"news=slack:{cast.PUBLISHED}"}
    begins, workspace = cast.opening(machine_now().date(), language), cast.for_readers_of(language)
    async with stage(
        language=language, begins=begins, changes=one_account, keeps_time=True, workspace=workspace
    ) as scene:
        yield scene


@asynccontextmanager
async def _lively_stage(language: str) -> AsyncIterator[Stage]:
    """As the demo opens; its timetable stands still, so that it goes on looking like that."""
    begins, workspace = cast.opening(machine_now().date(), language), cast.for_readers_of(language)
    async with stage(language=language, begins=seed.before(begins), workspace=workspace) as scene:
        await seed.bring_to_life(scene, language, begins)
        yield scene
