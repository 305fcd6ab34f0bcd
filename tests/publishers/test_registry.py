"""The networks that settings take are those that are spoken here."""

from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot import account_settings, clock, network_facts
from bot.publishers.http import BadAddress
from bot.publishers.opening import Opening
from bot.publishers.registry import NETWORKS, open_publisher
from handlers.publisher import Publisher

ADDRESSES = {
    "slack": "C0PUB",
    "x": "2244994945",
    "facebook": "102000000000001",
    "instagram": "17841400000001",
    "threads": "25000000000001",
    "bluesky": "acorn.example",
    "mastodon": "https://example.social",
    "manual": "U0ADA",
    "linkedin": "urn:li:organization:1001",
    "webhook": "https://example.com/hooks",
    "practice": "",
}


def opened(network: str, address: str) -> Publisher:
    return open_publisher(
        network,
        Opening(
            name="ours",
            address=address,
            token="s3cret",
            slack=AsyncWebClient(),
            machine_now=clock.machine_now,
            origin=str(network_facts.ours()[network].get("origin", "")),
            facts=network_facts.ours()[network],
        ),
    )


def test_settings_and_publishers_know_the_same_networks() -> None:
    assert set(NETWORKS) == set(account_settings.ADDRESSES)


@pytest.mark.parametrize("network", NETWORKS)
async def test_every_publisher_says_which_network_it_speaks_to(network: str) -> None:
    publisher = opened(network, ADDRESSES[network])
    assert publisher.network == network
    await publisher.close()


async def test_only_practice_lets_authors_approve_their_own_and_only_a_person_posts_by_hand() -> None:
    manners = {network: opened(network, ADDRESSES[network]).manner for network in NETWORKS}
    assert {network for network, manner in manners.items() if manner.is_practice} == {"practice"}
    assert {network for network, manner in manners.items() if manner.by_hand} == {"manual"}
    assert manners["slack"].undo_for == timedelta(0)


def test_a_network_that_nobody_speaks_is_no_publisher() -> None:
    with pytest.raises(KeyError):
        opened("myspace", "")


def test_an_address_that_is_not_safe_opens_nothing() -> None:
    with pytest.raises(BadAddress):
        opened("mastodon", "http://example.social")
