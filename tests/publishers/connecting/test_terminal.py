"""`python -m bot connect …`, `disconnect` and `secrets …`, told as a person in a terminal sees them."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from cryptography.fernet import Fernet
from sqlmodel import Session, select
from typer.testing import CliRunner

from bot.__main__ import app
from bot.connecting.client import NoGrant
from bot.connecting.terminal.planning import Asked, NotMeant
from bot.connecting.terminal.running import connect, rotate
from bot.connecting.terminal.talking import Place, Terminal
from bot.sandbox.networks.oauth import CLIENT_ID, CLIENT_SECRET
from bot.sealing import CannotOpen, Vault
from bot.settings import SettingsError
from storage import brands, credentials
from storage.brands import Account
from storage.credentials import Kept
from storage.database import Database
from storage.record import Event
from tests.publishers.connecting.doors import Doored
from tests.storage.records import brand

KEY, NEXT_KEY = (Fernet.generate_key().decode() for _ in range(2))


@dataclass
class Person:
    """Reads what is told, and agrees in a browser as soon as there is a page."""

    said: list[str] = field(default_factory=list)
    secret: str = ""
    chosen: int = 0
    came_to: str = ""
    browsing: list["asyncio.Task[None]"] = field(default_factory=list)

    def terminal(self) -> Terminal:
        return Terminal(self.tell, lambda _question: self.secret, lambda _question: self.came_to, self.choose)

    def tell(self, line: str) -> None:
        self.said.append(line)
        page = re.search(r"http://\S+/\S+", line)
        if page and "callback" in line:
            self.browsing.append(asyncio.get_running_loop().create_task(self.agree(page[0])))

    async def agree(self, page: str) -> None:
        async with httpx.AsyncClient(follow_redirects=True) as browser:
            answer = await browser.get(page)
            assert answer.status_code == 200, answer.text

    def choose(self, names: list[str]) -> int:
        self.said += names
        return self.chosen


@pytest.fixture
async def environ(doors: dict[str, Doored], sqlite_url: str) -> dict[str, str]:
    """A bot that was started once, with apps at every network."""
    database = Database(sqlite_url)

    def furnish(session: Session) -> None:
        session.add(brand())

    await database.write(furnish)
    await database.close()
    apps = {f"{name.upper()}_CLIENT_ID": CLIENT_ID for name in doors}
    apps |= {f"{name.upper()}_CLIENT_SECRET": CLIENT_SECRET for name in doors}
    return {
        **apps,
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "REVIEW_CHANNEL": "#a",
        "TIMEZONE": "Europe/Berlin",
        "DATABASE_URL": sqlite_url,
        "SECRET_KEY": KEY,
        "NETWORK_URLS": ",".join(f"{name}={one.origin}" for name, one in doors.items()),
    }


def kept(environ: Mapping[str, str]) -> tuple[list[Kept], dict[str, Account], list[str]]:
    """The credentials, the accounts by name, and the kinds of the record's entries."""
    database = Database(environ["DATABASE_URL"])

    def read(session: Session) -> tuple[list[Kept], dict[str, Account], list[str]]:
        accounts = {one.name: one for one in brands.active_accounts(session, 1)}
        return credentials.every(session), accounts, list(session.exec(select(Event.kind)))

    try:
        return database.read_sync(read)
    finally:
        database.close_sync()


async def test_somebody_agrees_in_a_browser_and_the_account_is_there(environ: dict[str, str]) -> None:
    person = Person()
    done = await connect(environ, Asked("x", name="news"), Place(0), person.terminal())
    held, accounts, kinds = await asyncio.to_thread(kept, environ)
    assert (done.name, done.is_new) == ("news", True)
    assert (accounts["news"].network, accounts["news"].address) == ("x", "2244994945")
    assert accounts["news"].credential_id == held[0].id
    assert Vault([KEY]).open(held[0].sealed).access.startswith("access-")
    assert kinds == ["account.connected"]
    assert "@acorn on x is connected as the account news." in person.said
    assert not [line for line in person.said if "access-" in line or "refresh-" in line]


async def test_of_several_pages_one_is_chosen_and_its_token_has_no_end(environ: dict[str, str]) -> None:
    person = Person(chosen=1)
    await connect(environ, Asked("facebook"), Place(0), person.terminal())
    (held,), accounts, _ = await asyncio.to_thread(kept, environ)
    assert "Acorn Jobs (78)" in person.said
    assert accounts["facebook"].address == "78"
    assert Vault([KEY]).open(held.sealed).access == "page-token-78"
    assert (held.ends_at, held.renews) == (None, False)


async def test_what_ends_is_told_and_connecting_again_replaces_it(environ: dict[str, str]) -> None:
    person = Person()
    await connect(environ, Asked("linkedin", name="company"), Place(0), person.terminal())
    assert [line for line in person.said if line.startswith("It must be connected again by ")]
    (first,), _, _ = await asyncio.to_thread(kept, environ)
    done = await connect(environ, Asked("linkedin"), Place(0), person.terminal())
    (second,), accounts, _ = await asyncio.to_thread(kept, environ)
    assert (done.name, done.is_new, list(accounts)) == ("company", False, ["company"])
    assert first.id == second.id and first.sealed != second.sealed


async def test_an_address_that_the_network_insists_on_is_copied_by_hand(
    environ: dict[str, str], doors: dict[str, Doored]
) -> None:
    person, back = Person(), "https://acorn.example/back"

    def paste(_question: str) -> str:
        page = person.said[-1].rpartition("\n")[2]
        return str(httpx.get(page).headers["location"])

    terminal = Terminal(person.said.append, lambda _question: "", paste, person.choose)
    await connect_in_thread(environ, Asked("threads"), Place(0, back), terminal)
    _, accounts, _ = await asyncio.to_thread(kept, environ)
    assert accounts["threads"].address == doors["threads"].account
    with pytest.raises(NoGrant, match="copy it whole"):
        other = Terminal(person.said.append, lambda _q: "", lambda _q: f"{back}?code=1&state=2", person.choose)
        await connect(environ, Asked("threads"), Place(0, back), other)


async def connect_in_thread(environ: dict[str, str], asked: Asked, place: Place, terminal: Terminal) -> None:
    """The networks stay on this loop while somebody copies."""
    await asyncio.to_thread(lambda: asyncio.run(connect(environ, asked, place, terminal)))


async def test_another_account_than_the_one_of_this_name_is_refused(environ: dict[str, str]) -> None:
    told = {**environ, "ACCOUNTS": "news=threads:2002"}
    with pytest.raises(NoGrant, match=r"it opens @acorn \(25000000000001\), and not 2002"):
        await connect(told, Asked("threads", name="news"), Place(0), Person().terminal())


async def test_who_says_no_connects_nothing(environ: dict[str, str], doors: dict[str, Doored]) -> None:
    doors["x"].door.agrees = False
    with pytest.raises(NoGrant, match="access_denied"):
        await connect(environ, Asked("x"), Place(0), Person().terminal())
    assert (await asyncio.to_thread(kept, environ))[0] == []


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked("myspace"), '"myspace" cannot be connected'),
        (Asked("x", name="two words"), "no name for an account"),
        (Asked("x", brand="Nobody"), "choose the brand with --brand: Acorn Foods"),
        (Asked("mastodon"), "say which account with --address"),
    ],
)
async def test_what_cannot_be_meant(environ: dict[str, str], asked: Asked, why: str) -> None:
    with pytest.raises(NotMeant, match=why):
        await connect(environ, asked, Place(0), Person().terminal())


@pytest.mark.parametrize("missing", ["SECRET_KEY", "X_CLIENT_ID"])
async def test_what_is_missing_in_the_settings_is_named(environ: dict[str, str], missing: str) -> None:
    told = {name: value for name, value in environ.items() if name not in (missing, "X_CLIENT_SECRET")}
    with pytest.raises(SettingsError, match=f"{missing} is missing"):
        await connect(told, Asked("x"), Place(0), Person().terminal())


async def test_a_pasted_secret_that_is_refused_is_not_kept(environ: dict[str, str]) -> None:
    asked = Asked("mastodon", address="http://127.0.0.1:9")
    with pytest.raises(NotMeant, match="mastodon does not take it"):
        await connect(environ, asked, Place(0), Person(secret="hush-hush").terminal())
    assert (await asyncio.to_thread(kept, environ))[0] == []


async def test_after_a_rotation_the_old_key_opens_nothing(environ: dict[str, str]) -> None:
    await connect(environ, Asked("x"), Place(0), Person().terminal())
    said: list[str] = []
    told = {**environ, "SECRET_KEY": NEXT_KEY, "SECRET_OLD_KEYS": KEY}
    assert await asyncio.to_thread(rotate, told, said.append) == 0
    (held,), _, _ = await asyncio.to_thread(kept, environ)
    assert Vault([NEXT_KEY]).open(held.sealed).access.startswith("access-")
    with pytest.raises(CannotOpen):
        Vault([KEY]).open(held.sealed)
    assert said == ["1 of 1 are sealed with SECRET_KEY now."]
    lost = {**environ, "SECRET_KEY": Fernet.generate_key().decode()}
    assert await asyncio.to_thread(rotate, lost, said.append) == 1
    assert said[1:] == [
        "@acorn on x cannot be opened with any of these keys: connect it again.",
        "0 of 1 are sealed with SECRET_KEY now.",
    ]


def test_the_commands_say_in_a_sentence_what_is_wrong(tmp_path: Path) -> None:
    runner, env_file = CliRunner(), str(tmp_path / "none.env")
    made = runner.invoke(app, ["secrets", "key"])
    assert made.exit_code == 0
    Vault([made.output.strip()])
    rotated = runner.invoke(app, ["secrets", "rotate", "--env-file", env_file])
    assert (rotated.exit_code, rotated.stderr) == (2, rotated.stderr) and "SECRET_KEY is missing" in rotated.stderr
    connected = runner.invoke(app, ["connect", "x", "--env-file", env_file])
    assert connected.exit_code == 2 and "SLACK_BOT_TOKEN is missing" in connected.stderr


async def test_what_is_disconnected_is_forgotten(environ: dict[str, str], tmp_path: Path) -> None:
    await connect(environ, Asked("x", name="news"), Place(0), Person().terminal())
    runner, env_file = CliRunner(), tmp_path / ".env"
    env_file.write_text("\n".join(f"{name}={value}" for name, value in environ.items()), encoding="utf-8")
    arguments = ["disconnect", "news", "--env-file", str(env_file)]
    done = await asyncio.to_thread(runner.invoke, app, arguments)
    assert done.exit_code == 0, done.stderr
    held, accounts, kinds = await asyncio.to_thread(kept, environ)
    assert (held, accounts, kinds) == ([], {}, ["account.connected", "account.disconnected"])
    again = await asyncio.to_thread(runner.invoke, app, arguments)
    assert (again.exit_code, again.stderr) == (
        1,
        'Nothing was connected: no account called "news" is connected.\n',
    )
