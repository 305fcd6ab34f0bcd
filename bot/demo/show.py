"""The demo: a page where one plays author and approver, and watches an approved submission go out at its time."""

import asyncio
import signal
import webbrowser
from functools import partial

import typer

from bot.clock import machine_now
from bot.demo import cast, equipped, networks, past, seed
from bot.demo.stage import stage

GUIDE = {
    "en": [
        "You are Mina, the author: type /submit-post and your text, then press Submit.",
        "Switch to Jonas, the approver: in #social-approvals, press Approve on the new card.",
        "Watch #published: the post goes out, and its link appears in the card's thread.",
    ],
    "ko": [
        "지금은 작성자 Mina예요. /submit-post 뒤에 글을 쓰고, 열린 창에서 제출을 누르세요.",
        "승인자 Jonas로 바꾸고, #social-approvals에서 새 카드의 승인을 누르세요.",
        "#published에 글이 올라와요. 카드의 스레드에는 게시 링크가 남아요.",
    ],
}


async def show(port: int, language: str, browser: bool) -> None:
    """Runs until Ctrl-C. Nothing is kept afterwards."""
    begins = cast.opening(machine_now().date(), language)
    workspace = cast.for_readers_of(language, GUIDE[language])
    dawn = seed.before(begins)
    async with (
        networks.served() as shore,
        stage(
            language=language,
            begins=dawn,
            port=port,
            changes=networks.settings_for(shore),
            workspace=workspace,
            follows=True,
        ) as scene,
    ):
        for network in shore.networks.values():
            network.now = scene.now
        await seed.bring_to_life(scene, language, begins, overnight=partial(networks.be_read, shore))
        for lay_out in (past.write, equipped.equip):
            await scene.machine.desk.database.write(lay_out, language, begins)
        scene.keep_time()
        url = f"{scene.sandbox.url}/?as={cast.AUTHOR}&channel={cast.REVIEW}"
        typer.echo(f"Greenlight is playing at {url}")
        typer.echo(f"The networks' feeds are at {shore.url}\nStop it with Ctrl-C; nothing is kept.")
        if browser:
            webbrowser.open(url)
        await _until_stopped()


async def _until_stopped() -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()
