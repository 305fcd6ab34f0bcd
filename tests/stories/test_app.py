"""Starting: what is wrong with the settings stops it with one sentence."""

import pytest

from bot.demo.stage import stage
from bot.settings import SettingsError


@pytest.mark.parametrize("wanted", ["#nowhere", "C0NOWHERE"])
async def test_a_review_channel_that_is_not_there_stops_the_start(wanted: str) -> None:
    with pytest.raises(SettingsError, match=f"REVIEW_CHANNEL names {wanted}, which the bot cannot see"):
        async with stage(changes={"REVIEW_CHANNEL": wanted}):
            raise AssertionError("the bot must not start")


async def test_a_refused_token_stops_the_start() -> None:
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is refused by Slack"):
        async with stage(changes={"SLACK_BOT_TOKEN": "xoxb-wrong"}):
            raise AssertionError("the bot must not start")
