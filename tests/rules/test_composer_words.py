"""Whatever can be wrong with a form has its sentence, at a field that the form has, in every language."""

import pytest

from handlers.blocks.composer_errors import at_fields, in_one_line, sentence
from handlers.checks import files
from handlers.composing.flaws import Trouble
from handlers.composing.outcome import Became
from handlers.composing.times import Trouble as BadTimeCode
from handlers.problem import Problem
from handlers.words.catalogue import LANGUAGES, words

OF_THE_FORM = ["empty", "unstorable", "no_account", "no_account_yet", "account_gone", "too_many_files", "locked"]
OF_THE_FILES = ["file_unreachable", "file_gone", "file_elsewhere", *(f"file_{flaw}" for flaw in files.Flaw)]
OF_THE_NETWORKS = [
    Problem.TOO_LONG,
    Problem.EMPTY,
    Problem.TOO_MANY_IMAGES,
    Problem.IMAGE_TYPE,
    Problem.IMAGE_TOO_BIG,
]
EVERY_VALUE: dict[str, str | int] = {
    "account": "news",
    "accounts": "news",
    "name": "a.png",
    "found": 7,
    "allowed": 5,
    "over": 2,
    "place": 3,
    "megabytes": 16,
    "before": "01:59",
    "after": "03:00",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code",
    [*OF_THE_FORM, *OF_THE_FILES, *OF_THE_NETWORKS, *(f"time_{code}" for code in BadTimeCode), "overtaken", "not_sent"],
)
def test_every_trouble_has_its_sentence(language: str, code: str) -> None:
    said = sentence(Trouble("text", str(code), EVERY_VALUE), words(language))
    assert said and "{" not in said and "!" not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("became", list(Became))
def test_every_outcome_has_its_sentence(language: str, became: Became) -> None:
    assert "#142" in words(language)(f"composer.done_{became}", number=142, revision=2)


def test_errors_go_to_fields_that_the_form_has() -> None:
    troubles = [Trouble("accounts", "no_account"), Trouble("files", "too_many_files", EVERY_VALUE)]
    with_all = at_fields(troubles, ["text", "accounts", "files_2"], words("en"))
    assert set(with_all) == {"accounts", "files_2"}
    with_little = at_fields(troubles, ["text", "goes_out"], words("en"))
    assert set(with_little) == {"text"}


def test_the_same_sentence_is_said_once_and_not_too_many() -> None:
    same = [Trouble("text", "empty")] * 5
    assert at_fields(same, ["text"], words("en"))["text"] == words("en")("composer.wrong_empty")
    assert in_one_line(same, words("en")) == words("en")("composer.wrong_empty")
    many = [Trouble("text", "too_long", EVERY_VALUE | {"account": f"a{n}"}) for n in range(9)]
    assert at_fields(many, ["text"], words("en"))["text"].count("characters") == 3
