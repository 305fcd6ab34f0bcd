"""The texts of a submission: the common one and those that single accounts have of their own. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handlers.typed.difference import SAME, difference
from storage.content import Content

SHOWN_IN_FULL = 2000
"""Characters of a text on the card; a longer one is read in a modal, and not approved before."""

OWN_SHOWN_IN_FULL = 700
"""The same of a text that one account has of its own, and of a first comment: there may be ten of them."""


MOST_OWN_SHOWN = 8
"""Texts beside the common one on a card: a message has room for so much and no more."""


@dataclass(frozen=True)
class Own:
    """A text beside the common one."""

    text: str
    accounts: tuple[int, ...]
    """Those that have exactly this one."""
    is_comment: bool = False
    """It is written under what is live."""


def own_texts(content: Content) -> list[Own]:
    """What differs from the common text, each once; then the first comments."""
    texts = [(one.text, one.account_id) for one in content.variants if one.text is not None]
    comments = [(one.first_comment, one.account_id) for one in content.variants if one.first_comment]
    return [*_grouped(texts, is_comment=False), *_grouped(comments, is_comment=True)]


def _grouped(pairs: list[tuple[str, int]], *, is_comment: bool) -> list[Own]:
    found: dict[str, list[int]] = {}
    for text, account in pairs:
        found.setdefault(text, []).append(account)
    return [Own(text, tuple(accounts), is_comment) for text, accounts in found.items()]


def is_common(content: Content) -> bool:
    """Whether the common text goes out anywhere."""
    return not content.accounts or any(content.variant(one).text is None for one in content.accounts)


def is_cut(content: Content) -> bool:
    """Whether the card has no room for every word."""
    own = own_texts(content)
    is_own_cut = len(own) > MOST_OWN_SHOWN or any(len(one.text) > OWN_SHOWN_IN_FULL for one in own)
    return is_own_cut or len(content.text) > SHOWN_IN_FULL


@dataclass(frozen=True)
class Changed:
    """A text that is not as it was."""

    before: str
    after: str
    account_id: int | None = None
    """Nothing: the common one."""
    is_comment: bool = False


def changed(before: Content, after: Content) -> list[Changed]:
    """The common text first, then what reads differently on single accounts."""
    common = [Changed(before.text, after.text)] if before.text != after.text else []
    return [*common, *_changed_on_accounts(before, after)]


def _changed_on_accounts(before: Content, after: Content) -> Iterator[Changed]:
    for account in after.accounts:
        if account not in before.accounts:
            continue
        texts = before.text_for(account), after.text_for(account)
        if texts[0] != texts[1] and texts != (before.text, after.text):
            yield Changed(*texts, account)
        comments = before.variant(account).first_comment, after.variant(account).first_comment
        if comments[0] != comments[1]:
            yield Changed(*comments, account, is_comment=True)


def in_one_line(before: Content, after: Content, names: Mapping[int, str], limit: int = 300) -> str:
    """Every change of a text in one plain line; a dash when none is different."""
    said = [_line(one, names, limit) for one in changed(before, after)]
    line = "; ".join(said) or SAME
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _line(one: Changed, names: Mapping[int, str], limit: int) -> str:
    line = difference(one.before, one.after, limit)
    return line if one.account_id is None else f"{names.get(one.account_id, '?')}: {line}"
