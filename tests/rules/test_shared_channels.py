"""A brand shows its posts to people from outside in one channel, which is none of the team's."""

import pytest

from bot.configuring.asking import Known, resolved
from bot.configuring.file import FileTrouble, parse

BRAND = """
[[brand]]
name = "Acorn"
review_channel = "#social"
timezone = "Europe/Berlin"
admins = ["U0ADA"]
"""
CHANNELS = {name: {"id": f"C0{name[1:].upper()}", "is_member": True} for name in ("#social", "#client", "#other")}
KNOWN = Known(channels=CHANNELS, people={"U0ADA": {"id": "U0ADA"}, "U0OLLIE": {"id": "U0OLLIE"}}, groups={})


def stage(name: str, channel: str) -> str:
    return f'[[brand.stage]]\nname = "{name}"\napprovers = ["U0OLLIE"]\nchannel = "{channel}"\n'


def read(*stages: str) -> list[str | None]:
    (brand,) = resolved(parse(BRAND + "".join(stages), ("news",)), KNOWN)
    return [one.channel for one in brand.rules.stages]


def test_several_steps_may_share_it() -> None:
    assert read(stage("Legal", "#client"), stage("Owner", "#client")) == ["C0CLIENT", "C0CLIENT"]


@pytest.mark.parametrize(
    "stages, told",
    [
        ([stage("Legal", "#social")], "a stage names the review channel as its channel: leave it out"),
        ([stage("Legal", "#client"), stage("Owner", "#other")], "its stages name 2 channels: name one"),
    ],
)
def test_what_cannot_be_shown_is_told(stages: list[str], told: str) -> None:
    with pytest.raises(FileTrouble) as trouble:
        read(*stages)
    (sentence,) = trouble.value.problems
    assert sentence.startswith('brand "Acorn": ') and told in sentence
