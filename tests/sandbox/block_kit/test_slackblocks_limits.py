"""slackblocks as an independent oracle: each limit that it lists is ours too, reached with its own constructors."""

import re
import sys
from typing import Any

import pytest
import slackblocks
from slackblocks import _limits
from slackblocks._core import resolve

from tests.sandbox.block_kit import disagreements
from tests.sandbox.block_kit.judging import pointers, problems
from tests.sandbox.block_kit.slackblocks_limits import LIMITS, OF_CALLS, WRITTEN_OUT

VALUES: dict[str, int] = {name: value for name, value in vars(_limits).items() if name.isupper()}
LEAST = {name for name in VALUES if re.search(r"_MIN(_ITEMS|_LENGTH)?$", name)}
OURS = disagreements.limits("slackblocks")


def payload_of(made: Any) -> Any:
    """What goes to Slack: the blocks of a message, or a view."""
    rendered = resolve(made)
    if isinstance(made, slackblocks.Message):
        return rendered["blocks"]
    return rendered if isinstance(made, slackblocks.View) else [rendered]


def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take all limits off the constructors, so that they build what they would refuse."""
    modules = [module for name, module in sys.modules.items() if name.startswith("slackblocks.")]
    for module in modules:
        for name in VALUES.keys() & vars(module).keys():
            monkeypatch.setattr(module, name, -10_000_000 if name in LEAST else 10_000_000)


def one_beyond(name: str, limit: int) -> int:
    return limit - 1 if name in LEAST else limit + 1


def allowed(name: str, limit: int) -> int:
    """The last value that is allowed; an exclusive limit is itself the first that is not."""
    return limit + 1 if "EXCLUSIVE" in name else limit


def test_every_limit_is_looked_at() -> None:
    assert VALUES.keys() == LIMITS.keys() | OF_CALLS


@pytest.mark.parametrize("name", LIMITS)
def test_a_payload_at_the_limit_is_accepted_by_both(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reached, limit = LIMITS[name], allowed(name, VALUES[name])
    made = payload_of(reached.make(limit))
    if name in OURS:
        unlimited(monkeypatch)
        made = payload_of(reached.make(OURS[name]))
    assert problems(made, reached.surface) == []


@pytest.mark.parametrize("name", LIMITS)
def test_one_beyond_is_refused_by_both(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reached, limit = LIMITS[name], allowed(name, VALUES[name])
    with pytest.raises(slackblocks.InvalidUsageError):
        reached.make(one_beyond(name, limit))
    unlimited(monkeypatch)
    beyond = WRITTEN_OUT.get(name) or payload_of(reached.make(one_beyond(name, OURS.get(name, limit))))
    assert reached.at in pointers(problems(beyond, reached.surface))
