"""Signs what is sent, so that the receiver knows that it is ours and unchanged. Pure.

The format is that of Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec): an id that stays the
same over repetitions, a time, and `v1,` with the HMAC-SHA256 of id, time and body, base64. Two secrets may be valid
while one replaces the other; then both signatures are sent.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

PREFIX = "whsec_"


class BadSecret(ValueError):
    """It is no base64 of a key."""


def keys(secrets: str) -> list[bytes]:
    """From one secret, or two with a comma between. Raises BadSecret."""
    try:
        found = [base64.b64decode(one.strip().removeprefix(PREFIX), validate=True) for one in secrets.split(",")]
    except binascii.Error:
        raise BadSecret("the secret is no base64; a receiver gives it as whsec_…") from None
    if not found or not all(found):
        raise BadSecret("the secret is empty")
    return found


def headers(message_id: str, at: datetime, body: bytes, signing: Sequence[bytes]) -> dict[str, str]:
    """The three that a receiver checks."""
    seconds = str(int(at.timestamp()))
    said = b".".join((message_id.encode(), seconds.encode(), body))
    signatures = [base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode() for key in signing]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(f"v1,{one}" for one in signatures),
        "Content-Type": "application/json",
    }
