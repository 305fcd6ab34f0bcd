"""A store from which networks fetch."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from aiohttp.test_utils import TestServer, unused_port
from pydantic import SecretStr

from bot.doctor import media
from bot.doctor.findings import Mark, well
from bot.lending.bucket import Bucket
from bot.lending_settings import BucketSetting
from bot.settings import Settings
from tests.rules.lending.small_bucket import ACCESS_KEY, SECRET_KEY, SmallBucket


def setting(endpoint: str) -> BucketSetting:
    return BucketSetting(
        bucket="media",
        endpoint=endpoint,
        region="eu-central-1",
        access_key=SecretStr(ACCESS_KEY),
        secret_key=SecretStr(SECRET_KEY),
    )


def told(**more: Any) -> Settings:
    return Settings(slack_bot_token=SecretStr("xoxb-1"), review_channel="#a", timezone="UTC", **more)


@pytest.fixture
async def small() -> AsyncIterator[tuple[SmallBucket, Bucket, Settings]]:
    found = SmallBucket()
    async with TestServer(found.app()) as server:
        where = setting(str(server.make_url("")).rstrip("/"))
        yield found, Bucket(where), told(bucket=where)


async def test_what_is_put_there_is_fetched_by_a_signed_address(small: tuple[SmallBucket, Bucket, Settings]) -> None:
    address = await small[1].address(b"a film", "video/mp4")
    async with httpx.AsyncClient() as anybody:
        answer = await anybody.get(address)
        assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (200, b"a film", "video/mp4")
        assert (await anybody.get(address.partition("?")[0] + "?" + "X-Amz-Date=1&X-Amz-Credential=a/b")).is_error
        assert (await anybody.get(address.replace("X-Amz-Expires=3600", "X-Amz-Expires=99999"))).status_code == 403
    assert "X-Amz-Expires=3600" in address and SECRET_KEY not in address


async def test_the_same_bytes_lie_there_once(small: tuple[SmallBucket, Bucket, Settings]) -> None:
    for _ in range(2):
        await small[1].address(b"an image", "image/jpeg")
    [place] = small[0].kept
    assert place.startswith("greenlight/") and place.endswith(".jpg")


@pytest.mark.parametrize(
    ("status", "said"), [(404, "has no such bucket"), (403, "does not accept the key"), (400, "does not take it")]
)
async def test_a_store_that_refuses_is_told_without_its_secrets(
    small: tuple[SmallBucket, Bucket, Settings], status: int, said: str
) -> None:
    small[0].status = status
    with pytest.raises(OSError, match=said) as trouble:
        await small[1].address(b"an image", "image/jpeg")
    assert SECRET_KEY not in str(trouble.value) and "http" not in str(trouble.value)


async def test_a_store_that_is_not_there_is_told() -> None:
    with pytest.raises(OSError, match="does not take it"):
        await Bucket(setting(f"http://127.0.0.1:{unused_port()}")).address(b"an image", "image/jpeg")


async def test_the_doctor_tries_the_store_as_a_network_would(small: tuple[SmallBucket, Bucket, Settings]) -> None:
    [found] = await media.examine(small[2])
    assert found == well("Media", "networks can fetch them from the store")
    small[0].is_open = False
    [found] = await media.examine(small[2])
    assert (found.mark, found.advice) == (Mark.RED, "let the key get objects as well")
    small[0].status = 403
    [found] = await media.examine(small[2])
    assert (found.mark, found.seen) == (Mark.RED, "the store does not accept the key")


async def test_the_doctor_says_from_where_networks_fetch_and_what_is_missing() -> None:
    assert await media.examine(told()) == []
    door = told(public_url="https://greenlight.example", http_port=8000)
    assert [one.mark for one in await media.examine(door)] == [Mark.WELL]
    [found] = await media.examine(told(public_url="https://greenlight.example"))
    assert (found.mark, found.advice) == (Mark.WARNING, "set HTTP_PORT, so that networks can fetch")
