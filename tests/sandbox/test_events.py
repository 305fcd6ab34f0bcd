"""What the app hears about, if its manifest subscribes to it."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.refusals import NotPossible
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Usergroup


async def test_a_message_as_a_person_writes_it(sandbox: Sandbox, app: Any) -> None:
    said = await sandbox.person("U0MINA").say(
        "C0REVIEW", "hi <all> @jonas, see https://a.example/x?y=1&z=2. #published"
    )
    await app.has_heard(1)
    (event,) = app.payloads("message")
    link = "<https://a.example/x?y=1&amp;z=2>"
    assert event["text"] == f"hi &lt;all&gt; <@U0JONAS>, see {link}. <#C0PUB|published>"
    assert (event["channel"], event["channel_type"], event["user"]) == ("C0REVIEW", "channel", "U0MINA")
    assert (event["ts"], event["event_ts"], "client_msg_id" in event) == (said["ts"], said["ts"], True)
    kinds = [e["type"] for e in event["blocks"][0]["elements"][0]["elements"]]
    assert kinds == ["text", "user", "text", "link", "text", "channel"]
    outer = app.heard[0].payload
    assert (outer["type"], outer["team_id"], outer["api_app_id"]) == ("event_callback", "T0GREEN", "A0GREEN")
    assert outer["authorizations"][0]["user_id"] == "U0BOT"


async def test_the_app_hears_its_own_messages_and_silent_edits(
    client: AsyncWebClient, sandbox: Sandbox, app: Any
) -> None:
    metadata = {"event_type": "card", "event_payload": {"submission": "142"}}
    ts = (await client.chat_postMessage(channel="C0REVIEW", text="a", metadata=metadata))["ts"]
    await client.chat_update(channel="C0REVIEW", ts=ts, text="b")
    await client.chat_delete(channel="C0REVIEW", ts=ts)
    await app.has_heard(3)
    posted, changed, deleted = app.payloads("message")
    assert (posted["bot_id"], "metadata" in posted) == ("B0BOT", False)
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("b", "a")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    shown = (changed["message"], changed["previous_message"], deleted["previous_message"])
    assert not any("metadata" in one for one in shown)


async def test_nothing_is_heard_from_a_channel_without_the_bot(sandbox: Sandbox, app: Any) -> None:
    await sandbox.person("U0MINA").say("C0GENERAL", "psst")
    await sandbox.person("U0MINA").say("C0REVIEW", "hello")
    await app.has_heard(1)
    assert [e["text"] for e in app.payloads("message")] == ["hello"]


async def test_only_what_the_manifest_subscribes_to_is_sent(start: Any, listen: Any) -> None:
    events = {"event_subscriptions": {"bot_events": ["message.im", "app_mention"]}, "socket_mode_enabled": True}
    home = {"app_home": {"messages_tab_enabled": True}}
    scopes = {"scopes": {"bot": ["im:history", "channels:history", "app_mentions:read"]}}
    sandbox = await start({"settings": events, "features": home, "oauth_config": scopes})
    app = await listen(sandbox)
    mina = sandbox.person("U0MINA")
    await mina.say("C0REVIEW", "not heard")
    await mina.say("C0REVIEW", "@greenlight heard")
    await mina.say((await mina.open_dm())["channel"], "heard too")
    await app.has_heard(2)
    assert [(r.payload["event"]["type"], r.payload["event"]["text"]) for r in app.heard] == [
        ("app_mention", "<@U0BOT> heard"),
        ("message", "heard too"),
    ]
    assert app.payloads("message")[0]["channel_type"] == "im"


async def test_a_read_only_messages_tab_takes_no_words(start: Any) -> None:
    home = {"messages_tab_enabled": True, "messages_tab_read_only_enabled": True}
    sandbox = await start({"features": {"app_home": home}})
    mina = sandbox.person("U0MINA")
    channel = (await mina.open_dm())["channel"]
    with pytest.raises(NotPossible, match="turned off"):
        await mina.say(channel, "hello")


async def test_reactions_and_edits_by_people(sandbox: Sandbox, app: Any) -> None:
    mina = sandbox.person("U0MINA")
    ts = (await mina.say("C0REVIEW", "hello"))["ts"]
    await sandbox.person("U0JONAS").react("C0REVIEW", ts, ":white_check_mark:")
    await sandbox.person("U0JONAS").react("C0REVIEW", ts, "white_check_mark", remove=True)
    await mina.edit("C0REVIEW", ts, "hello all")
    await mina.delete("C0REVIEW", ts)
    await app.has_heard(5)
    (added,), (removed,) = app.payloads("reaction_added"), app.payloads("reaction_removed")
    assert (added["reaction"], added["item"]["ts"], added["item_user"]) == ("white_check_mark", ts, "U0MINA")
    assert removed["user"] == "U0JONAS"
    assert [e.get("subtype") for e in app.payloads("message")] == [None, "message_changed", "message_deleted"]
    assert app.payloads("message")[1]["message"]["edited"]["user"] == "U0MINA"


async def test_people_and_the_bot_come_and_go(sandbox: Sandbox, app: Any) -> None:
    sandbox.change_workspace("add_member", channel="C0REVIEW", user="U0OLLIE", by="U0ADA")
    sandbox.change_workspace("remove_member", channel="C0REVIEW", user="U0OLLIE", by="U0ADA")
    sandbox.change_workspace("remove_bot", channel="C0REVIEW", by="U0ADA")
    sandbox.change_workspace("remove_member", channel="C0REVIEW", user="U0PRIYA", by="U0ADA")
    sandbox.change_workspace("invite_bot", channel="C0REVIEW", by="U0ADA")
    await sandbox.until(lambda: sandbox.world.link.is_idle)
    joined = [(e["user"], e.get("inviter")) for e in app.payloads("member_joined_channel")]
    assert joined == [("U0OLLIE", "U0ADA"), ("U0BOT", "U0ADA")]
    assert [e["user"] for e in app.payloads("member_left_channel")] == ["U0OLLIE"]
    assert [(e["channel"], e["actor_id"]) for e in app.payloads("channel_left")] == [("C0REVIEW", "U0ADA")]


async def test_archiving_and_deactivating(sandbox: Sandbox, app: Any) -> None:
    sandbox.change_workspace("archive", channel="C0REVIEW")
    sandbox.change_workspace("unarchive", channel="C0REVIEW")
    sandbox.change_workspace("deactivate", user="U0JONAS")
    await sandbox.until(lambda: sandbox.world.link.is_idle)
    assert [e["channel"] for e in app.payloads("channel_archive")] == ["C0REVIEW"]
    assert [e["channel"] for e in app.payloads("channel_unarchive")] == ["C0REVIEW"]
    assert [(e["user"]["id"], e["user"]["deleted"]) for e in app.payloads("user_change")] == [("U0JONAS", True)]
    with pytest.raises(NotPossible, match="no change 'explode'"):
        sandbox.change_workspace("explode", channel="C0REVIEW")


async def test_names_hours_and_groups_change(sandbox: Sandbox, app: Any) -> None:
    sandbox.world.workspace.usergroups.append(Usergroup("S0DESK", "desk", "Desk", ["U0MINA", "U0JONAS"]))
    sandbox.change_workspace("rename", channel="C0REVIEW", name="approvals")
    sandbox.change_workspace("change_user", user="U0MINA", dnd_enabled=True)
    sandbox.change_workspace("change_usergroup", usergroup="S0DESK", users=["U0JONAS", "U0PRIYA"], name="The desk")
    await sandbox.until(lambda: sandbox.world.link.is_idle)
    (renamed,) = app.payloads("channel_rename")
    assert (renamed["channel"]["id"], renamed["channel"]["name"]) == ("C0REVIEW", "approvals")
    assert [(e["user"], e["dnd_status"]["dnd_enabled"]) for e in app.payloads("dnd_updated_user")] == [("U0MINA", True)]
    (updated,) = app.payloads("subteam_updated")
    assert (updated["subteam"]["name"], updated["subteam"]["users"]) == ("The desk", ["U0JONAS", "U0PRIYA"])
    (moved,) = app.payloads("subteam_members_changed")
    assert (moved["added_users"], moved["removed_users"]) == (["U0PRIYA"], ["U0MINA"])
    for wrong in ({"change": "rename", "channel": "C0REVIEW"}, {"change": "change_usergroup", "usergroup": "S9"}):
        with pytest.raises(NotPossible):
            sandbox.change_workspace(**wrong)


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"locale": "en-GB"}, []),
        ({"title": "Editor"}, ["user_profile_changed"]),
        ({"status_text": "Away"}, ["user_profile_changed", "user_status_changed"]),
    ],
)
async def test_what_of_a_person_changed_has_events_of_its_own(
    sandbox: Sandbox, app: Any, fields: dict[str, str], more: list[str]
) -> None:
    sandbox.change_workspace("change_user", user="U0MINA", **fields)
    await sandbox.until(lambda: sandbox.world.link.is_idle)
    events = [one.payload["event"] for one in app.heard]
    assert [one["type"] for one in events] == ["user_change", *more]
    assert {one["user"]["id"] for one in events} == {"U0MINA"}


async def test_emoji_are_kept_by_name(sandbox: Sandbox) -> None:
    said = await sandbox.person("U0MINA").say("C0REVIEW", "done ✅ at 10:30:15 🎉")
    assert said["text"] == "done :white_check_mark: at 10:30:15 :tada:"
    assert said["blocks"][0]["elements"][0]["elements"] == [
        {"type": "text", "text": "done "},
        {"type": "emoji", "name": "white_check_mark"},
        {"type": "text", "text": " at 10:30:15 "},
        {"type": "emoji", "name": "tada"},
    ]


async def test_a_command_may_bring_emoji_by_name_and_text_as_typed(sandbox: Sandbox, app: Any) -> None:
    switches = sandbox.world.workspace.switches
    mina = sandbox.person("U0MINA")
    await mina.command("C0REVIEW", "/any", "✅ <b>")
    switches.command_emoji_names, switches.command_text_escaped = True, False
    await mina.command("C0REVIEW", "/any", "✅ <b>")
    assert [p["text"] for p in app.payloads("command")] == ["✅ &lt;b&gt;", ":white_check_mark: <b>"]
