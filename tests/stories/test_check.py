"""`python -m bot check` as a whole: what one reads, and the exit code."""

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from rich.console import Console
from sqlmodel import Session

from bot import manifest
from bot.clock import machine_now
from bot.configuring.commands import configure
from bot.doctor.examination import run
from bot.sandbox.networks.server import NetworkServer
from bot.sandbox.networks.webhook import SECRET, Webhook
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import default_workspace
from bot.sealing import Secrets, Vault
from handlers.connecting.connected import Wanted, connect
from storage import migrate
from storage.database import Database
from tests.storage.records import brand


@pytest.fixture
async def environ(tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    """Settings of a bot that has all it needs."""
    sandbox = Sandbox(default_workspace(manifest.load()))
    await sandbox.start()
    database = f"sqlite:///{tmp_path / 'greenlight.db'}"
    migrate.upgrade(database)
    yield {
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": database,
        "REVIEW_CHANNEL": "#social-approvals",
        "TIMEZONE": "Asia/Seoul",
        "APPROVERS": "U0JONAS, U0PRIYA",
        "ADMINS": "U0ADA",
        "ACCOUNTS": "news=slack:C0PUB, linkedin=manual:U0JONAS",
    }
    await sandbox.stop()


async def printed(environ: dict[str, str]) -> tuple[int, list[str]]:
    paper = io.StringIO()
    code = await run(environ, Console(file=paper, soft_wrap=True))
    return code, paper.getvalue().splitlines()


async def test_a_healthy_bot_reads_as_a_list_of_ticks(environ: dict[str, str]) -> None:
    code, lines = await printed(environ)
    assert code == 0
    assert [line for line in lines if not line.startswith("✓ ")] == []
    for about in ("Settings", "Bot token", "Scopes", "Clock", "App token", "Review channel", "Approvers", "Admins"):
        assert any(line.startswith(f"✓ {about}: ") for line in lines), about
    for about in ("Database", "SQLite", "Account news", "Account linkedin"):
        assert any(line.startswith(f"✓ {about}: ") for line in lines), about


async def test_a_red_line_says_what_to_do_and_changes_the_exit_code(environ: dict[str, str]) -> None:
    code, lines = await printed({**environ, "ADMINS": ""})
    assert code == 1
    assert "✗ Admins: nobody is named. Write at least one user id into ADMINS." in lines


async def test_a_warning_alone_is_no_failure(environ: dict[str, str]) -> None:
    code, lines = await printed({**environ, "APPROVERS": ""})
    assert code == 0
    assert [line[:12] for line in lines if not line.startswith("✓")] == ["! Approvers:"]


async def test_an_account_that_cannot_publish_is_red(environ: dict[str, str]) -> None:
    code, lines = await printed({**environ, "ACCOUNTS": "news=slack:C0GENERAL"})
    assert code == 1
    (line,) = [line for line in lines if "Account news" in line]
    assert line.startswith("✗ Account news: slack: ")
    assert line.endswith(".") and ".." not in line


async def test_everything_is_looked_at_even_when_slack_is_away(environ: dict[str, str]) -> None:
    code, lines = await printed({**environ, "SLACK_BOT_TOKEN": "xoxb-wrong"})
    assert code == 1
    assert any(line.startswith("✗ Bot token: ") for line in lines)
    assert any(line.startswith("✓ Database: ") for line in lines)


async def test_brands_kept_elsewhere_are_looked_at_in_place_of_the_settings(
    environ: dict[str, str], tmp_path: Path
) -> None:
    """What the settings still say of channel and people concerns nobody then."""
    brands = tmp_path / "brands.toml"
    brands.write_text(
        '[[brand]]\nname = "Acorn"\nreview_channel = "#published"\ntimezone = "Asia/Seoul"\nadmins = ["U0ADA"]\n'
    )
    said: list[str] = []
    assert await asyncio.to_thread(configure, brands, environ, is_meant=True, tell=said.append) == 0, said
    code, lines = await printed({**environ, "REVIEW_CHANNEL": "#nowhere", "APPROVERS": "U0NOBODY"})
    assert code == 0
    assert "! Brand Acorn: it has no account, so nothing can go out. Give it one of ACCOUNTS." in lines
    assert not any("nowhere" in line or "U0NOBODY" in line for line in lines)

    brands.write_text(brands.read_text() + 'accounts = ["news"]\napprovers = ["U0JONAS", "U0PRIYA"]\n')
    assert await asyncio.to_thread(configure, brands, environ, is_meant=True, tell=said.append) == 0, said
    assert "✓ Brand Acorn: kept in a file, reviewed in #published." in (await printed(environ))[1]


async def test_accounts_that_were_connected_are_looked_at_too(environ: dict[str, str]) -> None:
    """One that is waited for, one that ends soon, and one that no key opens."""
    key, receiver = Fernet.generate_key().decode(), Webhook()
    server = NetworkServer([receiver])
    await server.start()
    told = {**environ, "SECRET_KEY": key, "ACCOUNTS": f"news=slack:C0PUB, site=webhook:{receiver.origin}"}
    code, lines = await printed(told)
    assert code == 1
    advice = "Run python -m bot connect webhook --name site."
    assert f"✗ Account site: webhook: nobody has connected it yet. {advice}" in lines

    database = Database(environ["DATABASE_URL"])
    await database.write(connected, Vault([key]), receiver.origin, machine_now())
    await database.close()
    code, lines = await printed(told)
    (line,) = [line for line in lines if "Account site" in line]
    assert (code, line.startswith("! Account site: webhook: the receiver answers; it ends on ")) == (0, True), line
    code, lines = await printed({**told, "SECRET_KEY": Fernet.generate_key().decode()})
    (line,) = [line for line in lines if "Account site" in line]
    assert code == 1 and "its secrets cannot be opened (no key fits" in line
    await server.stop()


def connected(session: Session, vault: Vault, address: str, now: datetime) -> None:
    session.add(brand())
    session.flush()
    sealed = vault.seal(Secrets(SECRET))
    wanted = Wanted("webhook", address, "our site", sealed, now + timedelta(days=3), False, "site", 1, "terminal")
    connect(session, wanted, now=now, machine_now=now)
