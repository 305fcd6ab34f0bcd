"""What the file would change, and the change itself. Transactions, and lines for the terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.configuring.asking import Known
from bot.configuring.file import FileTrouble, Wanted
from handlers.knowing import channels, departures, groups, members
from handlers.setting_up import reading
from handlers.setting_up.consequences import on_the_way
from handlers.setting_up.differences import Difference, differences
from handlers.setting_up.rules import MANY_APPROVERS, people_in
from handlers.setting_up.writing import AccountPlace, Hand, Written, write
from storage import people
from storage.brands import Brand, ManagedBy
from storage.groups import is_group


@dataclass(frozen=True)
class Step:
    """What would become of one brand."""

    name: str
    differences: tuple[Difference, ...]
    is_new: bool = False
    was_managed_by: ManagedBy | None = None
    stuck: tuple[int, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not self.differences and self.was_managed_by in (None, ManagedBy.FILE)


@dataclass(frozen=True)
class Plan:
    """What would become of all of them."""

    steps: Sequence[Step]
    untouched: Sequence[str] = ()
    """Names of brands that are used, and that the file does not name."""

    @property
    def is_nothing(self) -> bool:
        return all(step.is_nothing for step in self.steps)


def look(session: Session, wanted: Sequence[Wanted]) -> Plan:
    """Nothing is written. Raises FileTrouble."""
    known = _matched(session, wanted)
    steps = [_step(session, one, brand) for one, brand in zip(wanted, known, strict=True)]
    matched = {brand.number for brand in known if brand}
    rest = [one.name for one in reading.every_brand(session) if one.is_active and one.number not in matched]
    if not rest and not any(one.rules.is_active for one in wanted):
        raise FileTrouble(["The file: no brand would be left: keep one with is_active = true."])
    return Plan(steps, rest)


def _step(session: Session, one: Wanted, brand: Brand | None) -> Step:
    before = reading.rules_of(session, brand) if brand else None
    if brand and not one.rules.is_active and brand.is_active:
        _check_is_done(session, one, brand)
    found = differences(before, one.rules)
    return Step(one.rules.name, found, brand is None, brand.managed_by if brand else None)


def _check_is_done(session: Session, one: Wanted, brand: Brand) -> None:
    left = on_the_way(session, brand.number)
    if left:
        posts = ", ".join(f"#{number}" for number in left[:10])
        raise FileTrouble(
            [f"{one.where}: is_active is false, but posts are still on their way ({posts}): end them first."]
        )


def _matched(session: Session, wanted: Iterable[Wanted]) -> list[Brand | None]:
    by_name = {brand.name: brand for brand in reversed(reading.every_brand(session))}
    found = [by_name.get(one.rules.name) or by_name.get(one.formerly) for one in wanted]
    taken: dict[int, str] = {}
    for one, brand in zip(wanted, found, strict=True):
        if brand and brand.number in taken:
            other = taken[brand.number]
            raise FileTrouble([f'{one.where}: formerly names the brand that "{other}" is already: correct it.'])
        if brand:
            taken[brand.number] = one.rules.name
    return found


def apply(
    session: Session,
    wanted: Sequence[Wanted],
    accounts: Mapping[str, AccountPlace],
    known: Known,
    *,
    team_id: str,
    actor_id: str,
    place: str,
    now: datetime,
) -> Plan:
    """All of it, or nothing. Raises FileTrouble."""
    plan = look(session, wanted)
    _keep(session, wanted, known, now)
    hand = Hand(actor_id=actor_id, managed_by=ManagedBy.FILE, team_id=team_id, now=now, place=place)
    matched = _matched(session, wanted)
    written = [write(session, one.rules, hand, accounts, brand) for one, brand in zip(wanted, matched, strict=True)]
    return Plan([_done(step, one) for step, one in zip(plan.steps, written, strict=True)], plan.untouched)


def _done(step: Step, written: Written) -> Step:
    return Step(step.name, step.differences, step.is_new, step.was_managed_by, written.stuck)


def _keep(session: Session, wanted: Iterable[Wanted], known: Known, now: datetime) -> None:
    """What Slack told: who is in a group or a channel must be known by the time that they decide."""
    for user in known.people.values():
        if user is not None:
            departures.keep(session, members.person_from(user, now), now=now)
    for channel_id, user_ids in known.members.items():
        channels.known(session, channel_id)
        people.set_members(session, channel_id, sorted(user_ids))
    named = dict.fromkeys(one for each in wanted for one in people_in(each.rules) if is_group(one))
    for group_id in named:
        groups.keep(session, (known.groups or {})[group_id], seen_at=now, now=now)


def lines(plan: Plan) -> Iterator[str]:
    """A brand, then a line for each rule that would be different."""
    for step in plan.steps:
        if step.is_nothing:
            yield f"{step.name}: as it is"
            continue
        yield f"{step.name}: new" if step.is_new else f"{step.name}:"
        if step.was_managed_by not in (None, ManagedBy.FILE):
            yield f"  kept in {WHERE[step.was_managed_by]} until now; from here on in this file"
        yield from (f"  {_line(one, step.is_new)}" for one in step.differences)
        if step.stuck:
            posts = ", ".join(f"#{number}" for number in step.stuck)
            yield f"  ! nobody is left who could decide {posts}: name somebody"
        yield from _advice(step)
    for name in plan.untouched:
        yield f"{name}: not in the file, so it stays as it is; to end it, write it with is_active = false"


WHERE: dict[ManagedBy | None, str] = {
    ManagedBy.SETTINGS: "the settings",
    ManagedBy.HOME: "App Home",
}


def _line(one: Difference, is_new: bool) -> str:
    if one.key.startswith("stage "):
        if one.before is None:
            return f"{one.key}: new, {_shown(one.after)}"
        if one.after is None:
            return f"{one.key}: taken out"
        changed = [name for name in one.after if one.after[name] != one.before[name]]
        return f"{one.key}: " + "; ".join(
            f"{name} {_shown(one.before[name])} → {_shown(one.after[name])}" for name in changed
        )
    if is_new:
        return f"{one.key}: {_shown(one.after)}"
    return f"{one.key}: {_shown(one.before)} → {_shown(one.after)}"


def _shown(value: Any) -> str:
    if value in (None, "", [], {}):
        return "none"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(one)}" for name, one in value.items() if one not in (None, "", [], {}))
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    return "yes" if value is True else "no" if value is False else str(value)


def _advice(step: Step) -> Iterator[str]:
    named: list[str] = next((one.after for one in step.differences if one.key == "approvers"), [])
    if len(named) > MANY_APPROVERS:
        yield f"  ! {len(named)} approvers: name at most five; among many, each waits for another, and all are reminded"
