"""Posts what is published to a receiver, signed by the format of Standard Webhooks.

The receiver recognises a repetition by `webhook-id`, so the same call may be made again whenever there is doubt.
"""

import base64
import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

from bot.publishers import count, waits
from bot.publishers.http import Answer, Caller, HttpFailure, checked
from bot.publishers.modest import Modest
from bot.publishers.opening import Opening
from bot.publishers.tokens import TokenBusy, TokenGone
from bot.publishers.webhook import signature
from handlers.allowance import Allowance, ImageRules
from handlers.problem import Problem
from handlers.publisher import (
    CannotTell,
    Doubtful,
    Finding,
    Gone,
    Health,
    Manner,
    NotSent,
    Outcome,
    Outgoing,
    Picture,
    Published,
    Publisher,
    Refused,
    Removal,
)

Said = Published | Refused | NotSent | Doubtful


def open(opening: Opening) -> Publisher:
    """Raises BadAddress for a receiver that is neither https nor on this machine."""
    return Webhook(opening)


class Webhook(Modest):
    """One receiver; the address is its URL, the token its secret."""

    network = "webhook"
    manner = Manner(undo_for=timedelta(seconds=15), repeats_safely=True, takes_comment=True, can_take_down=True)

    def __init__(self, opening: Opening) -> None:
        self._opening, self._url = opening, checked(opening.origin or opening.address)
        self._caller = Caller(None, None, opening.http_transport)
        facts = opening.facts
        self._allowance = Allowance(
            max_length=int(facts["max_length"]),
            count=count.characters,
            max_images=int(facts["max_images"]),
            image=ImageRules(max_bytes=int(facts["max_image_bytes"])),
            needs_text=False,
        )

    def allowance(self) -> Allowance:
        return self._allowance

    async def learn(self) -> Allowance:
        return self._allowance

    async def publish(self, outgoing: Outgoing) -> Outcome:
        content = {"text": outgoing.text, "images": [_image(one) for one in outgoing.pictures], **_flags(outgoing)}
        return await self._tell("publication.due", f"{outgoing.idempotency_key}-{_digest(outgoing)}", content)

    async def look_up(self, outgoing: Outgoing) -> Finding:
        """A receiver that has it already takes a repetition for what it is."""
        return CannotTell("a receiver cannot be asked", may_repeat=True)

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        message_id = f"{outgoing.idempotency_key}-comment-{_digest(outgoing)}"
        return await self._tell("comment.due", message_id, {"text": outgoing.text, "under": under})

    async def take_down(self, remote_id: str) -> Removal:
        said = await self._tell("publication.taken_down", f"taken-down-{remote_id}", {"id": remote_id})
        return Gone() if isinstance(said, Published) else said

    async def check(self) -> Health:
        said = await self._tell("ping", f"ping-{self._opening.machine_now():%Y%m%d%H%M%S%f}", {})
        if isinstance(said, Published):
            return Health(True, "the receiver answers")
        advice = (
            f'See whether the receiver of "{self._opening.name}" is up, and whether its secret is the same as ours.'
        )
        return Health(False, said.detail, advice)

    async def _tell(self, kind: str, message_id: str, data: dict[str, Any]) -> Said:
        now = self._opening.machine_now()
        body = json.dumps(
            {"type": kind, "timestamp": now.isoformat(), "account": self._opening.name, "data": data},
            ensure_ascii=False,
        ).encode()
        try:
            keys = signature.keys(await self._secret())
            signed = signature.headers(message_id, now, body, keys)
            answer = await self._caller.send("POST", self._url, content=body, headers=signed)
        except signature.BadSecret as bad:
            return Refused(Problem.NOT_ALLOWED, str(bad))
        except TokenGone as gone:
            return Refused(Problem.NOT_ALLOWED, gone.detail)
        except TokenBusy as busy:
            return NotSent(busy.detail)
        except HttpFailure as failure:
            return NotSent(failure.detail) if failure.never_left else Doubtful(failure.detail)
        return self._outcome(answer, message_id)

    async def _secret(self) -> str:
        tokens = self._opening.tokens
        return await tokens.current() if tokens else ""

    def _outcome(self, answer: Answer, message_id: str) -> Said:
        """A receiver may answer with the id and the url that it gave; else it is known by ours."""
        if answer.is_good:
            said = answer.fields()
            return Published(str(said.get("id") or message_id), str(said["url"]) if said.get("url") else None)
        if answer.status == 429:
            return NotSent(answer.words(), waits.asked_for(answer.headers, self._opening.machine_now()))
        if answer.status in (401, 403, 410):
            # 410: it wants nothing more, which the format asks senders to heed; a person has to mend that.
            return Refused(Problem.NOT_ALLOWED, answer.words())
        if answer.status == 404 or 300 <= answer.status < 400:
            return Refused(Problem.GONE, answer.words())
        if 400 <= answer.status < 500 and answer.status != 408:
            return Refused(Problem.REFUSED, answer.words())
        return Doubtful(answer.words())

    async def close(self) -> None:
        await self._caller.close()


def _image(picture: Picture) -> dict[str, str]:
    """With its bytes: a receiver has no way into Slack, nor into our records."""
    content = base64.b64encode(picture.content).decode()
    return {"name": picture.name, "type": picture.mime, "alt_text": picture.alt_text, "content": content}


def _flags(outgoing: Outgoing) -> dict[str, Any]:
    """Only those that are set."""
    flags = outgoing.flags
    said = {"sensitive": flags.is_sensitive, "paid": flags.is_paid, "ai": flags.is_ai, "warning": flags.warning}
    return {name: value for name, value in said.items() if value}


def _digest(outgoing: Outgoing) -> str:
    """Other content is another message, even of the same publication."""
    content = sha256(outgoing.text.encode())
    for picture in outgoing.pictures:
        content.update(picture.content + picture.alt_text.encode())
    return content.hexdigest()[:16]
