"""Two people side by side: each window has its own person, and both stay live."""

import re

from playwright.async_api import Page, expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import App


async def second_window(page: Page, name: str) -> Page:
    await page.get_by_role("button", name=re.compile("^Acting as")).click()
    await page.get_by_role("menuitem", name="In a second window…").click()
    async with page.context.expect_page() as opening:
        await page.get_by_role("menuitem", name=re.compile(name)).click()
    return await opening.value


async def test_a_second_window_acts_as_somebody_else_and_both_stay_live(page: Page, app: App) -> None:
    jonas = await second_window(page, "Jonas Weber")
    await expect(jonas.get_by_role("button", name="Acting as Jonas Weber. Switch person")).to_be_visible()
    await expect(jonas.get_by_role("heading", name="social-approvals")).to_be_visible()
    field = jonas.get_by_role("textbox", name="Message #social-approvals")
    await field.fill("half a thou")
    await page.get_by_role("textbox", name="Message #social-approvals").fill("Hello @Jonas Weber")
    await page.keyboard.press("Enter")
    await expect(jonas.get_by_role("article", name=re.compile("Mina Seo"))).to_contain_text("Hello @Jonas Weber")
    await expect(field).to_have_value("half a thou")
    await app.client.chat_postEphemeral(channel="C0REVIEW", user="U0JONAS", text="For Jonas alone")
    await expect(jonas.get_by_text("For Jonas alone")).to_be_visible()
    await expect(page.get_by_text("For Jonas alone")).to_have_count(0)
    await expect(page.get_by_role("button", name="Acting as Mina Seo. Switch person")).to_be_visible()


async def test_what_rang_is_listed_with_who_and_what_and_leads_there(page: Page, app: App, sandbox: Sandbox) -> None:
    ts = await app.say(text="A card", channel="C0PUB")
    await sandbox.person("U0MINA").say("C0PUB", "following", thread_ts=ts)
    await sandbox.person("U0JONAS").say("C0PUB", "@Mina Seo look", thread_ts=ts)
    await sandbox.person("U0ADA").say("C0GENERAL", "Hello @Mina Seo")
    await page.get_by_role("button", name="Notifications, 2 unread").click()
    await expect(page.get_by_role("menu", name="Notifications").get_by_role("menuitem")).to_have_text(
        [
            re.compile("Ada Brooks mentioned you in #generalHello @Mina Seo.*unread"),
            re.compile("Jonas Weber mentioned you in #published@Mina Seo look.*unread"),
        ]
    )
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("article").filter(has_text="look")).to_have_class(re.compile("is-pointed"))
    await expect(page.get_by_role("button", name="Notifications, 1 unread")).to_be_visible()
