"""How fast one may speak to Slack. The clock is a number that the test turns."""

from dataclasses import dataclass, field

import pytest

from bot.pace import A_MINUTE, Pace


@dataclass
class Hand:
    """A clock and a way to wait for it."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def pace(hand: Hand) -> Pace:
    return Pace(now=hand.now, sleep=hand.sleep)


async def test_one_channel_takes_a_message_a_second(pace: Pace, hand: Hand) -> None:
    for _ in range(4):
        assert await pace.turn("chat.postMessage", "C1") == 0
    assert hand.slept == pytest.approx([1, 1, 1])


async def test_another_channel_does_not_wait_for_the_first(pace: Pace, hand: Hand) -> None:
    await pace.turn("chat.postMessage", "C1")
    await pace.turn("chat.postMessage", "C2")
    assert hand.slept == []


async def test_redrawing_a_card_is_not_a_message(pace: Pace, hand: Hand) -> None:
    for _ in range(5):
        await pace.turn("chat.update", "C1")
    assert hand.slept == []


@pytest.mark.parametrize(("method", "limit"), [("chat.update", 50), ("conversations.list", 20), ("users.info", 100)])
async def test_no_minute_sees_more_calls_than_its_limit(method: str, limit: int) -> None:
    hand = Hand()
    pace = Pace(now=hand.now, sleep=hand.sleep)
    moments = []
    for _ in range(limit * 3):
        later = await pace.turn(method, None)
        assert later == 0
        moments.append(hand.at)
    for index, moment in enumerate(moments):
        assert sum(1 for other in moments[index:] if other < moment + 60) <= limit


def test_the_limits_are_those_of_slacks_tiers() -> None:
    assert set(A_MINUTE.values()) == {20, 100, 200}


async def test_an_urgent_call_does_not_wait_and_the_next_one_waits_for_both(pace: Pace, hand: Hand) -> None:
    await pace.turn("chat.postEphemeral", "C1")
    assert await pace.turn("chat.postEphemeral", "C1", urgent=True) == 0
    assert hand.slept == []
    await pace.turn("chat.postEphemeral", "C1")
    assert hand.slept == pytest.approx([2])


async def test_a_queue_longer_than_ten_seconds_says_when_to_come_back(hand: Hand, pace: Pace) -> None:
    for _ in range(11):
        await pace.turn("chat.postMessage", "C1", urgent=True)
    later = await pace.turn("chat.postMessage", "C1")
    assert later == pytest.approx(11)
    assert hand.slept == []
    assert await pace.turn("chat.postMessage", "C1") == pytest.approx(11), "asking costs nothing"


async def test_silence_that_slack_asked_for_holds_for_the_method_and_even_for_urgent_calls(
    pace: Pace, hand: Hand
) -> None:
    pace.be_silent("chat.postMessage", 30)
    assert await pace.turn("chat.postMessage", "C1", urgent=True) == pytest.approx(30)
    assert await pace.turn("chat.update", "C1") == 0
    hand.at += 30
    assert await pace.turn("chat.postMessage", "C1") == 0


async def test_a_shorter_silence_does_not_end_a_longer_one(pace: Pace) -> None:
    pace.be_silent("chat.update", 30)
    pace.be_silent("chat.update", 1)
    assert await pace.turn("chat.update", None) == pytest.approx(30)


async def test_silence_that_begins_while_one_waits_is_kept(hand: Hand) -> None:
    async def sleep(seconds: float) -> None:
        hand.at += seconds
        interrupted.be_silent("chat.postMessage", 5)

    interrupted = Pace(now=hand.now, sleep=sleep)
    await interrupted.turn("chat.postMessage", "C1")
    assert await interrupted.turn("chat.postMessage", "C1") == pytest.approx(5)
