"""The demo: a page where one plays author and approver, and watches an approved submission go out at its time."""

import asyncio
import signal
import webbrowser

import typer

from bot.clock import machine_now
from bot.demo import cast, seed
from bot.demo.stage import stage

GUIDE = {
    "en": [
        "You are Mina, the author: type /submit-post with a text, and press Submit.",
        "Switch to Jonas, the approver: open #social-approvals and press Approve.",
        "Watch #published: it goes out, and the receipt appears under the card.",
    ],
    "ko": [
        "당신은 작성자 미나예요. /submit-post 뒤에 글을 쓰고 제출을 누르세요.",
        "승인자 요나스로 바꿔서 #social-approvals의 카드에서 승인을 누르세요.",
        "#published를 보세요. 글이 나가고, 카드 아래에 영수증이 생겨요.",
    ],
}


async def show(port: int, language: str, browser: bool) -> None:
    """Runs until Ctrl-C. Nothing is kept afterwards."""
    begins = cast.opening(machine_now().date(), language)
    workspace = cast.for_readers_of(language, GUIDE[language])
    async with stage(language=language, begins=seed.before(begins), port=port, workspace=workspace) as scene:
        await seed.bring_to_life(scene, language, begins)
        scene.keep_time()
        url = f"{scene.sandbox.url}/?as={cast.AUTHOR}&channel={cast.REVIEW}"
        typer.echo(f"Greenlight is playing at {url}\nStop it with Ctrl-C; nothing is kept.")
        if browser:
            webbrowser.open(url)
        await _until_stopped()


async def _until_stopped() -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()
