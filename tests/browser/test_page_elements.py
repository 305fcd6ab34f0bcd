"""Every interactive element in a message, pressed by a person, and what the app received."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from playwright.async_api import Page, expect

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox
from tests.browser.conftest import App, Json, Open
from tests.browser.every_input import choose, option, plain


def button(text: str, action_id: str, **more: object) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": f"{action_id}-value", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def beside(element: Json, block_id: str) -> Json:
    return {"type": "section", "block_id": block_id, "text": plain("Beside it"), "accessory": element}


async def test_a_button_sends_its_value(page: Page, app: App) -> None:
    await app.say([actions(button("Approve", "approve", style="primary"), button("Reject", "reject", style="danger"))])
    await expect(page.get_by_role("button", name="Reject")).to_have_class(re.compile("danger"))
    approve = page.get_by_role("button", name="Approve")
    await expect(approve).to_have_class(re.compile("primary"))
    await approve.click()
    action = await app.action("approve")
    assert action["value"] == "approve-value"
    assert (await app.next("block_actions"))["user"]["id"] == "U0MINA"


async def test_a_question_is_asked_first_where_there_is_one(page: Page, app: App) -> None:
    confirm = {"title": plain("Really?"), "text": plain("It is gone then."), "confirm": plain("Yes, gone")}
    await app.say([actions(button("Delete", "delete", confirm={**confirm, "deny": plain("Keep"), "style": "danger"}))])
    await page.get_by_role("button", name="Delete").click()
    question = page.get_by_role("dialog", name="Really?")
    await expect(question).to_contain_text("It is gone then.")
    await question.get_by_role("button", name="Keep").click()
    await expect(question).to_have_count(0)
    assert [p for p in app.heard if p.get("type") == "block_actions"] == []
    await page.get_by_role("button", name="Delete").click()
    await page.keyboard.press("Enter")
    assert (await app.action("delete"))["value"] == "delete-value"


async def test_an_overflow_menu_sends_the_option(page: Page, app: App) -> None:
    menu = {"type": "overflow", "action_id": "more", "options": [option("edit"), option("history")]}
    await app.say([actions(menu)])
    await page.locator(".block").get_by_role("button", name="More actions").click()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    assert (await app.action("more"))["selected_option"]["value"] == "history"


async def test_selects(page: Page, app: App) -> None:
    many = {"type": "multi_static_select", "options": [option("korean"), option("english")]}
    await app.say(
        [
            actions(
                {
                    "type": "static_select",
                    "action_id": "net",
                    "placeholder": plain("Network"),
                    "options": [option("x")],
                },
                {"type": "users_select", "action_id": "who", "placeholder": plain("Who")},
                {"type": "conversations_select", "action_id": "talk", "placeholder": plain("Talk")},
                {"type": "channels_select", "action_id": "where", "placeholder": plain("Where")},
            ),
            beside({**many, "action_id": "many", "placeholder": plain("Several")}, "m1"),
            beside({"type": "multi_users_select", "action_id": "team", "placeholder": plain("Team")}, "m2"),
        ]
    )
    await choose(page, page.get_by_role("main"), "Network", "X")
    assert (await app.action("net"))["selected_option"]["value"] == "x"
    await choose(page, page.get_by_role("main"), "Who", "Priya Nair")
    assert (await app.action("who"))["selected_user"] == "U0PRIYA"
    await choose(page, page.get_by_role("main"), "Talk", "#general")
    assert (await app.action("talk"))["selected_conversation"] == "C0GENERAL"
    await choose(page, page.get_by_role("main"), "Where", "#published")
    assert (await app.action("where"))["selected_channel"] == "C0PUB"
    await choose(page, page.get_by_role("main"), "Several", "Korean")
    assert [o["value"] for o in (await app.action("many"))["selected_options"]] == ["korean"]
    await choose(page, page.get_by_role("main"), "Team", "Ada Brooks")
    assert (await app.action("team"))["selected_users"] == ["U0ADA"]


async def test_a_select_is_used_by_keyboard_alone(page: Page, app: App) -> None:
    offered = [option("mastodon"), option("bluesky"), option("linkedin")]
    await app.say(
        [actions({"type": "static_select", "action_id": "net", "placeholder": plain("Net"), "options": offered})]
    )
    box = page.get_by_role("combobox", name="Net")
    await box.focus()
    await page.keyboard.type("link")
    await expect(page.get_by_role("option")).to_have_text(["Linkedin"])
    await expect(box).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Enter")
    assert (await app.action("net"))["selected_option"]["value"] == "linkedin"
    await expect(box).to_have_value("Linkedin")


async def test_an_external_select_asks_the_app(app: App, open_page: Open) -> None:
    async def offer(ack: Callable[..., Awaitable[None]], payload: Json) -> None:
        await ack(options=[option(f"{payload['value']}-one")])

    app.bolt.options("find")(offer)
    await app.connect()
    page = await open_page("U0MINA")
    await app.say([actions({"type": "external_select", "action_id": "find", "placeholder": plain("Find")})])
    await page.get_by_role("combobox", name="Find").click()
    await page.keyboard.type("abc")
    await page.get_by_role("option", name="Abc-One").click()
    assert (await app.action("find"))["selected_option"]["value"] == "abc-one"


async def test_pickers_checkboxes_and_radios(page: Page, app: App) -> None:
    await app.say(
        [
            actions(
                {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-27"},
                {"type": "timepicker", "action_id": "hour", "timezone": "Asia/Seoul"},
                {"type": "datetimepicker", "action_id": "both"},
            ),
            beside({"type": "checkboxes", "action_id": "boxes", "options": [option("a"), option("b")]}, "c"),
            beside({"type": "radio_buttons", "action_id": "radio", "options": [option("yes"), option("no")]}, "r"),
        ]
    )
    await expect(page.get_by_label("Date", exact=True)).to_have_value("2026-11-27")
    await page.get_by_label("Date", exact=True).fill("2026-12-24")
    assert (await app.action("day"))["selected_date"] == "2026-12-24"
    await page.get_by_label("Time", exact=True).fill("09:30")
    assert (await app.action("hour"))["selected_time"] == "09:30"
    # Nine in the morning in Seoul, where Mina is.
    await page.get_by_label("Date and time").fill("2026-11-23T09:00")
    assert (await app.action("both"))["selected_date_time"] == 1795392000
    await page.get_by_role("checkbox", name="B").check()
    assert [o["value"] for o in (await app.action("boxes"))["selected_options"]] == ["b"]
    await page.get_by_role("radio", name="No").check()
    assert (await app.action("radio"))["selected_option"]["value"] == "no"


async def test_a_press_that_nobody_answers_says_so_after_three_seconds(
    sandbox: Sandbox, app: App, open_page: Open, machine: HandTurned
) -> None:
    over = asyncio.Event()
    app.bolt.action("slow")(over.wait)
    await app.connect()
    page = await open_page("U0MINA")
    await app.say([actions(button("Slow", "slow"))])
    slow = page.get_by_role("button", name="Slow")
    await slow.click()
    await expect(slow).to_have_attribute("aria-busy", "true")
    await app.action("slow")
    machine.advance(3.1)
    await expect(page.get_by_role("alert")).to_have_text("The app did not answer within three seconds. Try again?")
    await expect(slow).not_to_have_attribute("aria-busy", "true")
    over.set()


async def test_an_ephemeral_is_seen_by_one_pressed_and_put_away(page: Page, app: App, open_page: Open) -> None:
    jonas = await open_page("U0JONAS")
    await app.client.chat_postEphemeral(
        channel="C0REVIEW", user="U0MINA", text="For you", blocks=[actions(button("Approve", "quiet"))]
    )
    await app.say(text="for all")
    message = page.get_by_role("article").filter(has_text="Only visible to you")
    await message.get_by_role("button", name="Approve").click()
    assert (await app.action("quiet"))["value"] == "quiet-value"
    await message.hover()
    await message.get_by_role("button", name="Dismiss message").click()
    await expect(message).to_have_count(0)
    await expect(jonas.get_by_role("article")).to_have_count(1)


async def test_half_chosen_things_survive_a_change_elsewhere_in_the_channel(page: Page, app: App) -> None:
    await app.say(
        [actions({"type": "static_select", "action_id": "net", "placeholder": plain("Net"), "options": [option("x")]})]
    )
    box = page.get_by_role("combobox", name="Net")
    await box.click()
    await app.say(text="something else")
    await expect(page.get_by_text("something else")).to_be_visible()
    await expect(page.get_by_role("option", name="X")).to_be_visible()
    await expect(box).to_be_focused()
