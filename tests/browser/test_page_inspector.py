"""The inspector: what goes over the wire, how old an ack is, and the place that Slack would refuse."""

import asyncio
import json
import re

from playwright.async_api import Page, expect

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox
from tests.browser.conftest import App, Json, Open
from tests.browser.every_input import Ack, plain
from tests.browser.inspecting import button, inspect, refused, row


async def test_calls_and_envelopes_are_shown_live_with_their_acks_and_payloads(page: Page, app: App) -> None:
    panel = await inspect(page)
    await app.say(button("go"), text="The card")
    await expect(row(panel, "chat.postMessage")).to_contain_text("#social-approvals · The card")
    await page.get_by_role("button", name="Press").click()
    press = row(panel, "To the app: block_actions")
    await expect(press).to_contain_text(re.compile(r"Mina Seo · go\s*ack 0 ms"))
    await press.get_by_role("button").click()
    payload = press.get_by_role("region", name="Payload")
    await expect(payload.locator(".json")).to_contain_text('"action_id": "go"')
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await payload.get_by_role("button", name="Copy payload").click()
    await expect(payload.get_by_role("button")).to_have_text("Copied")
    copied = json.loads(await page.evaluate("navigator.clipboard.readText()"))
    assert copied["actions"][0]["action_id"] == "go"


async def test_an_ack_that_does_not_come_in_time_counts_up_and_is_marked(
    sandbox: Sandbox, app: App, open_page: Open, machine: HandTurned
) -> None:
    over = asyncio.Event()

    async def slow(ack: Ack) -> None:
        await over.wait()
        await ack()

    app.bolt.action("slow")(slow)
    await app.connect()
    page = await open_page("U0MINA")
    panel = await inspect(page)
    await app.say(button("slow"))
    await page.get_by_role("button", name="Press").click()
    press = row(panel, "block_actions")
    await expect(press).to_contain_text(re.compile(r"waiting \d+ ms"))
    await app.action("slow")
    machine.advance(3.1)
    await expect(press).to_contain_text("no ack in 3 s")
    await expect(press).to_have_class(re.compile("is-error"))
    over.set()
    await expect(press).to_contain_text(re.compile(r"late, [\d.]+ m?s"))
    await press.get_by_role("button").click()
    await expect(press).to_contain_text("The ack came after the three seconds were over.")


async def test_a_refused_call_is_pointed_out_and_leads_to_its_place(page: Page, app: App) -> None:
    await refused(app)
    await expect(page.get_by_role("button", name="Inspector, 1 refused")).to_be_visible()
    note = page.get_by_role("button", name=re.compile("Refused: chat.postMessage"))
    await expect(note).to_contain_text("must be less than 151 characters, at /blocks/1/text/text, and 1 more")
    await note.click()
    entry = row(page.get_by_role("complementary", name="Inspector"), "chat.postMessage")
    marks = entry.locator("mark")
    await expect(marks).to_have_text(
        [re.compile('^"x+"must be less than 151 characters$'), '"red"invalid additional property: colour']
    )
    await expect(marks.first).to_be_in_viewport()
    await expect(entry.get_by_role("button", name="/blocks/1/text/text")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollTop + document.body.scrollTop") == 0
    await expect(page.get_by_role("button", name="Inspector", exact=True)).to_be_visible()


async def test_a_view_refused_in_an_ack_leads_to_its_place_too(app: App, open_page: Open, sandbox: Sandbox) -> None:
    view: Json = {"type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Go")}
    view["blocks"] = [{"type": "divider"}]

    async def opened(ack: Ack, body: Json) -> None:
        await ack()
        await app.client.views_open(trigger_id=body["trigger_id"], view=view)

    async def submitted(ack: Ack) -> None:
        await ack(response_action="update", view={**view, "title": plain("T" * 25)})

    app.bolt.command("/submit-post")(opened)
    app.bolt.view("form")(submitted)
    await app.connect()
    page = await open_page("U0MINA")
    mina = sandbox.person("U0MINA")
    await mina.command("C0REVIEW", "/submit-post")
    await page.get_by_role("dialog").get_by_role("button", name="Go").click()
    await expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name=re.compile("Refused: ack of view_submission")).click()
    entry = row(page.get_by_role("complementary", name="Inspector"), "ack of view_submission")
    await expect(entry.locator("mark")).to_have_text(re.compile('^"T+"must be less than 25 characters'))


async def test_the_traffic_is_filtered_by_text_and_by_kind(page: Page, app: App, sandbox: Sandbox) -> None:
    await app.say(text="The first")
    await app.say(text="The second")
    await refused(app)
    panel = await inspect(page)
    entries = panel.locator(".entry")
    await panel.get_by_role("radio", name="Problems").check(force=True)
    await expect(entries).to_have_count(1)
    await expect(entries).to_contain_text("invalid_blocks")
    await panel.get_by_role("radio", name="Calls").check(force=True)
    await expect(entries.filter(has_text="chat.postMessage")).to_have_count(3)
    await panel.get_by_role("searchbox").fill("THE SECOND")
    await expect(entries).to_have_count(1)
    await sandbox.person("U0JONAS").say("C0REVIEW", "has the second ever come?")
    await panel.get_by_role("radio", name="Events").check(force=True)
    await expect(entries.last).to_contain_text("Jonas Weber · #social-approvals · has the second ever come?")
    await panel.get_by_role("searchbox").press("Escape")
    await expect(panel.get_by_role("searchbox")).to_have_value("")
    await panel.get_by_role("button", name="Empty the list").click()
    await expect(panel).to_contain_text("Nothing has gone over the wire yet.")
