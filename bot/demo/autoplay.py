"""The whole story without a browser: submit, request changes, revise, approve, publish. It ends well or not at all."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.clock import machine_now
from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from bot.sandbox.people.person import Person
from handlers import wire

Json = Mapping[str, Any]

LINES = {
    "en": {
        "first": "Our oat cookies are back. Baked this morning, gone by noon. https://acorn.example/cookies",
        "reason": "Please say where to get them.",
        "second": "Our oat cookies are back in all three shops. Baked this morning, gone by noon. "
        "https://acorn.example/cookies",
    },
    "ko": {
        "first": "귀리 쿠키가 돌아왔어요. 오늘 아침에 구웠고 점심이면 다 나가요. https://acorn.example/cookies",
        "reason": "어디서 살 수 있는지 적어 주세요.",
        "second": "귀리 쿠키가 세 매장 모두에 돌아왔어요. 오늘 아침에 구웠고 점심이면 다 나가요. "
        "https://acorn.example/cookies",
    },
}


async def autoplay(language: str) -> int:
    """Plays it and prints what people see. 0 only if the receipt is there."""
    console = Console()
    today: date = machine_now().date()
    # With one account it is preselected: command, text, Submit is enough.
    one_account = {"ACCOUNTS": f"news=slack:{cast.PUBLISHED}"}
    begins, workspace = cast.opening(today, language), cast.for_readers_of(language)
    async with stage(
        language=language, begins=begins, changes=one_account, keeps_time=True, workspace=workspace
    ) as scene:
        try:
            await _play(scene, LINES[language], console)
        except (TimeoutError, LookupError) as trouble:
            console.print(f"[red]The story stopped: {trouble or type(trouble).__name__}[/red]")
            return 1
    console.print("[green]The receipt is there.[/green]")
    return 0


async def _play(scene: Stage, say: Mapping[str, str], console: Console) -> None:
    await scene.author.command(cast.GENERAL, wire.SUBMIT_POST, say["first"])
    await _submit_composer(scene, console, "Mina types /submit-post and submits", None)
    await _press(scene, scene.approver, cast.REVIEW, wire.REQUEST_CHANGES, console, "Jonas asks for changes")
    await _fill(scene, scene.approver, wire.DECISION_REASON, say["reason"])
    direct = (await scene.author.open_dm())["channel"]
    await _press(scene, scene.author, direct, wire.EDIT, console, "Mina is told, and edits", with_text=say["reason"])
    await _submit_composer(scene, console, "Mina submits version 2", say["second"])
    await _until_card(scene, "2")
    await _press(scene, scene.approver, cast.REVIEW, wire.APPROVE, console, "Jonas approves version 2")
    await _published(scene, say["second"], console)


async def _submit_composer(scene: Stage, console: Console, step: str, text: str | None) -> None:
    view = await scene.sandbox.until(_modal(scene.author, wire.COMPOSER))
    _show(console, step, view)
    await _fill(scene, scene.author, wire.COMPOSER, text)


async def _fill(scene: Stage, who: Person, callback_id: str, text: str | None) -> None:
    view = await scene.sandbox.until(_modal(who, callback_id))
    block_id, action_id = reading.fields(view, "plain_text_input")[0]
    values = {block_id: {action_id: {"type": "plain_text_input", "value": text}}} if text else {}
    answer = await who.submit(view["id"], values)
    if answer.get("errors"):
        raise LookupError(f"The form was not accepted: {answer['errors']}")


async def _press(
    scene: Stage, who: Person, channel: str, action_id: str, console: Console, step: str, *, with_text: str = ""
) -> None:
    async def there() -> Any:
        try:
            seen = [one for one in await who.messages(channel) if with_text in "\n".join(reading.lines(one))]
            return reading.button(seen, action_id)
        except LookupError:
            return None

    message, block, button = await scene.sandbox.until(there)
    _show(console, step, message)
    await who.press(channel, message["ts"], block["block_id"], button["action_id"], value=button.get("value"))


async def _until_card(scene: Stage, revision: str) -> None:
    async def there() -> bool:
        try:
            _, _, button = reading.button(await scene.approver.messages(cast.REVIEW), wire.APPROVE)
        except LookupError:
            return False
        return str(button["value"]).endswith(f".{revision}")

    await scene.sandbox.until(there)


async def _published(scene: Stage, text: str, console: Console) -> None:
    async def live() -> Any:
        messages = await scene.author.messages(cast.PUBLISHED)
        return next((one for one in messages if text.split(".")[0] in "".join(reading.lines(one))), None)

    _show(console, "#published", await scene.sandbox.until(live, within=30))

    async def receipt() -> Any:
        card, _, _ = reading.button(await scene.author.messages(cast.REVIEW), wire.CARD_MENU)
        thread = await scene.author.messages(cast.REVIEW, card["ts"])
        return next((one for one in thread[1:] if "/archives/" in str(one.get("blocks"))), None)

    _show(console, "The receipt, in the card's thread", await scene.sandbox.until(receipt, within=30))


def _modal(who: Person, callback_id: str) -> Callable[[], Awaitable[Any]]:
    """This modal on top, once its fields are there: it opens as a skeleton."""

    async def there() -> Any:
        modals = (await who.screen())["modals"]
        if not modals or modals[-1]["callback_id"] != callback_id:
            return None
        return modals[-1] if reading.fields(modals[-1], "plain_text_input") else None

    return there


def _show(console: Console, step: str, payload: Json) -> None:
    seen = "\n".join(reading.as_read(line) for line in reading.lines(payload))
    console.print(Panel(Text(seen), title=step, title_align="left"))
