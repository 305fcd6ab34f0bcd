"""From where networks fetch media, as the settings say."""

from datetime import UTC, datetime

import pytest

from bot.lending.bucket import Bucket
from bot.lending.door import Route
from bot.lending.places import place
from bot.settings import SettingsError, load

LEAST = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "REVIEW_CHANNEL": "#a", "TIMEZONE": "UTC"}
DOOR = {"PUBLIC_URL": "https://greenlight.example.com", "HTTP_PORT": "8000"}
BUCKET = {"MEDIA_BUCKET": "media", "MEDIA_BUCKET_ACCESS_KEY": "id", "MEDIA_BUCKET_SECRET_KEY": "very-secret"}


def now() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({}, type(None)),
        ({"PUBLIC_URL": "https://greenlight.example.com"}, type(None)),
        ({"HTTP_PORT": "8000"}, type(None)),
        (DOOR, Route),
        (BUCKET, Bucket),
        ({**DOOR, **BUCKET}, Bucket),
    ],
    ids=["nothing", "no-port", "no-address", "door", "bucket", "both"],
)
def test_the_place(told: dict[str, str], found: type[object]) -> None:
    assert isinstance(place(load({**LEAST, **told}), now), found)


@pytest.mark.parametrize("missing", ["MEDIA_BUCKET_ACCESS_KEY", "MEDIA_BUCKET_SECRET_KEY"])
def test_a_bucket_needs_its_key(missing: str) -> None:
    with pytest.raises(SettingsError, match=f"{missing} is missing"):
        load({**LEAST, **{name: value for name, value in BUCKET.items() if name != missing}})


def test_a_store_in_the_clear_is_refused_and_no_secret_is_printed() -> None:
    with pytest.raises(SettingsError, match="MEDIA_BUCKET_ENDPOINT"):
        load({**LEAST, **BUCKET, "MEDIA_BUCKET_ENDPOINT": "http://store.example"})
    told = load({**LEAST, **BUCKET, "MEDIA_BUCKET_ENDPOINT": "https://store.example/"})
    assert told.bucket is not None
    assert (told.bucket.endpoint, told.bucket.region) == ("https://store.example", "us-east-1")
    assert "very-secret" not in repr(told)
