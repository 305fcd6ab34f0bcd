"""Channels, people and what is unread."""

import re

from playwright.async_api import Page, expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import App, Open


async def test_what_one_person_writes_another_reads_live(page: Page, open_page: Open) -> None:
    jonas = await open_page("U0JONAS")
    await page.get_by_role("textbox", name="Message #social-approvals").fill("안녕하세요 *Jonas* 🌰")
    await page.keyboard.press("Enter")
    message = jonas.get_by_role("article", name=re.compile("Mina Seo"))
    await expect(message).to_contain_text("안녕하세요 Jonas 🌰")
    await expect(message.locator("b")).to_have_text("Jonas")
    await expect(page.get_by_role("textbox", name="Message #social-approvals")).to_have_value("")


async def test_an_unread_channel_is_marked_until_it_is_looked_at(page: Page, sandbox: Sandbox) -> None:
    await sandbox.person("U0JONAS").say("C0GENERAL", "Hello @Mina Seo")
    row = page.get_by_role("button", name=re.compile("^general"))
    await expect(row).to_have_class(re.compile("is-unread"))
    await expect(row.locator(".badge")).to_have_text("1")
    await expect(page).to_have_title(re.compile(r"^\(1\) #social-approvals"))
    await row.click()
    await expect(page.get_by_role("separator", name="New")).to_be_visible()
    await expect(row).not_to_have_class(re.compile("is-unread"))
    await expect(page).to_have_title(re.compile(r"^#general"))
    assert (await sandbox.person("U0MINA").screen())["channels"][2]["unread"] == 0


async def test_a_notification_is_shown_spoken_and_leads_to_its_message(page: Page, app: App) -> None:
    await app.say(text="<@U0MINA> your post went out :tada:", channel="C0PUB")
    toast = page.get_by_role("button", name=re.compile("Greenlight mentioned you in #published"))
    await expect(toast).to_contain_text("@Mina Seo your post went out 🎉")
    await expect(page.get_by_role("status").first).to_contain_text("Greenlight mentioned you in #published")
    await toast.click()
    await expect(page.get_by_role("heading", name="published")).to_be_visible()
    await expect(page.locator(".mention-me")).to_have_text("@Mina Seo")


async def test_another_person_sees_the_same_channel_if_they_are_in_it(page: Page) -> None:
    await become(page, "Jonas Weber")
    await expect(page).to_have_url(re.compile("as=U0JONAS&channel=C0REVIEW"))
    await become(page, "Ollie Park")
    await expect(page.get_by_role("heading", name="published")).to_be_visible()
    await expect(page.get_by_role("button", name=re.compile("^social-approvals"))).to_have_count(0)
    await page.reload()
    await expect(page.get_by_role("button", name=re.compile("Acting as Ollie Park"))).to_be_visible()


async def become(page: Page, name: str) -> None:
    await page.get_by_role("button", name=re.compile("^Acting as")).click()
    await page.get_by_role("menuitemradio", name=re.compile(name)).click()
    await expect(page.get_by_role("button", name=f"Acting as {name}. Switch person")).to_be_visible()


async def test_the_switch_tells_who_has_something_waiting(page: Page, app: App) -> None:
    await app.say(text="<@U0JONAS> please")
    await page.get_by_role("button", name=re.compile("^Acting as")).click()
    await expect(page.get_by_role("menuitemradio", name=re.compile("Jonas Weber.*1 waiting"))).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Acting as Jonas Weber. Switch person")).to_be_visible()


async def test_the_browser_goes_back_to_where_one_was(page: Page) -> None:
    await page.get_by_role("button", name=re.compile("^published")).click()
    await expect(page.get_by_role("heading", name="published")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", name="social-approvals")).to_be_visible()


async def test_the_hints_stay_away_once_they_are_put_away(sandbox: Sandbox, open_page: Open) -> None:
    sandbox.world.workspace.guide = ["Type /submit-post.", "Switch to Jonas.", "Watch #published."]
    page = await open_page("U0MINA")
    hints = page.get_by_role("complementary", name="What to try")
    await expect(hints.get_by_role("listitem")).to_have_text(
        ["Type /submit-post.", "Switch to Jonas.", "Watch #published."]
    )
    await hints.get_by_role("button").click()
    await expect(hints).to_be_hidden()
    await page.reload()
    await expect(page.get_by_role("heading", name="social-approvals")).to_be_visible()
    await expect(hints).to_be_hidden()


async def test_the_line_is_taken_up_again_after_a_break(page: Page, sandbox: Sandbox) -> None:
    live = sandbox._live
    await live.close()
    await sandbox.person("U0JONAS").say("C0REVIEW", "said while nobody listened")
    await expect(page.get_by_text("said while nobody listened")).to_be_visible()


async def test_in_a_narrow_window_the_list_is_a_drawer(app: App, open_page: Open) -> None:
    await app.connect()
    page = await open_page("U0MINA", width=400)
    row = page.get_by_role("button", name=re.compile("^published"))
    await expect(row).to_have_count(0)
    await page.get_by_role("button", name="Channels and apps").click()
    await expect(page.get_by_role("button", name=re.compile("^social-approvals"))).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Channels and apps")).to_be_focused()
    await page.keyboard.press("Enter")
    await row.click()
    await expect(page.get_by_role("heading", name="published")).to_be_visible()
    await expect(row).to_have_count(0)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
