"""A Page on Facebook: only one call is ever in doubt, and nothing is sent again by itself."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sandbox.networks.facebook import Facebook
from bot.sandbox.networks.network import Shown
from handlers.problem import Problem
from handlers.publisher import (
    Absent,
    CannotTell,
    Doubtful,
    Figures,
    Gone,
    Health,
    Made,
    NotSent,
    Published,
    Refused,
)
from tests.publishers.facebook_rig import FacebookRig
from tests.publishers.fakes import opened
from tests.publishers.rigs import film, picture, prepared


@pytest.fixture
async def rig() -> AsyncIterator[FacebookRig]:
    async with opened(FacebookRig) as found:
        assert isinstance(found, FacebookRig)
        yield found


@pytest.fixture
def fake(rig: FacebookRig) -> Facebook:
    assert isinstance(rig.fake, Facebook)
    return rig.fake


def posts(fake: Facebook) -> int:
    return len([call for call in fake.calls if call.method == "POST" and call.path.endswith("/feed")])


async def test_photos_are_uploaded_unseen_and_stay_for_the_next_attempt(rig: FacebookRig, fake: Facebook) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Two", picture("a.png"), picture("b.png")))
    assert len(fake.photos) == 2 and fake.shown == []
    await rig.limit(outgoing, 120)
    said = await publisher.publish(outgoing)
    assert isinstance(said, NotSent) and said.retry_after == timedelta(minutes=2)
    assert isinstance(await publisher.publish(outgoing), Published)
    assert len(fake.photos) == 2
    assert fake.shown[0].flags["photos"] == list(fake.photos)


async def test_a_text_alone_needs_no_preparation(rig: FacebookRig, fake: Facebook) -> None:
    assert await rig.open().prepare(rig.outgoing("Only words")) == Made("")
    assert fake.calls == []


async def test_what_uploads_said_is_lost_with_nothing_but_the_upload(rig: FacebookRig, fake: Facebook) -> None:
    fake.fault("lose", "/photos")
    assert isinstance(await rig.open().prepare(rig.outgoing("Once more", picture())), NotSent)
    assert fake.shown == []


async def test_a_video_goes_up_in_the_pieces_that_are_asked_for(rig: FacebookRig, fake: Facebook) -> None:
    publisher, video = rig.open(), film()
    outgoing = await prepared(publisher, rig.filmed("Moving", video))
    [upload] = fake.uploads.values()
    assert bytes(upload.content) == video.content and fake.shown == []
    assert await publisher.look_up(outgoing) == Absent()
    said = await publisher.publish(outgoing)
    assert isinstance(said, Published) and said.remote_id == upload.video
    assert said.link == fake.shown[0].link
    assert await publisher.look_up(outgoing) == Published(upload.video, said.link)


async def test_a_video_whose_end_is_not_answered_is_asked_whether_it_is_published(
    rig: FacebookRig, fake: Facebook
) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.filmed("Moving", film()))
    fake.fault("5xx_after", "/videos")
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    assert isinstance(await publisher.look_up(outgoing), Published)
    fake.shown.clear()
    assert await publisher.look_up(outgoing) == Absent()


async def test_a_video_has_figures_of_its_own(rig: FacebookRig) -> None:
    publisher = rig.open()
    said = await publisher.publish(await prepared(publisher, rig.filmed("Moving", film())))
    assert isinstance(said, Published)
    await rig.count_up(said.remote_id)
    found = await publisher.figures(said.remote_id)
    assert isinstance(found, Figures)
    assert (found.views, found.likes, found.reposts, found.replies) == (900, 41, None, 3)


async def test_an_upload_that_does_not_get_on_is_given_up(rig: FacebookRig, fake: Facebook) -> None:
    fake.forgets_pieces = True
    said = await rig.open().prepare(rig.filmed("Stuck", film()))
    assert said == NotSent("the upload of the video does not get on")


async def test_a_video_that_is_not_all_there_is_not_published(rig: FacebookRig, fake: Facebook) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.filmed("Half of it", film()))
    [upload] = fake.uploads.values()
    del upload.content[100:]
    said = await publisher.publish(outgoing)
    assert isinstance(said, Refused) and fake.shown == []


async def test_blocked_and_live_all_the_same(rig: FacebookRig, fake: Facebook) -> None:
    publisher, outgoing = rig.open(), rig.outgoing("Suspicious?")
    fake.says_blocked = 1
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    found = await publisher.look_up(outgoing)
    assert isinstance(found, Published) and found.remote_id == fake.shown[0].id


async def test_a_5xx_is_never_answered_with_another_attempt(rig: FacebookRig, fake: Facebook) -> None:
    publisher, outgoing = rig.open(), rig.outgoing("Seven times, as a report tells")
    await rig.answer_5xx(outgoing)
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    assert await publisher.look_up(outgoing) == Absent(may_repeat=False)
    assert not publisher.manner.repeats_safely and publisher.manner.repeatable_for == timedelta(0)
    assert posts(fake) == 1


async def test_the_same_words_with_other_photos_are_another_post(rig: FacebookRig, fake: Facebook) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Same words", picture()))
    author, now = fake.account, fake.now()
    other = {"photos": ["99"]}
    fake.shown.append(Shown("other", author, "Same words", now, "https://other", flags=other))
    assert await publisher.look_up(outgoing) == Absent()
    assert isinstance(await publisher.publish(outgoing), Published)
    found = await publisher.look_up(outgoing)
    assert isinstance(found, Published) and found.remote_id == fake.shown[-1].id


async def test_photos_without_words_are_found_by_their_ids(rig: FacebookRig, fake: Facebook) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("", picture("a.png"), picture("b.png")))
    await rig.lose_the_answer(outgoing)
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    assert isinstance(await publisher.look_up(outgoing), Published)


async def test_older_posts_with_the_same_words_are_not_it(rig: FacebookRig, fake: Facebook) -> None:
    publisher, outgoing = rig.open(), rig.outgoing("Good morning")
    yesterday = fake.now() - timedelta(days=1)
    fake.shown.append(Shown("old", fake.account, "Good morning", yesterday, "https://old"))
    assert await publisher.look_up(outgoing) == Absent()


async def test_with_media_and_no_handle_nothing_was_published(rig: FacebookRig, fake: Facebook) -> None:
    publisher = rig.open()
    assert await publisher.look_up(rig.outgoing("Died while it uploaded", picture())) == Absent(may_repeat=True)
    fake.fault("5xx", method="GET")
    assert isinstance(await publisher.look_up(rig.outgoing("Cannot be asked", picture())), CannotTell)


async def test_the_last_of_what_is_allowed_makes_the_account_rest(rig: FacebookRig, fake: Facebook) -> None:
    fake.percent_used = 100
    said = await rig.open().publish(rig.outgoing("The last"))
    assert isinstance(said, Published) and said.rests_for == timedelta(hours=1)


async def test_a_photo_that_is_too_large_is_told_as_that(rig: FacebookRig) -> None:
    large = replace(picture(), content=b"x" * 4_000_001)
    said = await rig.open().prepare(rig.outgoing("Large", large))
    assert isinstance(said, Refused) and said.problem == Problem.IMAGE_TOO_BIG


async def test_taking_down_is_told_as_it_is(rig: FacebookRig, fake: Facebook) -> None:
    publisher = rig.open()
    said = await publisher.publish(rig.outgoing("Not for long"))
    assert isinstance(said, Published)
    fake.fault("lose", method="DELETE")
    assert isinstance(await publisher.take_down(said.remote_id), Doubtful)
    assert await publisher.take_down(said.remote_id) == Gone()
    refused = await rig.open(token="wrong").take_down(said.remote_id)
    assert isinstance(refused, Refused) and refused.problem == Problem.NOT_ALLOWED


async def test_a_comment_whose_answer_is_lost_is_a_doubt(rig: FacebookRig, fake: Facebook) -> None:
    publisher = rig.open()
    said = await publisher.publish(rig.outgoing("Above"))
    assert isinstance(said, Published)
    fake.fault("lose", "/comments")
    assert isinstance(await publisher.comment(rig.outgoing("Below"), said.remote_id), Doubtful)
    assert await rig.comments_under(said.remote_id) == ["Below"]


async def test_the_doctor_names_the_page(rig: FacebookRig) -> None:
    assert await rig.open().check() == Health(True, "Acorn")


async def test_photos_that_are_forgotten_are_no_post(rig: FacebookRig, fake: Facebook) -> None:
    forgotten = replace(rig.outgoing("Hello", picture()), handle='{"photos": ["forgotten"]}')
    assert isinstance(await rig.open().publish(forgotten), Refused)
    assert fake.shown == []


async def test_figures_of_what_is_gone_are_refused(rig: FacebookRig) -> None:
    said = await rig.open().figures("1_2")
    assert isinstance(said, Refused) and said.problem == Problem.GONE
