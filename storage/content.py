"""What a revision is made of; the plain form in which stories hand it over. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from storage.fingerprint import Own, Picture, Said, fingerprint


class Flag(StrEnum):
    """What an author says about the content, for networks that have a place for it."""

    SENSITIVE = "sensitive"
    """Not for everybody to see unasked; readers may be warned first."""
    PAID = "paid"
    """A paid partnership."""
    AI = "ai"
    """Made with AI."""


@dataclass(frozen=True)
class Image:
    """An image, or a video, in a draft or a revision."""

    sha256: str
    name: str
    alt_text: str = ""
    mime: str = field(default="", compare=False)
    """What its content is; the same bytes are always the same."""

    @property
    def is_video(self) -> bool:
        return self.mime.startswith("video/")


@dataclass(frozen=True)
class Variant:
    """What one account has of its own; what is empty is as it is for all."""

    account_id: int
    text: str | None = None
    wanted_at: datetime | None = None
    wanted_wall: str | None = None
    first_comment: str = ""

    @property
    def is_nothing(self) -> bool:
        return self.text is None and self.wanted_at is None and not self.first_comment


@dataclass(frozen=True)
class Content:
    """What a revision is made of; the plain form in which stories hand it over."""

    text: str
    accounts: tuple[int, ...]
    images: tuple[Image, ...] = ()
    """In their order; a video is one of them."""
    note: str = ""
    wanted_at: datetime | None = None
    wanted_wall: str | None = None
    wanted_zone: str | None = None
    campaign: str | None = None
    variants: tuple[Variant, ...] = ()
    """Of those accounts alone that differ, by their ids."""
    flags: tuple[str, ...] = ()
    warning: str = ""
    """What readers are warned of before they see it."""

    @property
    def fingerprint(self) -> str:
        pictures = [Picture(image.sha256, image.alt_text) for image in self.images]
        said = Said(tuple(sorted(set(self.flags))), self.warning)
        return fingerprint(self.text, self.accounts, pictures, self.wanted_at, self.campaign, self._own(), said)

    def _own(self) -> list[Own]:
        """Exactly what is stored: nothing of an account that it does not go to."""
        meant = (one for one in self.variants if one.account_id in self.accounts and not one.is_nothing)
        return [Own(one.account_id, one.text, one.wanted_at, one.first_comment) for one in meant]

    def variant(self, account_id: int) -> Variant:
        """What this account has of its own, which may be nothing."""
        return next((one for one in self.variants if one.account_id == account_id), Variant(account_id))

    def text_for(self, account_id: int) -> str:
        """Exactly what goes out there."""
        own = self.variant(account_id).text
        return self.text if own is None else own

    def wanted_for(self, account_id: int) -> datetime | None:
        """When it is to go out there; empty: as soon as it is approved."""
        return self.variant(account_id).wanted_at or self.wanted_at

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that readers would see somewhere, first comments included, each once; the common one first."""
        return tuple(dict.fromkeys([self.text, *self._own_texts()]))

    def _own_texts(self) -> Iterator[str]:
        for one in self.variants:
            if one.text is not None:
                yield one.text
            if one.first_comment:
                yield one.first_comment

    def on(self, accounts: tuple[int, ...]) -> "Content":
        """The same on these accounts, with what of theirs differs."""
        kept = tuple(one for one in self.variants if one.account_id in accounts)
        return replace(self, accounts=accounts, variants=kept)
