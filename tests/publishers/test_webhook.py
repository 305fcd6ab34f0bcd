"""What is particular about a receiver."""

from datetime import UTC, datetime

import pytest

from bot.publishers.webhook import signature
from bot.sandbox.networks.webhook import SECRET, Webhook
from handlers.problem import Problem
from handlers.publisher import Published, Refused
from tests.publishers.fakes import opened
from tests.publishers.rigs import publish
from tests.publishers.webhook_rig import WebhookRig

AT = datetime.fromtimestamp(1614265330, UTC)


def test_the_signature_is_the_one_of_the_format() -> None:
    """The example that the format's own libraries are tested with."""
    keys = signature.keys("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    found = signature.headers("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, b'{"test": 2432232314}', keys)
    assert found["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert found["webhook-timestamp"] == "1614265330"


def test_while_one_secret_replaces_the_other_both_sign() -> None:
    keys = signature.keys("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,AAAA")
    found = signature.headers("msg_1", AT, b"{}", keys)["webhook-signature"].split(" ")
    assert len(found) == 2 and len(set(found)) == 2


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_not base64!", "***"])
def test_a_secret_that_is_none_is_said(secret: str) -> None:
    with pytest.raises(signature.BadSecret):
        signature.keys(secret)


async def test_a_repetition_is_taken_once_and_other_content_is_another_message() -> None:
    async with opened(WebhookRig) as rig:
        publisher = rig.open()
        for text in ("One", "One", "Two"):
            assert isinstance(await publish(publisher, rig.outgoing(text)), Published)
        assert [one.text for one in rig.fake.shown] == ["One", "Two"]


async def test_a_receiver_that_wants_nothing_more_breaks_its_account() -> None:
    async with opened(WebhookRig) as rig:
        assert isinstance(rig.fake, Webhook)
        rig.fake.is_closed = True
        said = await publish(rig.open(token=SECRET), rig.outgoing("Anybody there?"))
        assert isinstance(said, Refused) and said.problem == Problem.NOT_ALLOWED
