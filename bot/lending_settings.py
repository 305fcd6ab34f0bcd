"""Where networks fetch media from, if not from us: an S3-compatible store."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, SecretStr

from bot import environment as env
from bot.environment import SettingsError

EXAMPLE = "https://s3.eu-central-1.amazonaws.com"


class BucketSetting(BaseModel):
    """A bucket, and what lets us in."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    bucket: str
    endpoint: str = ""
    """Empty: Amazon's own of the region."""
    region: str
    access_key: SecretStr
    secret_key: SecretStr


def bucket(environ: Mapping[str, str]) -> BucketSetting | None:
    """Nothing where MEDIA_BUCKET is not set."""
    name, endpoint = env.text(environ, "MEDIA_BUCKET"), env.text(environ, "MEDIA_BUCKET_ENDPOINT")
    region = env.text(environ, "MEDIA_BUCKET_REGION", "us-east-1")
    keys = {one: env.secret(environ, one) for one in ("MEDIA_BUCKET_ACCESS_KEY", "MEDIA_BUCKET_SECRET_KEY")}
    if not name:
        return None
    access_key, secret_key = (_needed(variable, value) for variable, value in keys.items())
    return BucketSetting(
        bucket=name,
        endpoint=env.web_address("MEDIA_BUCKET_ENDPOINT", endpoint, EXAMPLE).rstrip("/") if endpoint else "",
        region=region,
        access_key=access_key,
        secret_key=secret_key,
    )


def _needed(variable: str, value: SecretStr | None) -> SecretStr:
    if value is None:
        raise SettingsError(variable, "is missing", "make a key that may put and get objects in MEDIA_BUCKET")
    return value
