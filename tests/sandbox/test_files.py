"""Files: three steps of an upload, forms with files, who may fetch what, pictures in blocks."""

import io
from typing import Any

import aiohttp
import pytest
from PIL import Image
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import pictures
from bot.sandbox.refusals import NotPossible
from bot.sandbox.server import Sandbox


def picture(kind: str = "PNG", size: tuple[int, int] = (30, 20)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size).save(buffer, kind)
    return buffer.getvalue()


async def code_of(call: Any) -> str:
    """Answer the error with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def fetch(url: str, token: str = "xoxb-sandbox") -> tuple[str, bytes]:
    """Answer the content type and bytes at an address."""
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(headers=headers) as http, http.get(url) as response:
        return response.content_type, await response.read()


@pytest.mark.parametrize("kind", ["PNG", "GIF", "JPEG", "WEBP"])
def test_pictures_are_measured(kind: str) -> None:
    assert pictures.size(picture(kind)) == (30, 20)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF....WEBPVP8 ", b"GIF89a", b"text"])
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert pictures.size(data) is None


async def test_the_clients_upload_is_shared_into_a_thread(client: AsyncWebClient, sandbox: Sandbox) -> None:
    parent = (await client.chat_postMessage(channel="C0REVIEW", text="card"))["ts"]
    answer = await client.files_upload_v2(
        content=picture(),
        filename="a.png",
        title="A",
        alt_txt="A square",
        channel="C0REVIEW",
        thread_ts=parent,
        initial_comment="look",
    )
    (file,) = answer["files"]
    assert (file["mimetype"], file["filetype"], file["size"]) == ("image/png", "png", len(picture()))
    assert (file["original_w"], file["original_h"], file["alt_txt"]) == (30, 20, "A square")
    reply = (await sandbox.person("U0JONAS").messages("C0REVIEW", parent))[1]
    assert (reply["subtype"], reply["text"], reply["files"][0]["id"]) == ("file_share", "look", file["id"])
    assert await fetch(file["url_private_download"]) == ("image/png", picture())
    info = (await client.files_info(file=file["id"]))["file"]
    assert info["shares"]["public"]["C0REVIEW"][0]["ts"] == reply["ts"]


async def test_a_wrong_token_gets_a_login_page(client: AsyncWebClient) -> None:
    answer = await client.files_upload_v2(content=b"secret", filename="a.txt", channel="C0PUB")
    kind, body = await fetch(answer["files"][0]["url_private"], "xoxb-wrong")
    assert (kind, b"secret" in body) == ("text/html", False)


async def test_the_steps_of_an_upload_are_checked(client: AsyncWebClient) -> None:
    step = await client.files_getUploadURLExternal(filename="a.txt", length=5)
    assert await code_of(client.files_completeUploadExternal(files=[{"id": step["file_id"]}])) == "file_not_found"
    async with aiohttp.ClientSession() as http:
        assert (await http.post(step["upload_url"], data=b"four")).status == 400
        assert await (await http.post(step["upload_url"], data=b"fives")).text() == "OK - 5"
        assert (await http.post(step["upload_url"], data=b"fives")).status == 404
    done = await client.files_completeUploadExternal(files=[{"id": step["file_id"], "title": "T"}])
    assert done["files"][0]["title"] == "T"
    assert await code_of(client.files_completeUploadExternal(files=[{"id": step["file_id"]}])) == "file_not_found"


async def test_a_private_picture_is_no_picture_for_a_block(client: AsyncWebClient) -> None:
    async def post(file_id: str) -> Any:
        block = {"type": "image", "alt_text": "x", "slack_file": {"id": file_id}}
        return await client.chat_postMessage(channel="C0REVIEW", text="x", blocks=[block])

    private = (await client.files_upload_v2(content=picture(), filename="a.png"))["files"][0]["id"]
    with pytest.raises(SlackApiError) as refused:
        await post(private)
    messages = refused.value.response["response_metadata"]["messages"]
    assert messages == ["[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"]
    shared = await client.files_upload_v2(content=picture(), filename="a.png", channel="C0REVIEW")
    assert (await post(shared["files"][0]["id"]))["ok"]


async def test_a_file_in_a_form_reaches_the_app(client: AsyncWebClient, sandbox: Sandbox, app: Any) -> None:
    element = {"type": "file_input", "action_id": "v", "max_files": 1}
    label = {"type": "plain_text", "text": "Files"}
    block = {"type": "input", "block_id": "f", "label": label, "element": element, "optional": True}
    view = {"type": "modal", "title": label, "submit": label, "blocks": [block]}
    mina = sandbox.person("U0MINA")
    trigger = sandbox.world.issue_trigger("U0MINA")
    view_id = (await client.views_open(trigger_id=trigger, view=view))["view"]["id"]
    first = (await mina.upload("a.png", picture()))["file_id"]
    second = (await mina.upload("b.png", picture()))["file_id"]
    assert await code_of(client.files_info(file=first)) == "file_not_found"
    assert (await mina.submit(view_id, {"f": {"v": [first, second]}}))["error"] == "input_required"
    assert (await mina.submit(view_id, {"f": {"v": {"files": [first]}}}))["acked"]
    (payload,) = app.payloads("view_submission")
    (file,) = payload["view"]["state"]["values"]["f"]["v"]["files"]
    assert await fetch(file["url_private_download"]) == ("image/png", picture())
    assert (await client.files_info(file=first))["file"]["user"] == "U0MINA"


async def test_a_file_larger_than_ten_megabytes_fits_no_form(client: AsyncWebClient, sandbox: Sandbox) -> None:
    label = {"type": "plain_text", "text": "Files"}
    block = {"type": "input", "block_id": "f", "label": label, "element": {"type": "file_input", "action_id": "v"}}
    view = {"type": "modal", "title": label, "submit": label, "blocks": [block]}
    trigger = sandbox.world.issue_trigger("U0MINA")
    view_id = (await client.views_open(trigger_id=trigger, view=view))["view"]["id"]
    mina = sandbox.person("U0MINA")
    big = (await mina.upload("big.png", b"x" * (10 * 1024 * 1024 + 1)))["file_id"]
    assert (await mina.submit(view_id, {"f": {"v": [big]}}))["errors"] == {"f": "big.png is larger than 10 MB."}
    said = await mina.say("C0REVIEW", "see", files=[big])
    assert (said["subtype"], said["files"][0]["size"]) == ("file_share", 10 * 1024 * 1024 + 1)


async def test_a_file_of_somebody_else_cannot_be_shared(sandbox: Sandbox) -> None:
    theirs = (await sandbox.person("U0ADA").upload("a.txt", b"x"))["file_id"]
    with pytest.raises(NotPossible, match="has uploaded no file"):
        await sandbox.person("U0MINA").say("C0REVIEW", "mine", files=[theirs])
