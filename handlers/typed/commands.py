"""Which texts after `/submit-post` are commands. Only an exact form is; everything else is the text of a post. Pure."""

import re

_EXACT = re.compile(r"help|list|[1-9][0-9]{0,8}", re.ASCII)


def is_command(text: str) -> bool:
    """Whether `/submit-post` was asked something rather than given a text: `help me choose` is a text."""
    return _EXACT.fullmatch(text.strip()) is not None
