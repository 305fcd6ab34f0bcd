"""Slack's text to plain text: what was typed comes out, once."""

from typing import Any

import pytest

from handlers.typed import decode
from handlers.typed.decode import FieldManner

NAMES = {"U1": "Ann Lee"}


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("plain", "plain"),
        ("Fish &amp; chips", "Fish & chips"),
        ("&lt;!channel&gt; &lt;@U123&gt;", "<!channel> <@U123>"),
        ("&amp;lt;", "&lt;"),
        ("&amp;amp;amp;", "&amp;amp;"),
        ("a \u202e b \x07", "a \u202e b \x07"),
        ("한국어 🎉", "한국어 🎉"),
        ("", ""),
    ],
)
def test_a_commands_text_is_unescaped_once(sent: str, typed: str) -> None:
    assert decode.command_text(sent) == typed


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("Hi <@U1>", "Hi @Ann Lee"),
        ("Hi <@U2|bob>", "Hi @bob"),
        ("Hi <@U2>", "Hi @U2"),
        ("<!channel> <!here|here> <!everyone>", "@channel @here @everyone"),
        ("in <#C1|general> or <#C2>", "in #general or #C2"),
        ("<!subteam^S1|@design> meets", "@design meets"),
        ("<!date^1700000000^{date}|on Monday>", "on Monday"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("<https://a.example|a.example>", "https://a.example"),
        ("<https://a.example/?a=1&amp;b=2|here>", "here (https://a.example/?a=1&b=2)"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("&lt;https://a|b&gt; &amp;amp;", "<https://a|b> &amp;"),
        ("<@U1> &lt;@U1&gt;", "@Ann Lee <@U1>"),
        (":tada: :rocket: :our_logo:", "🎉 🚀 :our_logo:"),
        ("at 10:30:45", "at 10:30:45"),
        (":wave::skin-tone-3:", "👋🏼"),
        (":flag-kr:", "🇰🇷"),
        ("", ""),
    ],
)
def test_a_messages_text_is_what_its_reader_sees(sent: str, seen: str) -> None:
    assert decode.message_text({"text": sent}, NAMES) == seen


def test_what_a_token_gives_is_not_read_as_markup_again() -> None:
    names = {"U1": ":tada: &amp;"}
    assert decode.message_text({"text": "<@U1>"}, names) == "@:tada: &amp;"
    assert decode.message_text({"text": "<https://a.example|&lt;@U1&gt;>"}, names) == "<@U1> (https://a.example)"


def test_the_blocks_say_which_character_an_emoji_is() -> None:
    emoji = {"type": "emoji", "name": "rare_one", "unicode": "1f9d1-200d-1f33e"}
    message = {
        "text": ":rare_one: and :wave::skin-tone-4:",
        "blocks": [
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_list", "elements": [{"type": "rich_text_section", "elements": [emoji]}]},
                    {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fd", "skin_tone": 4},
                ],
            }
        ],
    }
    assert decode.message_text(message, {}) == "🧑\u200d🌾 and 👋🏽"


@pytest.mark.parametrize("blocks", [None, "no", [None], [{"elements": [{"type": "emoji", "unicode": "zz"}]}]])
def test_strange_blocks_are_no_trouble(blocks: Any) -> None:
    assert decode.message_text({"text": "x", "blocks": blocks}, {}) == "x"


def test_who_is_mentioned() -> None:
    assert decode.mentioned({"text": "<@U1> <@W2|x> &lt;@U3&gt; <#C1>"}) == {"U1", "W2"}


@pytest.mark.parametrize(
    ("stands", "meant"),
    [
        ("Back :tada:", "Back 🎉"),
        ("<!channel> &amp; <https://a|b>", "<!channel> &amp; <https://a|b>"),
        ("10:100:50 and a:x:b", "10:100:50 and a:x:b"),
        (":no_such_name:", ":no_such_name:"),
    ],
)
def test_a_forms_field_is_taken_as_it_is_but_for_names_of_emoji(stands: str, meant: str) -> None:
    manner = FieldManner()
    manner.learn(stands)
    assert manner.text(stands) == meant


def test_a_workspace_that_escapes_what_is_typed_is_understood() -> None:
    manner = FieldManner()
    for sent, typed in [("Fish &amp; chips", "Fish & chips"), ("&lt;b&gt; &amp;amp;", "<b> &amp;")]:
        manner.learn(sent)
        assert manner.text(sent) == typed


@pytest.mark.parametrize(("value", "initial"), [("a & b", ""), ("<b>", ""), ("&amp;", "&amp;"), ("&am", "")])
def test_one_sign_is_enough_to_know_that_nothing_is_escaped(value: str, initial: str) -> None:
    manner = FieldManner()
    manner.learn("plain")
    assert not manner.is_raw
    manner.learn(value, initial)
    assert manner.text("&amp; &lt;") == "&amp; &lt;"


def test_what_no_database_keeps_is_found_and_replaced() -> None:
    assert decode.unstorable("ab\x00") == 3
    assert decode.unstorable("\ud83d") == 1
    assert decode.unstorable("🎉 \u202e \x07") is None
    assert decode.storable("a\x00b\udc00") == "a\ufffdb\ufffd"
