"""The inspector as a panel: by keyboard, beside a form, in narrow windows; and its page of limits."""

import re

from playwright.async_api import Page, expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import App, Json, Open
from tests.browser.every_input import Ack, plain
from tests.browser.inspecting import inspect, refused, row


async def test_the_inspector_is_used_by_keyboard_and_gives_the_focus_back(page: Page, app: App) -> None:
    await app.say(text="One")
    writer = page.get_by_role("textbox", name="Message #social-approvals")
    await writer.focus()
    panel = await inspect(page)
    await expect(panel.get_by_role("tab", name="Traffic")).to_be_focused()
    await page.keyboard.press("ArrowLeft")
    await expect(panel.get_by_role("tabpanel", name="Limits")).to_be_visible()
    await page.keyboard.press("ArrowRight")
    heads = panel.locator(".entry-head")
    await heads.last.focus()
    await page.keyboard.press("ArrowUp")
    await expect(heads.nth(await heads.count() - 2)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".entry-head:focus")).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Escape")
    await expect(panel).to_be_hidden()
    await expect(writer).to_be_focused()


async def test_limits_show_what_is_left_and_can_be_turned_off(page: Page, app: App, sandbox: Sandbox) -> None:
    panel = await inspect(page)
    await panel.get_by_role("tab", name="Limits").click()
    await app.say(text="One")
    bucket = panel.get_by_role("listitem").filter(has_text=re.compile("chat.postMessage#social-approvals"))
    await expect(bucket).to_contain_text("9 of 10")
    for _ in range(9):
        await app.say(text="More")
    await expect(bucket).to_contain_text("0 of 10")
    await expect(bucket).to_contain_text("next in 1 s")
    await panel.get_by_role("switch", name="Rate limits hold").uncheck()
    await sandbox.until(lambda: not sandbox.world.limits.is_on)


async def test_the_inspector_stands_in_a_window_of_its_own_beside_a_form(app: App, open_page: Open) -> None:
    view: Json = {"type": "modal", "title": plain("Form"), "blocks": [{"type": "divider"}]}

    async def opened(ack: Ack, body: Json) -> None:
        await ack()
        await app.client.views_open(trigger_id=body["trigger_id"], view=view)

    app.bolt.command("/submit-post")(opened)
    await app.connect()
    page = await open_page("U0MINA")
    await page.get_by_role("textbox", name="Message #social-approvals").fill("/submit-post")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Form")).to_be_visible()
    async with page.context.expect_page() as opening:
        await page.keyboard.press("Alt+i")
    alone = await opening.value
    await expect(row(alone.get_by_role("complementary", name="Inspector"), "views.open")).to_contain_text("Form")
    await expect(alone.get_by_role("banner")).to_be_hidden()
    await expect(alone.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_role("dialog", name="Form")).to_be_visible()


async def test_a_narrow_window_shows_the_inspector_alone(app: App, open_page: Open) -> None:
    await app.connect()
    page = await open_page("U0MINA", width=400)
    await page.get_by_role("button", name="Inspector").click()
    panel = page.get_by_role("complementary", name="Inspector")
    await refused(app)
    await row(panel, "chat.postMessage").get_by_role("button").click()
    await expect(page.get_by_role("main")).to_be_hidden()
    box = await panel.bounding_box()
    assert box is not None and (box["x"], box["width"]) == (0, 400)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await panel.get_by_role("button", name="Close the inspector").click()
    await expect(page.get_by_role("main")).to_be_visible()
