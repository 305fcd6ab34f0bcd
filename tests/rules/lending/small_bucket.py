"""A bucket on loopback that checks each signature by itself.

Source: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html.
"""

import hashlib
import hmac
from urllib.parse import quote

from aiohttp import web

ACCESS_KEY, SECRET_KEY = "our-access-key", "our-secret-key"


class SmallBucket:
    """Keeps what is put with our key, and gives it for a signed address."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, str]] = {}
        self.status, self.is_open = 200, True

    def app(self) -> web.Application:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_put("/media/{place:.+}", self.put)
        app.router.add_get("/media/{place:.+}", self.get)
        return app

    async def put(self, request: web.Request) -> web.Response:
        if self.status != 200:
            return web.Response(status=self.status)
        assert request.headers["Authorization"].startswith(f"AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/")
        self.kept[request.match_info["place"]] = (await request.read(), request.content_type)
        return web.Response(headers={"ETag": '"1"'})

    async def get(self, request: web.Request) -> web.Response:
        if not self.is_open or signature(request) != request.query.get("X-Amz-Signature"):
            return web.Response(status=403)
        content, mime = self.kept[request.match_info["place"]]
        return web.Response(body=content, content_type=mime)


def signature(request: web.Request) -> str:
    """What the address should be signed with."""
    told = sorted((name, value) for name, value in request.query.items() if name != "X-Amz-Signature")
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in told)
    asked = f"GET\n{request.path}\n{query}\nhost:{request.host}\n\nhost\nUNSIGNED-PAYLOAD"
    at, (_, *scope) = request.query["X-Amz-Date"], request.query["X-Amz-Credential"].split("/")
    text = f"AWS4-HMAC-SHA256\n{at}\n{'/'.join(scope)}\n{hashlib.sha256(asked.encode()).hexdigest()}"
    key = f"AWS4{SECRET_KEY}".encode()
    for part in (*scope, text):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key.hex()
