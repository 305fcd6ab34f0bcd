"""Drafts in the records: where one begins, how what is typed gets into it, and what of a submission an edit shows.

Transactions only; nothing here speaks to Slack.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.checking import tagging
from handlers.composing import brand_choice, own, times
from handlers.composing.as_it_stands import as_it_stands
from handlers.composing.form import CHOSEN, SUGGESTED, File, Place, Typed
from handlers.typed import decode
from storage import brands, drafts, labels, media, submissions
from storage.brands import Brand
from storage.content import Content
from storage.drafts import Draft
from storage.lifecycle import Delivery
from storage.people import Person
from storage.submissions import Submission

MOST_IMAGES = 10
"""Files that one form takes (docs.slack.dev/reference/block-kit/block-elements/file-input-element)."""

IN_NETWORKS_HANDS = frozenset({Delivery.PUBLISHING, Delivery.PUBLISHED, Delivery.UNKNOWN})
"""What is, or may be, live cannot be edited any more."""

Image = dict[str, Any]


def find(session: Session, person: Person, place: Place) -> Draft | None:
    """The stored draft, if it is this person's. Raises Denied for somebody else's."""
    found = drafts.draft(session, place.draft_id)
    if found is not None and found.person_id != person.user_id:
        raise Denied("no_such_post")
    return found


def begin(session: Session, person: Person, place: Place, now: datetime) -> Draft:
    """A draft that is not stored yet, filled from what it edits or copies."""
    brand, is_certain = brand_choice.begins_with(session, person, place)
    blank = Draft(
        id=place.draft_id,
        person_id=person.user_id,
        brand_id=brand.number,
        # Without a brand, no account: which one it is must not be guessed.
        accounts=preselected(session, brand, person) if is_certain else [],
        created_at=now,
        saved_at=now,
    )
    if place.target:
        _fill_from_edited(session, blank, place.target.submission_id, place.target.part, brand.zone, now)
    elif place.copy_of:
        _fill_from_copied(session, blank, place.copy_of, brand.zone)
    return blank


def preselected(session: Session, brand: Brand, person: Person) -> list[int]:
    """What this person used last, or else the team; at the very first post, the first account that was set up.

    Something is always chosen, so that command, text, Submit is enough.
    """
    number = access.brand_id(brand)
    offered = [account.id for account in brands.active_accounts(session, number) if account.id is not None]
    for used in (person.last_accounts, submissions.newest_accounts(session, number)):
        last = [one for one in used if one in offered]
        if last:
            return last
    return sorted(offered)[:1]


def _fill_from_edited(
    session: Session, draft: Draft, submission_id: int, revision: int, zone: ZoneInfo, now: datetime
) -> None:
    submission = session.get(Submission, submission_id)
    if submission is None:
        raise Denied("no_such_post")
    content = tagging.as_written(session, submission.brand_id, as_it_stands(session, submission, now))
    draft.submission_id, draft.revision = submission_id, revision
    _fill(session, draft, content)
    draft.variants = own.filled_from(content, zone, with_times=True)
    draft.note, draft.campaign = content.note, content.campaign
    draft.labels = list(labels.labels_of(session, [submission_id]).get(submission_id, ()))
    draft.accounts = list(content.accounts)
    if content.wanted_at:
        draft.goes_out = CHOSEN
        draft.date, draft.time = times.as_picked(content.wanted_at, zone)


def _fill_from_copied(session: Session, draft: Draft, submission_id: int, zone: ZoneInfo) -> None:
    submission = session.get(Submission, submission_id)
    if submission is None:
        raise Denied("no_such_post")
    stands = submissions.content_of(session, submissions.current_revision(session, submission))
    content = tagging.as_written(session, submission.brand_id, stands)
    _fill(session, draft, content)
    draft.variants = own.filled_from(content, zone, with_times=False)
    draft.copy_of = submission_id
    offered = {account.id for account in brands.active_accounts(session, draft.brand_id)}
    draft.accounts = [number for number in content.accounts if number in offered] or draft.accounts


def _fill(session: Session, draft: Draft, content: Content) -> None:
    draft.text, draft.images = content.text, _described(session, content)
    draft.flags, draft.warning = list(content.flags), content.warning


def _described(session: Session, content: Content) -> list[Image]:
    facts = media.facts(session, [image.sha256 for image in content.images])
    return [{**asdict(image), **asdict(facts[image.sha256])} for image in content.images]


def put(session: Session, person: Person, draft: Draft, typed: Typed, seen_at: datetime) -> None:
    """What was typed goes into the draft; older than what is there already, it does not. Raises Denied."""
    if seen_at < draft.saved_at:
        return
    typed = brand_choice.choose(session, person, draft, typed)
    if typed.brand is not None and typed.accounts is None and not draft.accounts:
        draft.accounts = preselected(session, brands.brand(session, draft.brand_id), person)
    if typed.campaign is not None:
        draft.campaign = typed.campaign or None
    draft.text, draft.note = decode.storable(typed.text), decode.storable(typed.note)
    if typed.accounts is not None:
        draft.accounts = list(typed.accounts)
    draft.goes_out, draft.date, draft.time = typed.goes_out, typed.date, typed.time
    if typed.queue is not None:
        draft.queue = decode.storable(typed.queue)
    if typed.labels is not None:
        draft.labels = [decode.storable(one) for one in typed.labels]
    if typed.flags is not None:
        draft.flags = list(typed.flags)
    if typed.warning is not None:
        draft.warning = decode.storable(typed.warning)
    if typed.files is not None:
        draft.images = with_files(draft.images, typed.files)
    draft.saved_at = seen_at


def with_files(images: Sequence[Image], files: Iterable[File]) -> list[Image]:
    """The images of a draft, with the form's files as they are in it now: what was taken out of it goes."""
    wanted = {file.id: file for file in files}
    kept = [image for image in images if not image.get("in_form") or image.get("file") in wanted]
    known = {image.get("file") for image in kept}
    return [*kept, *(_fetched_later(file) | {"in_form": True} for file in wanted.values() if file.id not in known)]


def bring_along(draft: Draft, files: Iterable[File]) -> None:
    """Files of a message, which no form shows."""
    draft.images = [*draft.images, *(_fetched_later(file) for file in files)][:MOST_IMAGES]


def _fetched_later(file: File) -> Image:
    return {"file": file.id, "name": file.name, "url": file.url, "size": file.size, "mime": file.mime, "alt_text": ""}


def settle_files(draft: Draft) -> None:
    """A form that is drawn anew cannot show the files that were put into the last one: they are the draft's now."""
    draft.images = [{**image, "in_form": False} if image.get("in_form") else image for image in draft.images]


def is_as_begun(session: Session, person: Person, place: Place, typed: Typed, now: datetime) -> bool:
    """Whether nothing was changed since the form was opened, so that there is nothing to keep."""
    if not (place.target or place.copy_of):
        return typed.is_empty
    fresh, after = begin(session, person, place, now), begin(session, person, place, now)
    put(session, person, after, typed, now)
    return content_fields(fresh) == content_fields(after)


def content_fields(draft: Draft) -> tuple[Any, ...]:
    """What makes a draft different from another."""
    when = (draft.date, draft.time) if draft.goes_out in (CHOSEN, SUGGESTED) else (draft.goes_out, draft.queue)
    return (
        draft.text,
        draft.note,
        draft.campaign,
        sorted(draft.labels),
        sorted(draft.accounts),
        when,
        sorted(draft.flags),
        draft.warning,
        draft.variants,
        [image.get("sha256") for image in draft.images],
    )
