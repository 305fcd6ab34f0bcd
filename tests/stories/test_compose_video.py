"""A video: taken by its content, described in the second step, shown in the card's thread."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session, select

from bot.demo import cast, reading
from bot.demo.stage import Stage
from handlers import wire
from handlers.allowance import VideoRules
from handlers.words.catalogue import words
from storage.outbox import Message
from tests.rules.fitting.films import film
from tests.rules.fitting.pictures import saved
from tests.stories.composing import every_submission, lines, only_submission, send
from tests.stories.test_compose_images import arrange, send_with, upload

KO = words("ko")


@contextmanager
def taking(scene: Stage, video: VideoRules | None) -> Iterator[None]:
    """The account's network takes such videos."""
    allowance = scene.machine.desk.publishers[1].allowance()
    before = allowance.video
    object.__setattr__(allowance, "video", video)
    try:
        yield
    finally:
        object.__setattr__(allowance, "video", before)


async def test_a_video_from_the_form_is_described_and_lies_in_the_cards_thread(scene: Stage) -> None:
    with taking(scene, VideoRules()):
        view = await send_with(scene, ("oak.mp4", film(seconds=61.2)))
        assert view["callback_id"] == wire.IMAGES
        assert "oak.mp4" in lines(view) and "1:02" in lines(view)
        await arrange(scene, [("An oak in the wind", "1")])
    [video] = (await only_submission(scene)).content.images
    assert (video.name, video.alt_text, video.mime) == ("oak.mp4", "An oak in the wind", "video/mp4")
    card = (await scene.approver.messages(cast.REVIEW))[-1]
    assert words("en").count("card.videos", 1) in "\n".join(reading.lines(card))
    assert await scene.machine.desk.database.read(said_about, 1) == ["images"], "it goes under the card"


def said_about(session: Session, number: int) -> list[str]:
    return [one.kind for one in session.exec(select(Message).where(Message.submission_id == number)).all()]


async def test_a_messages_video_comes_along(scene: Stage) -> None:
    files = await upload(scene.author, ("oak.mov", film(brand=b"qt  ")))
    said = await scene.author.say(cast.REVIEW, "Look at this", files=files)
    await scene.author.shortcut(wire.SUBMIT_AS_POST, cast.REVIEW, said["ts"])
    await scene.settle()
    with taking(scene, VideoRules(types=frozenset({"video/quicktime"}))):
        await send(scene, scene.author)
        await arrange(scene, [("An oak", "1")])
    [video] = (await only_submission(scene)).content.images
    assert video.mime == "video/quicktime"


async def test_what_the_network_does_not_take_is_said_in_the_second_step(scene: Stage) -> None:
    with taking(scene, None):
        view = await send_with(scene, ("oak.mp4", film()))
    assert KO("composer.wrong_too_many_videos", account="news", allowed=0, found=1) in lines(view)
    with taking(scene, VideoRules(codecs=frozenset({"hvc1"}))):
        answer = await arrange(scene, [("An oak", "1")])
        assert KO("composer.wrong_video_type", account="news", name="oak.mp4") in answer["errors"].values()
    with taking(scene, VideoRules(max_seconds=1)):
        answer = await arrange(scene, [("An oak", "1")])
        assert answer["response_action"] == "errors"
    assert await every_submission(scene) == []


async def test_a_file_that_only_says_to_be_a_video_is_told_by_name(scene: Stage) -> None:
    view = await send_with(scene, ("real.png", saved("PNG")), ("fake.mp4", b"\0\0\0\x18ftypmp42" + bytes(99)))
    assert KO("composer.wrong_file_broken", name="fake.mp4") in lines(view)
    assert await every_submission(scene) == []
