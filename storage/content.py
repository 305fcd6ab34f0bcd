"""What a revision is made of; the plain form in which stories hand it over. Pure."""

from dataclasses import dataclass
from datetime import datetime

from storage.fingerprint import Picture, fingerprint


@dataclass(frozen=True)
class Image:
    """An image in a draft or a revision."""

    sha256: str
    name: str
    alt_text: str = ""


@dataclass(frozen=True)
class Content:
    """What a revision is made of; the plain form in which stories hand it over."""

    text: str
    accounts: tuple[int, ...]
    images: tuple[Image, ...] = ()
    note: str = ""
    wanted_at: datetime | None = None
    wanted_wall: str | None = None
    wanted_zone: str | None = None
    campaign: str | None = None

    @property
    def fingerprint(self) -> str:
        pictures = [Picture(image.sha256, image.alt_text) for image in self.images]
        return fingerprint(self.text, self.accounts, pictures, self.wanted_at, self.campaign)
