"""A publication's result: its figures at its network's fixed age, flat, beside what could explain them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import regex
from sqlmodel import Session

from handlers.checks.links import addresses
from handlers.hours_of import zone_of
from storage import brands, results, submissions
from storage.brands import Account, Brand
from storage.content import Content
from storage.publications import Publication
from storage.readings import Reading
from storage.results import Result
from storage.submissions import Submission

SLOW = frozenset({"linkedin", "instagram", "facebook"})
"""Where people still see a post days later; elsewhere nearly all comes within a day."""

FAST_AGE, SLOW_AGE = 24, 72
"""Hours. Everything on one network is read at one age, or it could not be compared."""

STILL_COUNTS = 1.5
"""A reading that came later than so many times its age says too much, after a standstill of ours."""

WEEK = 168

_TAG = regex.compile(r"(?<![\w&/])[#＃]([\p{L}\p{M}\p{N}_]*[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*)")
"""A sign and letters; digits alone are a number."""


def age_of(network: str) -> int:
    """At how many hours this network's results are taken."""
    return SLOW_AGE if network in SLOW else FAST_AGE


def remember(session: Session, reading: Reading) -> bool:
    """Writes the result of a reading that was taken at the right age; whether it was."""
    publication = session.get(Publication, reading.publication_id)
    if publication is None or publication.published_at is None:
        return False
    account = brands.accounts_by_id(session, [publication.account_id])[publication.account_id]
    if not _counts(reading, account.network, publication.published_at):
        return False
    submission = session.get_one(Submission, publication.submission_id)
    content = submissions.content_of(session, submissions.current_revision(session, submission))
    brand = brands.brand(session, submission.brand_id)
    result = _result(reading, publication.published_at, submission, account, brand, content)
    return results.keep(session, result, set(tags(content.text_for(publication.account_id))))


def _counts(reading: Reading, network: str, published_at: datetime) -> bool:
    age = age_of(network)
    is_in_time = reading.read_at - published_at <= STILL_COUNTS * timedelta(hours=age)
    return reading.age_hours == age and is_in_time and engagement(reading) is not None


def engagement(reading: Reading) -> int | None:
    """Likes, reposts, replies and clicks together; nothing where the network tells none of them."""
    told = [one for one in (reading.likes, reading.reposts, reading.replies, reading.clicks) if one is not None]
    return sum(told) if told else None


def _result(
    reading: Reading, published_at: datetime, submission: Submission, account: Account, brand: Brand, content: Content
) -> Result:
    assert account.id is not None, "a stored account has its id"
    return Result(
        publication_id=reading.publication_id,
        submission_id=submission.number,
        brand_id=brand.number,
        account_id=account.id,
        author_id=submission.author_id,
        network=account.network,
        campaign=content.campaign,
        published_at=published_at,
        hour_of_week=hour_of_week(published_at, readers_zone(account, brand)),
        format=format_of(content, account.id),
        age_hours=reading.age_hours,
        views=reading.views,
        engagement=engagement(reading) or 0,
        read_at=reading.read_at,
    )


def readers_zone(account: Account, brand: Brand) -> ZoneInfo:
    """Where an account's readers are: as somebody noted, else where the brand is."""
    return zone_of(account.audience.get("zone", ""), brand.zone)


def hour_of_week(moment: datetime, zone: ZoneInfo) -> int:
    """0 to 167 by the clocks there; Monday from midnight to one is 0."""
    local = moment.astimezone(zone)
    return local.weekday() * 24 + local.hour


def format_of(content: Content, account_id: int) -> str:
    """What kind of thing it was on this account."""
    if any(image.is_video for image in content.images):
        return "video"
    if content.images:
        return "image"
    return "link" if any(addresses(content.text_for(account_id))) else "text"


def tags(text: str) -> Iterator[str]:
    """The hashtags of a text without their sign, folded; those of an address are none."""
    for found in _TAG.finditer(text):
        yield found[1].casefold()
