"""How text is drawn: Slack's markup, dates in the reader's zone, emoji, and nothing as markup of the page."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import App, Json, Open

# 23 November 2026, 09:05 in Berlin and 17:05 in Seoul.
MOMENT = 1795421100


def section(text: str, kind: str = "mrkdwn") -> Json:
    return {"type": "section", "text": {"type": kind, "text": text}}


async def test_marks_open_and_close_at_the_edges_of_words(page: Page, app: App) -> None:
    await app.say(text="*bold* _italic_ ~gone~ `co*de*` snake_case_name 3 * 4 * 5 *_both_*")
    body = page.locator(".message .text")
    await expect(body.locator("b")).to_have_text(["bold", "both"])
    await expect(body.locator("i")).to_have_text(["italic", "both"])
    await expect(body.locator("s")).to_have_text("gone")
    await expect(body.locator("code")).to_have_text("co*de*")
    await expect(body).to_contain_text("snake_case_name 3 * 4 * 5")


async def test_quotes_fences_and_lines(page: Page, app: App) -> None:
    await app.say(text="first\n&gt;quoted\n&gt;still\nafter\n```\n*raw*\n  &lt;b&gt;\n```\nend :tada: :unknown_one:")
    body = page.locator(".message .text")
    await expect(body.locator("blockquote")).to_have_text("quotedstill")
    await expect(body.locator("blockquote br")).to_have_count(1)
    await expect(body.locator("pre")).to_have_text("*raw*\n  <b>")
    await expect(body.get_by_role("img", name="tada")).to_have_text("🎉")
    await expect(body).to_contain_text("end 🎉 :unknown_one:")


async def test_tokens(page: Page, app: App) -> None:
    await app.say(text="<@U0JONAS> <#C0PUB> <!here> <https://a.example/?x=1&amp;y=2|the *link*> <https://b.example>")
    body = page.locator(".message .text")
    await expect(body.locator(".mention")).to_have_text(["@Jonas Weber", "#published", "@here"])
    await expect(body.get_by_role("link", name="the *link*")).to_have_attribute("href", "https://a.example/?x=1&y=2")
    await expect(body.get_by_role("link", name="https://b.example")).to_have_attribute("rel", "noopener noreferrer")
    await body.get_by_role("link", name="#published").click()
    await expect(page.get_by_role("heading", name="published")).to_be_visible()


async def test_every_reader_sees_their_own_time_in_their_own_language(app: App, open_page: Open) -> None:
    await app.connect()
    await app.say(text=f"<!date^{MOMENT}^{{date_num}} {{time}}|some day>")
    mina, jonas = await open_page("U0MINA"), await open_page("U0JONAS")
    await expect(mina.locator(".message .text")).to_have_text("2026-11-23 오후 5:05")
    await expect(jonas.locator(".message .text")).to_have_text(re.compile(r"2026-11-23 9:05\sAM"))


async def test_what_people_write_is_never_markup_of_the_page(page: Page, app: App) -> None:
    hostile = "<img src=x onerror=document.title=1><script>document.title=2</script>"
    escaped = hostile.replace("<", "&lt;").replace(">", "&gt;")
    await app.say(text=escaped)
    await app.say([section(hostile, "plain_text"), section(f"{escaped} <javascript:alert(1)|press>")])
    await page.get_by_role("textbox", name="Message #social-approvals").fill(hostile)
    await page.keyboard.press("Enter")
    await expect(page.locator(".message .text")).to_have_text(
        [hostile, hostile, re.compile("javascript:alert"), hostile]
    )
    await expect(page.locator(".message .text :is(img, script, a)")).to_have_count(0)
    await expect(page).to_have_title(re.compile("social-approvals"))


async def test_rich_text(page: Page, app: App) -> None:
    def line(*elements: Json) -> Json:
        return {"type": "rich_text_section", "elements": list(elements)}

    def words(text: str, **style: bool) -> Json:
        return {"type": "text", "text": text, **({"style": style} if style else {})}

    def numbered(*items: str, indent: int = 0) -> Json:
        return {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": indent,
            "elements": [line(words(item)) for item in items],
        }

    parts = [
        line(words("bold *not*", bold=True), {"type": "user", "user_id": "U0MINA"}, {"type": "emoji", "name": "eyes"}),
        line({"type": "channel", "channel_id": "C0PUB"}, {"type": "broadcast", "range": "channel"}),
        line({"type": "link", "url": "https://a.example", "text": "a link"}),
        line({"type": "date", "timestamp": MOMENT, "format": "{date_num}", "fallback": "x"}),
        numbered("one", "two"),
        numbered("inside", indent=1),
        numbered("three"),
        {"type": "rich_text_quote", "elements": [words("said")]},
        {"type": "rich_text_preformatted", "elements": [words("raw <b>")]},
    ]
    await app.say([{"type": "rich_text", "elements": parts}])
    body = page.locator(".message .rich")
    await expect(body.locator("b")).to_have_text("bold *not*")
    await expect(body).to_contain_text("@Mina Seo👀#published@channela link2026-11-23")
    await expect(body.locator("li")).to_have_text(["one", "two", "inside", "three"])
    await expect(body.locator("ol").last).to_have_attribute("start", "3")
    await expect(body.locator("blockquote")).to_have_text("said")
    await expect(body.locator("pre")).to_have_text("raw <b>")


async def test_a_block_that_is_not_drawn_is_named_with_its_text(page: Page, app: App) -> None:
    video = {"type": "video", "video_url": "https://a.example/v", "thumbnail_url": "https://a.example/t.png"}
    await app.say([{**video, "title": {"type": "plain_text", "text": "How we bake"}, "alt_text": "A loaf"}])
    await expect(page.get_by_role("note")).to_have_text(re.compile("^video – not drawn hereHow we bakeA loaf$"))


async def test_an_edit_of_text_is_marked_and_an_edit_of_blocks_is_not(page: Page, app: App) -> None:
    text, blocks = await app.say(text="first words"), await app.say([section("first blocks")])
    await app.client.chat_update(channel="C0REVIEW", ts=text, text="second words")
    await app.client.chat_update(channel="C0REVIEW", ts=blocks, text="x", blocks=[section("second blocks")])
    await expect(page.get_by_role("article").filter(has_text="second words")).to_contain_text("(edited)")
    await expect(page.get_by_role("article").filter(has_text="second blocks")).not_to_contain_text("(edited)")
