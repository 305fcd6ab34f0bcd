"""What one account takes, and what is wrong with a text or its media for it. Pure: a form can say it by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from handlers.framing import Bounds, frame
from handlers.problem import Problem

DRAWN = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Kinds of images that a still can be drawn anew as."""


@dataclass(frozen=True)
class Flaw:
    """One thing that keeps a text or its media from a network, with the figures that a sentence needs."""

    problem: Problem
    found: float = 0
    allowed: float = 0
    name: str = ""


@dataclass(frozen=True)
class Note:
    """What a network costs or does differently, without being in the way; the code is a key under `note.`."""

    code: str
    figure: str = ""


@dataclass(frozen=True)
class Size:
    """What an allowance needs to know of an image or a video."""

    name: str
    mime: str
    bytes: int
    width: int = 0
    height: int = 0
    seconds: float = 0
    alt_text: str = ""
    codec: str = ""
    """Of a video, where it is known."""

    @property
    def is_video(self) -> bool:
        return self.mime.startswith("video/")

    @property
    def is_moving(self) -> bool:
        """A video or an animation, which cannot be drawn anew."""
        return self.seconds > 0


@dataclass(frozen=True)
class ImageRules:
    """What an image must be to be taken; what is not is fitted where that does not spoil it. No figure: no limit."""

    types: frozenset[str] = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
    max_bytes: int = 20_000_000
    min_ratio: float = 0
    """Width by height."""
    max_ratio: float = 0
    min_width: int = 0
    max_width: int = 0
    max_height: int = 0
    max_pixels: int = 0

    @property
    def bounds(self) -> Bounds:
        """How large and how wide it may be."""
        return Bounds(self.min_ratio, self.max_ratio, self.min_width, self.max_width, self.max_height, self.max_pixels)


@dataclass(frozen=True)
class VideoRules:
    """What a video must be to be taken; videos are sent as they are."""

    types: frozenset[str] = frozenset({"video/mp4"})
    codecs: frozenset[str] = frozenset()
    """By the four letters of a file; none: it does not matter."""
    max_bytes: int = 100_000_000
    min_seconds: float = 0
    max_seconds: float = 0
    min_ratio: float = 0
    max_ratio: float = 0


def no_notes(_text: str) -> list[Note]:
    """For a network that has nothing to say."""
    return []


@dataclass(frozen=True)
class Allowance:
    """What one account takes."""

    max_length: int
    count: Callable[[str], int]
    """Length of a text as this network counts it."""
    max_images: int
    image: ImageRules = field(default_factory=ImageRules)
    video: VideoRules | None = None
    """Nothing: it takes no video."""
    needs_text: bool = True
    needs_media: bool = False
    media_barred: Problem | None = None
    """Why no media can go there for now, such as a public address that is missing."""
    max_alt: int = 0
    """Characters of an alt text; 0: no limit that is known."""
    checks: tuple[Callable[[str], Flaw | None], ...] = ()
    """What else a network counts in a text: hashtags, mentions, links."""
    notes: Callable[[str], list[Note]] = no_notes
    """What a text costs there, or what will look different."""

    def flaws(self, text: str, media: Sequence[Size] = ()) -> list[Flaw]:
        """Everything that is wrong for this network, worst first; empty when it can go out."""
        images, videos = [one for one in media if not one.is_video], [one for one in media if one.is_video]
        return [
            *self._text_flaws(text, has_media=bool(media)),
            *self._number_flaws(images, videos),
            *(flaw for one in images for flaw in self._image_flaws(one)),
            *(flaw for one in videos for flaw in self._video_flaws(one)),
            *(flaw for one in media for flaw in self._alt_flaws(one)),
        ]

    def _text_flaws(self, text: str, *, has_media: bool) -> list[Flaw]:
        found, length = [], self.count(text)
        if length > self.max_length:
            found.append(Flaw(Problem.TOO_LONG, length, self.max_length))
        if not text.strip() and (self.needs_text or not has_media):
            found.append(Flaw(Problem.EMPTY))
        elif self.needs_media and not has_media:
            found.append(Flaw(Problem.NEEDS_MEDIA))
        return found + [flaw for check in self.checks if (flaw := check(text)) is not None]

    def _number_flaws(self, images: Sequence[Size], videos: Sequence[Size]) -> list[Flaw]:
        if self.media_barred is not None and (images or videos):
            return [Flaw(self.media_barred)]
        most_videos = 1 if self.video else 0
        if len(videos) > most_videos:
            return [Flaw(Problem.TOO_MANY_VIDEOS, len(videos), most_videos)]
        if videos and images:
            return [Flaw(Problem.MIXED_MEDIA)]
        if len(images) > self.max_images:
            return [Flaw(Problem.TOO_MANY_IMAGES, len(images), self.max_images)]
        return []

    def _image_flaws(self, image: Size) -> list[Flaw]:
        """Only what fitting cannot mend: a still is drawn anew as another kind, smaller, or with edges around it."""
        rules = self.image
        if image.mime not in rules.types and (image.is_moving or not rules.types & DRAWN):
            return [Flaw(Problem.IMAGE_TYPE, name=image.name)]
        if image.bytes > rules.max_bytes and image.is_moving:
            return [Flaw(Problem.IMAGE_TOO_BIG, image.bytes, rules.max_bytes, image.name)]
        if image.width and image.height and not self._has_shape(image):
            return [Flaw(Problem.IMAGE_SHAPE, name=image.name)]
        return []

    def _has_shape(self, image: Size) -> bool:
        found = frame(image.width, image.height, self.image.bounds)
        return found is not None and not (image.is_moving and found.differs_from(image.width, image.height))

    def _video_flaws(self, video: Size) -> list[Flaw]:
        rules = self.video
        if rules is None:
            return []
        if video.mime not in rules.types or (rules.codecs and video.codec and video.codec not in rules.codecs):
            return [Flaw(Problem.VIDEO_TYPE, name=video.name)]
        if video.bytes > rules.max_bytes:
            return [Flaw(Problem.VIDEO_TOO_BIG, video.bytes, rules.max_bytes, video.name)]
        if video.seconds < rules.min_seconds:
            return [Flaw(Problem.VIDEO_LENGTH, video.seconds, rules.min_seconds, video.name)]
        if rules.max_seconds and video.seconds > rules.max_seconds:
            return [Flaw(Problem.VIDEO_LENGTH, video.seconds, rules.max_seconds, video.name)]
        bounds = Bounds(rules.min_ratio, rules.max_ratio)
        if video.width and video.height and not bounds.has_ratio(video.width, video.height):
            return [Flaw(Problem.IMAGE_SHAPE, name=video.name)]
        return []

    def _alt_flaws(self, one: Size) -> list[Flaw]:
        if self.max_alt and len(one.alt_text) > self.max_alt:
            return [Flaw(Problem.ALT_TOO_LONG, len(one.alt_text), self.max_alt, one.name)]
        return []
