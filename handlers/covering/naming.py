"""A person by the name that somebody typed. Transactions only."""

import re

from sqlmodel import Session

from storage import people

MOST = 50
"""People whose names begin alike; among more of them a name alone means nobody."""


def person_called(session: Session, typed: str) -> str | None:
    """The user id, where exactly one person whom we know is called so: in full, or by the first word of their name.

    Slack sends a name that was typed after a command as text; whom it means is sure only when nobody else is meant.
    """
    wanted = _words(typed)
    if not wanted:
        return None
    alike = people.named_like(session, wanted[0], limit=MOST)
    in_full = [one.user_id for one in alike if "".join(_words(one.name)) == "".join(wanted)]
    found = in_full or [one.user_id for one in alike if _words(one.name)[:1] == wanted]
    return found[0] if len(found) == 1 else None


def _words(name: str) -> list[str]:
    return [one for one in re.split(r"[\s._-]+", name.casefold()) if one]
