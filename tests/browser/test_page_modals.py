"""Forms: every input, what was wrong with it, a stack of views, and what was typed while a view changes."""

import re
from collections.abc import Awaitable, Callable

from playwright.async_api import Page, expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import App, Json, Open
from tests.browser.every_input import (
    EVERYWHERE,
    FILLED,
    PICTURES,
    TEXT,
    Ack,
    field,
    fill_in,
    offer_options,
    plain,
    read,
)


def form(blocks: list[Json], title: str = "New post", **more: object) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Submit"),
        "close": plain("Not now"),
        "blocks": blocks,
        **more,
    }


async def with_form(
    app: App, open_page: Open, view: Json, submitted: Callable[..., Awaitable[None]] | None = None
) -> Page:
    """Mina's window after she has typed /submit-post, to which the app answers with `view`."""

    async def opened(ack: Ack, body: Json) -> None:
        await app.client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    app.bolt.command("/submit-post")(opened)
    if submitted is not None:
        app.bolt.view("form")(submitted)
    await app.connect()
    page = await open_page("U0MINA")
    await page.get_by_role("textbox", name="Message #social-approvals").fill("/submit-post")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    return page


async def test_every_input_arrives_as_it_was_filled_in(app: App, open_page: Open) -> None:
    offer_options(app)
    page = await with_form(app, open_page, form([*EVERYWHERE, PICTURES]))
    dialog = page.get_by_role("dialog", name="New post")
    await fill_in(page, dialog)
    await dialog.get_by_label("Pictures").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"png"})
    await expect(dialog.get_by_role("button", name="Remove a.png")).to_be_visible()
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog).to_have_count(0)
    assert read((await app.next("view_submission"))["view"]["state"]["values"]) == {**FILLED, "Pictures": ["a.png"]}


async def test_what_is_missing_is_said_at_its_field_before_anything_is_sent(app: App, open_page: Open) -> None:
    page = await with_form(app, open_page, form([TEXT, field("Note", {"type": "plain_text_input"}, optional=True)]))
    await page.get_by_role("button", name="Submit").click()
    text = page.get_by_role("textbox", name="Text")
    await expect(text).to_have_accessible_description("Please complete this required field. As typed.")
    await expect(text).to_be_focused()
    await text.fill("x" * 53)
    await expect(page.locator(".left.over")).to_have_text("-3")
    await page.get_by_role("button", name="Submit").click()
    await expect(text).to_have_accessible_description("Enter at most 50 characters. As typed.")
    assert [p for p in app.heard if p.get("type") == "view_submission"] == []


async def test_what_the_app_finds_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    app: App, open_page: Open
) -> None:
    async def refused(ack: Ack) -> None:
        await ack(response_action="errors", errors={"Text": "That is too long for X."})

    page = await with_form(app, open_page, form([TEXT]), refused)
    text = page.get_by_role("textbox", name="Text")
    await text.fill("A text")
    await page.get_by_role("button", name="Submit").click()
    await expect(text).to_have_accessible_description("That is too long for X. As typed.")
    await expect(text).to_have_value("A text")
    await expect(text).to_be_focused()


async def test_what_is_typed_stays_while_the_app_changes_the_view(app: App, open_page: Open) -> None:
    page = await with_form(app, open_page, form([TEXT], title="Before"))
    text = page.get_by_role("textbox", name="Text")
    await text.press_sequentially("Half a tho")
    payload = (await app.next("command"))["user_id"]
    assert payload == "U0MINA"
    view_id = await page.evaluate(
        "fetch('/control/as/U0MINA/screen').then((r) => r.json()).then((s) => s.modals[0].id)"
    )
    changed = {**TEXT, "hint": plain("Another hint.")}
    await app.client.views_update(view_id=view_id, view=form([{"type": "divider"}, changed], title="After"))
    await expect(page.get_by_role("dialog", name="After")).to_contain_text("Another hint.")
    await expect(text).to_be_focused()
    await text.press_sequentially("ught")
    await expect(text).to_have_value("Half a thought")


async def test_typing_is_told_to_an_app_that_asked_for_it(app: App, open_page: Open) -> None:
    element = {**TEXT["element"], "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
    page = await with_form(app, open_page, form([{**TEXT, "element": element, "dispatch_action": True}]))
    await page.get_by_role("textbox", name="Text").press_sequentially("typed")
    assert (await app.action("it"))["value"] == "typed"


async def test_views_are_pushed_and_closed_one_by_one(app: App, open_page: Open, sandbox: Sandbox) -> None:
    async def pushed(ack: Ack) -> None:
        await ack(response_action="push", view=form([TEXT], title="Second", notify_on_close=True))

    page = await with_form(app, open_page, form([TEXT], title="First"), pushed)
    await page.get_by_role("textbox", name="Text").fill("kept below")
    await page.get_by_role("button", name="Submit").click()
    second = page.get_by_role("dialog", name="Second")
    await expect(second.get_by_role("textbox", name="Text")).to_have_value("")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog", name="First").get_by_role("textbox", name="Text")).to_have_value(
        "kept below"
    )
    assert (await app.next("view_closed"))["is_cleared"] is False
    await page.get_by_role("button", name="Submit").click()
    await second.get_by_role("button", name="Close this form").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert (await app.next("view_closed", is_cleared=True))["view"]["title"]["text"] == "Second"
    assert (await sandbox.person("U0MINA").screen())["modals"] == []


async def test_the_focus_stays_in_the_form_and_goes_back_afterwards(app: App, open_page: Open) -> None:
    page = await with_form(app, open_page, form([TEXT]))
    await expect(page.get_by_role("textbox", name="Text")).to_be_focused()
    for _ in range(8):
        await page.keyboard.press("Tab")
        assert await page.evaluate(
            "document.activeElement.closest('dialog') !== null || document.activeElement === document.body"
        )
    await page.get_by_role("button", name="Not now").click()
    await expect(page.get_by_role("textbox", name="Message #social-approvals")).to_be_focused()


async def test_a_submission_that_nobody_answers_says_so_in_the_form(app: App, open_page: Open) -> None:
    async def broken(ack: Ack) -> None:
        await ack(response_action="errors", errors={"no such block": "?"})

    page = await with_form(app, open_page, form([TEXT]), broken)
    await page.get_by_role("textbox", name="Text").fill("A text")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("dialog").get_by_role("alert")).to_have_text(re.compile("trouble connecting"))
    await expect(page.get_by_role("textbox", name="Text")).to_have_value("A text")
