"""What a Mastodon server answers, and what follows from it. Pure."""

from collections.abc import Mapping
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from bot.publishers import count, waits
from bot.publishers.http import Answer, HttpFailure
from handlers.allowance import Allowance, ImageRules, VideoRules
from handlers.problem import Problem
from handlers.publisher import Doubtful, Figures, NotSent, Refused

# What a server takes that says nothing else (docs.joinmastodon.org/entities/Instance/#configuration).
MAX_CHARACTERS = 500
RESERVED_PER_URL = 23
MAX_IMAGES = 4
MAX_IMAGE_BYTES = 10_485_760
MAX_VIDEO_BYTES = 41_943_040
MAX_ALT = 1500
VIDEO_TYPES = ("video/mp4", "video/webm", "video/quicktime")
IMAGE_TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp")


def allowance(instance: Mapping[str, Any]) -> Allowance:
    """The limits in the answer of /api/v2/instance, each with its default where the answer lacks it."""
    statuses = _part(instance, "configuration", "statuses")
    media = _part(instance, "configuration", "media_attachments")
    types = media.get("supported_mime_types")
    return Allowance(
        max_length=_figure(statuses, "max_characters", MAX_CHARACTERS),
        count=count.for_mastodon(_figure(statuses, "characters_reserved_per_url", RESERVED_PER_URL)),
        max_images=_figure(statuses, "max_media_attachments", MAX_IMAGES),
        image=ImageRules(
            types=frozenset(IMAGE_TYPES).intersection(types if isinstance(types, list) else IMAGE_TYPES),
            max_bytes=_figure(media, "image_size_limit", MAX_IMAGE_BYTES),
            max_pixels=_figure(media, "image_matrix_limit", 0),
        ),
        video=_video(media, types),
        needs_text=False,
        max_alt=_figure(media, "description_limit", MAX_ALT),
    )


def _video(media: Mapping[str, Any], types: Any) -> VideoRules | None:
    """Nothing for a server that takes none."""
    taken = frozenset(VIDEO_TYPES).intersection(types if isinstance(types, list) else VIDEO_TYPES)
    return VideoRules(types=taken, max_bytes=_figure(media, "video_size_limit", MAX_VIDEO_BYTES)) if taken else None


def _part(found: Any, *keys: str) -> Mapping[str, Any]:
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _figure(found: Mapping[str, Any], key: str, default: int) -> int:
    value = found.get(key)
    return value if isinstance(value, int) and value > 0 else default


def failure(answer: Answer, now: datetime) -> Refused | NotSent | Doubtful:
    """What an answer other than success means for the request that it answers (docs.joinmastodon.org/methods/statuses).

    A 5xx proves nothing: the status may have been stored before the server stumbled. Nor does a 408, which may come
    from a proxy that gave up while the server went on.
    """
    if answer.status == 429:
        return NotSent(answer.words(), waits.asked_for(answer.headers, now))
    if answer.status in (401, 403):
        return Refused(Problem.NOT_ALLOWED, answer.words())
    if answer.status in (404, 410) or 300 <= answer.status < 400:
        return Refused(Problem.GONE, answer.words())
    if answer.status == 413:
        return Refused(Problem.IMAGE_TOO_BIG, answer.words())
    if 400 <= answer.status < 500 and answer.status != 408:
        return Refused(Problem.REFUSED, answer.words())
    return Doubtful(answer.words())


def unsent(failure: HttpFailure) -> Refused | NotSent:
    """Of a call that certainly did nothing."""
    return Refused(Problem.NOT_ALLOWED, failure.detail) if failure.is_locked_out else NotSent(failure.detail)


def trends(found: Any) -> list[str]:
    """Hashtags with their sign; what is no list of tags tells none."""
    tags = found if isinstance(found, list) else []
    names = (str(tag.get("name") or "") for tag in tags if isinstance(tag, dict))
    return [f"#{name}" for name in names if name]


def figures(status: Mapping[str, Any]) -> Figures:
    """What a status counts (docs.joinmastodon.org/entities/Status); nobody counts views."""
    return Figures(
        likes=_count(status, "favourites_count"),
        reposts=_count(status, "reblogs_count"),
        replies=_count(status, "replies_count"),
        raw={name: value for name, value in status.items() if name.endswith("_count")},
    )


def _count(status: Mapping[str, Any], name: str) -> int | None:
    value = status.get(name)
    return value if isinstance(value, int) else None


def harmless(outcome: Refused | NotSent | Doubtful) -> Refused | NotSent:
    """The same for a request that publishes nothing: after an upload in doubt, nothing is live."""
    return NotSent(outcome.detail) if isinstance(outcome, Doubtful) else outcome


def plain_text(content: str) -> str:
    """The words of a status's HTML, with every run of white space as one space: enough to recognise a text."""
    reader = _Words()
    reader.feed(content)
    reader.close()
    return folded("".join(reader.words))


def folded(text: str) -> str:
    return " ".join(text.split())


class _Words(HTMLParser):
    """Collects text; breaks and paragraphs part words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "br"):
            self.words.append(" ")
