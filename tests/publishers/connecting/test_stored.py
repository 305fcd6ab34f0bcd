"""A stored token: used while it is good, renewed by one at a time, and never lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot.connecting.client import App, Grant, OAuth
from bot.connecting.stored import Keeper, StoredTokens
from bot.publishers.http import Caller, HttpFailure
from bot.publishers.tokens import TokenBusy, TokenGone
from bot.sandbox.networks.oauth import CLIENT_ID, CLIENT_SECRET
from bot.sealing import Secrets, Vault
from storage import credentials
from storage.credentials import Credential
from storage.database import Database
from tests.publishers.connecting.conftest import Agree
from tests.publishers.connecting.doors import Doored

BEGIN = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
BACK = "http://127.0.0.1:8430/callback"
KEY = Fernet.generate_key().decode()


class House:
    """One X account, connected at nine; the clock is turned by hand."""

    def __init__(self, door: Doored, database: Database) -> None:
        self.door, self.database, self.now = door, database, BEGIN
        self.vault = Vault([KEY])
        self.waited: list[float] = []
        self.keepers: list[Keeper] = []
        self.oauth = OAuth("x", App(CLIENT_ID, CLIENT_SECRET), self.clock, elsewhere=door.origin)

    def clock(self) -> datetime:
        return self.now

    async def connect(self, agree: Agree) -> int:
        back = await agree(self.oauth.page(BACK, "s", "v" * 43))
        grant = await self.oauth.grant(back["code"], BACK, "v" * 43)
        return await self.keep(grant.secrets, grant.ends_at, renews=grant.renews)

    async def keep(self, secrets: Secrets, ends_at: datetime | None = None, *, renews: bool = True) -> int:
        row = Credential(
            network="x",
            address="1001",
            name="@acorn",
            sealed=self.vault.seal(secrets),
            ends_at=ends_at,
            renews=renews,
            connected_by="terminal",
            connected_at=self.now,
        )
        return await self.database.write(credentials.keep, row)

    def keeper(self, owner: str = "one", oauth: Callable[[str], OAuth | None] | None = None) -> Keeper:
        """Of one process."""
        keeper = Keeper(
            self.database, self.vault, oauth or (lambda _network: self.oauth), self.clock, owner, self.pause
        )
        self.keepers.append(keeper)
        return keeper

    async def pause(self, seconds: float) -> None:
        """Until one of those who are at it has ended; nobody waits for a clock."""
        self.waited.append(seconds)
        at_it = {task for keeper in self.keepers for task in keeper.under_way} - {asyncio.current_task()}
        if at_it:
            await asyncio.wait(at_it, return_when=asyncio.FIRST_COMPLETED)


@pytest.fixture
async def house(doors: dict[str, Doored], sqlite_url: str) -> AsyncIterator[House]:
    database = Database(sqlite_url)
    yield House(doors["x"], database)
    await database.close()


async def test_a_good_access_is_used_as_it_is(house: House, agree: Agree) -> None:
    tokens = StoredTokens(house.keeper(), await house.connect(agree))
    assert await tokens.current() == await tokens.current()
    assert house.door.door.given == 1


async def test_one_that_is_about_to_end_is_renewed_before_it_is_used(house: House, agree: Agree) -> None:
    number = await house.connect(agree)
    tokens = StoredTokens(house.keeper(), number)
    first = await tokens.current()
    house.now += timedelta(hours=1, minutes=56)
    second = await tokens.current()
    assert first != second
    assert await StoredTokens(house.keeper("two"), number).current() == second
    assert house.door.door.used_twice == []


async def test_two_processes_renew_it_once(house: House, agree: Agree) -> None:
    """The refresh token is good for one use: whoever came second would have lost the account."""
    number = await house.connect(agree)
    processes = [StoredTokens(house.keeper(name), number) for name in ("one", "two", "three")]
    house.now += timedelta(hours=3)
    found = await asyncio.gather(*(one.current() for one in processes for _ in range(3)))
    assert len(set(found)) == 1
    assert (house.door.door.given, house.door.door.used_twice) == (2, [])


async def test_a_refused_access_is_renewed_and_the_call_made_again(house: House, agree: Agree) -> None:
    tokens = StoredTokens(house.keeper(), await house.connect(agree))
    house.door.door.end_all()
    caller = Caller(house.door.origin, tokens, None)
    try:
        assert (await caller.send("GET", "/2/users/me")).status == 200
    finally:
        await caller.close()


async def test_a_caller_who_gives_up_does_not_lose_the_new_secrets(house: House, agree: Agree) -> None:
    number, is_asked = await house.connect(agree), asyncio.Event()
    house.now += timedelta(hours=3)

    class Telling(OAuth):
        async def renew(self, old: Secrets) -> Grant:
            is_asked.set()
            return await super().renew(old)

    oauth = Telling("x", App(CLIENT_ID, CLIENT_SECRET), house.clock, elsewhere=house.door.origin)
    keeper = house.keeper(oauth=lambda _network: oauth)
    call = asyncio.create_task(StoredTokens(keeper, number).current())
    await is_asked.wait()
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    await keeper.settle()
    assert house.door.door.given == 2
    assert await StoredTokens(house.keeper("two"), number).current() in house.door.tokens
    assert house.door.door.used_twice == []


async def test_a_turn_that_nobody_ends_is_taken_over(house: House, agree: Agree) -> None:
    number = await house.connect(agree)
    held = await house.database.read(credentials.kept, number)
    assert held is not None
    assert await house.database.write(
        credentials.hold, held, owner="dead", until=house.now + timedelta(seconds=150), machine_now=house.now
    )
    house.now += timedelta(hours=1, minutes=58)
    tokens = StoredTokens(house.keeper(), number)
    assert await tokens.current() in house.door.tokens


async def test_while_somebody_else_is_at_it_one_waits_and_then_says_so(house: House, agree: Agree) -> None:
    number = await house.connect(agree)
    house.now += timedelta(hours=3)
    held = await house.database.read(credentials.kept, number)
    assert held is not None
    assert await house.database.write(
        credentials.hold, held, owner="slow", until=house.now + timedelta(seconds=150), machine_now=house.now
    )
    caller = Caller(house.door.origin, StoredTokens(house.keeper(), number), None)
    try:
        with pytest.raises(HttpFailure, match="somebody else is renewing it") as caught:
            await caller.send("GET", "/2/users/me")
    finally:
        await caller.close()
    assert caught.value.never_left and not caught.value.is_locked_out
    assert house.waited == [0.2, 0.5, 1, 2, 4, 8]


async def test_a_network_that_is_down_costs_no_account(house: House, agree: Agree) -> None:
    number = await house.connect(agree)
    house.now += timedelta(hours=3)
    house.door.fault("5xx", "/2/oauth2/token")
    tokens = StoredTokens(house.keeper(), number)
    with pytest.raises(TokenBusy, match="HTTP 503"):
        await tokens.current()
    assert await tokens.current() in house.door.tokens


async def test_a_refusal_is_for_a_person(house: House, agree: Agree) -> None:
    number = await house.connect(agree)
    house.now += timedelta(hours=3)
    house.door.door.renews = False
    with pytest.raises(TokenGone, match="could not be renewed: x says: the refresh token was used"):
        await StoredTokens(house.keeper(), number).current()


async def test_secrets_that_came_while_somebody_connected_it_anew_are_left(house: House, agree: Agree) -> None:
    number = await house.connect(agree)
    house.now += timedelta(hours=3)

    class Overtaken(OAuth):
        async def renew(self, old: Secrets) -> Grant:
            found = await super().renew(old)
            await house.keep(Secrets("by-hand"))
            return found

    oauth = Overtaken("x", App(CLIENT_ID, CLIENT_SECRET), house.clock, elsewhere=house.door.origin)
    assert await StoredTokens(house.keeper(oauth=lambda _network: oauth), number).current() == "by-hand"


@pytest.mark.parametrize(
    ("keys", "why"),
    [([Fernet.generate_key().decode()], "no key fits"), ([], "there is no key")],
)
async def test_secrets_that_no_key_opens(house: House, keys: list[str], why: str) -> None:
    number = await house.keep(Secrets("access"))
    house.vault = Vault(keys)
    with pytest.raises(TokenGone, match=f"{why}.*SECRET_KEY"):
        await StoredTokens(house.keeper(), number).current()


async def test_what_cannot_be_renewed_says_so(house: House) -> None:
    tokens = StoredTokens(house.keeper(), await house.keep(Secrets("access"), renews=False))
    assert await tokens.current() == "access"
    with pytest.raises(TokenGone, match="must be connected again"):
        await tokens.renewed("access")


async def test_the_records_hold_no_secret_in_the_clear(house: House) -> None:
    number = await house.keep(Secrets("access-hush", "refresh-hush"))
    held = await house.database.read(credentials.kept, number)
    assert held is not None
    assert "hush" not in repr(held)
    assert Vault([Fernet.generate_key().decode(), KEY]).open(held.sealed).access == "access-hush"
