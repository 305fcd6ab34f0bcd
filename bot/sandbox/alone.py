"""`python -m bot sandbox`: the sandbox by itself, for any app, until it is stopped."""

import asyncio
import signal
from collections.abc import Callable

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace


async def serve(workspace: Workspace, port: int, *, strict: bool, tell: Callable[[str], None]) -> None:
    """Runs until Ctrl-C or SIGTERM. `tell` gets what an app needs to know. Raises OSError for a port that is taken."""
    sandbox = Sandbox(workspace, strict=strict)
    await sandbox.start(port=port)
    try:
        tell(greeting(sandbox, workspace))
        await _stopped()
    finally:
        await sandbox.stop()


def greeting(sandbox: Sandbox, workspace: Workspace) -> str:
    """Where the page is, and the environment that an app needs."""
    told = {
        "SLACK_API_URL": sandbox.api_url,
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "CALENDAR_URL": f"{sandbox.url}/control/clock",
    }
    if workspace.request_url is None:
        # With both, an app would take this for HTTP mode.
        del told["SLACK_SIGNING_SECRET"]
    else:
        del told["SLACK_APP_TOKEN"]
    lines = "\n".join(f"  {name}={value}" for name, value in told.items())
    return f"The page is at {sandbox.url}\nAn app needs:\n{lines}\nStop it with Ctrl-C; nothing is kept."


async def _stopped() -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()
