"""manifest.yml, read: what the app asks of a workspace."""

from pathlib import Path
from typing import Any, cast

import yaml

PATH = Path(__file__).parent.parent / "manifest.yml"


class ManifestError(ValueError):
    """A manifest that cannot be read: why, in one sentence."""


def load(path: Path = PATH) -> dict[str, Any]:
    """The manifest as Slack takes it. Raises ManifestError, as where the file is missing from an installed package."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise ManifestError(f"The manifest {path} cannot be read: {trouble.strerror}.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as trouble:
        raise ManifestError(f"The manifest {path} is neither YAML nor JSON: {trouble}.") from None
    if not isinstance(found, dict):
        raise ManifestError(f"The manifest {path} does not hold a table.")
    return cast(dict[str, Any], found)


def bot_scopes(manifest: dict[str, Any]) -> frozenset[str]:
    """What the bot's token must be allowed to do."""
    return frozenset(manifest["oauth_config"]["scopes"]["bot"])
