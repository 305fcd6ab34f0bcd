"""What Slack answers: blocks.validate, and the calls that refuse the same payload."""

import json
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox.server import Sandbox
from tests.sandbox.block_kit.judging import Json, actions, entry, modal, section, words

LONG = section(text=words("x" * 3001))
TOO_LONG = "must be less than 3001 characters"
CONSTRAINT = {"type": "max_length", "expected": 3000, "got": 3001}


async def refused(call: Any) -> Json:
    """The answer with which a call is refused."""
    with pytest.raises(SlackApiError) as error:
        await call
    data: Json = error.value.response.data
    return data


async def validated(client: AsyncWebClient, **given: Any) -> Json:
    return await refused(client.api_call("blocks.validate", json=given))


@pytest.mark.parametrize(
    ("given", "code", "pointer"),
    [
        ({"blocks": [LONG]}, "invalid_blocks", "/0/text/text"),
        ({"message": {"blocks": [LONG]}}, "invalid_message", "/blocks/0/text/text"),
        ({"message": {"attachments": [{"blocks": [LONG]}]}}, "invalid_message", "/attachments/0/blocks/0/text/text"),
        ({"view": modal(LONG)}, "invalid_view", "/blocks/0/text/text"),
        ({"view": {"type": "home", "blocks": [LONG]}}, "invalid_view", "/blocks/0/text/text"),
    ],
)
async def test_one_problem_in_each_kind_of_payload(
    client: AsyncWebClient, given: Json, code: str, pointer: str
) -> None:
    answer = await validated(client, **given)
    assert answer["error"] == code
    told = {"pointer": pointer, "code": "failed_constraint", "message": TOO_LONG, "constraint": CONSTRAINT}
    assert answer["errors"] == [told]


async def test_an_unsupported_block_inside_a_container(client: AsyncWebClient) -> None:
    container = {"type": "container", "title": words(), "child_blocks": [{"type": "markdown", "text": "t"}]}
    ((problem,),) = [(await validated(client, message={"blocks": [container]}))["errors"]]
    assert (problem["pointer"], problem["message"]) == ("/blocks/0/child_blocks/0/type", "unsupported type: markdown")
    assert problem["constraint"]["type"] == "enum" and problem["constraint"]["got"] == "markdown"
    assert "section" in problem["constraint"]["expected"]


async def test_every_problem_is_told(client: AsyncWebClient) -> None:
    answer = await validated(client, blocks=[LONG, {"type": "header"}, {"type": "divider", "colour": "red"}])
    assert [problem["pointer"] for problem in answer["errors"]] == ["/0/text/text", "/1", "/2"]


@pytest.mark.parametrize(
    "given",
    [
        {"view": {"type": "sheet", "blocks": []}},
        {"view": []},
        {"view": modal(entry({"type": "datepicker"}), submit=None)},
        {"view": modal(*[section(text=words("x" * 2999))] * 90)},
        {"blocks": {"type": "divider"}},
        {"blocks": ["divider"]},
        {"blocks": [section(text=words("x" * 3000))] * 4},
        {"message": {"blocks": None}},
        {"message": []},
    ],
)
async def test_whatever_is_no_payload_is_told_too(client: AsyncWebClient, given: Json) -> None:
    assert (await validated(client, **given))["errors"]


@pytest.mark.parametrize("given", [{}, {"blocks": [], "view": modal()}])
async def test_exactly_one_payload_is_validated(client: AsyncWebClient, given: Json) -> None:
    assert (await validated(client, **given))["error"] == "invalid_arguments"


async def test_nothing_is_posted_by_validating(sandbox: Sandbox, client: AsyncWebClient) -> None:
    for fine in ({"blocks": [section()]}, {"message": {"text": "t"}}, {"view": modal(section())}):
        assert (await client.api_call("blocks.validate", json=fine))["ok"]
    assert not sandbox.world.conversations["C0PUB"].messages


async def test_a_message_is_refused_with_the_place(client: AsyncWebClient) -> None:
    answer = await refused(client.chat_postMessage(channel="C0PUB", text="t", blocks=[LONG]))
    said = f"{TOO_LONG} [json-pointer:/blocks/0/text/text]"
    assert (answer["error"], answer["errors"]) == ("invalid_blocks", [said])
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {said}"]


async def test_a_view_is_refused_with_the_place(sandbox: Sandbox, client: AsyncWebClient) -> None:
    view = modal(actions({"type": "button", "text": words("x" * 76), "action_id": "a"}))
    answer = await refused(client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=view))
    said = "must be less than 76 characters [json-pointer:/view/blocks/0/elements/0/text/text]"
    assert (answer["error"], answer["response_metadata"]["messages"]) == ("invalid_arguments", [f"[ERROR] {said}"])


async def test_too_much_text_and_too_large_a_view(sandbox: Sandbox, client: AsyncWebClient) -> None:
    much = [section(text=words("x" * 2400))] * 4
    assert (await client.chat_postMessage(channel="C0PUB", text="t", blocks=much))["ok"]
    answer = await refused(client.chat_postMessage(channel="C0PUB", text="t", blocks=[*much, section()]))
    assert answer["error"] == "msg_blocks_too_long"
    large = modal(*[section(text=words("x" * 2999))] * 90)
    opened = client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=large)
    assert (await refused(opened))["error"] == "view_too_large"


async def test_the_blocks_of_attachments_count_with_those_of_the_message(client: AsyncWebClient) -> None:
    half = [section(text=words("x" * 2500))] * 2
    both = client.chat_postMessage(channel="C0PUB", text="t", blocks=half, attachments=[{"blocks": half}])
    assert (await refused(both))["error"] == "msg_blocks_too_long"
    table = [{"type": "table", "rows": [[{"type": "raw_text", "text": "t"}]]}]
    tables = client.chat_postMessage(channel="C0PUB", text="t", blocks=table, attachments=[{"blocks": table}])
    (said,) = (await refused(tables))["errors"]
    assert said == "no more than 1 table blocks allowed [json-pointer:/attachments/0/blocks/0]"


async def test_the_limits_of_a_call(client: AsyncWebClient) -> None:
    """What slackblocks lists beside its blocks: a channel of one character or more, and 100 attachments."""
    attachments = [{"text": "a"}] * 100
    assert (await client.chat_postMessage(channel="C0PUB", text="t", attachments=attachments))["ok"]
    too_many = client.chat_postMessage(channel="C0PUB", text="t", attachments=[*attachments, {"text": "a"}])
    assert (await refused(too_many))["error"] == "too_many_attachments"
    assert (await refused(client.chat_postMessage(channel="", text="t")))["error"] == "channel_not_found"


async def test_ids_are_filled_in_inside_other_blocks_too(client: AsyncWebClient) -> None:
    card = {"type": "card", "actions": [{"type": "button", "text": words()}]}
    blocks: list[Json] = [
        {"type": "carousel", "elements": [card]},
        {"type": "container", "title": words(), "child_blocks": [actions({"type": "users_select"})]},
        {"type": "markdown", "text": "t", "block_id": "mine"},
    ]
    carousel, container, markdown = (await client.chat_postMessage(channel="C0PUB", text="t", blocks=blocks))[
        "message"
    ]["blocks"]
    assert carousel["elements"][0]["block_id"] and carousel["elements"][0]["actions"][0]["action_id"]
    assert container["child_blocks"][0]["elements"][0]["action_id"]
    assert markdown["block_id"] not in ("mine", "", None)


async def test_an_answer_to_a_response_url_is_checked_like_a_message(sandbox: Sandbox, app: Any) -> None:
    await sandbox.person("U0MINA").command("C0REVIEW", "/any")
    respond = AsyncWebhookClient(app.payloads("command")[0]["response_url"])
    said = f"{TOO_LONG} [json-pointer:/blocks/0/text/text]"
    for answer in ({"blocks": [LONG]}, {"attachments": [{"blocks": [LONG]}]}):
        refusal = json.loads((await respond.send_dict({"text": "t", **answer})).body)
        assert (refusal["error"], refusal["errors"]) == ("invalid_blocks", [said])
