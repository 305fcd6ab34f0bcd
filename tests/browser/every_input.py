"""Every input there is, what a person puts into it, and what the app is to read in `state.values`."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import App, Json

Ack = Callable[..., Awaitable[None]]
IT = "it"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


def field(label: str, element: Json, **more: object) -> Json:
    """An input block whose id is its label."""
    element = {"action_id": IT, **element}
    return {"type": "input", "block_id": label, "label": plain(label), "element": element, **more}


TEXT = field("Text", {"type": "plain_text_input", "multiline": True, "max_length": 50}, hint=plain("As typed."))
PICTURES = field("Pictures", {"type": "file_input", "max_files": 2}, optional=True)
EVERYWHERE = [
    TEXT,
    field("Rich", {"type": "rich_text_input"}),
    field("Network", {"type": "static_select", "options": [option("x"), option("mastodon")]}),
    field("Words", {"type": "multi_static_select", "options": [option("news"), option("fun")]}),
    field("Found", {"type": "external_select"}),
    field("Several", {"type": "multi_external_select"}),
    field("Accounts", {"type": "checkboxes", "options": [option("news"), option("toots")]}),
    field("When", {"type": "radio_buttons", "options": [option("now"), option("later")]}),
    field("Day", {"type": "datepicker"}),
    field("Hour", {"type": "timepicker", "timezone": "Asia/Seoul"}),
    field("Moment", {"type": "datetimepicker"}),
    field("Approver", {"type": "users_select"}),
    field("Readers", {"type": "multi_users_select", "initial_users": ["U0ADA"]}),
    field("Talk", {"type": "conversations_select", "default_to_current_conversation": True}),
    field("Talks", {"type": "multi_conversations_select"}),
    field("Channel", {"type": "channels_select"}),
    field("Channels", {"type": "multi_channels_select"}),
    field("Link", {"type": "url_text_input"}, optional=True),
    field("Mail", {"type": "email_text_input"}, optional=True),
    field("Number", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
]
"""Files can be chosen in modals only."""

FILLED = {
    "Text": "도토리 🌰 <b> & *c*",
    "Rich": [
        {"type": "text", "text": "warm "},
        {"type": "text", "text": "rye", "style": {"bold": True}},
        {"type": "text", "text": " bread"},
    ],
    "Network": "mastodon",
    "Words": ["news", "fun"],
    "Found": "rye-one",
    "Several": ["oat-one"],
    "Accounts": ["toots"],
    "When": "later",
    "Day": "2026-11-27",
    "Hour": "09:30",
    # Nine in the morning in Seoul, where Mina is.
    "Moment": 1795392000,
    "Approver": "U0JONAS",
    "Readers": ["U0ADA", "U0PRIYA"],
    "Talk": "C0REVIEW",
    "Talks": ["C0GENERAL"],
    "Channel": "C0PUB",
    "Channels": ["C0GENERAL", "C0PUB"],
    "Link": "https://a.example",
    "Mail": "a@b.example",
    "Number": "7",
}


def offer_options(app: App) -> None:
    """Let the app answer external selects with what was typed."""

    async def offer(ack: Ack, payload: Json) -> None:
        await ack(options=[option(f"{payload['value']}-one")])

    app.bolt.options(IT)(offer)


async def fill_in(page: Page, place: Locator) -> None:
    """By mouse and keyboard, as a person does."""
    await _write(place)
    await choose(page, place, "Network", "Mastodon")
    await choose(page, place, "Words", "News", "Fun")
    await choose(page, place, "Found", "Rye-One", typed="rye")
    await choose(page, place, "Several", "Oat-One", typed="oat")
    await place.get_by_role("checkbox", name="Toots").check()
    await place.get_by_role("radio", name="Later").check()
    await place.get_by_label("Day").fill("2026-11-27")
    await place.get_by_label("Hour").fill("09:30")
    await place.get_by_label("Moment").fill("2026-11-23T09:00")
    await choose(page, place, "Approver", "Jonas Weber")
    await choose(page, place, "Readers", "Priya Nair")
    await choose(page, place, "Talks", "#general")
    await choose(page, place, "Channel", "#published")
    await choose(page, place, "Channels", "#general", "#published")


async def _write(place: Locator) -> None:
    for label, text in (("Text", "도토리 🌰 <b> & *c*"), ("Rich", "warm *rye* bread"), ("Link", "https://a.example")):
        await place.get_by_role("textbox", name=label).fill(text)
    await place.get_by_label("Mail").fill("a@b.example")
    await place.get_by_label("Number").fill("7")


async def choose(page: Page, place: Locator, label: str, *names: str, typed: str = "") -> None:
    """Options of a select, found by what is typed if there is something."""
    box = place.get_by_role("combobox", name=label, exact=True)
    await box.click()
    if typed:
        await box.fill(typed)
    for name in names:
        await page.get_by_role("option", name=name, exact=True).click()
    await box.blur()
    await expect(page.get_by_role("listbox")).to_have_count(0)


def read(values: Json) -> Json:
    """What is chosen in each block, without the shapes around it."""
    return {block: _bare(_inside(each[IT])) for block, each in values.items()}


def _inside(reported: Json) -> object:
    return next(value for name, value in reported.items() if name not in ("type", "timezone"))


def _bare(value: object) -> object:
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "rich_text":
        return value["elements"][0]["elements"]
    return value.get("value") or value.get("name")
