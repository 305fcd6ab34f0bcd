"""The history: every kind of entry is a sentence, within Slack's limits, and hostile words stay words."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.block_kit import payload
from handlers import wire
from handlers.blocks import history
from handlers.blocks.history import PAGE, Story
from handlers.blocks.history_sentences import Entry, Telling, sentence, shown_values
from handlers.problem import Problem
from handlers.words.catalogue import words
from storage.content import Content
from storage.history import BOT
from tests.rules.test_home_blocks import HOSTILE, LANGUAGES, NOW, is_ours, reader, submission, tokens

KINDS: list[tuple[str, dict[str, Any]]] = [
    ("submission.submitted", {}),
    ("submission.revised", {"revision": 2}),
    ("submission.withdrawn", {"left": [], "cancelled": [1]}),
    ("submission.withdrawn", {"left": [1], "cancelled": []}),
    ("submission.changed", {"taken_off": [1], "due_at": NOW.isoformat(), "note": True}),
    ("submission.changed", {"taken_off": [], "due_at": None, "note": False}),
    ("submission.escalated", {"to": "U0ADA"}),
    ("submission.approved", {"revision": 1, "because": "fewer_are_left"}),
    *(("decision.made", {"verdict": one, "revision": 1}) for one in ("approve", "request_changes", "reject")),
    ("decision.undone", {"revision": 1}),
    ("publication.started", {"account": 1}),
    ("publication.published", {"account": 1, "link": "https://x.example/1"}),
    ("publication.published", {"account": 1, "link": "javascript:alert(1)"}),
    *(("publication.refused", {"account": 1, "problem": one, "detail": HOSTILE}) for one in Problem),
    ("publication.doubted", {"account": 1, "detail": None}),
    ("publication.doubted", {"account": 1, "is_asked": True}),
    ("publication.missed", {"account": 1, "meant_for": NOW.isoformat()}),
    ("publication.cancelled", {"account": 1}),
    ("publication.moved", {"account": 1, "due_at": NOW.isoformat()}),
    ("publication.handed_over", {"account": 1, "to": "U0JONAS"}),
    ("publication.settled", {"account": 1, "how": "said", "link": "https://x.example/1"}),
    ("publication.settled", {"account": 1, "how": "left"}),
    ("publication.retried", {"account": 99}),
    ("nudge.sent", {}),
    ("digest.posted", {}),
]


def telling(language: str) -> Telling:
    contents = {1: Content("old " + HOSTILE, (1,)), 2: Content("new " + HOSTILE, (1, 2))}
    snap = submission()
    return Telling(snap, reader(language), snap.names, contents, {1: "Legal <!here>", 2: "Brand"})


def story(language: str, entries: list[Entry], first: int = 1, total: int = 0) -> Story:
    return Story(telling(language), entries, first, total or len(entries))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "data"), KINDS)
def test_every_kind_of_entry_is_a_sentence(language: str, kind: str, data: dict[str, Any]) -> None:
    for actor in (BOT, "U0JONAS", "U0STRANGER"):
        entry = Entry(kind, actor, NOW, data, reason=HOSTILE, place="home", state="in_review")
        view = history.view(story(language, [entry]))
        payload.check_view(view, "modal", lambda _file: True)
        assert all(is_ours(token) for token in tokens(view["blocks"]))


def told(kind: str, data: dict[str, Any], language: str = "en", **rest: Any) -> str:
    return sentence(Entry(kind, "U0JONAS", NOW, data, **rest), telling(language))


def test_a_change_without_a_new_version_says_what_it_was() -> None:
    first = next(data for kind, data in KINDS if kind == "submission.changed")
    said = told("submission.changed", first)
    assert "&lt;!here&gt;1 taken off; it goes out Mon 23 Nov 18:00; the note to the approvers" in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"stages": [1, 2]}, "For: Legal &lt;!here&gt;, Brand."),
        ({"stages": [7]}, "version 2."),
        ({"on_behalf_of": "U0MINA"}, "On behalf of &lt;!channel&gt; Mina, who was away."),
        ({"own_work": True}, "It was their own work, which the brand allows."),
        ({"label": "wrong_account"}, "What it was about: wrong account."),
        ({"label": "of another version"}, "version 2."),
        ({"asked": {"people": ["U0MINA"], "needed": 1, "rule": "any"}}, "Mina; their yes is needed."),
        ({"asked": {"people": [], "needed": 2, "rule": "count"}}, "everybody in the review channel; 2 of them must"),
        ({"asked": {"people": ["U1", "U2"], "rule": "all", "step": "Legal"}}, "Asked for Legal: U1, U2; all of them"),
        ({"asked": {"people": ["U1", "U2"], "rule": "any", "needed": 1}}, "U1, U2; one approval is needed."),
    ],
)
def test_what_belongs_to_a_decision_is_said_after_it(data: dict[str, Any], said: str) -> None:
    found = told("decision.made", {"verdict": "approve", "revision": 2, **data})
    assert found.startswith("Jonas") and said in found


def test_a_move_from_one_state_to_another_is_told_once() -> None:
    before = Entry("submission.submitted", "U0MINA", NOW, state="in_review")
    yes = Entry("decision.made", "U0JONAS", NOW, {"verdict": "approve"}, state="approved")
    told = str(history.view(Story(telling("en"), [yes], 2, 3, before)))
    assert "in review → approved" in told
    assert "→" not in str(history.view(Story(telling("en"), [yes], 3, 3, yes)))
    assert "검토 중 → 승인됨" in str(history.view(Story(telling("ko"), [before, yes], 1, 2)))


def test_where_an_actor_was_stands_behind_the_sentence() -> None:
    entries = [Entry("submission.submitted", "U0MINA", NOW, place=one) for one in ("card", "", "the moon")]
    lines = str(history.view(story("en", entries)))
    assert lines.count("_(") == 1 and "_(on the card)_" in lines


def test_a_sentence_without_its_version_has_it_beside_the_place() -> None:
    taken = Entry("submission.withdrawn", "U0MINA", NOW, place="home", revision=3)
    said = Entry("decision.made", "U0JONAS", NOW, {"verdict": "approve", "revision": 3}, place="card", revision=3)
    first = Entry("submission.submitted", "U0MINA", NOW, place="form", revision=1)
    lines = str(history.view(story("en", [taken, said, first])))
    assert "_(on Home, version 3)_" in lines and "_(on the card)_" in lines and "_(in a form)_" in lines


def test_what_was_last_year_has_its_year() -> None:
    last_year = Entry("submission.submitted", "U0MINA", NOW - timedelta(days=365))
    assert "Sun 23 Nov 2025 18:00" in str(history.view(story("en", [last_year])))
    assert "2025년 11월 23일(일) 18:00" in str(history.view(story("ko", [last_year])))


def test_a_kind_of_a_newer_version_is_still_told() -> None:
    assert "something that this version cannot tell yet (moon.landed)" in told("moon.landed", {})
    assert "–" in told("submission.escalated", {}), "and an entry of an older one, which said less"


def test_the_longest_page_stays_below_slacks_limits() -> None:
    entries = [
        Entry("submission.revised", "U0MINA", NOW + timedelta(minutes=one), {"revision": 2}, "ẞ" * 2000)
        for one in range(PAGE)
    ]
    view = history.view(story("ko", entries, first=31, total=500))
    payload.check_view(view, "modal", lambda _file: True)
    buttons = {one["action_id"]: one["value"] for one in view["blocks"][-1]["elements"]}
    assert buttons == {wire.HISTORY_EARLIER: "142.1", wire.HISTORY_LATER: "142.61"}
    assert words("ko")("history.part_of_it", first=31, last=60, total=500) in str(view)


def test_a_story_of_one_page_has_no_buttons() -> None:
    view = history.view(story("en", [Entry("submission.submitted", "U0MINA", NOW)] * PAGE))
    assert not [block for block in view["blocks"] if block["type"] == "actions"]


def test_texts_that_take_long_to_compare_are_not_compared() -> None:
    long = telling("en")
    contents = {1: Content("a " * 4000, (1,)), 2: Content("b " * 4000, (1,))}
    view = history.view(
        Story(
            Telling(long.snap, long.reader, long.names, contents),
            [Entry("submission.revised", "U0MINA", NOW, {"revision": 2})],
            1,
            1,
        )
    )
    assert "Changed: text." in str(view) and not [block for block in view["blocks"] if block["type"] == "rich_text"]


def test_an_entry_about_revisions_that_are_not_known_is_still_told() -> None:
    assert "Changed: not known any more." in told("submission.revised", {"revision": 9})


def test_names_and_times_in_the_data_are_shown_as_such() -> None:
    """What other stories record needs no code here to be told."""
    shown = shown_values(
        Entry("x.y", BOT, NOW, {"until": NOW.isoformat(), "of": "U0MINA", "all": ["U0MINA", 3], "no": None}),
        telling("en"),
    )
    assert (shown["until"], shown["of"]) == ("Mon 23 Nov 18:00", "<!channel> Mina")
    assert (shown["all"], shown["no"]) == ("<!channel> Mina, 3", "–")
