"""Every kind of entry that the code writes is one that the history can tell."""

import re
from pathlib import Path

from tests.rules.test_home_blocks import KINDS

QUOTED = re.compile(r'"((?:submission|decision|publication|nudge|digest)\.[a-z_]+)"')
KEY = re.compile(r'^msgid "([^"]+)"', re.MULTILINE)


def read_all(pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path("handlers").rglob(pattern)))


def test_every_kind_that_is_written_has_its_sentence() -> None:
    told = {kind for kind, _ in KINDS}
    # Keys of the words are written the same way, and are no kinds.
    written = set(QUOTED.findall(read_all("*.py"))) - set(KEY.findall(read_all("en/*.po")))
    assert written >= {"decision.made", "submission.withdrawn", "publication.refused"}
    assert written - told == set()
