"""One Mastodon account (docs.joinmastodon.org/methods/statuses)."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from bot.publishers import waits
from bot.publishers.http import Answer, Caller, HttpFailure
from bot.publishers.mastodon import answers, search
from bot.publishers.mastodon.calls import Calls, attached
from bot.publishers.opening import Opening
from bot.publishers.stopped import Stopped
from handlers.allowance import Allowance
from handlers.problem import Problem
from handlers.publisher import (
    Absent,
    CannotTell,
    Doubtful,
    Finding,
    Gone,
    Health,
    Made,
    Manner,
    NotSent,
    Outcome,
    Outgoing,
    Preparation,
    Published,
    Publisher,
    Reading,
    Refused,
    Removal,
)

SCOPES = "write:statuses, write:media, read:accounts and read:statuses"


def open(opening: Opening) -> Publisher:
    """Raises BadAddress when the address is not safe for a token."""
    caller = Caller(opening.origin or opening.address, opening.tokens, opening.http_transport)
    return Mastodon(opening.name, Calls(caller, opening.machine_now, opening.pause))


class Mastodon:
    """Speaks to one account on one server."""

    network = "mastodon"
    # The server keeps an Idempotency-Key for an hour; five minutes are left for clocks and the way there.
    manner = Manner(
        undo_for=timedelta(seconds=15),
        repeatable_for=timedelta(minutes=55),
        takes_comment=True,
        can_take_down=True,
        has_figures=True,
    )

    def __init__(self, name: str, calls: Calls) -> None:
        self._name, self._calls = name, calls
        self._allowance = answers.allowance({})

    def allowance(self) -> Allowance:
        return self._allowance

    async def learn(self) -> Allowance:
        try:
            instance = (await self._calls.ask("GET", "/api/v2/instance")).fields()
        except Stopped:
            return self._allowance
        if instance:
            self._allowance = answers.allowance(instance)
        return self._allowance

    async def prepare(self, outgoing: Outgoing) -> Preparation:
        try:
            media = [await self._calls.upload(one) for one in attached(outgoing)]
        except Stopped as stopped:
            return stopped.outcome
        return Made(json.dumps(media) if media else "")

    async def publish(self, outgoing: Outgoing) -> Outcome:
        flags = outgoing.flags
        status: dict[str, Any] = {"status": outgoing.text, "visibility": "public"}
        status["media_ids"] = json.loads(outgoing.handle) if outgoing.handle else []
        if flags.is_sensitive or flags.warning:
            status |= {"sensitive": True, "spoiler_text": flags.warning}
        return await self._post(status, _key(outgoing))

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        status = {"status": outgoing.text, "visibility": "public", "in_reply_to_id": under}
        return await self._post(status, f"{_key(outgoing)}-comment")

    async def _post(self, status: dict[str, Any], key: str) -> Outcome:
        headers = {"Idempotency-Key": key}
        try:
            answer = await self._calls.caller.send("POST", "/api/v1/statuses", json=status, headers=headers)
        except HttpFailure as failure:
            return answers.unsent(failure) if failure.never_left else Doubtful(failure.detail)
        return self._outcome(answer)

    def _outcome(self, answer: Answer) -> Outcome:
        if not answer.is_good:
            return answers.failure(answer, self._calls.machine_now())
        found = _published(answer.fields())
        if found is None:
            return Doubtful("the answer names no status")
        return replace(found, rests_for=waits.used_up(answer.headers, self._calls.machine_now()))

    async def look_up(self, outgoing: Outgoing) -> Finding:
        try:
            status = await search.find(self._calls, outgoing)
        except Stopped as stopped:
            return CannotTell(stopped.outcome.detail)
        if status is None:
            return Absent()
        return _published(status) or CannotTell("the status has no id")

    async def take_down(self, remote_id: str) -> Removal:
        """What is not there any more is gone as well."""
        try:
            answer = await self._calls.caller.send("DELETE", f"/api/v1/statuses/{remote_id}")
        except HttpFailure as failure:
            return answers.unsent(failure) if failure.never_left else Doubtful(failure.detail)
        if answer.is_good or answer.status == 404:
            return Gone()
        return answers.failure(answer, self._calls.machine_now())

    async def figures(self, remote_id: str) -> Reading:
        try:
            status = (await self._calls.ask("GET", f"/api/v1/statuses/{remote_id}")).fields()
        except Stopped as stopped:
            return stopped.outcome
        return answers.figures(status)

    async def trends(self) -> Sequence[str]:
        """Hashtags that more people than usual use on this server (docs.joinmastodon.org/methods/trends/#tags)."""
        try:
            return answers.trends((await self._calls.ask("GET", "/api/v1/trends/tags")).json())
        except Stopped:
            return ()

    async def check(self) -> Health:
        try:
            me = (await self._calls.ask("GET", "/api/v1/accounts/verify_credentials")).fields()
        except Stopped as stopped:
            return Health(False, stopped.outcome.detail, self._advice(stopped.outcome))
        if not me.get("acct"):
            return Health(False, "the server did not say whose token it is", self._advice(Refused(Problem.GONE)))
        return Health(True, f"@{me['acct']}")

    def _advice(self, outcome: Refused | NotSent) -> str:
        if isinstance(outcome, NotSent):
            return "See whether the server is up, then try again."
        if outcome.problem == Problem.NOT_ALLOWED:
            variable = f"ACCOUNT_{self._name.upper().replace('-', '_')}_TOKEN"
            return f"Create an access token with {SCOPES}, and write it into {variable}."
        return f'See whether the address of "{self._name}" in ACCOUNTS is a Mastodon server\'s.'

    async def close(self) -> None:
        await self._calls.caller.close()


def _key(outgoing: Outgoing) -> str:
    """The same for every attempt at the same content, and another one for other content: with a key that stayed,
    the server would answer with the old status as though it were the new one."""
    content = sha256(outgoing.text.encode())
    for one in attached(outgoing):
        content.update(one.content + one.alt_text.encode())
    return f"{outgoing.idempotency_key}-{content.hexdigest()[:16]}"


def _published(status: dict[str, Any]) -> Published | None:
    if not status.get("id"):
        return None
    return Published(str(status["id"]), status.get("url") or status.get("uri"))
