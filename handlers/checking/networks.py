"""What accounts take now, asked again of what was within their limits when it was put up. Transactions only."""

from collections.abc import Iterator, Mapping

from sqlmodel import Session

from handlers.allowance import Allowance, Flaw, Size
from handlers.checking.pieces import Due
from handlers.checks.warnings import Code, Warned
from storage import brands, media
from storage.content import Content

Allowances = Mapping[int, Allowance]
"""What accounts take now, by their ids."""


def found(session: Session, content: Content, due: Due, allowances: Allowances) -> Iterator[Warned]:
    """Of the accounts that are still to come and that somebody here can publish to."""
    asked = [account for account in content.accounts if account in due and account in allowances]
    names, sizes = brands.accounts_by_id(session, asked), _sizes(session, content) if asked else []
    for account in asked:
        for flaw in allowances[account].flaws(content.text_for(account), sizes):
            yield _warned(flaw, names[account].name)


def _warned(flaw: Flaw, account: str) -> Warned:
    values = {"found": round(flaw.found), "allowed": round(flaw.allowed), "over": round(flaw.found - flaw.allowed)}
    megabytes = max(1, round(flaw.allowed) // 1_000_000)
    problem = {"problem": flaw.problem.value, "account": account, "name": flaw.name}
    return Warned(Code.NETWORK, {**values, **problem, "megabytes": megabytes})


def _sizes(session: Session, content: Content) -> list[Size]:
    facts = media.facts(session, [image.sha256 for image in content.images])
    return [
        Size(
            name=image.name,
            mime=facts[image.sha256].mime,
            bytes=facts[image.sha256].size,
            width=facts[image.sha256].width,
            height=facts[image.sha256].height,
            seconds=facts[image.sha256].seconds or 0,
            alt_text=image.alt_text,
            codec=facts[image.sha256].codec or "",
        )
        for image in content.images
        if image.sha256 in facts
    ]
