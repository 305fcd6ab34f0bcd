"""How tests look into the inspector, and what they let an app do wrong."""

import re

import pytest
from playwright.async_api import Locator, Page, expect
from slack_sdk.errors import SlackApiError

from tests.browser.conftest import App, Json
from tests.browser.every_input import plain


def button(action_id: str) -> list[Json]:
    """Blocks with one button, Press."""
    return [{"type": "actions", "elements": [{"type": "button", "action_id": action_id, "text": plain("Press")}]}]


async def inspect(page: Page) -> Locator:
    """Opens it by its key."""
    await page.keyboard.press("Alt+i")
    panel = page.get_by_role("complementary", name="Inspector")
    await expect(panel).to_be_visible()
    return panel


def row(panel: Locator, name: str) -> Locator:
    """The newest line whose name holds this."""
    return panel.locator(".entry").filter(has=panel.page.get_by_role("button", name=re.compile(name))).last


async def refused(app: App) -> None:
    """A message that Slack would not take, for two reasons."""
    header: Json = {"type": "header", "text": plain("x" * 151)}
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await app.say([{"type": "divider"}, header, {"type": "divider", "colour": "red"}])
