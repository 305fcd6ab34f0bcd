"""A client in a shared channel: they see what has come to their step, decide on it, and see nothing else."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from bot.sandbox.people.person import Person
from bot.sandbox.workspace import Channel
from handlers import wire
from handlers.clock import nudge
from handlers.words.catalogue import words
from storage import brands, comments, media, people, stages
from storage.content import Image
from storage.lifecycle import Editorial
from storage.stages import Rule
from storage.stages import Stage as Step
from tests.stories.acting import choose, direct_messages, give_reason, modal, press, private_answers, put_up, record
from tests.stories.composing import send
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.hand import Hand

CLIENT = "C0CLIENT"


def team_then_client(session: Session) -> None:
    """First Jonas, then Ollie, who is a guest, in the channel shared with their company."""
    brand = brands.the_brand(session)
    for place, (name, who, channel) in enumerate([("Facts", cast.APPROVER, None), ("Acorn", cast.OUTSIDER, CLIENT)], 1):
        row = Step(brand_id=brand.number, position=place, name=name, rule=Rule.ANY, channel=channel)
        session.add(row)
        session.flush()
        stages.name_approvers(session, row.id or 0, [who])


@asynccontextmanager
async def opened(sqlite_url: str, **parts: Any) -> AsyncIterator[Stage]:
    workspace = cast.workspace()
    next(one for one in workspace.members if one.id == cast.OUTSIDER).is_restricted = True
    workspace.channels.append(Channel(CLIENT, "acorn-and-us", [cast.OUTSIDER, cast.AUTHOR, "U0BOT"]))
    changes = {"DATABASE_URL": sqlite_url}
    async with stage(begins=MONDAY_MORNING, workspace=workspace, changes=changes, parts=parts) as scene:
        await scene.machine.desk.database.write(team_then_client)
        yield scene


@pytest.fixture
async def shared(sqlite_url: str) -> AsyncIterator[Stage]:
    async with opened(sqlite_url) as scene:
        yield scene


async def shown(who: Person) -> str:
    """Everything in the client's channel, as this person reads it."""
    return "\n".join("\n".join(reading.lines(one)) for one in await who.messages(CLIENT))


async def card_ts(scene: Stage) -> str:
    return str((await scene.outsider.messages(CLIENT))[0]["ts"])


async def under_it(scene: Stage, who: Person) -> list[str]:
    return [" ".join(reading.lines(one)) for one in await who.messages(CLIENT, await card_ts(scene))]


async def test_the_client_sees_what_has_come_to_their_step_and_decides(shared: Stage) -> None:
    number = await put_up(shared, "Oat cookies, 3 for 2.", note="Margin is thin, do not tell")
    assert await shown(shared.outsider) == ""
    await press(shared, shared.approver, wire.APPROVE)
    seen = await shown(shared.outsider)
    assert "Oat cookies, 3 for 2." in seen and "Margin" not in seen and "Jonas" not in seen
    rung = [one["text"] for one in await shared.outsider.notifications()]
    assert rung == ["Post #1: Oat cookies, 3 for 2."]
    await press(shared, shared.outsider, wire.APPROVE, channel=CLIENT)
    stands = await record(shared, number)
    assert (stands.state, stands.approved_by) == (Editorial.APPROVED, (cast.APPROVER, cast.OUTSIDER))
    assert "Approved" in await shown(shared.outsider)


async def test_a_version_that_is_worked_on_is_not_shown(shared: Stage) -> None:
    await put_up(shared, "The first text.")
    await press(shared, shared.approver, wire.APPROVE)
    await press(shared, shared.outsider, wire.REQUEST_CHANGES, channel=CLIENT)
    await give_reason(shared, shared.outsider, "Please name the shops.")
    assert "Changes were asked for" in await shown(shared.outsider)
    await choose(shared, shared.admin, wire.EDIT)
    await send(shared, shared.admin, text="A second text, half done.")
    assert "being worked on" in await shown(shared.outsider)
    assert "second text" not in await shown(shared.outsider)
    await press(shared, shared.approver, wire.APPROVE)
    assert "A second text" in await shown(shared.outsider)
    assert any("Version 2 of post" in one for one in await under_it(shared, shared.outsider))


async def test_a_client_who_is_reminded_reads_it_without_the_teams_notes_and_decides_there(shared: Stage) -> None:
    number = await put_up(shared, note="Margin is thin, do not tell")
    await press(shared, shared.approver, wire.APPROVE)
    shared.sandbox.turn_clock(forward=30 * 3600)
    await nudge.run_due(shared.machine.desk, shared.now())
    await shared.settle()
    own = (await shared.outsider.open_dm())["channel"]
    await press(shared, shared.outsider, wire.REVIEW, channel=own)
    shown_there = "\n".join(reading.lines(await modal(shared.outsider)))
    assert "oat cookies" in shown_there and "Margin" not in shown_there
    block, button = in_modal(await modal(shared.outsider), wire.APPROVE)
    await shared.outsider.press(
        view_id=(await modal(shared.outsider))["id"], block_id=block, action_id=wire.APPROVE, value=button
    )
    await shared.settle()
    assert (await record(shared, number)).approved_by == (cast.APPROVER, cast.OUTSIDER)


def in_modal(view: Mapping[str, Any], action_id: str) -> tuple[str, str]:
    """A button's block and value."""
    _, block, button = reading.button([view], action_id)
    return str(block["block_id"]), str(button["value"])


async def test_images_stand_under_their_card_too(sqlite_url: str) -> None:
    hand = Hand()
    async with opened(sqlite_url, machine=hand.now) as scene:
        await put_up(scene, images=[await scene.machine.desk.database.write(an_image, scene)])
        await press(scene, scene.approver, wire.APPROVE)
        hand.forward(600)
        await scene.settle()
        thread = await scene.outsider.messages(CLIENT, await card_ts(scene))
        assert [file["name"] for one in thread for file in one.get("files") or []] == ["cookie.png"]
        assert "One image, in the thread" in await shown(scene.outsider)


def an_image(session: Session, scene: Stage) -> Image:
    content = b"\x89PNG\r\n\x1a\n and whatever is in it"
    return Image(
        media.store(session, content=content, mime="image/png", width=1, height=1, now=scene.now()), "cookie.png"
    )


async def test_the_team_is_told_that_the_client_reads_along_and_the_clients_words_reach_the_team(shared: Stage) -> None:
    number = await put_up(shared)
    await press(shared, shared.approver, wire.APPROVE)
    thread = await card_ts(shared)
    await shared.author.say(CLIENT, "Between us: they never read it anyway.", thread_ts=thread)
    await shared.settle()
    (told,) = await private_answers(shared.author, CLIENT, thread)
    assert words("ko")("client.not_kept", number=number, channel="").partition("#")[0] in told
    assert await shared.machine.desk.database.read(comments.of_submission, number) == []
    await shared.outsider.say(CLIENT, "Which shops?", thread_ts=thread)
    await shared.settle()
    (kept,) = await shared.machine.desk.database.read(comments.of_submission, number)
    assert (kept.author_id, kept.text) == (cast.OUTSIDER, "Which shops?")
    card, _, _ = reading.button(await shared.approver.messages(cast.REVIEW), wire.CARD_MENU)
    under = [" ".join(reading.lines(one)) for one in await shared.approver.messages(cast.REVIEW, card["ts"])]
    assert any("Ollie Park" in one and "from outside" in one and "Which shops?" in one for one in under)


async def test_somebody_of_another_workspace_decides_what_they_are_named_for_and_nothing_else(shared: Stage) -> None:
    number = await put_up(shared)
    await press(shared, shared.outsider, wire.APPROVE)
    assert "Only full members" in (await private_answers(shared.outsider))[-1]
    await press(shared, shared.approver, wire.APPROVE)
    await shared.machine.desk.database.write(_now_of_another_workspace)
    await from_another_workspace(shared, wire.WITHDRAW, f"{number}.1")
    assert words("en")("answer.other_team") in (await private_answers(shared.outsider, CLIENT))[-1]
    await from_another_workspace(shared, wire.APPROVE, f"{number}.1")
    assert (await record(shared, number)).state == Editorial.APPROVED


def _now_of_another_workspace(session: Session) -> None:
    found = people.person(session, cast.OUTSIDER)
    assert found is not None
    found.team_id, found.is_guest = "T0CLIENT", False


async def from_another_workspace(scene: Stage, action_id: str, value: str) -> None:
    """A press of theirs, as Slack sends it from a shared channel."""
    (message, block, _) = reading.button(await scene.outsider.messages(CLIENT), wire.APPROVE)
    payload = {
        "type": "block_actions",
        "team": {"id": "T0GREEN", "domain": "acorn"},
        "user": {"id": cast.OUTSIDER, "team_id": "T0CLIENT"},
        "channel": {"id": CLIENT},
        "container": {"type": "message", "message_ts": message["ts"], "channel_id": CLIENT},
        "message": dict(message),
        "actions": [{"type": "button", "action_id": action_id, "block_id": block["block_id"], "value": value}],
    }
    await scene.sandbox.world.link.send("interactive", "block_actions", payload)
    await scene.settle()


async def test_when_slack_lets_nobody_write_there_the_admins_hear_of_it_and_the_card_comes_later(shared: Stage) -> None:
    await put_up(shared)
    shared.sandbox.change_workspace("archive", channel=CLIENT)
    await shared.settle()
    assert any("#acorn-and-us" in one or CLIENT in one for one in await direct_messages(shared.admin))
    await press(shared, shared.approver, wire.APPROVE)
    assert "oat cookies" not in await shown(shared.outsider)
    shared.sandbox.change_workspace("unarchive", channel=CLIENT)
    await shared.settle()
    assert "oat cookies" in await shown(shared.outsider)


async def test_a_guest_in_a_channel_whose_every_member_may_decide_is_named_by_nobody(sqlite_url: str) -> None:
    workspace = cast.workspace()
    next(one for one in workspace.members if one.id == cast.OUTSIDER).is_restricted = True
    next(one for one in workspace.channels if one.id == cast.REVIEW).members.append(cast.OUTSIDER)
    changes = {"DATABASE_URL": sqlite_url, "APPROVERS": ""}
    async with stage(begins=MONDAY_MORNING, workspace=workspace, changes=changes) as scene:
        number = await put_up(scene)
        await press(scene, scene.outsider, wire.APPROVE)
        assert "Only full members" in (await private_answers(scene.outsider))[-1]
        assert (await record(scene, number)).state == Editorial.IN_REVIEW
