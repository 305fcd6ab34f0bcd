"""Life, before anybody enters: what a small team did since yesterday afternoon, by the bot's own transactions.

Nothing is drawn or written by hand: cards, messages, receipts and the digest are what the bot makes of it. Slack's
clock only goes forward, so the stage is set on the afternoon before, and the timetable starts when the demo does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.demo import cast
from bot.demo.stage import Stage
from handlers.clock import digest, nudge, publish
from handlers.composing import submitting
from handlers.composing.form import CHOSEN, Place
from handlers.deciding import verdicts
from handlers.knowing import members
from handlers.wire import Target
from storage import brands
from storage.decisions import Verdict
from storage.drafts import Draft

TEXTS = {
    "en": {
        "published": "Good morning. Our first bread of the week is out of the oven: rye, slow and dark.",
        "not_sure": "Saturday market: we bring 40 walnut loaves. Last week they were gone by ten.",
        "waiting": "We are hiring a night baker in the Linden Street shop. You like quiet streets and warm hands.",
        "on_linkedin": "We are hiring a night baker in our Linden Street shop: full time, weekends off, and a team "
        "that has been baking together for eleven years. Know somebody? Send them our way.",
        "before": "Birthday week: every cake 20% off until Sunday.",
        "reason": "Please name the shops, and say that it is for orders placed online.",
        "revised": "Birthday week: every cake ordered online is 20% off until Sunday, in all three shops.",
        "urgent": "Power cut on Harbour Road: the shop opens at noon today. Coffee is on us until two.",
        "scheduled": "Oat cookies are back. Baked this morning, gone by noon.",
    },
    "ko": {
        "published": "좋은 아침이에요. 이번 주 첫 호밀빵이 방금 나왔어요. 천천히 구워 색이 진해요.",
        "not_sure": "토요일 장터에 호두빵 40개를 가져가요. 지난주엔 열 시에 다 나갔어요.",
        "waiting": "연남점에서 밤 제빵사를 찾고 있어요. 조용한 골목과 따뜻한 손을 좋아하는 분이면 좋겠어요.",
        "on_linkedin": "연남점에서 함께할 밤 제빵사를 찾아요. 정규직이고 주말 밤은 쉬어요. "
        "11년째 같이 굽고 있는 팀이에요. 어울리는 분을 아시면 소개해 주세요.",
        "before": "생일 주간이라 일요일까지 모든 케이크가 20% 할인이에요.",
        "reason": "매장 이름을 적고, 온라인 주문만 해당된다고 알려 주세요.",
        "revised": "생일 주간이라 일요일까지 온라인으로 주문한 모든 케이크가 세 매장에서 20% 할인이에요.",
        "urgent": "정전 때문에 항구점은 오늘 정오에 열어요. 두 시까지 커피는 저희가 살게요.",
        "scheduled": "귀리 쿠키가 돌아왔어요. 오늘 아침에 구웠고 점심이면 다 나가요.",
    },
}


EVERYBODY = (cast.AUTHOR, cast.APPROVER, cast.SECOND, cast.ADMIN)


@dataclass(frozen=True)
class Wish:
    """What the author asks for."""

    text: str
    at: datetime | None = None
    edits: Target | None = None
    on: tuple[str, ...] = ("news",)
    """Names of accounts; those that this scene does not have are left out."""
    own: Mapping[str, str] = field(default_factory=dict)
    """Texts that accounts have of their own, by their names."""


def before(begins: datetime) -> datetime:
    """Four o'clock on the working day before: when the bot was invited, and this life began."""
    afternoon = begins - timedelta(hours=18)
    while afternoon.weekday() >= 5:
        afternoon -= timedelta(days=1)
    return afternoon


async def bring_to_life(
    scene: Stage, language: str, begins: datetime, overnight: Callable[[], None] = lambda: None
) -> None:
    """From the afternoon before until the demo begins. The stage stands at `before(begins)`, its timetable still.

    `overnight`: what happens elsewhere meanwhile, such as readers who come by.
    """
    text = TEXTS[language]
    scene.sandbox.world.limits.is_on = False
    await scene.settle()
    for user_id in EVERYBODY:
        await members.fetch_person(scene.machine.desk, user_id)
    await _yesterday(scene, begins, text)
    overnight()
    await _early_this_morning(scene, begins, text)
    await _at_nine(scene, begins)
    await _just_now(scene, begins, text)
    await scene.turn(begins)
    await scene.settle()
    await _read(scene, cast.AUTHOR)
    scene.sandbox.world.limits.is_on = True


async def _yesterday(scene: Stage, begins: datetime, text: dict[str, str]) -> None:
    await scene.turn(before(begins) + timedelta(minutes=5))
    everywhere = ("news", "acorn-x", "acorn-linkedin", "acorn-facebook", "acorn-threads")
    published = await _submit(scene, Wish(text["published"], on=everywhere))
    await scene.turn(before(begins) + timedelta(minutes=12))
    await _say_yes(scene, published, cast.APPROVER)
    await _publish(scene)
    await scene.turn(before(begins) + timedelta(minutes=30))
    doubtful = await _submit(scene, Wish(text["not_sure"]))
    # The network takes it, but its answer is lost, and it cannot be looked up either.
    scene.sandbox.fault("drop_after", method="chat.postMessage", channel=cast.PUBLISHED)
    scene.sandbox.fault("5xx", method="conversations.history", channel=cast.PUBLISHED, times=None)
    await scene.turn(before(begins) + timedelta(minutes=41))
    await _say_yes(scene, doubtful, cast.SECOND)
    await _publish(scene)
    await scene.turn(before(begins) + timedelta(minutes=55))
    on_both = Wish(
        text["waiting"],
        at=begins + timedelta(days=1, hours=6),
        on=("news", "acorn-linkedin"),
        own={"acorn-linkedin": text["on_linkedin"]},
    )
    await _submit(scene, on_both)
    for user_id in EVERYBODY:
        await _read(scene, user_id)


async def _early_this_morning(scene: Stage, begins: datetime, text: dict[str, str]) -> None:
    await scene.turn(begins - timedelta(minutes=90))
    revised = await _submit(scene, Wish(text["before"], at=begins + timedelta(hours=5)))
    await scene.turn(begins - timedelta(minutes=82))
    await _ask_for_changes(scene, revised, text["reason"])
    await scene.turn(begins - timedelta(minutes=70))
    await _submit(scene, Wish(text["revised"], at=begins + timedelta(hours=5), edits=Target(revised, 1)))
    await scene.turn(begins - timedelta(minutes=68))
    scheduled = await _submit(
        scene, Wish(text["scheduled"], at=begins + timedelta(minutes=2), on=("news", "acorn-x", "acorn-threads"))
    )
    await scene.turn(begins - timedelta(minutes=64))
    await _say_yes(scene, scheduled, cast.SECOND)


async def _at_nine(scene: Stage, begins: datetime) -> None:
    """What the clock strikes in the morning."""
    await scene.turn(begins - timedelta(minutes=60))
    for story in (publish, digest, nudge):
        await story.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    for user_id in EVERYBODY:
        await _read(scene, user_id)


async def _just_now(scene: Stage, begins: datetime, text: dict[str, str]) -> None:
    await scene.turn(begins - timedelta(minutes=20))
    await _submit(scene, Wish(text["urgent"], at=begins + timedelta(minutes=45)))


async def _read(scene: Stage, user_id: str) -> None:
    """This person has looked at everything so far."""
    who = scene.sandbox.person(user_id)
    for channel in (await who.screen())["channels"]:
        await who.read(channel["id"])


async def _submit(scene: Stage, wish: Wish) -> int:
    desk = scene.machine.desk
    number = await desk.database.write(_submit_in, wish, desk.new_id(), scene.now(), practice=desk.practice)
    await scene.settle()
    return number


def _submit_in(session: Session, wish: Wish, draft_id: str, now: datetime, *, practice: frozenset[int]) -> int:
    brand = brands.the_brand(session)
    assert brand.id is not None, "a stored brand has its id"
    offered = brands.active_accounts(session, brand.id)
    chosen = [one.id for one in offered if one.name in wish.on and one.id is not None]
    wall = wish.at.astimezone(brand.zone) if wish.at else None
    draft = Draft(
        id=draft_id,
        person_id=cast.AUTHOR,
        brand_id=brand.id,
        submission_id=wish.edits.submission_id if wish.edits else None,
        revision=wish.edits.part if wish.edits else None,
        text=wish.text,
        accounts=chosen,
        goes_out=CHOSEN if wall else "approved",
        date=wall.strftime("%Y-%m-%d") if wall else None,
        time=wall.strftime("%H:%M") if wall else None,
        variants={str(one.id): {"text": wish.own[one.name]} for one in offered if one.name in wish.own},
        created_at=now,
        saved_at=now,
    )
    session.add(draft)
    session.flush()
    place = Place(draft_id, wish.edits)
    return submitting.submit(session, cast.AUTHOR, place, now=now, practice=practice).snapshot.number


async def _say_yes(scene: Stage, number: int, who: str) -> None:
    await _decide(scene, number, who, Verdict.APPROVE, "")


async def _ask_for_changes(scene: Stage, number: int, reason: str) -> None:
    await _decide(scene, number, cast.APPROVER, Verdict.REQUEST_CHANGES, reason)


async def _decide(scene: Stage, number: int, who: str, verdict: Verdict, reason: str) -> None:
    desk, now = scene.machine.desk, scene.now()
    await desk.database.write(
        verdicts.decide,
        who,
        Target(number, 1),
        verdicts.Word(verdict, reason),
        now=now,
        house=verdicts.house(desk),
        has_read=True,
    )
    await scene.settle()


async def _publish(scene: Stage) -> None:
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()
