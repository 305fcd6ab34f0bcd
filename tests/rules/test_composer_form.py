"""The composer's form as data: long texts over several fields, hidden lines that were forged, and what was typed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.composing import form
from handlers.composing.form import Place
from handlers.composing.pieces import FIELD_LIMIT, joined, split
from handlers.typed.commands import is_command
from handlers.typed.decode import FieldManner
from handlers.wire import Target

PARAGRAPHS = st.lists(st.text(alphabet="abc .\n ", min_size=1, max_size=900), max_size=12).map("\n\n".join)


@given(PARAGRAPHS)
def test_a_text_over_several_fields_comes_back_exactly(text: str) -> None:
    parts, joints = split(text)
    assert joined(parts, joints) == text
    assert all(len(part) <= FIELD_LIMIT for part in parts)


def test_a_long_text_is_taken_apart_between_paragraphs() -> None:
    paragraph = "A sentence of some length. " * 30
    parts, joints = split("\n\n".join([paragraph.strip()] * 9))
    assert len(parts) > 1
    assert set(joints) == {"\n\n"}
    assert all(part.startswith("A sentence") and part.endswith("length.") for part in parts)


def test_a_text_without_any_border_is_taken_apart_in_the_middle() -> None:
    parts, joints = split("한" * 7000)
    assert [len(part) for part in parts] == [2600, 2600, 1800]
    assert joints == ["", ""]


def test_a_part_that_was_emptied_leaves_no_hole() -> None:
    assert joined(["one", "", "three"], ["\n\n", " "]) == "one three"
    assert joined(["", "two"], ["\n\n"]) == "two"


def test_the_hidden_line_comes_back() -> None:
    for place in (Place("d1"), Place("d1", Target(142, 2)), Place("d1", copy_of=7, joints=("\n\n", ""))):
        assert Place.parse(str(place)) == place


@pytest.mark.parametrize(
    "metadata",
    ["", "x", "{}", "[]", '["d1"]', '["../d1","",0,[]]', '["d1",7,0,[]]', '["d1","",-1,[]]', '["d1","",true,[]]',
     '["d1","",0,["evil"]]', '["d1","",0,"x"]', '[null,"",0,[]]', '["' + "d" * 65 + '","",0,[]]'],
)  # fmt: skip
def test_a_forged_hidden_line_is_nothing(metadata: str) -> None:
    assert Place.parse(metadata) is None


def view(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"state": {"values": {block: {"any": element} for block, element in fields.items()}}}


def test_what_was_typed_is_read_by_block() -> None:
    found = form.read(
        view(
            text={"value": "one"},
            text_2={"value": "two"},
            note={"value": "please"},
            accounts={"selected_options": [{"value": "1"}, {"value": "3"}]},
            goes_out={"selected_option": {"value": "chosen"}},
            date={"selected_date": "2026-11-24"},
            time={"selected_time": "09:00"},
        ),
        Place("d1", joints=(" ",)),
        FieldManner(),
    )
    assert (found.text, found.note, found.accounts) == ("one two", "please", (1, 3))
    assert (found.goes_out, found.date, found.time) == ("chosen", "2026-11-24", "09:00")
    assert found.files is None


def test_a_field_that_was_opened_later_begins_a_new_paragraph() -> None:
    found = form.read(view(text={"value": "one"}, text_2={"value": "two"}), Place("d1"), FieldManner())
    assert found.text == "one\n\ntwo"


@pytest.mark.parametrize("options", [[{"value": "x"}], [{"value": "1" * 30}], [None], ["1"], None])
def test_forged_accounts_are_nobodys(options: Any) -> None:
    assert form.read(view(accounts={"selected_options": options}), Place("d1"), FieldManner()).accounts == ()


def test_an_untouched_form_is_empty() -> None:
    assert form.read(view(text={"value": None}), Place("d1"), FieldManner()).is_empty
    assert form.read({}, Place("d1"), FieldManner()).is_empty
    assert not form.has_state({"state": {"values": {}}})


def test_files_without_an_address_cannot_be_fetched() -> None:
    hidden = {"id": "F1", "mode": "hidden_by_limit"}
    whole = {"id": "F2", "name": "a.png", "url_private": "https://x/a", "size": 3, "mimetype": "image/png"}
    (found,) = form.files_in([hidden, whole, None, "x"])
    assert (found.id, found.name, found.url, found.size, found.mime) == ("F2", "a.png", "https://x/a", 3, "image/png")


@pytest.mark.parametrize("text", ["help", "list", "142", " 142 "])
def test_an_exact_form_is_a_command(text: str) -> None:
    assert is_command(text)


@pytest.mark.parametrize("text", ["", "Help", "help me", "list!", "#142", "142 things", "0", "1.5", "١٤٢", "2026년"])
def test_anything_else_is_the_text_of_a_post(text: str) -> None:
    assert not is_command(text)
