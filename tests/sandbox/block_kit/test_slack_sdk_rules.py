"""slack_sdk.models as an independent oracle: whatever one of its validators refuses is refused by the sandbox."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models import blocks, views
from slack_sdk.models.basic_objects import JsonObject

from tests.sandbox.block_kit import disagreements
from tests.sandbox.block_kit.judging import pointers, problems
from tests.sandbox.block_kit.slack_sdk_blocks import OF_BLOCKS, OF_PROVIDERS
from tests.sandbox.block_kit.slack_sdk_cases import Broken
from tests.sandbox.block_kit.slack_sdk_elements import OF_ELEMENTS, OF_OBJECTS, OF_VIEWS

CASES = [*OF_BLOCKS, *OF_PROVIDERS, *OF_ELEMENTS, *OF_OBJECTS, *OF_VIEWS]
LIMIT = re.compile(r"[a-z]\w*_(max|min)_length")
OURS = disagreements.limits("slack_sdk")


def classes(beginning: type[Any] = JsonObject) -> Iterator[type[Any]]:
    """Every class of Block Kit that slack_sdk has; loading `blocks` and `views` above has made them known."""
    for kind in beginning.__subclasses__():
        if kind.__module__.startswith((blocks.__name__, views.__name__)):
            yield kind
        yield from classes(kind)


def name_of(kind: type[Any], attribute: str) -> str:
    """The attribute, named after the class that it comes from."""
    owner = next(one for one in kind.__mro__ if attribute in vars(one))
    return f"{owner.__qualname__}.{attribute}"


def validators(kind: type[Any]) -> set[str]:
    return {name for name in dir(kind) if hasattr(getattr(kind, name), "validator")}


def refused_by(made: JsonObject) -> set[str]:
    """The validators that refuse this object."""
    found = set()
    for name in validators(type(made)):
        try:
            getattr(made, name)()
        except SlackObjectFormationError:
            found.add(name_of(type(made), name))
    return found


def label(case: Broken) -> str:
    return f"{case.kind.__qualname__}{case.at}"


def limit_of(case: Broken) -> str:
    return name_of(case.kind, case.limit) if case.limit else ""


def made(case: Broken, fields: dict[str, Any]) -> JsonObject:
    """The object as slack_sdk makes it; a view has its type among its fields."""
    without_type = {name: value for name, value in fields.items() if name != "type" or case.kind is views.View}
    kind = blocks.DividerBlock if case.kind is blocks.Block else case.kind
    return kind(**without_type)


def test_every_validator_and_every_limit_is_looked_at() -> None:
    there = {name_of(kind, name) for kind in classes() for name in validators(kind)}
    broken = {name for case in CASES for name in refused_by(made(case, case.beyond))}
    assert there - broken == disagreements.NOT_OF_BLOCK_KIT
    limits = {name_of(kind, name) for kind in classes() for name in dir(kind) if LIMIT.fullmatch(name)}
    assert limits == {limit_of(case) for case in CASES if case.limit}


@pytest.mark.parametrize("case", CASES, ids=label)
def test_what_slack_sdk_takes_is_accepted(case: Broken) -> None:
    takes_it = refused_by(made(case, case.fine)) == set()
    we_take_it = problems(case.payload(case.fine), case.surface) == []
    assert takes_it != we_take_it if limit_of(case) in OURS else takes_it and we_take_it


@pytest.mark.parametrize("case", CASES, ids=label)
def test_what_slack_sdk_refuses_is_refused(case: Broken) -> None:
    assert refused_by(made(case, case.beyond)) != set()
    assert case.at in pointers(problems(case.payload(case.beyond), case.surface))
