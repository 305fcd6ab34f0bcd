"""The demo's desk: a rhythm, a campaign, a small library, snippets, saved answers, promotions and rules of style.

Written into the records as people would have left them, so that whoever looks around finds something in every room.
"""

import io
from collections.abc import Mapping
from datetime import datetime, timedelta

from PIL import Image as Picture
from PIL import ImageDraw
from sqlmodel import Session

from bot.demo import cast
from handlers.guiding import examples
from handlers.rhythm.typed import rhythm_in
from handlers.style import typed
from storage import brands, library, media, saved_answers, snippets
from storage.brands import Brand
from storage.campaigns import Campaign
from storage.library import Asset
from storage.promotions import Promotion
from storage.saved_answers import AnswerState, SavedAnswer
from storage.snippets import Snippet, SnippetKind
from storage.style_rules import StyleRule

Words = Mapping[str, str]

RHYTHMS = {
    "acorn-linkedin": "Mon to Fri 09:00 and 15:00; at most 2 a day, aim for 5 a week",
    "acorn-x": "Mon to Fri 08:30, 12:30 and 18:00, Sat 10:00; at most 3 a day",
    "acorn-instagram": "Tips: Tue 18:00, Thu 18:00; aim for 2 a week",
}
TEXTS: Mapping[str, Words] = {
    "en": {
        "campaign": "Oat weeks",
        "goal": "Twenty posts that make people try oats before winter.",
        "signature": "Acorn Foods\nLinden Street, Harbour Road, Market Square",
        "signature_name": "Our shops",
        "tags": "#bread #baking #Berlin #oats",
        "tags_name": "Bread",
        "caption": "{{bread}} is back. Baked this morning, gone by noon.",
        "caption_name": "It is back",
        "question": "Which of your breads are without nuts?",
        "answer": "Rye, oat and the white loaf are made without nuts. They are baked in the same room as nut breads, "
        "so traces are possible. We are glad to tell you more in the shop.",
        "refund": "Can I get a refund for an online order?",
        "refund_answer": "Yes, until noon on the day before pick-up. Write to orders@acorn.example with the number.",
        "code": "OATS20",
        "terms": "20% off everything with oats, online only",
        "day": "All Souls' Day",
        "asset": "Rye loaf on a board",
        "alt": "A dark rye loaf on a wooden board.",
        "tag": "bread",
    },
    "ko": {
        "campaign": "귀리 주간",
        "goal": "겨울이 오기 전에 귀리를 먹어 보게 하는 글 스무 건.",
        "signature": "에이콘 푸드\n연남점 · 항구점 · 광장점",
        "signature_name": "매장 안내",
        "tags": "#빵 #베이커리 #연남동 #귀리",
        "tags_name": "빵",
        "caption": "{{빵}}이 돌아왔어요. 오늘 아침에 구웠고 점심이면 다 나가요.",
        "caption_name": "돌아왔어요",
        "question": "견과류가 들어가지 않은 빵이 있나요?",
        "answer": "호밀빵, 귀리빵, 식빵에는 견과류가 들어가지 않아요. 다만 같은 공간에서 굽기 때문에 "
        "조금 섞일 수 있어요. 매장에서 더 자세히 알려 드릴게요.",
        "refund": "온라인 주문을 환불받을 수 있나요?",
        "refund_answer": "받으시기 전날 정오까지 가능해요. 주문 번호를 적어 orders@acorn.example로 보내 주세요.",
        "code": "귀리20",
        "terms": "귀리가 들어간 모든 빵 20% 할인, 온라인 주문만",
        "day": "추모의 날",
        "asset": "나무판 위의 호밀빵",
        "alt": "나무판 위에 색이 진한 호밀빵이 놓여 있어요.",
        "tag": "빵",
    },
}


def equip(session: Session, language: str, begins: datetime) -> None:
    """All of it, for the only brand."""
    brand, text = brands.the_brand(session), TEXTS[language]
    _plan(session, brand, text, begins)
    _prepare(session, brand, text, language, begins)
    _answer(session, brand, text, language, begins)
    _guide(session, brand, language, begins)


def _plan(session: Session, brand: Brand, text: Words, begins: datetime) -> None:
    for account in brands.active_accounts(session, brand.number):
        if account.name in RHYTHMS:
            found = rhythm_in(RHYTHMS[account.name])
            account.slots = [dict(one) for one in found.slots]
            account.most_a_day, account.aim_a_week = found.most_a_day, found.aim_a_week
    brand.campaigns = [text["campaign"]]
    far = (begins + timedelta(days=9)).astimezone(brand.zone)
    brand.sensitive_days = [{"date": far.strftime("%m-%d"), "name": text["day"]}]
    brands.forget_rules(session)
    session.add(
        Campaign(
            brand_id=brand.number,
            name=text["campaign"],
            goal=text["goal"],
            number=20,
            ends_on=(begins + timedelta(days=30)).date().isoformat(),
            owner_id=cast.SECOND,
            changed_by=cast.ADMIN,
            changed_at=begins,
        )
    )
    today = begins.astimezone(brand.zone).date()
    session.add(
        Promotion(
            brand_id=brand.number,
            code=text["code"],
            terms=text["terms"],
            first_day=(today - timedelta(days=3)).isoformat(),
            last_day=(today + timedelta(days=11)).isoformat(),
            changed_by=cast.ADMIN,
            changed_at=begins,
        )
    )


def _prepare(session: Session, brand: Brand, text: Words, language: str, begins: datetime) -> None:
    kinds = (("signature", SnippetKind.SIGNATURE), ("tags", SnippetKind.HASHTAGS), ("caption", SnippetKind.CAPTION))
    for name, kind in kinds:
        one = Snippet(
            brand_id=brand.number,
            language=language,
            kind=kind,
            name=text[f"{name}_name"],
            text=text[name],
            added_by=cast.AUTHOR,
            changed_by=cast.AUTHOR,
            changed_at=begins,
        )
        session.add(one)
        session.flush()
        snippets.index(session, one)
    _add_asset(session, brand, text, begins)


def _add_asset(session: Session, brand: Brand, text: Words, begins: datetime) -> None:
    content = a_loaf()
    sha256 = media.store(session, content=content, mime="image/png", width=640, height=480, now=begins)
    asset = Asset(
        brand_id=brand.number,
        sha256=sha256,
        name=text["asset"],
        alt_text=text["alt"],
        tags=[text["tag"]],
        rights="Acorn Foods",
        expires_at=begins + timedelta(days=200),
        added_by=cast.AUTHOR,
        added_at=begins,
    )
    session.add(asset)
    session.flush()
    library.index(session, asset)


def a_loaf() -> bytes:
    """A picture of a loaf, drawn: the demo carries no photographs."""
    sheet = Picture.new("RGB", (640, 480), "#efe3cf")
    pen = ImageDraw.Draw(sheet)
    pen.rounded_rectangle((60, 330, 580, 400), 18, fill="#b98a55")
    pen.ellipse((120, 140, 520, 380), fill="#6b3f1d")
    for x in (210, 300, 390):
        pen.line((x, 190, x + 50, 330), fill="#c99b66", width=12)
    drawn = io.BytesIO()
    sheet.save(drawn, "PNG")
    return drawn.getvalue()


def _answer(session: Session, brand: Brand, text: Words, language: str, begins: datetime) -> None:
    for question, answer in (("question", "answer"), ("refund", "refund_answer")):
        one = SavedAnswer(
            brand_id=brand.number,
            language=language,
            question=text[question],
            text=text[answer],
            owner_id=cast.SECOND,
            state=AnswerState.APPROVED,
            proposed_by=cast.SECOND,
            proposed_at=begins - timedelta(days=60),
            decided_by=cast.APPROVER,
            decided_at=begins - timedelta(days=59),
            reviewed_at=begins - timedelta(days=59),
        )
        session.add(one)
        session.flush()
        saved_answers.index(session, one)


def _guide(session: Session, brand: Brand, language: str, begins: datetime) -> None:
    """The examples, tried; only the first speaks, so that there is something to switch on."""
    rules, _ = typed.read(examples.EXAMPLES[language])
    for place, rule in enumerate(rules):
        session.add(
            StyleRule(
                brand_id=brand.number,
                kind=rule.kind.value,
                language=rule.language,
                pattern=rule.pattern,
                replacement=rule.replacement,
                severity=rule.severity,
                message=rule.message,
                example=rule.example,
                is_on=place == 0,
                tried_at=begins if place == 0 else None,
                changed_by=cast.ADMIN,
                changed_at=begins,
            )
        )
