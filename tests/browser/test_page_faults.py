"""Faults set by hand on the page: calls, the socket, the workspace."""

import re

import pytest
from playwright.async_api import Locator, Page, expect
from slack_sdk.errors import SlackApiError

from bot.sandbox.server import Sandbox
from tests.browser.conftest import App
from tests.browser.every_input import plain


async def faults(page: Page) -> Locator:
    await page.keyboard.press("Alt+i")
    await page.get_by_role("tab", name="Faults").click()
    return page.get_by_role("tabpanel", name="Faults")


async def test_a_call_goes_wrong_as_often_as_it_was_asked_for(page: Page, app: App) -> None:
    panel = await faults(page)
    await panel.get_by_label("What happens").select_option("An error of Slack's")
    await panel.get_by_label("Slack's code").fill("not_in_channel")
    await panel.get_by_label("Method").fill("chat.postMessage")
    await panel.get_by_label("Channel").first.select_option("#published")
    await panel.get_by_label("How often").fill("2")
    await page.keyboard.press("Enter")
    still_set = panel.get_by_role("listitem").filter(has_text="not_in_channel")
    await expect(still_set).to_contain_text("chat.postMessage · #published · 2 times")
    await app.say(text="elsewhere")
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await app.say(text="here", channel="C0PUB")
    await expect(still_set).to_contain_text("once")
    await panel.get_by_role("button", name="Clear all").click()
    await expect(panel).to_contain_text("Nothing is set")
    await app.say(text="here", channel="C0PUB")
    await page.get_by_role("tab", name="Traffic").click()
    refused = page.locator(".entry").filter(has_text=re.compile("chat.postMessage.*not_in_channel"))
    await refused.get_by_role("button").click()
    await expect(refused).to_contain_text("The sandbox was asked to let this happen.")


async def test_only_the_fields_are_shown_that_the_kind_needs(page: Page, sandbox: Sandbox) -> None:
    panel = await faults(page)
    await expect(panel.get_by_label("Retry-After")).to_be_visible()
    await panel.get_by_label("What happens").select_option("A late answer")
    await expect(panel.get_by_label("Retry-After")).to_be_hidden()
    await panel.get_by_role("spinbutton", name="Seconds").fill("1.5")
    await panel.get_by_label("Person").first.select_option("Priya Nair")
    await panel.get_by_label("How often").fill("")
    await panel.get_by_role("button", name="Let it happen").click()
    await expect(panel).to_contain_text("A late answer: 1.5 sany method · Priya Nair · until cleared")
    assert [(one["kind"], one["delay"], one["times"]) for one in sandbox.world.faults.still_set()] == [
        ("delay", 1.5, None)
    ]


async def test_what_is_sent_to_the_app_goes_wrong_and_its_token_is_taken_away(
    page: Page, app: App, sandbox: Sandbox
) -> None:
    panel = await faults(page)
    await panel.get_by_label("What happens").select_option("It comes twice")
    await panel.get_by_label("Of which kind").fill("message")
    await panel.get_by_role("button", name="Let it happen").click()
    await expect(panel.get_by_role("listitem").filter(has_text="It comes twice")).to_contain_text("message · once")
    await panel.get_by_label("What happens").select_option("Token revoked")
    await expect(panel.get_by_label("How often")).to_be_hidden()
    await panel.get_by_role("button", name="Let it happen").click()
    await expect(panel.get_by_role("listitem").filter(has_text="Token revoked")).to_contain_text("until cleared")
    with pytest.raises(SlackApiError, match="token_revoked"):
        await app.say(text="refused")
    await panel.get_by_role("button", name="Clear all").click()
    await expect(panel).to_contain_text("Nothing is set")
    await app.say(text="taken again")


async def test_the_socket_is_held_and_an_envelope_comes_twice(page: Page, app: App, sandbox: Sandbox) -> None:
    button = {"type": "button", "action_id": "go", "text": plain("Press")}
    await app.say([{"type": "actions", "elements": [button]}])
    panel = await faults(page)
    await panel.get_by_role("button", name="Hold").click()
    await panel.get_by_role("button", name="Duplicate").click()
    await expect(panel.get_by_role("region", name="The socket")).to_contain_text(
        "1 connectionholding envelopes backthe next comes twice"
    )
    await page.get_by_role("button", name="Press").click()
    await expect(page.get_by_role("button", name="Press")).to_have_attribute("aria-busy", "true")
    await panel.get_by_role("button", name="Release").click()
    await expect(panel).not_to_contain_text("holding envelopes back")
    await expect(page.get_by_role("button", name="Press")).not_to_have_attribute("aria-busy", "true")
    await page.get_by_role("tab", name="Traffic").click()
    presses = page.locator(".entry").filter(has_text="block_actions")
    await expect(presses).to_have_count(2)
    await expect(presses.last).to_have_class(re.compile("is-warning"))


async def test_the_workspace_is_changed_and_changed_back(page: Page, app: App, sandbox: Sandbox) -> None:
    panel = await faults(page)
    part = panel.get_by_role("region", name="The workspace")
    await part.get_by_role("button", name="Archive").click()
    await expect(page.get_by_role("main").get_by_text("archived", exact=True)).to_be_visible()
    await expect(part.get_by_role("button", name="Unarchive")).to_be_focused()
    await page.keyboard.press("Enter")
    await part.get_by_role("button", name="Remove the app").click()
    await expect(part.get_by_role("button", name="Invite the app")).to_be_visible()
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await app.say(text="not here any more")
    await part.get_by_role("button", name="Invite the app").click()
    await part.get_by_label("Person").select_option("Ollie Park")
    await part.get_by_role("button", name="Deactivate").click()
    await part.get_by_role("button", name="Reactivate").wait_for()
    assert sandbox.world.members["U0OLLIE"].deleted
    await part.get_by_role("button", name="Reactivate").click()
    await expect(part.get_by_role("button", name="Deactivate")).to_be_visible()
