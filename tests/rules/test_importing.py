"""Files as spreadsheet programs in many places write them, and everything that can be wrong with one."""

import codecs
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers import tabular
from handlers.blocks.importing import sentence
from handlers.composing import times
from handlers.importing.decoding import MOST_BYTES, text_of
from handlers.importing.faults import BadFile, Fault, Found
from handlers.importing.reading import MOST_ROWS, Column, table_of
from handlers.importing.when import Unclear, when
from handlers.words.catalogue import LANGUAGES, words

SEOUL, BERLIN = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TABLE = "본문,계정\n도토리 쿠키,news\n"


@pytest.mark.parametrize(
    "content",
    [
        *(TABLE.encode(one) for one in ("utf-8", "utf-8-sig", "utf-16", "cp949")),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.replace(",", ";").encode("cp949"),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace("\n", "\r\n").encode(),
        ("\n\n" + TABLE + "\n,\n").encode(),
    ],
)
def test_encodings_delimiters_and_ends_of_lines(content: bytes) -> None:
    (line,) = table_of(text_of(content)).lines
    assert (line[Column.TEXT], line[Column.ACCOUNTS], line[Column.NOTE]) == ("도토리 쿠키", "news", "")


def test_western_files_without_a_mark() -> None:
    for encoding in ("utf-16-le", "utf-16-be", "cp1252"):
        (line,) = table_of(text_of("text,accounts\nCafé au lait,news\n".encode(encoding))).lines
        assert line[Column.TEXT] == "Café au lait", encoding


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04\x00\x00\x08\x00 not a table", bytes(range(256)), b"\xff\xd8\xff\xe0JFIF\x00"]
)
def test_what_is_no_text(content: bytes) -> None:
    with pytest.raises(BadFile) as bad:
        text_of(content)
    assert [one.code for one in bad.value.found] == [Fault.UNREADABLE]


def test_cells_over_several_lines_keep_their_place() -> None:
    text = 'text,accounts,note\n"One, with ""quotes""\nand two lines",news,a\n\nTwo,news,\n'
    lines = table_of(text).lines
    assert [(one.number, one[Column.TEXT]) for one in lines] == [(2, 'One, with "quotes"\nand two lines'), (5, "Two")]


def test_what_an_export_made_harmless_is_itself_again() -> None:
    """A formula goes out as text, and comes back as it was; so does a text that begins with a quotation mark."""
    cells = ["=HYPERLINK(1)", "+82 2", "-5", "@news", "'tis", "plain", 'with "both", and ; too', "두 줄\n이에요"]
    content = tabular.table(["text", "accounts"], [[cell, "news"] for cell in cells])
    assert b",=HYPERLINK" not in content and not content.split(b"\r\n")[1].startswith(b"=")
    assert [one[Column.TEXT] for one in table_of(text_of(content)).lines] == cells


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(Fault.NO_ROWS, 0, "")]),
        ("text,accounts\n", [(Fault.NO_ROWS, 0, "")]),
        ("text,Text,accounts\na,b,c\n", [(Fault.COLUMN_TWICE, 1, "Text")]),
        ("text,acounts\na,b\n", [(Fault.COLUMN_UNKNOWN, 1, "acounts"), (Fault.NO_COLUMN, 1, "accounts")]),
        ("본문,글,계정\na,b,c\n", [(Fault.COLUMN_TWICE, 1, "글")]),
        ("text,accounts\na,news\nb,news,more\n", [(Fault.RAGGED, 3, "")]),
        ("text,accounts\n" + "a,news\n" * 10_000, [(Fault.TOO_MANY, 0, "")]),
    ],
)
def test_what_is_wrong_with_a_table(text: str, found: list[tuple[Fault, int, str]]) -> None:
    with pytest.raises(BadFile) as bad:
        table_of(text)
    assert [(one.code, one.line, one.column) for one in bad.value.found] == found


def test_a_file_may_be_full_and_no_fuller() -> None:
    assert len(table_of("text,accounts\n" + "a,news\n" * MOST_ROWS).lines) == MOST_ROWS
    with pytest.raises(BadFile):
        text_of(b"a" * (MOST_BYTES + 1))
    with pytest.raises(BadFile):
        table_of('text,accounts\n"' + "a" * 200_000 + '",news\n')


@pytest.mark.parametrize(
    ("written", "wall"),
    [
        ("2026-12-01 09:00", "2026-12-01T09:00"),
        ("2026-12-01T09:00", "2026-12-01T09:00"),
        ("2026/12/1 9:05", "2026-12-01T09:05"),
        ("2026. 12. 1. 09:00", "2026-12-01T09:00"),
        ("2026. 12. 1. 오후 3:30", "2026-12-01T15:30"),
        ("2026년 12월 1일 9시 30분", "2026-12-01T09:30"),
        ("2026년 12월 1일 오전 12시", "2026-12-01T00:00"),
        ("2026-12-01 3:30 PM", "2026-12-01T15:30"),
        ("01.12.2026 09:00", "2026-12-01T09:00"),
        ("2026-12-01 09:00:00", "2026-12-01T09:00"),
        ("2026-12-01T00:00Z", "2026-12-01T09:00"),
        ("2026-12-01T09:00+09:00", "2026-12-01T09:00"),
        ("2026-11-30 16:00 -0800", "2026-12-01T09:00"),
    ],
)
def test_times_as_people_write_them(written: str, wall: str) -> None:
    assert when(written, SEOUL, NOW).wall == wall


@pytest.mark.parametrize(
    "written",
    ["12/01/2026 09:00", "tomorrow", "2026-13-01 09:00", "2026-02-30 09:00", "9:00", "2026-12-01", "2026-12-01 25:00",
     "2026-12-01 오후 15:00", "2026-12-01 09:00 +99:00"],
)  # fmt: skip
def test_times_that_could_mean_anything(written: str) -> None:
    with pytest.raises(Unclear):
        when(written, SEOUL, NOW)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-11-23 08:00", times.Trouble.PAST),
        ("2029-01-01 08:00", times.Trouble.TOO_FAR),
        ("2027-03-28 02:30", times.Trouble.GAP),
        ("2027-10-31 02:30", times.Trouble.FOLD),
        ("2020-01-01T00:00Z", times.Trouble.PAST),
    ],
)
def test_times_that_cannot_be(written: str, code: times.Trouble) -> None:
    with pytest.raises(times.BadTime) as bad:
        when(written, BERLIN, NOW)
    assert bad.value.code == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_has_its_sentence_and_its_place(language: str) -> None:
    values: dict[str, str | int] = {
        "found": "x",
        "allowed": 5,
        "megabytes": 4,
        "most": 10,
        "longest": 40,
        "first": 2,
        "why": "past",
    }
    values |= {"problem": "too_long", "account": "news", "over": 1, "name": "oak.png"}
    for code in Fault:
        said = sentence(Found(code, 7, "계정", values), words(language))
        assert "7" in said and "계정" in said and "{" not in said
