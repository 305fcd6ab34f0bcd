"""Images and videos, counted and named. Pure."""

from collections.abc import Sequence

from handlers.words.catalogue import Words
from storage.content import Image


def counted(area: str, media: Sequence[Image], words: Words) -> list[str]:
    """A sentence for the images, and one for the videos. `area`: the keys are AREAimages and AREAvideos."""
    videos = sum(one.is_video for one in media)
    found = (("images", len(media) - videos), ("videos", videos))
    return [words.count(f"{area}{kind}", number) for kind, number in found if number]


def of_version(media: Sequence[Image], number: int, revision: int, words: Words) -> str:
    """What stands above them in the thread."""
    kind = "video" if all(one.is_video for one in media) else "images"
    return words(f"card.{kind}_of_version", number=number, revision=revision)
