"""Whether networks that fetch media have somewhere to fetch them from."""

import httpx

from bot.doctor.findings import Finding, red, warning, well
from bot.lending.bucket import Bucket
from bot.settings import Settings

ABOUT = "Media"

TRIAL = b"Greenlight tries whether networks can fetch from here."


async def examine(told: Settings) -> list[Finding]:
    """A store is tried out: put, and fetched as a stranger would. Nothing where no place is named."""
    if told.bucket is not None:
        return [await _store(Bucket(told.bucket))]
    if told.has_door:
        return [well(ABOUT, f"networks fetch them from {told.public_url}/media/ while the bot runs")]
    if told.public_url and told.accounts:
        return [warning(ABOUT, "PUBLIC_URL is set, but nothing listens", "set HTTP_PORT, so that networks can fetch")]
    return []


async def _store(bucket: Bucket) -> Finding:
    try:
        address = await bucket.address(TRIAL, "text/plain")
    except OSError as trouble:
        return red(ABOUT, f"{trouble}", "look at MEDIA_BUCKET and its endpoint, region and key")
    try:
        async with httpx.AsyncClient(timeout=10, trust_env=False) as stranger:
            is_there = (await stranger.get(address)).content == TRIAL
    except httpx.HTTPError:
        is_there = False
    if not is_there:
        return red(ABOUT, "what is put into the store cannot be fetched from it", "let the key get objects as well")
    return well(ABOUT, "networks can fetch them from the store")
