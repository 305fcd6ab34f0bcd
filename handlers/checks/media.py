"""Images and videos, told apart by their content. Pure."""

from handlers.checks import images, videos
from handlers.checks.files import Facts


def examine(content: bytes) -> Facts:
    """Raises FileRefused. A big image takes a good part of a second: not for the event loop."""
    return videos.examine(content) if videos.is_film(content) else images.examine(content)


def most_bytes(mime: str) -> int:
    """What is fetched at all of a file that says it is of this kind."""
    return videos.MAX_BYTES if mime.startswith("video/") else images.MAX_BYTES
