"""Accounts that break, end, and are connected: what holds back, who hears of it, and the buttons that mend it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlmodel import Session, select

from bot.demo import cast
from bot.demo.stage import Stage, stage
from bot.sealing import Secrets, Vault
from handlers import wire
from handlers.access import Denied
from handlers.clock import ends, publish
from handlers.connecting import showing
from handlers.connecting.connected import Wanted, connect
from handlers.knowing import members
from handlers.problem import Problem
from handlers.publisher import Health, Published, Refused
from storage.brands import Account
from storage.lifecycle import Delivery
from storage.record import Event
from tests.stories.acting import card_text, direct_messages, modal, press, put_up, record
from tests.stories.clock.scripted_publisher import ScriptedPublisher
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.hand import Hand

NEWS, LINKEDIN = 1, 2
KEY = Fernet.generate_key().decode()


class Locked(ScriptedPublisher):
    """A network that lets nobody in until it does."""

    is_well = False

    async def check(self) -> Health:
        return Health(self.is_well, "" if self.is_well else "the token was revoked", "Connect it again.")


@pytest.fixture
def news() -> Locked:
    return Locked(Refused(Problem.NOT_ALLOWED, "token <revoked>"))


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
async def scene(news: Locked, hand: Hand) -> AsyncIterator[Stage]:
    parts: dict[str, Any] = {"publishers": {NEWS: news, LINKEDIN: ScriptedPublisher()}, "machine": hand.now}
    changes = {"APPROVERS": cast.APPROVER, "SECRET_KEY": KEY}
    async with stage(begins=MONDAY_MORNING, changes=changes, parts=parts) as opened:
        yield opened


async def approved(scene: Stage, **more: Any) -> int:
    number = await put_up(scene, **more)
    await press(scene, scene.approver, wire.APPROVE)
    return number


async def go_out(scene: Stage) -> None:
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()


async def states(scene: Stage, number: int) -> list[Delivery]:
    return [one.state for one in (await record(scene, number)).on]


async def kinds(scene: Stage) -> list[str]:
    found = await scene.machine.desk.database.read(lambda session: session.exec(select(Event.kind)).all())
    return [one for one in found if one.startswith("account.")]


def connected(*, ends_at: Any = None, name: str = "site", address: str = "https://example.com/hook") -> Wanted:
    sealed = Vault([KEY]).seal(Secrets("whsec_c2VjcmV0"))
    return Wanted("webhook", address, "our site", sealed, ends_at, False, name, 1, "terminal")


async def test_an_account_that_breaks_holds_its_own_back_and_the_admin_hears_once(scene: Stage, news: Locked) -> None:
    first = await approved(scene, accounts=("news",))
    await go_out(scene)
    assert await states(scene, first) == [Delivery.FAILED]
    second = await approved(scene, accounts=("news", "linkedin"))
    third = await approved(scene, accounts=("news",))
    await go_out(scene)
    assert await states(scene, second) == [Delivery.PUBLISHED, Delivery.SCHEDULED]
    assert await states(scene, third) == [Delivery.SCHEDULED]
    assert len(news.asked) == 1
    assert "news (Slack) · ⚠️ waits until the account is mended" in await card_text(scene.author)
    told = [one for one in await direct_messages(scene.admin) if "does not let Greenlight in" in one]
    assert len(told) == 1 and "token <revoked>" in told[0]
    assert await kinds(scene) == ["account.broke"]


async def test_the_button_asks_the_network_and_what_waited_goes_out(scene: Stage, news: Locked) -> None:
    await approved(scene, accounts=("news",))
    await go_out(scene)
    waiting = await approved(scene, accounts=("news",))
    await press(scene, scene.admin, wire.LOOK_AGAIN, channel=await dm(scene))
    assert "still does not let us in" in (await direct_messages(scene.admin))[-1]
    await go_out(scene)
    assert await states(scene, waiting) == [Delivery.SCHEDULED]
    news.is_well, news.answers = True, [Published("1", "https://network.example/1")]
    assert "waits until" in await card_text(scene.author)
    await press(scene, scene.admin, wire.LOOK_AGAIN, channel=await dm(scene))
    assert "waits until" not in await card_text(scene.author)
    assert "lets us in again" in (await direct_messages(scene.admin))[-1]
    await go_out(scene)
    assert await states(scene, waiting) == [Delivery.PUBLISHED]
    assert await kinds(scene) == ["account.broke", "account.mended"]


async def dm(scene: Stage) -> str:
    return str((await scene.admin.open_dm())["channel"])


async def test_what_a_test_puts_in_is_not_replaced(scene: Stage, news: Locked) -> None:
    await scene.machine.desk.connecting.look()
    assert scene.machine.desk.publishers[NEWS] is news


async def test_nobody_else_mends_it(scene: Stage) -> None:
    """A forged press comes as far as the door: only an admin of the brand may."""
    desk = scene.machine.desk
    await members.fetch_person(desk, cast.ADMIN)
    for user_id in (cast.AUTHOR, cast.APPROVER):
        await members.fetch_person(desk, user_id)
        with pytest.raises(Denied, match="not_yours"):
            await desk.database.read(showing.account_for, user_id, NEWS)
        with pytest.raises(Denied, match="not_yours"):
            await desk.database.read(showing.accounts_for, user_id)
    with pytest.raises(Denied, match="no_such_account"):
        await desk.database.read(showing.account_for, cast.ADMIN, 99)


async def test_whoever_sends_again_tries_it_again(scene: Stage, news: Locked) -> None:
    """A person takes it to be mended; if it is not, the admins hear of it anew."""
    number = await approved(scene, accounts=("news",))
    await go_out(scene)
    news.answers = [Published("1", "https://network.example/1")]
    stands = await record(scene, number)
    await press(scene, scene.author, wire.SEND_AGAIN, thread=stands.card_ts)
    await go_out(scene)
    assert await states(scene, number) == [Delivery.PUBLISHED]


async def test_people_are_reminded_14_7_and_2_days_before_an_access_ends(scene: Stage, hand: Hand) -> None:
    ends_at = hand.now() + timedelta(days=60)
    await scene.machine.desk.database.write(
        connect, connected(ends_at=ends_at), now=scene.now(), machine_now=hand.now()
    )
    for days, told in [(45, 0), (47, 1), (47, 1), (54, 2), (59, 3), (59, 3)]:
        hand.ahead = timedelta(days=days)
        await ends.run_due(scene.machine.desk, scene.now())
        await scene.settle()
        said = [one for one in await direct_messages(scene.admin) if "must be connected again by" in one]
        assert len(said) == told, days
    hand.ahead = timedelta(days=61)
    for _ in range(2):
        await ends.run_due(scene.machine.desk, scene.now())
        await scene.settle()
    said = await direct_messages(scene.admin)
    assert len([one for one in said if "does not let Greenlight in any more" in one]) == 1
    await scene.machine.desk.database.write(
        connect, connected(ends_at=hand.now() + timedelta(days=60)), now=scene.now(), machine_now=hand.now()
    )
    assert await scene.machine.desk.database.read(broken) == []


def broken(session: Session) -> list[str]:
    return [one.name for one in session.exec(select(Account)).all() if one.broken_since is not None]


async def test_in_socket_mode_the_button_says_what_to_write_in_the_terminal(scene: Stage, hand: Hand) -> None:
    ends_at = hand.now() + timedelta(days=1)
    await scene.machine.desk.database.write(
        connect, connected(ends_at=ends_at), now=scene.now(), machine_now=hand.now()
    )
    await ends.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    await press(scene, scene.admin, wire.CONNECT_AGAIN, channel=await dm(scene))
    assert "python -m bot connect webhook --name site" in str(await modal(scene.admin))
