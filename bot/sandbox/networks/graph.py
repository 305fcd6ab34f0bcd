"""What the small networks behind a Graph API have in common: errors as objects, fields that are asked for, usage."""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.sandbox.networks import forms
from bot.sandbox.networks.forms import Form
from bot.sandbox.networks.network import Handler, Medium, Network, Shown
from bot.sandbox.networks.oauth import Door

LARGEST_MEDIUM = 64 * 1024 * 1024


class GraphError(web.HTTPBadRequest):
    """An error as the Graph API says it; the HTTP status is mostly 400, whatever is wrong."""

    def __init__(self, code: int, message: str, subcode: int = 0) -> None:
        error: dict[str, Any] = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A1b2"}
        if subcode:
            error["error_subcode"] = subcode
        super().__init__(text=json.dumps({"error": error}), content_type="application/json")


class GraphNetwork(Network):
    """A subclass gives its routes below `/{version}`."""

    usage_kind = "pages"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.door = Door(self)
        self.percent_used = 1
        """Of what the account may call; at 100 it has to wait."""
        self.minutes_to_regain = 0

    def routes(self) -> list[tuple[str, str, Handler]]:
        """The door, and whoever came in by it; a subclass adds its own."""
        return [*self.door.routes(), ("GET", "/me", self.me)]

    async def me(self, request: web.Request) -> web.StreamResponse:
        """Whose token came along."""
        author = self.visitor(request)
        fields = self.fields(request, {"user_id", "username", "name"})
        own = {"id": author, "user_id": author, "username": "acorn", "name": "Acorn"}
        return self.good({name: own[name] for name in fields})

    def visitor(self, request: web.Request) -> str:
        """Whose token came along. Raises GraphError 190."""
        author = self.author_of(request)
        if author is None:
            raise GraphError(190, "Error validating access token: the session has expired.", 463)
        return author

    def own(self, request: web.Request) -> str:
        """The account in the path, which the token must be for. Raises GraphError."""
        author, asked = self.visitor(request), request.match_info["account"]
        if asked != author:
            raise self.not_there(asked)
        return author

    def not_there(self, asked: str) -> GraphError:
        return GraphError(100, f"Unsupported request. Object with ID '{asked}' does not exist, or cannot be seen.", 33)

    def shown_or_not(self, request: web.Request) -> Shown:
        """What is live under the id in the path. Raises GraphError."""
        self.visitor(request)
        found = self.find(request.match_info["id"])
        if found is None:
            raise self.not_there(request.match_info["id"])
        return found

    async def form(self, request: web.Request, allowed: Iterable[str]) -> Form:
        """What was posted; a name that no document describes is an error, and remembered."""
        form = await forms.read(request)
        given = (name.partition("[")[0] for name in (*form.words, *form.files))
        self.refuse_unknown(given, allowed, request.path)
        return form

    def fields(self, request: web.Request, allowed: Iterable[str], others: Iterable[str] = ()) -> list[str]:
        """What is asked for with `fields`; `others` are the parameters that may stand beside it."""
        self.refuse_unknown(request.query, {"fields", *others}, request.path)
        asked = _top_level(request.query.get("fields", "id"))
        self.refuse_unknown(asked, {"id", *allowed}, f"fields of {request.path}")
        return asked

    def metrics(self, request: web.Request, counted: Mapping[str, int], known: Iterable[str]) -> web.Response:
        """Insights; what was not counted yet is missing."""
        self.refuse_unknown(request.query, {"metric", "period"}, request.path)
        asked = request.query.get("metric", "").split(",")
        self.refuse_unknown(asked, known, f"metrics of {request.path}")
        data = [
            {"name": name, "period": "lifetime", "values": [{"value": counted[name]}]}
            for name in asked
            if name in counted
        ]
        return self.good({"data": data})

    def page(self, request: web.Request, found: list[dict[str, Any]]) -> web.Response:
        """One page of them, newest first."""
        limit, start = int(request.query.get("limit", "25")), int(request.query.get("after") or "0")
        end = start + limit
        paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(end)}}
        if end < len(found):
            paging["next"] = f"{self.origin}{request.path}?after={end}"
        return self.good({"data": found[start:end], "paging": paging})

    async def fetched(self, address: str) -> Medium:
        """What is at a public address. Raises GraphError 9004 when it cannot be had."""
        try:
            async with ClientSession(timeout=ClientTimeout(10)) as session, session.get(address) as answer:
                content = await answer.content.read(LARGEST_MEDIUM)
                if answer.status != 200:
                    raise GraphError(9004, "The media could not be fetched from this URI.", 2207052)
                return Medium(content, answer.content_type)
        except (ClientError, TimeoutError, ValueError):
            raise GraphError(9004, "The media could not be fetched from this URI.", 2207052) from None

    def good(self, found: Mapping[str, Any]) -> web.Response:
        """With what was used so far, as percentages."""
        usage = {"type": self.usage_kind, "call_count": self.percent_used, "total_cputime": 1, "total_time": 1}
        usage["estimated_time_to_regain_access"] = self.minutes_to_regain
        headers = {"X-Business-Use-Case-Usage": json.dumps({self.account: [usage]})}
        return web.json_response(found, headers=headers)

    def limited(self, retry_after: int) -> web.StreamResponse:
        """Minutes stand in the header of usage; what is no whole minute is said the way of HTTP."""
        usage = {"type": self.usage_kind, "call_count": 100, "total_cputime": 20, "total_time": 20}
        usage["estimated_time_to_regain_access"] = math.ceil(retry_after / 60)
        headers = {"X-Business-Use-Case-Usage": json.dumps({self.account: [usage]})}
        if retry_after % 60:
            headers["Retry-After"] = str(retry_after)
        body = {"error": {"message": "There have been too many calls.", "type": "OAuthException", "code": 80002}}
        return web.json_response(body, status=400, headers=headers)

    def broken(self) -> web.StreamResponse:
        body = {"error": {"message": "An unknown error has occurred.", "type": "OAuthException", "code": 1}}
        return web.json_response(body, status=500)


def _top_level(written: str) -> list[str]:
    """Names of fields, without what they are asked for in turn: a,b{c,d},e.limit(0) has a, b and e."""
    names, depth, name = [], 0, ""
    for sign in f"{written},":
        if sign == "," and depth == 0:
            names.append(name.partition("{")[0].partition(".")[0])
            name = ""
            continue
        depth += (sign in "{(") - (sign in "})")
        name += sign
    return names
