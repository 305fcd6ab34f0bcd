"""How a person walks through the demo's page, with mouse and keyboard: in the tests of the story and for pictures."""

import re
from collections.abc import Sequence

from playwright.async_api import Browser, Locator, Page, expect

from bot.demo import cast
from bot.demo.stage import Stage

NAMES = {cast.AUTHOR: "Mina Seo", cast.APPROVER: "Jonas Weber", cast.ADMIN: "Ada Brooks"}
PATIENCE_MS = 20_000
"""Publishing waits a moment in which the approval can be undone."""


async def enter(browser: Browser, scene: Stage, who: str, channel: str) -> Page:
    """A window of this person's on this channel."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await page.goto(f"{scene.sandbox.url}/?as={who}&channel={channel}")
    await page.locator("#place .place-head").wait_for()
    return page


async def become(page: Page, who: str) -> None:
    """Switches to another person, by the menu at the top."""
    await page.get_by_role("button", name=re.compile("^Acting as")).click()
    await page.get_by_role("menuitemradio", name=re.compile(NAMES[who])).click()
    await expect(page.get_by_role("button", name=f"Acting as {NAMES[who]}. Switch person")).to_be_visible()


async def walk_to(page: Page, name: str) -> None:
    """Opens a row of the list at the side: a channel, the conversation with the app, its Home."""
    await page.get_by_role("navigation").get_by_role("button", name=re.compile(rf"^{name}\b(?! Home)")).click()


async def write(page: Page, text: str) -> None:
    """Types into the channel's own field and sends it."""
    await page.get_by_role("main").get_by_role("textbox").fill(text)
    await page.keyboard.press("Enter")


async def submit(page: Page, label: str, text: str | None = None) -> None:
    """Fills the first field of the form on top, if there is something to fill in, and sends it."""
    form = page.get_by_role("dialog")
    await expect(form.get_by_role("textbox").first).to_be_visible()
    if text is not None:
        await form.get_by_role("textbox").first.fill(text)
    await form.get_by_role("button", name=label, exact=True).click()


async def close(page: Page, label: str) -> None:
    """Closes the modal on top."""
    await page.get_by_role("dialog").get_by_role("button", name=label, exact=True).click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


def message(page: Page, *texts: str) -> Locator:
    """The newest message in the middle that holds all of these."""
    found = page.get_by_role("main").get_by_role("article")
    for text in texts:
        found = found.filter(has_text=text)
    return found.last


async def too_wide(page: Page) -> Sequence[str]:
    """What sticks out of the window to the right, as a person would have to scroll sideways for it."""
    found: list[str] = await page.evaluate(STICKING_OUT)
    return found


STICKING_OUT = """() => [...document.querySelectorAll("body *")]
    .filter((node) => node.checkVisibility() && node.clientWidth)
    .map((node) => [node, node.getBoundingClientRect()])
    .filter(([node, box]) => box.left < innerWidth && box.right > innerWidth + 1)
    .map(([node]) => `${node.tagName}.${node.className}: ${node.textContent.slice(0, 40)}`)"""
