"""The page without a mouse."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import App


async def test_one_goes_from_part_to_part_and_from_message_to_message(page: Page, app: App) -> None:
    await app.say(text="One")
    await app.say(text="Two")
    # What was said is on its way; whoever goes up before it is there stands on the one before.
    messages = page.get_by_role("article")
    await expect(messages).to_have_count(2)
    await page.get_by_role("button", name=re.compile("^social-approvals")).focus()
    await page.keyboard.press("F6")
    await expect(page.get_by_role("log", name="Messages")).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(messages.last).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(messages.first).to_be_focused()
    await page.keyboard.press("F6")
    await expect(page.get_by_role("textbox", name="Message #social-approvals")).to_be_focused()
    await page.keyboard.press("Shift+F6")
    await page.keyboard.press("Shift+F6")
    await expect(page.get_by_role("button", name=re.compile("^social-approvals"))).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="published")).to_be_visible()


async def test_the_keys_are_listed_and_the_list_goes_away(page: Page) -> None:
    writer = page.get_by_role("textbox", name="Message #social-approvals")
    await writer.focus()
    await page.keyboard.press("Control+/")
    await expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Alt + I")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(writer).to_be_focused()


async def test_a_menu_and_a_thread_close_one_after_the_other(page: Page, app: App) -> None:
    await app.say(text="The card")
    await page.get_by_role("article").focus()
    await page.keyboard.press("t")
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("textbox")).to_be_focused()
    await page.get_by_role("button", name=re.compile("^Acting as")).focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menu", name="Act as")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("menu")).to_have_count(0)
    await expect(thread).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(thread).to_be_hidden()
