"""Forms as they arrive: words in the usual encoding, or words and files in parts (RFC 7578)."""

from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from urllib.parse import parse_qsl

from aiohttp import web

from bot.sandbox.networks.network import Medium


@dataclass(frozen=True)
class Form:
    """What was posted."""

    words: Mapping[str, str]
    files: Mapping[str, Medium]


async def read(request: web.Request) -> Form:
    """Whichever encoding it has; empty when there is no body."""
    body = await request.read()
    if request.content_type != "multipart/form-data":
        return Form(dict(parse_qsl(body.decode(), keep_blank_values=True)), {})
    boundary = str(_headers(f"Content-Type: {request.headers['Content-Type']}".encode()).get_param("boundary"))
    words, files = {}, {}
    for part in body.split(b"--" + boundary.encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").removesuffix(b"\r\n").partition(b"\r\n\r\n")
        headers = _headers(head)
        name = str(headers.get_param("name", header="Content-Disposition"))
        if headers.get_filename() is None:
            words[name] = content.decode()
        else:
            files[name] = Medium(content, headers.get_content_type())
    return Form(words, files)


def _headers(head: bytes) -> Message:
    return message_from_bytes(head + b"\r\n\r\n")
