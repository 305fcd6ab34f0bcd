"""An S3-compatible store from which networks fetch media, by addresses that are signed for an hour."""

import hashlib
from datetime import timedelta

import obstore
from obstore.exceptions import BaseError, NotFoundError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from bot.lending_settings import BucketSetting

LENT_FOR = timedelta(hours=1)

ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
}

FOLDER = "greenlight"
"""A rule of the store's own may clear this folder once a day; nothing in it is needed for longer than an hour."""


class Bucket:
    """Puts media there. The bucket itself stays private."""

    def __init__(self, setting: BucketSetting) -> None:
        self._store = S3Store(
            setting.bucket,
            region=setting.region,
            access_key_id=setting.access_key.get_secret_value(),
            secret_access_key=setting.secret_key.get_secret_value(),
            virtual_hosted_style_request=False,
            config={"endpoint": setting.endpoint} if setting.endpoint else {},
            client_options={"allow_http": setting.endpoint.startswith("http://"), "timeout": timedelta(minutes=5)},
            retry_config={"max_retries": 2, "retry_timeout": timedelta(minutes=5)},
        )

    async def address(self, content: bytes, mime: str) -> str:
        """The same bytes lie there once. Raises OSError."""
        place = f"{FOLDER}/{hashlib.sha256(content).hexdigest()}.{ENDINGS.get(mime, 'bin')}"
        try:
            await obstore.put_async(self._store, place, content, attributes={"Content-Type": mime})
            return await obstore.sign_async(self._store, "GET", place, LENT_FOR)
        except (BaseError, OSError, ValueError) as trouble:
            # Its own words hold addresses and what the store answered, at length.
            raise OSError(_said(trouble)) from None


def _said(trouble: Exception) -> str:
    if isinstance(trouble, (FileNotFoundError, NotFoundError)):
        return "the store has no such bucket"
    if isinstance(trouble, (PermissionError, PermissionDeniedError, UnauthenticatedError)):
        return "the store does not accept the key"
    return f"the store does not take it ({type(trouble).__name__})"
