"""A small Instagram under the contract."""

import io
from dataclasses import replace

from PIL import Image

from bot.sandbox.networks.instagram import Instagram
from handlers.allowance import Size
from handlers.publisher import Outgoing, Picture, Video
from tests.publishers.fake_rigs import FakeRig
from tests.publishers.rigs import picture


class InstagramRig(FakeRig):
    """Nothing is there without an image, so a text goes out with one; and images arrive fitted, as JPEG."""

    network = "instagram"
    network_type = Instagram
    publishes = ("POST", "/media_publish")
    beside = (Size("acorn.jpg", "image/jpeg", 1000, 600, 400),)

    def __init__(self, fake: Instagram, host: str) -> None:
        """With room for as many publications as a test makes."""
        super().__init__(fake, host)
        fake.quota_total = 100_000

    def outgoing(self, text: str, *pictures: Picture, publication_id: int = 7) -> Outgoing:
        fitted = [as_jpeg(one) for one in pictures or (picture(),)]
        return super().outgoing(text, *fitted, publication_id=publication_id)

    def filmed(self, text: str, video: Video) -> Outgoing:
        return replace(super().outgoing(text), pictures=(), video=video)

    async def refusable(self) -> Outgoing:
        return self.outgoing("Buy our forbidden goods")


def as_jpeg(one: Picture) -> Picture:
    into = io.BytesIO()
    Image.open(io.BytesIO(one.content)).convert("RGB").save(into, "JPEG")
    return replace(one, content=into.getvalue(), mime="image/jpeg", name=one.name.replace(".png", ".jpg"))
