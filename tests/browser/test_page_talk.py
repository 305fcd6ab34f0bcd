"""Writing, threads, reactions, files, shortcuts and the Home tab."""

import re

from playwright.async_api import Locator, Page, expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import App, Json, Open

SQUARE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea7d6059b0000000049454e44ae426082"
)


def writer(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message #social-approvals")


async def tool(page: Page, message: Locator, name: str) -> None:
    await message.hover()
    await message.get_by_role("button", name=name, exact=True).click()


async def test_commands_are_offered_while_typing_and_sent(page: Page, app: App) -> None:
    await writer(page).press_sequentially("/sub")
    await expect(page.get_by_role("option")).to_have_text([re.compile(r"/submit-post \[text\]")])
    await page.keyboard.press("Tab")
    await page.keyboard.type("Hello, world")
    await page.keyboard.press("Enter")
    command = await app.next("command", command="/submit-post")
    assert (command["text"], command["channel_id"]) == ("Hello, world", "C0REVIEW")
    await expect(writer(page)).to_have_value("")


async def test_what_is_refused_stays_in_the_field_with_the_reason(page: Page, sandbox: Sandbox) -> None:
    await writer(page).fill("/nonsense here")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("/nonsense is not a valid command")
    await expect(writer(page)).to_have_value("/nonsense here")
    sandbox.change_workspace("archive", channel="C0REVIEW")
    await writer(page).fill("too late")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("#social-approvals is archived.")


async def test_shift_enter_starts_a_line_and_names_become_mentions(page: Page, sandbox: Sandbox) -> None:
    await writer(page).press_sequentially("One @Jon")
    await page.keyboard.press("Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("three")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message .mention")).to_have_text("@Jonas Weber")
    messages = await sandbox.person("U0JONAS").messages("C0REVIEW")
    assert messages[-1]["text"] == "One <@U0JONAS> two\nthree"


async def test_a_thread_is_read_and_answered_at_the_side(page: Page, app: App, sandbox: Sandbox) -> None:
    ts = await app.say(text="The card")
    await app.say(text="First reply", thread_ts=ts)
    card = page.get_by_role("main").get_by_role("article")
    await card.get_by_role("button", name=re.compile("^1 reply")).click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("article")).to_have_count(2)
    await page.keyboard.type("Second reply")
    await page.keyboard.press("Enter")
    await expect(thread.get_by_text("Second reply")).to_be_visible()
    await expect(card).to_contain_text("2 replies")
    await page.reload()
    await expect(thread.get_by_text("Second reply")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(thread).to_be_hidden()
    assert [m["text"] for m in await sandbox.person("U0ADA").messages("C0REVIEW", ts)][-1] == "Second reply"


async def test_commands_do_not_run_in_threads(page: Page, app: App) -> None:
    await app.say(text="The card")
    await tool(page, page.get_by_role("article"), "Reply in thread")
    thread = page.get_by_role("complementary", name="Thread")
    await thread.get_by_role("textbox").fill("/submit-post")
    await page.keyboard.press("Enter")
    await expect(thread.get_by_role("alert")).to_contain_text("Slack runs no commands in threads")


async def test_a_reaction_is_given_and_taken_back(page: Page, app: App, sandbox: Sandbox) -> None:
    await app.say(text="The card")
    message = page.get_by_role("article")
    await tool(page, message, "React with a check mark")
    pill = message.get_by_role("button", name="white check mark, 1")
    await expect(pill).to_have_attribute("aria-pressed", "true")
    await pill.click()
    await expect(pill).to_have_count(0)
    await tool(page, message, "Add a reaction")
    await page.get_by_role("menuitem", name="🎉").click()
    await expect(message.get_by_role("button", name="tada, 1")).to_be_visible()


async def test_ones_own_message_is_changed_and_deleted(page: Page, sandbox: Sandbox) -> None:
    await writer(page).fill("Frist words")
    await page.keyboard.press("Enter")
    message = page.get_by_role("article")
    await tool(page, message, "More actions for this message")
    await page.get_by_role("menuitem", name="Edit message").click()
    await message.get_by_role("textbox").fill("First words")
    await page.keyboard.press("Enter")
    await expect(message).to_contain_text("First words (edited)")
    await tool(page, message, "More actions for this message")
    await page.get_by_role("menuitem", name="Delete message").click()
    await expect(message).to_have_count(0)
    assert await sandbox.person("U0MINA").messages("C0REVIEW") == []


async def test_shortcuts_on_a_message_and_everywhere(page: Page, app: App) -> None:
    ts = await app.say(text="Take this")
    message = page.get_by_role("article")
    await tool(page, message, "More actions for this message")
    await page.get_by_role("menuitem", name="Submit as post").click()
    assert (await app.next("message_action", callback_id="as_post"))["message"]["ts"] == ts
    await page.get_by_role("button", name="Shortcuts and commands").click()
    await page.get_by_role("menuitem", name="New post").click()
    assert (await app.next("shortcut", callback_id="new_post"))["user"]["id"] == "U0MINA"


async def test_a_picture_is_attached_sent_and_seen(page: Page, open_page: Open) -> None:
    jonas = await open_page("U0JONAS")
    await page.get_by_label("Files to attach").set_input_files(
        {"name": "square.png", "mimeType": "image/png", "buffer": SQUARE}
    )
    await expect(page.get_by_role("button", name="Remove square.png")).to_be_visible()
    await page.get_by_role("button", name="Send").click()
    picture = jonas.get_by_role("img", name="square.png")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("(node) => node.decode().then(() => node.naturalWidth)") == 1
    await expect(page.get_by_role("button", name="Remove square.png")).to_have_count(0)


async def test_the_home_tab_is_opened_drawn_and_pressed(page: Page, app: App) -> None:
    await page.get_by_role("button", name="Greenlight Home").click()
    await expect(page.get_by_role("main")).to_contain_text("nothing on its Home tab yet")
    assert (await app.next("app_home_opened", tab="home"))["user"] == "U0MINA"
    go: Json = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Review"}, "value": "7"}
    text: Json = {"type": "mrkdwn", "text": "*#7* waits"}
    view: Json = {"type": "home", "blocks": [{"type": "section", "text": text, "accessory": go}]}
    await app.client.views_publish(user_id="U0MINA", view=view)
    await page.get_by_role("main").get_by_role("button", name="Review").click()
    assert (await app.action("go"))["value"] == "7"
    assert (await app.next("block_actions"))["view"]["type"] == "home"


async def test_one_talks_with_the_app_in_a_direct_message(page: Page, app: App) -> None:
    await page.get_by_role("button", name="Greenlight", exact=True).click()
    await page.get_by_role("textbox", name="Message Greenlight").fill("hello")
    await page.keyboard.press("Enter")
    heard = await app.next("message", channel_type="im")
    assert (heard["text"], heard["user"]) == ("hello", "U0MINA")
    await app.say(text="Hello, *Mina*", channel=heard["channel"])
    await expect(page.get_by_role("article", name=re.compile("^Greenlight"))).to_contain_text("Hello, Mina")


async def test_a_permalink_leads_to_its_message_within_the_page(page: Page, app: App) -> None:
    ts = await app.say(text="Far away", channel="C0PUB")
    link = (await app.client.chat_getPermalink(channel="C0PUB", message_ts=ts))["permalink"]
    await app.say(text=f"<{link}|published>")
    await page.get_by_role("main").get_by_role("link", name="published").click()
    await expect(page.get_by_role("heading", name="published")).to_be_visible()
    await expect(page.get_by_role("article").filter(has_text="Far away")).to_have_class(re.compile("is-pointed"))


async def test_the_list_follows_its_end_until_somebody_scrolls_up(page: Page, sandbox: Sandbox) -> None:
    jonas = sandbox.person("U0JONAS")
    for number in range(40):
        await jonas.say("C0REVIEW", f"message {number}\nwith a second line")
    last = page.get_by_role("article").filter(has_text="message 39")
    await expect(last).to_be_in_viewport()
    picture = (await jonas.upload("square.png", SQUARE))["file_id"]
    await jonas.say("C0REVIEW", "a picture", files=[picture])
    await expect(page.get_by_role("img", name="square.png")).to_be_in_viewport()
    await page.get_by_role("log").hover()
    await page.mouse.wheel(0, -900)
    await expect(last).not_to_be_in_viewport()
    await jonas.say("C0REVIEW", "the newest")
    newest = page.get_by_role("article").filter(has_text="the newest")
    await expect(newest).not_to_be_in_viewport()
    await page.get_by_role("button", name="New messages below").click()
    await expect(newest).to_be_in_viewport()
