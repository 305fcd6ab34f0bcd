"""Containers on Instagram and Threads: kept before they are published, finished before, and used once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sandbox.networks.containers import ContainerNetwork
from bot.sandbox.networks.network import Shown
from handlers.problem import Problem
from handlers.publisher import Absent, CannotTell, Doubtful, Flags, Health, Made, NotSent, Published, Refused
from tests.publishers.fake_rigs import FakeRig
from tests.publishers.fakes import opened
from tests.publishers.instagram_rig import InstagramRig
from tests.publishers.rigs import film, picture, prepared
from tests.publishers.threads_rig import ThreadsRig


@pytest.fixture(params=[InstagramRig, ThreadsRig], ids=["instagram", "threads"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[FakeRig]:
    async with opened(request.param) as found:
        yield found


@pytest.fixture
def fake(rig: FakeRig) -> ContainerNetwork:
    assert isinstance(rig.fake, ContainerNetwork)
    return rig.fake


def publications(fake: ContainerNetwork) -> int:
    return len([call for call in fake.calls if call.method == "POST" and call.path.endswith(fake.publish)])


async def test_a_container_is_waited_for_and_nothing_is_live_before(rig: FakeRig, fake: ContainerNetwork) -> None:
    fake.looks_until_finished = 2
    made = await rig.open().prepare(rig.outgoing("Slowly", picture()))
    assert isinstance(made, Made) and made.handle in fake.containers
    assert rig.pauses.seconds == [1, 2]
    assert fake.shown == [] and publications(fake) == 0


async def test_a_container_that_does_not_get_finished_is_given_up(rig: FakeRig, fake: ContainerNetwork) -> None:
    fake.looks_until_finished = 1000
    assert isinstance(await rig.open().prepare(rig.outgoing("Never", picture())), NotSent)
    assert len(rig.pauses.seconds) == 60 and rig.pauses.seconds[-1] == 5


async def test_what_is_not_finished_is_never_published(rig: FakeRig, fake: ContainerNetwork) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Too early"))
    fake.looks_until_finished = 1000
    said = await publisher.publish(outgoing)
    assert isinstance(said, NotSent) and said.retry_after and not said.is_spent
    assert isinstance(await publisher.look_up(outgoing), CannotTell)
    assert publications(fake) == 0


async def test_every_item_of_an_album_is_finished_before_the_album_is_made(
    rig: FakeRig, fake: ContainerNetwork
) -> None:
    fake.looks_until_finished = 1
    outgoing = await prepared(rig.open(), rig.outgoing("Two", picture("a.png"), picture("b.png")))
    assert len(fake.containers) == 3
    assert len(rig.pauses.seconds) == 3
    assert fake.containers[outgoing.handle].words["media_type"] == "CAROUSEL"


async def test_a_container_that_expired_is_made_anew(rig: FakeRig, fake: ContainerNetwork) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Yesterday's"))
    made_at = fake.containers[outgoing.handle].made_at
    fake.now = lambda: made_at + timedelta(hours=25)
    said = await publisher.publish(outgoing)
    assert isinstance(said, NotSent) and said.is_spent
    assert await publisher.look_up(outgoing) == Absent(may_repeat=True)
    assert isinstance(await publisher.publish(await prepared(publisher, outgoing)), Published)
    assert len(fake.shown) == 1


async def test_a_container_that_broke_is_made_anew(rig: FakeRig, fake: ContainerNetwork) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Broken"))
    fake.containers[outgoing.handle].error = "something went wrong"
    said = await publisher.publish(outgoing)
    assert isinstance(said, NotSent) and said.is_spent and said.detail == "something went wrong"
    assert await publisher.look_up(outgoing) == Absent(may_repeat=True)


async def test_a_container_that_is_finished_may_be_published_again(rig: FakeRig) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Not yet"))
    assert await publisher.look_up(outgoing) == Absent(may_repeat=True)


async def test_without_a_container_nothing_can_have_been_published(rig: FakeRig) -> None:
    assert await rig.open().look_up(rig.outgoing("Died while it prepared")) == Absent(may_repeat=True)


async def test_blocked_and_live_all_the_same(rig: FakeRig, fake: ContainerNetwork) -> None:
    publisher = rig.open()
    fake.says_blocked = 1
    outgoing = await prepared(publisher, rig.outgoing("Suspicious?"))
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    found = await publisher.look_up(outgoing)
    assert isinstance(found, Published) and found.remote_id == fake.shown[0].id


async def test_what_went_out_is_told_from_what_was_there_before_and_after(rig: FakeRig, fake: ContainerNetwork) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Ask @oak about\n#acorns"))
    await rig.lose_the_answer(outgoing)
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    [ours] = fake.shown
    fake.shown.insert(0, Shown("old", ours.author, ours.text, ours.at - timedelta(days=1), "https://old"))
    fake.shown.append(Shown("new", ours.author, "Another one", ours.at, "https://new"))
    found = await publisher.look_up(outgoing)
    assert isinstance(found, Published) and (found.remote_id, found.link) == (ours.id, ours.link)


async def test_a_busy_account_is_read_page_by_page(rig: FakeRig, fake: ContainerNetwork) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Among many"))
    await rig.lose_the_answer(outgoing)
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    [ours] = fake.shown
    fake.shown += [Shown(f"n{n}", ours.author, f"Later {n}", ours.at, "https://new") for n in range(60)]
    found = await publisher.look_up(outgoing)
    assert isinstance(found, Published) and found.remote_id == ours.id
    fake.shown += [Shown(f"m{n}", ours.author, f"More {n}", ours.at, "https://new") for n in range(70)]
    assert isinstance(await publisher.look_up(outgoing), CannotTell)


async def test_published_and_not_to_be_seen_yet_stays_a_doubt(rig: FakeRig, fake: ContainerNetwork) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Lists lag behind"))
    await rig.lose_the_answer(outgoing)
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    fake.shown.clear()
    assert isinstance(await publisher.look_up(outgoing), CannotTell)
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    assert publications(fake) == 1


async def test_when_the_days_quota_is_used_nothing_is_made(rig: FakeRig, fake: ContainerNetwork) -> None:
    fake.quota_total = 0
    said = await rig.open().prepare(rig.outgoing("One too many", picture()))
    assert isinstance(said, NotSent) and said.retry_after == timedelta(hours=1)
    assert fake.containers == {}


async def test_the_quota_at_the_last_moment_is_a_wait_as_well(rig: FakeRig, fake: ContainerNetwork) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Overtaken"))
    fake.quota_total = 0
    said = await publisher.publish(outgoing)
    assert isinstance(said, NotSent) and said.retry_after == timedelta(hours=1) and not said.is_spent
    assert fake.shown == []


async def test_minutes_in_the_header_of_usage_are_heeded(rig: FakeRig) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Slower"))
    await rig.limit(outgoing, 120)
    said = await publisher.publish(outgoing)
    assert isinstance(said, NotSent) and said.retry_after == timedelta(minutes=2)


async def test_the_last_of_what_is_allowed_makes_the_account_rest(rig: FakeRig, fake: ContainerNetwork) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("The last"))
    fake.percent_used, fake.minutes_to_regain = 100, 12
    said = await publisher.publish(outgoing)
    assert isinstance(said, Published) and said.rests_for == timedelta(minutes=12)


async def test_a_link_that_cannot_be_had_costs_no_receipt(rig: FakeRig, fake: ContainerNetwork) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("No link"))
    fake.fault("5xx", "/17", method="GET")
    said = await publisher.publish(outgoing)
    assert isinstance(said, Published)
    assert said.remote_id == fake.shown[0].id and said.link is None


async def test_media_that_the_network_cannot_fetch_are_tried_again(rig: FakeRig) -> None:
    class Nowhere:
        async def address(self, content: bytes, mime: str) -> str:
            return f"{rig.fake.origin.rpartition('/')[0]}/host/nothing"

    publisher = rig.publisher_with(Nowhere())
    assert isinstance(await publisher.prepare(rig.outgoing("Cannot see it", picture())), NotSent)


async def test_media_that_cannot_be_put_anywhere_are_tried_again(rig: FakeRig) -> None:
    class Full:
        async def address(self, content: bytes, mime: str) -> str:
            raise OSError("no room")

    said = await rig.publisher_with(Full()).prepare(rig.outgoing("No room", picture()))
    assert isinstance(said, NotSent) and "no room" in said.detail


BROKEN = {
    "Media upload has failed with error code 2207026": Problem.VIDEO_TYPE,
    "INVALID_ASPECT_RATIO": Problem.IMAGE_SHAPE,
    "UNKNOWN": Problem.REFUSED,
}


@pytest.mark.parametrize("reason", BROKEN)
async def test_a_container_that_breaks_while_it_is_made_says_why(reason: str) -> None:
    kind = InstagramRig if "2207026" in reason else ThreadsRig
    async with opened(kind) as rig:
        assert isinstance(rig.fake, ContainerNetwork)
        rig.fake.breaks = reason
        said = await rig.open().prepare(rig.filmed("Broken", film()))
        assert said == Refused(BROKEN[reason], reason)


async def test_a_container_whose_media_took_too_long_is_made_anew() -> None:
    async with opened(InstagramRig) as rig:
        assert isinstance(rig.fake, ContainerNetwork)
        rig.fake.breaks = "Media upload has failed with error code 2207003"
        said = await rig.open().prepare(rig.filmed("Slow", film()))
        assert isinstance(said, NotSent)


async def test_without_a_public_address_media_are_refused_and_the_doctor_says_so(rig: FakeRig) -> None:
    publisher = rig.publisher_with(None)
    said = await publisher.prepare(rig.outgoing("Picture", picture()))
    assert isinstance(said, Refused) and said.problem == Problem.NO_PUBLIC_MEDIA
    health = await publisher.check()
    assert "public address" in health.detail and health.advice
    assert health.is_well == (rig.network == "threads")


async def test_a_reel_says_nothing_of_alt_texts_and_a_thread_does(rig: FakeRig, fake: ContainerNetwork) -> None:
    outgoing = await prepared(rig.open(), rig.filmed("Moving", film()))
    words = fake.containers[outgoing.handle].words
    assert words["media_type"] == ("REELS" if rig.network == "instagram" else "VIDEO")
    assert ("alt_text" in words) == (rig.network == "threads")


async def test_what_is_sensitive_is_blurred_where_there_is_a_way() -> None:
    async with opened(ThreadsRig) as rig:
        publisher, flags = rig.open(), Flags(is_sensitive=True)
        for outgoing in (rig.outgoing("Hidden", picture()), rig.outgoing("Words alone")):
            await publisher.publish(await prepared(publisher, replace(outgoing, flags=flags)))
        assert [one.flags for one in rig.fake.shown] == [{"is_spoiler_media": True}, {}]


async def test_nothing_is_on_instagram_without_an_image() -> None:
    async with opened(InstagramRig) as rig:
        said = await rig.open().prepare(replace(rig.outgoing("Alone"), pictures=()))
        assert isinstance(said, Refused) and said.problem == Problem.NEEDS_MEDIA


async def test_the_network_says_what_is_wrong_with_an_image() -> None:
    async with opened(InstagramRig) as rig:
        png = replace(rig.outgoing("PNG"), pictures=(picture(),))
        said = await rig.open().prepare(png)
        assert isinstance(said, Refused) and said.problem == Problem.IMAGE_TYPE


async def test_a_sixth_link_is_refused_by_threads_in_its_words() -> None:
    async with opened(ThreadsRig) as rig:
        links = " ".join(f"https://example.com/{number}" for number in range(6))
        said = await rig.open().prepare(rig.outgoing(links))
        assert isinstance(said, Refused) and said.problem == Problem.TOO_MANY_LINKS
        assert "THREADS_API__LINK_LIMIT_EXCEEDED" in said.detail


async def test_a_reply_whose_answer_is_lost_is_a_doubt() -> None:
    async with opened(ThreadsRig) as rig:
        publisher = rig.open()
        above = await publisher.publish(await prepared(publisher, rig.outgoing("Above")))
        assert isinstance(above, Published)
        rig.go_wrong("lose", rig.outgoing(""))
        assert isinstance(await publisher.comment(rig.outgoing("Below"), above.remote_id), Doubtful)
        assert await rig.comments_under(above.remote_id) == ["Below"]


async def test_the_doctor_names_the_account(rig: FakeRig) -> None:
    assert await rig.open().check() == Health(True, "@acorn")
