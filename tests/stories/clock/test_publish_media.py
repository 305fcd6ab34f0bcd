"""Media goes out as each network takes it, and the original stays as it is."""

import io

from PIL import Image as Pictures
from sqlmodel import Session, col, func, select, update

from handlers.allowance import Allowance, ImageRules
from handlers.clock import publish
from handlers.problem import Problem
from storage import media
from storage.content import Image
from storage.lifecycle import Delivery
from storage.media import Media, Rendition
from tests.rules.fitting.films import SECRET_PLACE, film
from tests.rules.fitting.pictures import saved
from tests.stories.clock.house import House
from tests.stories.clock.scripted_publisher import ScriptedPublisher

SQUARES = ImageRules(types=frozenset({"image/jpeg"}), min_ratio=0.8, max_ratio=1.91, max_width=320)


class Choosy(ScriptedPublisher):
    """Takes small JPEGs of a moderate shape."""

    def allowance(self) -> Allowance:
        return Allowance(max_length=500, count=len, max_images=4, image=SQUARES)


def kept(house: House, content: bytes, mime: str, seconds: float | None = None) -> Image:
    """A medium in the records."""
    sha256 = house.database.write_sync(
        media.store, content=content, mime=mime, width=0, height=0, seconds=seconds, now=house.calendar()
    )
    return Image(sha256, "oak", "An oak")


def sideways() -> bytes:
    exif = Pictures.Exif()
    exif[0x0112], exif[0x010E] = 6, "52.520008N"
    return saved("JPEG", Pictures.new("RGB", (900, 600), "teal"), exif=exif)


def renditions(session: Session) -> int:
    return session.exec(select(func.count(col(Rendition.source)))).one()


async def test_each_network_gets_the_picture_as_it_takes_it_and_the_original_stays(house: House) -> None:
    plain, choosy = ScriptedPublisher(), Choosy()
    accounts = house.account("plain", plain), house.account("choosy", choosy)
    original = sideways()
    image = kept(house, original, "image/jpeg")
    for _ in range(2):
        house.approve(house.submit(*accounts, images=(image,)))
        await publish.run_due(house.desk, house.calendar())

    for network, size in ((plain, (600, 900)), (choosy, (320, 400))):
        first, second = (going.pictures[0] for going in network.asked)
        assert first == second, "made once, and kept"
        assert (first.width, first.height) == size
        assert (first.name, first.alt_text) == ("oak", "An oak")
        assert b"52.520008N" not in first.content
        with Pictures.open(io.BytesIO(first.content)) as shown:
            assert shown.size == size
    assert house.database.read_sync(renditions) == 2
    stored = house.database.read_sync(media.load, image.sha256)
    assert stored is not None and stored.content == original


async def test_what_cannot_be_made_fit_is_refused_with_its_reason_before_anything_is_sent(house: House) -> None:
    choosy = Choosy()
    ribbon = kept(house, saved("PNG", Pictures.new("RGB", (3000, 50))), "image/png")
    number = house.approve(house.submit(house.account("choosy", choosy), images=(ribbon,)))
    await publish.run_due(house.desk, house.calendar())
    assert choosy.asked == []
    assert (house.publication(number).state, house.publication(number).problem) == (
        Delivery.FAILED,
        Problem.IMAGE_SHAPE,
    )


async def test_a_rendition_that_was_changed_behind_us_is_never_sent(house: House) -> None:
    choosy = Choosy()
    account, image = house.account("choosy", choosy), kept(house, sideways(), "image/jpeg")
    house.approve(house.submit(account, images=(image,)))
    await publish.run_due(house.desk, house.calendar())
    others = update(Media).where(col(Media.sha256) != image.sha256).values(content=b"another")
    house.database.write_sync(lambda session: session.exec(others))

    number = house.approve(house.submit(account, images=(image,)))
    await publish.run_due(house.desk, house.calendar())

    assert len(choosy.asked) == 1
    assert house.publication(number).problem == Problem.CHANGED


async def test_a_video_goes_out_without_the_place_where_it_was_taken(house: House) -> None:
    plain = ScriptedPublisher()
    content = film()
    video = kept(house, content, "video/mp4", seconds=2.0)
    house.approve(house.submit(house.account("plain", plain), images=(video,)))
    await publish.run_due(house.desk, house.calendar())

    [going] = plain.asked
    assert going.pictures == ()
    assert going.video is not None
    assert (going.video.mime, going.video.seconds, going.video.alt_text) == ("video/mp4", 2.0, "An oak")
    assert SECRET_PLACE in content and SECRET_PLACE not in going.video.content
    assert len(going.video.content) == len(content)
