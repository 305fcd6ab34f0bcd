"""Every table, imported for their metadata: what migrations compare the database with."""

from sqlmodel import SQLModel

from storage import (
    absences,
    brands,
    cards,
    co_authors,
    comments,
    credentials,
    decisions,
    drafts,
    first_comments,
    groups,
    history,
    media,
    outbox,
    pauses,
    people,
    publications,
    readings,
    record,
    removals,
    slots,
    stages,
    submissions,
    waiting,
)

MODULES = (
    *(absences, brands, cards, co_authors, comments, credentials, decisions, drafts, first_comments, groups, history),
    *(media, outbox, pauses, people, publications, readings, record, removals, slots, stages, submissions, waiting),
)

metadata = SQLModel.metadata
