"""What connecting takes from the settings, and what a pasted secret may look like: tables."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot import connecting_settings
from bot.connecting.browser.pages import choice_of, fields_of
from bot.connecting.choices import Choice
from bot.connecting.client import Grant
from bot.connecting.keeping import is_due
from bot.connecting.pasting import NotPasted, pasted
from bot.environment import SettingsError
from bot.logs import MOST_LEARNED, hide
from bot.sealing import CannotOpen, Secrets, Vault
from handlers.clock.ends import days_left
from storage.credentials import Kept
from tests.rules.test_logs import line

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
KEY, OLD = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def refusal(environ: Mapping[str, str]) -> str:
    with pytest.raises(SettingsError) as caught:
        connecting_settings.keys(environ)
        connecting_settings.apps(environ)
        connecting_settings.public_url(environ)
    return str(caught.value)


@pytest.mark.parametrize(
    ("environ", "begins"),
    [
        ({"SECRET_KEY": "too-short"}, "SECRET_KEY holds no key that seals"),
        ({"SECRET_OLD_KEYS": KEY}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": KEY, "SECRET_OLD_KEYS": f"{OLD},nonsense"}, "SECRET_OLD_KEYS holds no key"),
        ({"X_CLIENT_SECRET": "hush"}, "X_CLIENT_ID is missing"),
        ({"PUBLIC_URL": "http://greenlight.example.com"}, "PUBLIC_URL has the address"),
    ],
)
def test_what_the_settings_refuse(environ: dict[str, str], begins: str) -> None:
    said = refusal(environ)
    assert said.startswith(begins)
    assert not [value for name, value in environ.items() if name != "PUBLIC_URL" and value in said]


def test_the_first_key_seals_and_every_key_opens() -> None:
    keys = connecting_settings.keys({"SECRET_KEY": KEY, "SECRET_OLD_KEYS": OLD})
    vault = connecting_settings.vault(keys)
    assert vault.open(Vault([OLD]).seal(Secrets("a", "b", NOW))) == Secrets("a", "b", NOW)
    assert Vault([KEY]).open(vault.seal(Secrets("a"))) == Secrets("a")
    assert connecting_settings.keys({}) == () and not connecting_settings.vault(()).has_key


def test_a_ticket_ends_and_a_changed_one_does_not_open() -> None:
    vault, minutes = Vault([KEY]), timedelta(minutes=10)
    ticket = vault.seal_fields({"n": 1}, at=NOW)
    assert vault.open_fields(ticket, within=minutes, at=NOW + minutes) == {"n": 1}
    for given, at in [(ticket, NOW + minutes + timedelta(seconds=1)), (f"{ticket[:-3]}AA=", NOW), ("é", NOW)]:
        with pytest.raises(CannotOpen):
            vault.open_fields(given, within=minutes, at=at)


@pytest.mark.parametrize(
    ("network", "address", "secret", "why"),
    [
        ("mastodon", "example.social", "token", "has the address"),
        ("mastodon", "", "token", "the address is missing, such as https://example.social"),
        ("mastodon", "https://example.social", "", "no secret of theirs"),
        ("mastodon", "https://example.social", "two words", "no secret of theirs"),
        ("mastodon", "https://example.social", "토큰", "no secret of theirs"),
        ("webhook", "https://example.com/hook", "one two three", "no secret of theirs"),
    ],
)
def test_what_cannot_have_been_meant(network: str, address: str, secret: str, why: str) -> None:
    with pytest.raises(NotPasted, match=why) as caught:
        pasted(network, address, secret)
    assert not secret or secret not in str(caught.value)


def test_what_is_pasted_is_trimmed_and_a_receiver_may_know_two_secrets() -> None:
    found = pasted("webhook", " https://example.com/hook/ ", " whsec_a  whsec_b\n")
    assert (found.address, found.grant.secrets.access) == ("https://example.com/hook", "whsec_a whsec_b")


def test_a_choice_survives_its_ticket() -> None:
    one = Choice("1", "Acorn", Grant(Secrets("a", "r", NOW), NOW, renews=True))
    assert choice_of(fields_of(one)) == one


@pytest.mark.parametrize(
    ("left", "days"),
    [
        (None, None),
        (timedelta(days=14, seconds=1), None),
        (timedelta(days=14), 14),
        (timedelta(days=7, seconds=1), 14),
        (timedelta(days=7), 7),
        (timedelta(days=2), 2),
        (timedelta(seconds=1), 2),
        (timedelta(0), 0),
        (timedelta(days=-9), 0),
    ],
)
def test_when_people_are_reminded(left: timedelta | None, days: int | None) -> None:
    assert days_left(None if left is None else NOW + left, NOW) == days


@pytest.mark.parametrize(("renews", "age", "due"), [(True, 29, False), (True, 30, True), (False, 300, False)])
def test_what_renews_is_renewed_after_a_month(renews: bool, age: int, due: bool) -> None:
    since = NOW - timedelta(days=age)
    held = Kept(1, "threads", "1", "@acorn", "sealed", None, renews, None, since)
    assert is_due(held, NOW) is due


def test_secrets_that_become_known_while_the_bot_runs_reach_no_log() -> None:
    assert repr(Secrets("access-learned-today", "short")).count("learned") == 0
    assert "learned" not in line("it is access-learned-today") and "short" in line("short")
    hide(*(f"another-secret-{number}" for number in range(MOST_LEARNED)))
    assert "learned" in line("it is access-learned-today")
