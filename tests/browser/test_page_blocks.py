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
    task: Json = {"type": "task_card", "task_id": "1", "title": "Knead", "status": "complete"}
    alert: Json = {"type": "alert", "level": "error", "text": plain("The oven is cold.")}
    chart: Json = {"type": "some_chart", "title": "Loaves", "series": [{"text": {"type": "mrkdwn", "text": "rye"}}]}
    drawn = await page.evaluate(DRAWN, [alert, task, {"type": "plan", "title": "Bake", "tasks": [task]}, chart])
    assert drawn == [
        ["Error:", "The oven is cold."],
        ["task_card – not drawn here", "Knead"],
        ["plan – not drawn here", "Bake", "Knead"],
        ["some_chart – not drawn here", "Loaves", "rye"],
    ]


async def test_cards_data_tables_and_feedback_are_drawn_and_pressed(page: Page, app: App) -> None:
    order: Json = {"type": "button", "text": plain("Order"), "action_id": "order", "value": "rye"}
    card: Json = {"type": "card", "block_id": "rye", "title": {"type": "mrkdwn", "text": "*Rye*"}, "actions": [order]}
    rows = [[raw("Loaf"), raw("Sold")], [raw("rye"), {"type": "raw_number", "value": 40, "text": "40"}]]
    table: Json = {"type": "data_table", "caption": "Today", "rows": rows, "row_header_column_index": 0}
    good, bad = ({"text": plain(text), "value": text} for text in ("Helped", "Did not help"))
    feedback: Json = {
        "type": "feedback_buttons",
        "action_id": "helped",
        "positive_button": good,
        "negative_button": bad,
    }
    await app.say([card, table, {"type": "context_actions", "elements": [feedback]}])
    await expect(page.get_by_role("table", name="Today").get_by_role("rowheader")).to_have_text("rye")
    await expect(page.get_by_role("cell")).to_have_css("text-align", "right")
    await page.get_by_role("button", name="Did not help").click()
    assert (await app.action("helped"))["value"] == "Did not help"
    await expect(page.locator(".card-title b")).to_have_text("Rye")
    await page.get_by_role("button", name="Order").click()
    assert (await app.action("order"))["value"] == "rye"
