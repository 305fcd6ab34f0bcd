"""The dance with each network: who agrees is let in, nobody else is."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.connecting.choices import choices
from bot.connecting.client import App, NoAnswer, NoGrant, OAuth, challenge_of, new_verifier
from bot.connecting.ways import PASTED, WAYS
from bot.connecting_settings import WITH_APP
from bot.sandbox.networks.oauth import CLIENT_ID, CLIENT_SECRET
from bot.sealing import Secrets
from tests.publishers.connecting.conftest import Agree
from tests.publishers.connecting.doors import Doored

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BACK = "http://127.0.0.1:8430/callback"
SIXTY_DAYS = timedelta(days=60)


def dance(door: Doored, **more: Any) -> OAuth:
    app = App(CLIENT_ID, more.pop("secret", CLIENT_SECRET))
    return OAuth(door.name, app, lambda: NOW, elsewhere=more.pop("elsewhere", door.origin), **more)


OPENS: Mapping[str, tuple[list[str], timedelta | None, bool]] = {
    # What else it opens; when a person must agree again; whether it renews without one.
    "x": ([], None, True),
    "linkedin": ([], SIXTY_DAYS, False),
    "facebook": (["78"], None, False),
    "instagram": ([], SIXTY_DAYS, True),
    "threads": ([], SIXTY_DAYS, True),
}


@pytest.mark.parametrize("network", list(WAYS))
async def test_who_agrees_is_let_in(network: str, doors: dict[str, Doored], agree: Agree) -> None:
    oauth, verifier = dance(doors[network]), new_verifier()
    back = await agree(oauth.page(BACK, "the-state", verifier))
    assert back["state"] == "the-state"
    grant = await oauth.grant(back["code"], BACK, verifier)
    found = await choices(oauth, grant)
    others, ends_after, renews = OPENS[network]
    person = {"linkedin": "urn:li:person:1001"}
    assert [one.address for one in found] == [person.get(network, doors[network].account), *others]
    assert {one.grant.ends_at for one in found} == {NOW + ends_after if ends_after else None}
    assert {one.grant.renews for one in found} == {renews}


@pytest.mark.parametrize("network", [name for name, (_, _, renews) in OPENS.items() if renews])
async def test_what_renews_gives_another_access(network: str, doors: dict[str, Doored], agree: Agree) -> None:
    oauth, verifier = dance(doors[network]), new_verifier()
    back = await agree(oauth.page(BACK, "s", verifier))
    first = await oauth.grant(back["code"], BACK, verifier)
    second = await oauth.renew(first.secrets)
    assert second.secrets.access not in ("", first.secrets.access)
    assert second.renews
    assert await choices(oauth, second)


async def test_a_refresh_token_is_good_for_one_use(doors: dict[str, Doored], agree: Agree) -> None:
    oauth, verifier = dance(doors["x"]), new_verifier()
    first = await oauth.grant((await agree(oauth.page(BACK, "s", verifier)))["code"], BACK, verifier)
    assert first.secrets.good_until == NOW + timedelta(hours=2)
    second = await oauth.renew(first.secrets)
    assert second.secrets.refresh != first.secrets.refresh
    with pytest.raises(NoGrant, match="the refresh token was used"):
        await oauth.renew(first.secrets)


async def test_a_code_is_worth_nothing_without_the_verifier(doors: dict[str, Doored], agree: Agree) -> None:
    oauth = dance(doors["x"])
    back = await agree(oauth.page(BACK, "s", new_verifier()))
    with pytest.raises(NoGrant, match="the verifier does not fit"):
        await oauth.grant(back["code"], BACK, new_verifier())


async def test_who_says_no_sends_back_an_error(doors: dict[str, Doored], agree: Agree) -> None:
    doors["threads"].door.agrees = False
    back = await agree(dance(doors["threads"]).page(BACK, "s", new_verifier()))
    assert back == {"error": "access_denied", "state": "s"}


async def test_a_linkedin_page_is_named_beforehand(doors: dict[str, Doored], agree: Agree) -> None:
    oauth, verifier, page = dance(doors["linkedin"]), new_verifier(), "urn:li:organization:5"
    back = await agree(oauth.page(BACK, "s", verifier, address=page))
    (found,) = await choices(oauth, await oauth.grant(back["code"], BACK, verifier), page)
    assert found.address == page
    assert doors["linkedin"].door.asked_scopes == ["w_organization_social r_organization_social"]


async def test_linkedins_partners_get_a_refresh_token_that_ends_after_a_year(
    doors: dict[str, Doored], agree: Agree
) -> None:
    doors["linkedin"].door.with_refresh = True
    oauth, verifier = dance(doors["linkedin"]), new_verifier()
    grant = await oauth.grant((await agree(oauth.page(BACK, "s", verifier)))["code"], BACK, verifier)
    assert (grant.renews, grant.ends_at) == (True, NOW + timedelta(days=365))
    assert grant.secrets.good_until == NOW + SIXTY_DAYS


async def test_another_account_than_the_one_that_was_meant_is_not_taken(doors: dict[str, Doored], agree: Agree) -> None:
    oauth, verifier = dance(doors["x"]), new_verifier()
    grant = await oauth.grant((await agree(oauth.page(BACK, "s", verifier)))["code"], BACK, verifier)
    with pytest.raises(NoGrant, match=r"it opens @acorn \(2244994945\), and not 2002"):
        await choices(oauth, grant, "2002")


async def test_a_network_that_is_down_is_no_refusal(doors: dict[str, Doored]) -> None:
    doors["x"].fault("5xx", "/2/oauth2/token")
    with pytest.raises(NoAnswer, match="x answered with HTTP 503"):
        await dance(doors["x"]).renew(Secrets("a", "refresh-of-old"))
    with pytest.raises(NoAnswer, match="x was not reached"):
        await dance(doors["x"], elsewhere="http://127.0.0.1:9").renew(Secrets("a", "refresh-of-old"))


async def test_nothing_that_is_said_holds_a_secret(doors: dict[str, Doored]) -> None:
    with pytest.raises(NoGrant) as caught:
        await dance(doors["threads"], secret="wrong-secret").grant("wrong-code", BACK, "v")
    assert "wrong" not in str(caught.value)
    assert "hush" not in repr(Secrets("hush", "hush")) + repr(App("id", "hush"))


def test_the_challenge_is_that_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_every_address_of_the_table_is_safe() -> None:
    for way in WAYS.values():
        assert way.authorize.startswith("https://") and way.token.startswith("https://")
        assert all(exchange is None or exchange.path.startswith("/") for exchange in (way.longer, way.again))
    assert not set(WAYS) & set(PASTED)


def test_every_network_with_a_way_in_may_have_an_app_in_the_settings() -> None:
    assert tuple(WAYS) == WITH_APP
