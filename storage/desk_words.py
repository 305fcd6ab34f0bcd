"""What is found by typing: each word of an asset, a snippet or a saved answer, for a search by how it begins."""

from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.values import by_value


class Found(StrEnum):
    """What a word leads to."""

    ASSET = "asset"
    """An image or a video of the library."""
    SNIPPET = "snippet"
    """A caption, a signature or a group of hashtags."""
    ANSWER = "answer"
    """A saved answer."""


class DeskWord(SQLModel, table=True):
    """One word, folded (NFKC, no case), of one thing."""

    __tablename__ = "desk_word"

    brand_id: int = Field(primary_key=True, foreign_key="brand.id")
    kind: Found = Field(primary_key=True, sa_type=by_value(Found))
    word: str = Field(primary_key=True)
    item_id: int = Field(primary_key=True)
