"""Every table, imported for their metadata: what migrations compare the database with."""

from sqlmodel import SQLModel

from storage import (
    brands,
    cards,
    decisions,
    drafts,
    history,
    media,
    outbox,
    people,
    publications,
    slots,
    submissions,
)

MODULES = (brands, cards, decisions, drafts, history, media, outbox, people, publications, slots, submissions)

metadata = SQLModel.metadata
