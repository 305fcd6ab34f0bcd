"""How blocks are drawn that hold no controls, and those that the page does not know."""

from playwright.async_api import Page, expect

from tests.browser.conftest import App, Json
from tests.browser.every_input import plain

MARKDOWN = """# Week
**12** out, _none_ ~~failed~~, [more](https://a.example)
- one
  1. deep
> quoted
|A|B|
|-|-|
|1|2|
```
*as it is*
```"""
DRAWN = """async (blocks) => {
    const { drawBlocks } = await import("/static/modules/blocks/draw.js");
    const { messageSurface } = await import("/static/modules/blocks/surface.js");
    const box = document.createElement("div");
    drawBlocks(box, blocks, messageSurface("C0REVIEW", { ts: "1.0" }));
    return [...box.children].map((node) => [...node.querySelectorAll("span, .text")].map((part) => part.textContent));
}"""
"""Blocks as the page draws them, of kinds too that the sandbox would refuse to take from an app."""


async def test_markdown_is_drawn(page: Page, app: App) -> None:
    await app.say([{"type": "markdown", "text": MARKDOWN}])
    message = page.locator(".markdown")
    await expect(message.get_by_role("heading", name="Week")).to_be_visible()
    await expect(message.locator("b")).to_have_text("12")
    await expect(message.locator("s")).to_have_text("failed")
    await expect(message.get_by_role("link", name="more")).to_have_attribute("href", "https://a.example")
    await expect(message.locator("ul > li > ol > li")).to_have_text("deep")
    await expect(message.locator("blockquote")).to_have_text("quoted")
    await expect(message.get_by_role("columnheader")).to_have_text(["A", "B"])
    await expect(message.get_by_role("cell")).to_have_text(["1", "2"])
    await expect(message.locator("pre")).to_have_text("*as it is*")


async def test_a_table_is_drawn_with_its_columns_aligned(page: Page, app: App) -> None:
    bold = {"type": "text", "text": "12", "style": {"bold": True}}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [bold]}]}
    rows = [[raw("Account"), raw("Out")], [raw("news"), rich]]
    await app.say([{"type": "table", "column_settings": [{}, {"align": "right"}], "rows": rows}])
    table = page.get_by_role("table")
    await expect(table.get_by_role("columnheader")).to_have_text(["Account", "Out"])
    await expect(table.get_by_role("cell").last.locator("b")).to_have_text("12")
    await expect(table.get_by_role("cell").last).to_have_css("text-align", "right")


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


async def test_an_alert_says_how_serious_it_is_and_what_is_not_known_is_a_box_with_its_text(page: Page) -> None:
    rye = {"title": {"type": "mrkdwn", "text": "Rye"}, "actions": [{"type": "button", "text": plain("Order")}]}
    card: Json = {"type": "card", **rye, "subtitle": {"type": "mrkdwn", "text": "Every morning"}}
    plan: Json = {"type": "plan", "title": "Bake", "tasks": [{"type": "task_card", "task_id": "1", "title": "Knead"}]}
    alert: Json = {"type": "alert", "level": "error", "text": plain("The oven is cold.")}
    chart: Json = {"type": "data_table", "rows": [[raw("Loaves"), raw("40")]]}
    drawn = await page.evaluate(DRAWN, [alert, card, {"type": "carousel", "elements": [card]}, plan, chart])
    assert drawn == [
        ["Error:", "The oven is cold."],
        ["card – not drawn here", "Rye", "Order", "Every morning"],
        ["carousel – not drawn here", "Rye", "Order", "Every morning"],
        ["plan – not drawn here", "Bake", "Knead"],
        ["data_table – not drawn here", "Loaves", "40"],
    ]
