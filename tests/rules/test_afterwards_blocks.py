"""What follows once something is live: within Slack's limits, in both languages, and hostile words stay words."""

from dataclasses import replace
from typing import Any

import pytest

from bot.sandbox.block_kit import payload
from handlers import wire
from handlers.blocks import first_comment, publication, settling, taking_down
from handlers.blocks.receipt import SAYINGS, receipt
from handlers.blocks.results import results
from handlers.blocks.saying import Drawn
from handlers.publication.ages import AGES
from handlers.snapshot import OnAccount, Snapshot
from handlers.wire import Target
from handlers.words.catalogue import words
from storage.content import Content, Variant
from storage.lifecycle import Delivery, Editorial
from storage.readings import Reading
from tests.rules.test_publication_blocks import HOSTILE, LANGUAGES, NOW, check, on_account, reader, submission

LINK = "https://example.social/1"


def lines_of(drawn: Any) -> list[str]:
    return str(drawn.blocks[0]["text"]["text"]).split("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_names_every_account_and_where_it_stands(language: str) -> None:
    accounts = [on_account(number, state) for number, state in enumerate(Delivery, 1) if state != Delivery.CANCELLED]
    drawn = check(receipt(submission(*accounts), words(language)))
    assert len(lines_of(drawn)) == 1 + len(accounts)


def test_live_ones_come_first_with_their_link_and_late_ones_are_named() -> None:
    failed, live = on_account(1, Delivery.FAILED), on_account(2, Delivery.PUBLISHED, link=LINK, is_late=True)
    drawn = check(receipt(submission(failed, live), words("en")))
    assert lines_of(drawn) == ["It is live here so far.", f"✅ <{LINK}|&lt;!here&gt;2>", "• &lt;!here&gt;1 · failed"]
    assert "Later than planned: &lt;!here&gt;2" in str(drawn.blocks)


def test_with_nothing_left_to_come_it_says_so_plainly() -> None:
    drawn = check(receipt(submission(on_account(1, Delivery.PUBLISHED, link=LINK)), words("en")))
    assert lines_of(drawn)[0] == "It is live."


def reading(publication: int, age: int, **figures: Any) -> Reading:
    return Reading(publication_id=publication, age_hours=age, read_at=NOW, **figures)


EVERYTHING = {"views": 1_234_567, "likes": 1, "reposts": 0, "replies": 2, "clicks": 10**9}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("age", AGES)
def test_results_are_sound_at_every_age(age: int, language: str) -> None:
    snap = submission(*(on_account(number, Delivery.PUBLISHED, link=LINK) for number in range(1, 10)))
    read = {number: [reading(number, 1), reading(number, age, **EVERYTHING)] for number in range(1, 9)}
    drawn = check(results(snap, read, words(language)))
    assert len(lines_of(drawn)) == 1 + 8
    assert "1,234,567" in lines_of(drawn)[1]


def test_results_show_the_newest_reading_and_leave_out_what_is_not_offered() -> None:
    snap = submission(on_account(1, Delivery.PUBLISHED, link=LINK), on_account(2, Delivery.PUBLISHED))
    read = {1: [reading(1, 1, likes=3), reading(1, 72, likes=31, replies=1)]}
    drawn = check(results(snap, read, words("en")))
    assert lines_of(drawn)[1:] == [f"<{LINK}|&lt;!here&gt;1> · after 3 days: 31 likes · 1 reply"]
    korean = check(results(snap, read, words("ko")))
    assert lines_of(korean)[1:] == [f"<{LINK}|&lt;!here&gt;1> · 3일 뒤: 좋아요 31개 · 답글 1개"]


def test_what_an_older_version_wrote_is_still_said() -> None:
    snap = submission(on_account(1, Delivery.PUBLISHED, link=LINK))
    assert check(SAYINGS["receipt"]({"publications": [1], "late": []}, snap, reader("en")))
    assert SAYINGS["receipt"]({}, None, reader("en")) is None


def live(number: int, **more: Any) -> OnAccount:
    return on_account(number, Delivery.PUBLISHED, **{"link": LINK, "is_known_there": True, **more})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_for_deleting_is_sound_with_more_accounts_than_boxes(language: str) -> None:
    snap = submission(*(live(number) for number in range(1, 13)))
    view = taking_down.form(Target(142, 2), snap, range(1, 13), words(language))
    payload.check_view(view, "modal", lambda _file: True)
    by_hand = taking_down.form(Target(142, 2), snap, (), words(language))
    payload.check_view(by_hand, "modal", lambda _file: True)
    payload.check_view(taking_down.begun(142, ["<!here>"], ["<b>"], words(language)), "modal", lambda _file: True)


@pytest.mark.parametrize(("accounts", "is_ticked"), [(1, True), (2, False)])
def test_the_only_account_is_ticked_and_among_several_somebody_says_which(accounts: int, is_ticked: bool) -> None:
    snap = submission(*(live(number) for number in range(1, accounts + 1)))
    view = taking_down.form(Target(142, 2), snap, {1, 2}, words("en"))
    assert ("initial_options" in str(view)) == is_ticked


def test_a_deleted_one_has_no_link_any_more_and_one_being_deleted_says_so() -> None:
    snap = submission(live(1, is_taken_down=True), live(2, is_being_taken_down=True))
    drawn = check(receipt(snap, words("en")))
    assert lines_of(drawn) == [
        "It is live.",
        f"✅ <{LINK}|&lt;!here&gt;2> · being deleted",
        "• &lt;!here&gt;1 · deleted",
    ]
    assert (
        lines_of(check(receipt(submission(live(1, is_taken_down=True)), words("en"))))[0] == "It is not live any more."
    )


FAILED = {"publication": 1, "problem": "not_allowed", "detail": "<!here> no", "is_certain": True}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_became_of_deleting_is_said_while_it_is_so(language: str) -> None:
    failed, told = taking_down.SAYINGS["removal_failed"], taking_down.SAYINGS["taken_down"]
    check(failed(FAILED, submission(live(1)), reader(language)))
    check(failed({**FAILED, "problem": None, "is_certain": False}, submission(live(1)), reader(language)))
    assert failed(FAILED, submission(live(1, is_taken_down=True)), reader(language)) is None
    assert failed(FAILED, None, reader(language)) is None
    assert told({"publications": [1], "by": "U0JONAS"}, None, reader(language)) is None
    assert told({"publications": [1], "by": "U0JONAS"}, submission(live(1, is_taken_down=True)), reader(language))


def with_comment(one: OnAccount) -> Snapshot:
    content = Content("Out now", (1,), variants=(Variant(1, first_comment=HOSTILE),))
    return replace(submission(one), content=content)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("state", "problem", "is_offered"),
    [
        (Delivery.UNKNOWN, None, True),
        (Delivery.FAILED, "unreachable", True),
        (Delivery.FAILED, "cant", False),
        (Delivery.FAILED, "changed", False),
    ],
)
def test_a_missing_first_comment_is_told_with_its_text(
    state: Delivery, problem: str | None, is_offered: bool, language: str
) -> None:
    missing = first_comment.SAYINGS["comment_missing"]
    drawn = check(
        missing({"publication": 1}, with_comment(live(1, comment=state, comment_problem=problem)), reader(language))
    )
    assert (wire.COMMENT_AGAIN in str(drawn.blocks)) == is_offered
    assert ("confirm" in str(drawn.blocks)) == (state == Delivery.UNKNOWN)


@pytest.mark.parametrize(
    "now", [live(1, comment=Delivery.PUBLISHED), live(1, comment=Delivery.UNKNOWN, is_taken_down=True)]
)
def test_a_first_comment_that_is_settled_is_not_told_any_more(now: OnAccount) -> None:
    missing = first_comment.SAYINGS["comment_missing"]
    assert missing({"publication": 1}, with_comment(now), reader("en")) is None
    assert missing({"publication": 1}, None, reader("en")) is None


@pytest.mark.parametrize(
    ("state", "said"), [(Delivery.PUBLISHED, "with its first comment"), (Delivery.UNKNOWN, "not sure")]
)
def test_the_receipt_says_where_the_first_comment_stands(state: Delivery, said: str) -> None:
    assert said in lines_of(check(receipt(submission(live(1, comment=state)), words("en"))))[1]


def test_by_hand_the_first_comment_goes_along() -> None:
    snap = with_comment(on_account(1, Delivery.PUBLISHING, held_by="U0OLLIE"))
    drawn = check(publication.SAYINGS["by_hand"]({"publication": 1, "to": "U0OLLIE"}, snap, reader("en")))
    copied = [block["elements"][0]["elements"][0]["text"] for block in drawn.blocks if block["type"] == "rich_text"]
    assert copied == ["Out now", HOSTILE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_waits_for_a_person_has_its_buttons_by_account(language: str) -> None:
    troubles = [
        live(1),
        on_account(2, Delivery.FAILED, problem="refused"),
        on_account(3, Delivery.UNKNOWN, is_put_to_people=True),
        on_account(4, Delivery.MISSED),
        on_account(5, Delivery.UNKNOWN),
        on_account(6, Delivery.FAILED, problem="changed"),
    ]
    blocks = settling.per_account(submission(*troubles), words(language))
    check(Drawn("", blocks))
    rows = [block["block_id"] for block in blocks if block["type"] == "actions"]
    assert rows == ["settle.2.3", "settle.3.3", "settle.4.3", "settle.6.3"]


def test_nothing_is_offered_for_what_is_not_approved_any_more_but_doubt_outlives_everything() -> None:
    rows = [on_account(1, Delivery.FAILED), on_account(2, Delivery.UNKNOWN, is_put_to_people=True)]
    blocks = settling.per_account(submission(*rows, state=Editorial.WITHDRAWN), words("en"))
    assert [block["block_id"] for block in blocks] == ["trouble.2.3", "settle.2.3"]


def test_not_even_the_longest_links_are_torn_apart() -> None:
    long = f"https://example.social/{'x' * 1900}"
    snap = submission(*(live(number, link=long) for number in range(1, 12)))
    read = {number: [reading(number, 1, **EVERYTHING)] for number in range(1, 12)}
    form = taking_down.form(Target(142, 2), snap, (), words("en"))
    for blocks in (receipt(snap, words("en")).blocks, results(snap, read, words("en")).blocks, form["blocks"]):
        texts = [block["text"]["text"] for block in blocks if block["type"] == "section"]
        assert all(text.count("<") == text.count(">") == text.count(long) for text in texts)
        assert sum(text.count(long) for text in texts) == 11


def test_results_of_what_is_deleted_lead_nowhere() -> None:
    drawn = results(submission(live(1, is_taken_down=True)), {1: [reading(1, 1, likes=1)]}, words("en"))
    assert LINK not in str(drawn.blocks)


@pytest.mark.parametrize(("able", "fields"), [({1, 2}, 1), (set[int](), 1), ({1}, 2)])
def test_something_must_be_chosen_and_of_two_fields_either(able: set[int], fields: int) -> None:
    form = taking_down.form(Target(142, 2), submission(live(1), live(2)), able, words("en"))
    optional = [block["optional"] for block in form["blocks"] if block["type"] == "input"]
    assert optional == [fields == 2] * fields
