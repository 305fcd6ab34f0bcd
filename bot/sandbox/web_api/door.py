"""The door to the Web API: parsing, token, scopes, arguments, rate, faults, answer, record.

docs.slack.dev/apis/web-api (GET with a query string, forms and JSON are all understood)
"""

import json
import logging
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault
from bot.sandbox.refusals import Refused
from bot.sandbox.web_api import blocks, chat, conversations, files, places, reactions, scheduling, team, users, views
from bot.sandbox.web_api.call import Call, Json, Method
from bot.sandbox.world import World

log = logging.getLogger(__name__)
METHODS: dict[str, Method] = {
    **team.METHODS,
    **chat.METHODS,
    **scheduling.METHODS,
    **views.METHODS,
    **conversations.METHODS,
    **users.METHODS,
    **files.METHODS,
    **reactions.METHODS,
    **blocks.METHODS,
}
# Arguments that every method understands; Bolt adds team_id to each call.
EVERYWHERE = frozenset({"token", "pretty", "team_id"})


class Door:
    """Serves `/api/{method}`, and counts the calls that are being served."""

    def __init__(self, world: World) -> None:
        """Serve calls on `world`."""
        self._world = world
        self.serving = 0

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one call."""
        self.serving += 1
        try:
            return await self._serve(request, request.match_info["method"])
        finally:
            self.serving -= 1
            self._world.changes.wake()

    async def _serve(self, request: web.Request, name: str) -> web.StreamResponse:
        world, began = self._world, self._world.machine.now()
        try:
            args = await _arguments(request)
        except ValueError:
            return self._answer(name, {}, Refused("invalid_json").as_answer(), began)
        fault = world.faults.take(name, _with_person(world, args))
        if fault is not None:
            world.traffic.note("inside", "fault", name, None, error=fault.kind)
            if fault.kind == "delay":
                await world.machine.pause(fault.delay)
            if fault.kind == "drop_before":
                return _drop(request)
            if fault.kind in ("429", "5xx", "error"):
                return self._faulty(name, args, fault, began)
        token = _token(request, args)
        response = self._answer(name, args, self._run(name, args, token), began)
        return _drop(request) if fault is not None and fault.kind == "drop_after" else response

    def _run(self, name: str, args: Json, token: str) -> Json:
        """Answer the body of one call, whatever happens."""
        found = METHODS.get(name)
        if found is None:
            return {"ok": False, "error": "unknown_method", "req_method": name}
        call = Call(self._world, name, args)
        try:
            self._check(call, found, token)
            answer: Json = {"ok": True, **found.run(call)}
        except Refused as refused:
            answer = refused.as_answer()
        except Exception:
            log.exception("The sandbox itself failed in %s", name)
            answer = {"ok": False, "error": "internal_error"}
        return _with_warnings(answer, call.warnings) if call.warnings else answer

    def _check(self, call: Call, found: Method, token: str) -> None:
        world = self._world
        _check_token(world, found, token)
        given = world.manifest.scopes if not found.with_app_token else ["connections:write"]
        if found.scopes and not set(found.scopes) & set(given):
            raise Refused("missing_scope", needed=found.scopes[0], provided=",".join(given))
        wait = world.limits.take(call.method, found.tier, places.the_same(world, call.text("channel")))
        if wait:
            raise Refused("ratelimited", _retry_after=wait)
        unknown = sorted(call.args.keys() - found.args - EVERYWHERE)
        if unknown and world.strict:
            messages = [f"[ERROR] unknown argument: {name}" for name in unknown]
            raise Refused("invalid_arguments", response_metadata={"messages": messages})
        call.warnings += [f"unknown argument: {name}" for name in unknown]

    def _faulty(self, name: str, args: Json, fault: Fault, began: float) -> web.Response:
        if fault.kind == "5xx":
            self._record(name, args, {"ok": False, "error": "http_503"}, began, None)
            return web.Response(status=503, text="upstream connect error")
        code, extra = (
            (fault.error, {}) if fault.kind == "error" else ("ratelimited", {"_retry_after": fault.retry_after})
        )
        return self._answer(name, args, {"ok": False, "error": code, **extra}, began)

    def _answer(self, name: str, args: Json, answer: Json, began: float) -> web.Response:
        wait = answer.pop("_retry_after", None)
        self._record(name, args, answer, began, answer.pop("_warnings", None))
        headers = {"x-oauth-scopes": ",".join(self._world.manifest.scopes)}
        found = METHODS.get(name)
        if found is not None:
            headers["x-accepted-oauth-scopes"] = ",".join(found.scopes)
        if wait is not None:
            headers["Retry-After"] = str(wait)
        status = 429 if wait is not None else 200
        return web.json_response(answer, status=status, headers=headers)

    def _record(self, name: str, args: Json, answer: Json, began: float, warnings: list[str] | None) -> None:
        error = None if answer.get("ok") else answer.get("error")
        traffic, shown = self._world.traffic, {k: v for k, v in args.items() if k != "token"}
        ms = round((self._world.machine.now() - began) * 1000, 2)
        if error in ("unknown_method", "invalid_arguments", "invalid_blocks", "internal_error"):
            log.error("%s was answered with %s: %s", name, error, answer.get("response_metadata", ""))
        traffic.note("from_app", "web_api", name, shown, error=error, warnings=warnings, ms=ms, answer=answer)


def _with_warnings(answer: Json, warnings: list[str]) -> Json:
    """Say them as Slack does, in the answer itself (docs.slack.dev/apis/web-api), and keep them for the record."""
    said = {"warning": ",".join(warnings), **answer}
    told = answer.get("response_metadata", {})
    metadata = {**told, "warnings": [*told.get("warnings", ()), *warnings]}
    return said | {"response_metadata": metadata, "_warnings": warnings}


async def _arguments(request: web.Request) -> Json:
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        parsed: Any = json.loads(body) if body.strip() else {}
        if not isinstance(parsed, dict):
            raise ValueError("not an object")
        return args | parsed
    form = await request.post()
    return args | {key: value for key, value in form.items() if isinstance(value, str)}


def _with_person(world: World, args: Json) -> Json:
    """The arguments, and as `user` the person whose trigger or view they name."""
    found = world.triggers.get(str(args.get("trigger_id"))) or world.views.get(str(args.get("view_id")))
    return args if found is None else {**args, "user": found.user}


def _token(request: web.Request, args: Json) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else str(args.get("token") or "")


def _check_token(world: World, found: Method, token: str) -> None:
    if not token:
        raise Refused("not_authed")
    right = world.workspace.app_token if found.with_app_token else world.workspace.bot_token
    if token == right:
        revoked = None if found.with_app_token else world.faults.token_refusal()
        if revoked is not None:
            raise Refused(revoked)
        return
    known = token in (world.workspace.app_token, world.workspace.bot_token)
    raise Refused("not_allowed_token_type" if known else "invalid_auth")


def _drop(request: web.Request) -> web.Response:
    """Cut the connection: the app learns nothing about what has happened."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
