"""Why Slack refused, where it said so."""

from collections.abc import Mapping

from slack_sdk.errors import SlackApiError


def code_of(trouble: Exception) -> str:
    """Slack's error code; empty where no answer came, or one that is not Slack's: a proxy's page, say."""
    data = getattr(trouble.response, "data", trouble.response) if isinstance(trouble, SlackApiError) else None
    return str(data.get("error") or "") if isinstance(data, Mapping) else ""
