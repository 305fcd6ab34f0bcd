"""What ACCOUNTS accepts, and where an account's token comes from."""

from collections.abc import Mapping

import pytest

from bot.account_settings import read
from bot.settings import SettingsError


def refusal(environ: Mapping[str, str]) -> str:
    with pytest.raises(SettingsError) as caught:
        read(environ)
    return str(caught.value)


def test_accounts_keep_their_order_and_find_their_tokens() -> None:
    accounts = read(
        {
            "ACCOUNTS": "news=slack:C0123, my-toots = mastodon:https://example.social/ ,"
            "linkedin=manual:U0456,p=practice",
            "ACCOUNT_MY_TOOTS_TOKEN": "hush",
        }
    )
    assert [(account.name, account.network, account.address) for account in accounts] == [
        ("news", "slack", "C0123"),
        ("my-toots", "mastodon", "https://example.social"),
        ("linkedin", "manual", "U0456"),
        ("p", "practice", ""),
    ]
    tokens = [account.token.get_secret_value() if account.token else None for account in accounts]
    assert tokens == [None, "hush", None, None]


@pytest.mark.parametrize("written", ["", " ", ",,"])
def test_no_account_means_practice(written: str) -> None:
    (account,) = read({"ACCOUNTS": written})
    assert (account.name, account.network) == ("practice", "practice")


@pytest.mark.parametrize(
    "written",
    [
        "news",
        "news=",
        "=slack:C0123",
        "two words=slack:C0123",
        "news=slack",
        "news=slack:",
        "news=slack:general",
        "news=slack:U0123",
        "toots=mastodon:example.social",
        "toots=mastodon:http://example.social",
        "toots=mastodon:https://user:word@example.social",
        "linkedin=manual:C0123",
        "p=practice:somewhere",
        "site=website:https://example.com",
        "news=slack:C1,news=slack:C2",
        "my-news=slack:C1,my_news=slack:C2",  # Both would read ACCOUNT_MY_NEWS_TOKEN.
        "News=slack:C1,news=slack:C2",
    ],
)
def test_what_is_no_account_is_refused(written: str) -> None:
    assert refusal({"ACCOUNTS": written}).startswith("ACCOUNTS ")


def test_a_network_that_needs_a_token_asks_for_it_by_name() -> None:
    sentence = refusal({"ACCOUNTS": "my-toots=mastodon:https://example.social"})
    assert sentence.startswith("ACCOUNT_MY_TOOTS_TOKEN is missing: ")


@pytest.mark.parametrize("name", ["ACCOUNT_TOTS_TOKEN", "ACCOUNT_TOTS_TOKEN_FILE"])
def test_a_token_for_no_account_is_a_misspelling(name: str) -> None:
    sentence = refusal({"ACCOUNTS": "news=slack:C1", name: "x"})
    assert sentence.startswith(f"{name} belongs to no account: ")
