"""manifest.yml, read: what the app asks of a workspace."""

from pathlib import Path
from typing import Any, cast

import yaml

PATH = Path(__file__).parent.parent / "manifest.yml"


def load(path: Path = PATH) -> dict[str, Any]:
    """The manifest as Slack takes it. Raises OSError where the file is missing, as in an installed package."""
    return cast(dict[str, Any], yaml.safe_load(path.read_text(encoding="utf-8")))


def bot_scopes(manifest: dict[str, Any]) -> frozenset[str]:
    """What the bot's token must be allowed to do."""
    return frozenset(manifest["oauth_config"]["scopes"]["bot"])
