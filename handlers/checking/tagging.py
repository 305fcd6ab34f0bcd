"""Which tags the links of a submission get, and its content with them: before review, for everybody to see."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from handlers.checks.tagging import Tags, Where, tagged
from storage import brands, utm_rules
from storage.content import Content, Variant


def rule_for(session: Session, brand_id: int, campaign: str | None) -> Tags | None:
    """The campaign's own rule, else that of everything; nothing where there is none."""
    found = utm_rules.rule_for(session, brand_id, campaign or "")
    return Tags(dict(found.parameters), tuple(found.hosts), campaign or "") if found and found.parameters else None


def with_tags(session: Session, brand_id: int, content: Content) -> Content:
    """Links tagged by the brand's rule. Where a rule names the network, each account gets a text of its own for it."""
    tags = rule_for(session, brand_id, content.campaign)
    if tags is None:
        return content
    names = brands.accounts_by_id(session, content.accounts)
    return apply(content, tags, {number: Where(one.network, one.name) for number, one in names.items()})


def apply(content: Content, tags: Tags, places: Mapping[int, Where]) -> Content:
    """Pure. Accounts whose texts come out alike share the common one."""
    texts = {number: tagged(content.text_for(number), tags, places.get(number, Where())) for number in content.accounts}
    common = _common(content, tags, texts)
    variants = [_variant(content.variant(one), texts[one], common, tags, places.get(one, Where())) for one in texts]
    return replace(content, text=common, variants=tuple(one for one in variants if not one.is_nothing))


def _common(content: Content, tags: Tags, texts: Mapping[int, str]) -> str:
    """As its accounts show it, where they all show the same."""
    following = {texts[number] for number in content.accounts if content.variant(number).text is None}
    if len(following) == 1:
        return following.pop()
    return content.text if tags.differs_by_account else tagged(content.text, tags, Where())


def _variant(own: Variant, text: str, common: str, tags: Tags, where: Where) -> Variant:
    comment = tagged(own.first_comment, tags, where)
    return replace(own, text=text if text != common else None, first_comment=comment)


def as_written(session: Session, brand_id: int, content: Content) -> Content:
    """For a composer: an account whose text is the common one with its own tags has no text of its own there."""
    tags = rule_for(session, brand_id, content.campaign)
    if tags is None or not tags.differs_by_account:
        return content
    names = brands.accounts_by_id(session, content.accounts)
    variants = [_as_written(one, content.text, tags, _where(names, one)) for one in content.variants]
    return replace(content, variants=tuple(one for one in variants if not one.is_nothing))


def _where(names: Mapping[int, brands.Account], own: Variant) -> Where:
    account = names.get(own.account_id)
    return Where(account.network, account.name) if account else Where()


def _as_written(own: Variant, common: str, tags: Tags, where: Where) -> Variant:
    is_tagged = own.text is not None and own.text == tagged(common, tags, where)
    return replace(own, text=None) if is_tagged else own


def shown(parameters: Mapping[str, str]) -> Sequence[str]:
    """A rule as people type it: one to a line."""
    return [f"{name}={value}" for name, value in parameters.items()]
