"""`python -m tests.browser.pictures` takes the README's three pictures anew, from the demo as it is."""

import asyncio
import io
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.clock import machine_now
from bot.demo import cast, seed
from bot.demo.stage import stage
from handlers.words.catalogue import Words, words
from tests.browser import walking
from tests.browser.conftest import NO_SETUP, chromium_path

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
LANGUAGE = "en"
WIDE = 900
"""Pixels; the README shows them at half of that."""

COLOURS = 256
"""As many as a PNG with a palette has: a third of the bytes."""

ROOM = 20
"""Pixels of the page that are kept around what is shown."""

ALONE = """(form) => {
    form.style.maxHeight = "none";
    document.activeElement.blur();
    document.getElementById("columns").style.visibility = "hidden";
}"""
"""The whole form, where the page would let it scroll, with nothing behind its edges."""

TEXT = "Warm rye bread in all three shops at seven tomorrow. Come early, it never lasts."


async def take_all() -> None:
    """Submit, approve, digest."""
    label, begins = words(LANGUAGE), cast.opening(machine_now().date(), LANGUAGE)
    workspace = cast.for_readers_of(LANGUAGE)
    async with (
        stage(language=LANGUAGE, begins=seed.before(begins), workspace=workspace) as scene,
        async_playwright() as playwright,
    ):
        await seed.bring_to_life(scene, LANGUAGE, begins)
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=NO_SETUP)
        await _take(browser, scene.sandbox.url, label)
        await browser.close()


async def _take(browser: Browser, url: str, label: Words) -> None:
    context = await browser.new_context(viewport={"width": 1180, "height": 1700}, device_scale_factor=2)
    page = await context.new_page()
    await page.goto(f"{url}/?as={cast.APPROVER}&channel={cast.REVIEW}")
    await _digest(page, label)
    await _cards(page, label)
    await _composer(page, label)


async def _digest(page: Page, label: Words) -> None:
    digest = walking.message(page, label("digest.title", day="").strip())
    await expect(digest).to_be_visible()
    await _save(page, [digest], "digest.png")


async def _cards(page: Page, label: Words) -> None:
    """One that waits, and one that is decided and out."""
    text = seed.TEXTS[LANGUAGE]
    out, waits = walking.message(page, "#1 by", text["published"][:30]), walking.message(page, text["revised"], "⏳")
    await _save(page, [waits, out], "card.png")


async def _composer(page: Page, label: Words) -> None:
    await walking.become(page, cast.AUTHOR)
    await walking.write(page, f"/submit-post {TEXT}")
    form = page.get_by_role("dialog")
    await expect(form.get_by_role("textbox").first).to_have_value(TEXT)
    await form.evaluate(ALONE)
    await _save(page, [form], "submit.png")


async def _save(page: Page, shown: list[Locator], name: str) -> None:
    """These parts of the page below each other, on paper of the page's colour."""
    await page.mouse.move(0, 0)
    parts = [Image.open(io.BytesIO(await one.screenshot(animations="disabled"))).convert("RGB") for one in shown]
    width = max(part.width for part in parts) + 2 * ROOM
    paper = Image.new("RGB", (width, sum(part.height + ROOM for part in parts) + ROOM), parts[0].getpixel((1, 1)))
    top = ROOM
    for part in parts:
        paper.paste(part, (ROOM, top))
        top += part.height + ROOM
    small = paper.resize((WIDE, round(paper.height * WIDE / paper.width)), Image.Resampling.LANCZOS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    # Rare colours are kept: the one red button is what people look for.
    small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    asyncio.run(take_all())
