"""Every setting is explained in .env.example, and .env.example explains nothing else."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.settings import gather, load

EXAMPLE = Path(".env.example")
FILLED_IN = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


class Asked(Mapping[str, str]):
    """A mapping that remembers which names were asked for."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values_by_name = values
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        return self.values_by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)


def shown() -> dict[str, str]:
    lines = re.findall(r"^(?:# )?([A-Z][A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(lines)


def test_the_example_names_exactly_the_settings_that_are_read() -> None:
    environ = Asked({**shown(), **FILLED_IN, "ACCOUNT_TOOTS_TOKEN": "token"})
    load(environ)
    tokens_of_other_accounts = {"ACCOUNT_NEWS_TOKEN", "ACCOUNT_LINKEDIN_TOKEN"}
    asked = {name for name in environ.names if not name.endswith("_FILE")} - tokens_of_other_accounts
    assert asked == set(shown())


def test_each_setting_has_words_in_front_of_it() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for paragraph in text.split("\n\n"):
        assert paragraph.startswith("# "), f"no explanation: {paragraph}"
    assert len(shown()) > 15


def test_the_defaults_that_the_example_shows_are_the_defaults() -> None:
    """A line behind `# ` with a value claims to be what one gets without it."""
    claimed = {
        name: value
        for name, value in re.findall(r"^# ([A-Z][A-Z_]+)=(.+)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
        if name != "ACCOUNTS"
    }
    least = {**FILLED_IN, "REVIEW_CHANNEL": "#a", "TIMEZONE": "UTC"}
    assert load({**least, **claimed}) == load(least)
    assert len(claimed) >= 8


def test_a_copied_example_needs_only_the_tokens() -> None:
    environ = gather(EXAMPLE, FILLED_IN)
    assert load(environ).review_channel == "#social-approvals"
