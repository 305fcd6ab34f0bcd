"""An admin sets a brand up from App Home."""

import re
from dataclasses import replace

from slack_sdk.errors import SlackClientError

from handlers import answers, wire
from handlers.access import Denied
from handlers.blocks import brand_form, brand_saved
from handlers.desk import Desk, go_on
from handlers.knowing import accounts, groups, members
from handlers.knowing.refusals import code_of
from handlers.request import Request
from handlers.setting_up import editing, typed
from handlers.setting_up.editing import Refused, Saved, Sent
from handlers.setting_up.form import BrandForm, Flaw, Part, begun_of, fields_of, touched
from handlers.setting_up.rules import people_in
from handlers.words.catalogue import Words, words
from storage import people
from storage.groups import is_group

PARTS = {wire.BRAND_FORM: Part.BASICS, wire.BRAND_MORE_FORM: Part.MORE, wire.BRAND_STEPS_FORM: Part.STEPS}

_PLACE = re.compile(r"([1-9][0-9]{0,8})\.([0-9]{1,9})((?: [a-z_]{1,40})*)", re.ASCII)


async def set_up(desk: Desk, request: Request) -> None:
    """The basics."""
    await _open(desk, request, Part.BASICS)


async def more(desk: Desk, request: Request) -> None:
    """What is rarer."""
    await _open(desk, request, Part.MORE)


async def steps(desk: Desk, request: Request) -> None:
    """The steps of its review."""
    await _open(desk, request, Part.STEPS)


async def new(desk: Desk, request: Request) -> None:
    """A brand that is not there yet."""
    form = await desk.database.read(editing.blank, request.user_id, publishing=frozenset(desk.publishers))
    await _show(desk, request, form)


async def _open(desk: Desk, request: Request, part: Part) -> None:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", request.value, re.ASCII):
        raise Denied("no_such_brand")
    form = await desk.database.read(
        editing.form, request.user_id, int(request.value), part, publishing=frozenset(desk.publishers)
    )
    await _show(desk, request, form)


async def _show(desk: Desk, request: Request, form: BrandForm) -> None:
    await answers.open_modal(desk, request, brand_form.view(form, words(form.language)))
    await request.ack()


async def save(desk: Desk, request: Request) -> None:
    """A form was sent: read, looked at, saved. Whatever is wrong is said at its field, and nothing typed is lost."""
    form = await _form(desk, request)
    language = words(form.language)
    begun, _ = typed.read(form.part, begun_of(request.view), form.rules)
    found, flaws = typed.read(form.part, fields_of(request.view), form.rules)
    channel_id = found.get("review_channel", form.rules.review_channel)
    if not flaws and channel_id != form.rules.review_channel:
        flaws = await _at_the_channel(desk, channel_id)
    if flaws:
        await _refuse(request, flaws, language)
        return
    await _learn_groups(desk, found)
    sent = Sent(form.part, form.brand_id, form.edition, found, touched(begun, found, form.touched))
    publishing = frozenset(desk.publishers)
    outcome = await desk.database.write(editing.save, request.user_id, sent, publishing=publishing, now=desk.calendar())
    await _answer(desk, request, outcome, language)


async def _form(desk: Desk, request: Request) -> BrandForm:
    """Which form it is, as the records have it now; what it says of itself is a claim. Raises Denied."""
    publishing = frozenset(desk.publishers)
    if request.metadata == "new":
        return await desk.database.read(editing.blank, request.user_id, publishing=publishing)
    place = _PLACE.fullmatch(request.metadata)
    part = PARTS.get(str(request.view.get("callback_id")))
    if place is None or part is None:
        raise Denied("no_such_brand")
    form = await desk.database.read(editing.form, request.user_id, int(place[1]), part, publishing=publishing)
    return replace(form, edition=int(place[2]), touched=tuple(place[3].split()))


async def _at_the_channel(desk: Desk, channel_id: str) -> list[Flaw]:
    """Only Slack knows whether the bot may post there."""
    try:
        found = (await desk.client.conversations_info(channel=channel_id))["channel"]
    except SlackClientError as trouble:
        is_known = code_of(trouble) in ("channel_not_found", "missing_scope")
        return [Flaw("review_channel", "channel_unseen" if is_known else "channel_unknown", {})]
    if found.get("is_archived"):
        return [Flaw("review_channel", "channel_archived", {})]
    return [] if found.get("is_member") else [Flaw("review_channel", "channel_unseen", {})]


async def _learn_groups(desk: Desk, found: dict[str, object]) -> None:
    """Who is in a group must be known before it decides."""
    steps = found.get("stages")
    holders = [one for name in ("approvers", "admins") if isinstance(named := found.get(name), tuple) for one in named]
    holders += [one for step in steps for one in step.approvers] if isinstance(steps, tuple) else []
    if any(is_group(one) for one in holders):
        await groups.refresh(desk)


async def _refuse(request: Request, flaws: list[Flaw] | tuple[Flaw, ...], language: Words) -> None:
    blocks = [str(one.get("block_id")) for one in request.view.get("blocks") or [] if one.get("type") == "input"]
    said = {
        flaw.at if flaw.at in blocks else blocks[0]: language(f"brand.flaw_{flaw.code}", **flaw.values)
        for flaw in reversed(flaws)
    }
    await request.refuse_fields(said)


async def _answer(desk: Desk, request: Request, outcome: Saved | Refused | BrandForm, language: Words) -> None:
    if isinstance(outcome, Refused):
        await _refuse(request, outcome.flaws, language)
    elif isinstance(outcome, BrandForm):
        await request.ack(response_action="update", view=brand_form.view(outcome, language))
    else:
        await request.ack(response_action="update", view=brand_saved.view(outcome, language))
        await _follow(desk, outcome)


async def _follow(desk: Desk, saved: Saved) -> None:
    """What a change of the rules brings along outside the records."""
    await accounts.share(desk)
    desk.wake.deliver()
    go_on(desk, members.refresh_channel(desk, saved.rules.review_channel))
    named = [one for one in people_in(saved.rules) if not is_group(one)]
    known = await desk.database.read(people.people, named)
    for user_id in named:
        if user_id not in known:
            go_on(desk, members.refresh_person(desk, user_id))
