"""What a composer shows, as plain data: the draft, and what surrounds it. No session leaves this file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import access, texts
from handlers.campaigning.progress import Progress, brief
from handlers.checking import tagging, unusable
from handlers.checking.unusable import Barred
from handlers.checks.tagging import Tags, Where, tagged
from handlers.composing import brand_choice, slotting, times
from handlers.composing.as_it_stands import as_it_stands
from handlers.composing.drafting import IN_NETWORKS_HANDS
from handlers.composing.form import CHOSEN, SLOT, SUGGESTED, Place
from handlers.composing.own import Own, own_in, text_in
from handlers.composing.slotting import Slotted
from handlers.learning.suggesting import Suggestion
from handlers.wire import Target
from storage import brands, decisions, library, people, publications, snippets, submissions
from storage.brands import Account, Brand
from storage.content import Content
from storage.decisions import Label
from storage.drafts import Draft
from storage.lifecycle import Delivery
from storage.people import Person
from storage.publications import Publication
from storage.submissions import Submission


@dataclass(frozen=True)
class Offered:
    """An account that can be chosen."""

    id: int
    name: str
    network: str
    audience: str = ""
    """Whom it speaks to, in one line."""


@dataclass(frozen=True)
class Overtaken:
    """Somebody else's newer version, which the author of this draft has not seen."""

    by: str
    """A name."""
    revision: int
    changes: str
    """Of the texts, in one line."""


@dataclass(frozen=True)
class Sheet:
    """One draft, ready to be drawn and to be judged."""

    place: Place
    user_id: str
    language: str
    zone: ZoneInfo
    text: str
    note: str
    accounts: tuple[int, ...]
    goes_out: str
    date: str | None
    time: str | None
    images: tuple[Mapping[str, Any], ...]
    offered: tuple[Offered, ...]
    locked: tuple[str, ...] = ()
    """Names of accounts that have it already; their text cannot change any more."""
    overtaken: Overtaken | None = None
    had_time: tuple[str, str] | None = None
    """The pickers' values of the edited submission: a time that is left as it was is not judged again."""
    had_own: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """The same of accounts that had a time of their own."""
    variants: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """As a draft keeps them: what accounts have of their own, of those that are not chosen as well."""
    flags: tuple[str, ...] = ()
    warning: str = ""
    names: Mapping[int, str] = field(default_factory=dict)
    """Names of all accounts that are named here, by id."""
    writes_with: str = ""
    """The author's name, when somebody else edits."""
    often: Label | None = None
    """What approvers lately found in this person's posts, three times or more; for their eyes only."""

    brands: tuple[tuple[int, str], ...] = ()
    """The brands that it may be for, with their names; none where nobody need choose."""
    is_chosen: bool = True
    """Which brand it is for is certain."""
    campaigns: tuple[str, ...] = ()
    """Of the brand."""
    campaign: str | None = None
    style_guide: str = ""
    has_snippets: bool = False
    """The brand has any."""
    has_assets: bool = False
    """Its library holds anything."""
    turn: int = 0
    """Makes fields from which something was chosen new ones."""
    barred: tuple[Barred, ...] = ()
    """What of its images may not be newly used."""
    tags: Tags | None = None
    """What its links get."""
    labels: tuple[str, ...] = ()
    """Those that can be chosen; none: nothing is asked."""
    labelled: tuple[str, ...] = ()
    """Those that are chosen."""
    queue: str = ""
    slotted: Slotted = field(default_factory=Slotted)
    suggestion: Suggestion | None = None
    campaign_progress: Progress | None = None
    """Of the campaign that is chosen."""

    @property
    def is_timed(self) -> bool:
        """It goes out at the date and the time that it holds."""
        return self.goes_out in (CHOSEN, SUGGESTED)

    @property
    def is_slotted(self) -> bool:
        return self.goes_out == SLOT

    def own(self, account_id: int) -> Own:
        """What this account has of its own, which may be nothing."""
        return own_in(self.variants, account_id)

    def text_for(self, account_id: int) -> str:
        """As it goes out there: with the tags that its links get."""
        text = text_in(self.text, self.own(account_id))
        return tagged(text, self.tags, self._place_of(account_id)) if self.tags else text

    def _place_of(self, account_id: int) -> Where:
        return next((Where(one.network, one.name) for one in self.offered if one.id == account_id), Where())

    @property
    def is_common(self) -> bool:
        """Whether the common text goes out anywhere."""
        return not self.accounts or any(self.own(one).text is None for one in self.accounts)

    @property
    def to_fetch(self) -> tuple[Mapping[str, Any], ...]:
        """Images that Slack still has and we have not."""
        return tuple(image for image in self.images if is_to_fetch(image))

    @property
    def fetched(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(image for image in self.images if image.get("sha256"))


def is_to_fetch(image: Mapping[str, Any]) -> bool:
    """Neither fetched nor found to be no image."""
    return not image.get("sha256") and not image.get("problem")


def sheet_of(session: Session, person: Person, draft: Draft, now: datetime, *, is_chosen: bool = True) -> Sheet:
    """The draft with its surroundings. `is_chosen`: its brand is certain, even where there are several."""
    brand = brands.brand(session, draft.brand_id)
    choice = () if draft.submission_id else brand_choice.writable(session, person)
    is_certain = is_chosen or len(choice) < 2
    submission = session.get(Submission, draft.submission_id) if draft.submission_id else None
    rows = publications.of_submission(session, submission.number) if submission else ()
    offered = _offered(session, brand, rows)
    stands = as_it_stands(session, submission, now) if submission else None
    return Sheet(
        place=Place(draft.id, _target(draft), draft.copy_of, brand=brand.number if is_certain else 0),
        user_id=person.user_id,
        language=person.language,
        zone=brand.zone,
        text=draft.text,
        note=draft.note,
        accounts=tuple(draft.accounts),
        goes_out=draft.goes_out,
        date=draft.date,
        time=draft.time,
        images=tuple(draft.images),
        offered=offered,
        locked=_locked(session, rows),
        overtaken=_overtaken(session, submission, draft, offered) if submission else None,
        had_time=times.as_picked(stands.wanted_at, brand.zone) if stands and stands.wanted_at else None,
        had_own=_had_own(stands, brand) if stands else {},
        variants=dict(draft.variants),
        flags=tuple(draft.flags),
        warning=draft.warning,
        names=_names(session, draft, offered),
        brands=tuple((one.number, one.name) for one in choice) if len(choice) > 1 else (),
        is_chosen=is_certain,
        campaigns=tuple(brand.campaigns) if is_certain else (),
        campaign=draft.campaign,
        campaign_progress=_progress(session, brand, draft) if is_certain else None,
        style_guide=brand.style_guide if is_certain else "",
        tags=tagging.rule_for(session, brand.number, draft.campaign) if is_certain else None,
        has_snippets=is_certain and snippets.has_any(session, brand.number),
        has_assets=is_certain and library.has_any(session, brand.number),
        barred=_barred(session, draft, stands, now),
        labels=tuple(dict.fromkeys([*brand.labels, *draft.labels])) if is_certain else (),
        labelled=tuple(draft.labels),
        queue=draft.queue,
        slotted=slotting.offered(session, brand, draft, now),
        suggestion=slotting.suggestion(session, brand, draft, now),
        writes_with=_writes_with(session, submission, person) if submission else "",
        often=None if submission else decisions.label_met_often(session, person.user_id, now=now),
    )


def _barred(session: Session, draft: Draft, stands: Content | None, now: datetime) -> tuple[Barred, ...]:
    """What the edited submission had before is not newly used."""
    had = {image.sha256 for image in stands.images} if stands else set()
    new = [str(image["sha256"]) for image in draft.images if image.get("sha256") and image["sha256"] not in had]
    return tuple(unusable.barred(session, draft.brand_id, new, now)) if new else ()


def _progress(session: Session, brand: Brand, draft: Draft) -> Progress | None:
    return brief(session, brand, draft.campaign) if draft.campaign in brand.campaigns else None


def _writes_with(session: Session, submission: Submission, person: Person) -> str:
    """Whose post somebody edits, when it is not theirs: from then on they write with them, and do not decide."""
    if person.user_id == submission.author_id:
        return ""
    author = people.person(session, submission.author_id)
    return author.name if author else submission.author_id


def _had_own(stands: Content, brand: Brand) -> dict[int, tuple[str, str]]:
    return {one.account_id: times.as_picked(one.wanted_at, brand.zone) for one in stands.variants if one.wanted_at}


def _target(draft: Draft) -> Target | None:
    return Target(draft.submission_id, draft.revision or 0) if draft.submission_id else None


def _offered(session: Session, brand: Brand, rows: Sequence[Publication]) -> tuple[Offered, ...]:
    """The accounts in use, and any that the edited submission is on although it has been retired."""
    active = brands.active_accounts(session, access.brand_id(brand))
    on = [row.account_id for row in rows if row.state != Delivery.CANCELLED]
    found = {one.id: one for one in [*active, *brands.accounts_by_id(session, on).values()]}
    return tuple(
        Offered(number, one.name, one.network, _audience(one)) for number, one in found.items() if number is not None
    )


def _audience(account: Account) -> str:
    note = account.audience
    return " · ".join(note[name] for name in ("who", "language", "zone", "hours") if note.get(name))


def _locked(session: Session, rows: Sequence[Publication]) -> tuple[str, ...]:
    taken = [row.account_id for row in rows if row.state in IN_NETWORKS_HANDS]
    return tuple(sorted(one.name for one in brands.accounts_by_id(session, taken).values()))


def _overtaken(session: Session, submission: Submission, draft: Draft, offered: Sequence[Offered]) -> Overtaken | None:
    if draft.revision is None or draft.revision >= submission.revision:
        return None
    seen = submissions.revision_numbered(session, submission.number, draft.revision)
    current = submissions.current_revision(session, submission)
    by = people.person(session, current.created_by)
    after = submissions.content_of(session, current)
    before = submissions.content_of(session, seen) if seen else replace(after, text="", variants=())
    changes = texts.in_one_line(before, after, {one.id: one.name for one in offered})
    return Overtaken(by.name if by else current.created_by, current.number, changes)


def _names(session: Session, draft: Draft, offered: tuple[Offered, ...]) -> dict[int, str]:
    named = brands.accounts_by_id(session, draft.accounts)
    return {number: account.name for number, account in named.items()} | {one.id: one.name for one in offered}
