"""Inputs outside forms: in a message and on the Home tab they are read with the press of a button."""

from tests.browser.conftest import App, Json, Open
from tests.browser.every_input import EVERYWHERE, FILLED, choose, fill_in, offer_options, plain, read

SEND: Json = {"type": "actions", "elements": [{"type": "button", "action_id": "send", "text": plain("Send in")}]}


async def test_inputs_in_a_message_are_read_with_the_press_of_a_button(app: App, open_page: Open) -> None:
    offer_options(app)
    await app.connect()
    page = await open_page("U0MINA")
    await app.say([*EVERYWHERE, SEND])
    message = page.get_by_role("article")
    await fill_in(page, message)
    await choose(page, message, "Talk", "#social-approvals")
    await message.get_by_role("button", name="Send in").click()
    await app.action("send")
    assert read((await app.next("block_actions"))["state"]["values"]) == FILLED


async def test_inputs_on_the_home_tab_are_read_with_the_press_of_a_button(app: App, open_page: Open) -> None:
    offer_options(app)
    await app.connect()
    view = {"type": "home", "blocks": [*EVERYWHERE, SEND]}
    await app.client.views_publish(user_id="U0MINA", view=view)
    page = await open_page("U0MINA", channel="home")
    home = page.get_by_role("region", name="Greenlight Home")
    await fill_in(page, home)
    await choose(page, home, "Talk", "#social-approvals")
    await home.get_by_role("button", name="Send in").click()
    await app.action("send")
    assert read((await app.next("block_actions"))["view"]["state"]["values"]) == FILLED
