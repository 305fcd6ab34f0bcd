"""The composer's form as data: what its hidden line says, and what was typed. Everything in it is a claim. Pure."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers import wire
from handlers.composing.pieces import NEW_PARAGRAPH, joined
from handlers.typed import decode
from handlers.typed.decode import FieldManner
from handlers.wire import Target
from storage.content import Flag

AS_SOON = "approved"
CHOSEN = "chosen"
SLOT = "slot"
"""The next free slot of each account."""
SUGGESTED = "suggested"
"""The time that the option names; what follows it in the option's value is the wall time that was seen."""

TEXT = "text"
NOTE = "note"
BRAND = "brand"
ACCOUNTS = "accounts"
"""Followed by the brand, where there are several."""
CAMPAIGN = "campaign"
NO_CAMPAIGN = "-"
"""The option by which a campaign is taken away again."""
GOES_OUT = "goes_out"
DATE = "date"
TIME = "time"
LABELS = "labels"
QUEUE = "queue"
NO_QUEUE = "-"
"""The option of the slots that belong to no queue."""
SNIPPET = "snippet"
"""Followed by a number, as what is chosen in it must not stay."""
LIBRARY = "library"
"""The same."""
FILES = "files"
FLAGS = "flags"
WARNING = "warning"
COMMENT = "comment"

_DRAFT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


@dataclass(frozen=True)
class Place:
    """What a composer is about. It travels in the view's private_metadata."""

    draft_id: str
    target: Target | None = None
    """The submission that is edited, and the revision that it was opened from."""
    copy_of: int | None = None
    joints: tuple[str, ...] = ()
    """The white space between the fields of a long text."""
    brand: int = 0
    """The brand's id, once it is certain."""
    account: int = 0
    """The account whose own text and time the form is about; 0: what is for all."""
    below: int = 0
    """How many fields the text of the composer below has, where there is one."""

    def __str__(self) -> str:
        about = str(self.target) if self.target else ""
        told = [self.draft_id, about, self.copy_of or 0, list(self.joints), self.brand, self.account, self.below]
        return json.dumps(told, separators=(",", ":"))

    @classmethod
    def parse(cls, metadata: str) -> "Place | None":
        """Nothing for anything that we did not write ourselves."""
        try:
            # Forms that were opened before there were several brands, or variants, say nothing of theirs.
            draft_id, about, copy_of, joints, brand, account, below = [*json.loads(metadata), 0, 0, 0][:7]
        except (ValueError, TypeError):
            return None
        is_ours = isinstance(draft_id, str) and _DRAFT_ID.fullmatch(draft_id)
        are_numbers = all(_is_number(one) for one in (copy_of, brand, account, below))
        if not is_ours or not are_numbers or not isinstance(about, str) or not _are_joints(joints):
            return None
        return cls(draft_id, Target.parse(about), copy_of or None, tuple(joints), brand, account, below)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**18


def _are_joints(joints: Any) -> bool:
    return isinstance(joints, list) and all(isinstance(one, str) and not one.strip() for one in joints)


@dataclass(frozen=True)
class File:
    """One of Slack's files, as its payloads describe it."""

    id: str
    name: str
    url: str
    size: int = 0
    mime: str = ""


@dataclass(frozen=True)
class Typed:
    """What stands in the form's fields."""

    text: str = ""
    note: str = ""
    accounts: tuple[int, ...] | None = None
    """Nothing: the form does not ask, as there is only one."""
    goes_out: str = AS_SOON
    date: str | None = None
    time: str | None = None
    queue: str | None = None
    """Nothing: the form does not ask."""
    files: tuple[File, ...] | None = None
    """Nothing: the form had no room for more."""
    brand: int | None = None
    """Nothing: the form does not ask, or it was not chosen yet."""
    campaign: str | None = None
    """Nothing: the form does not ask; empty: none."""
    labels: tuple[str, ...] | None = None
    """Nothing: the form does not ask."""
    flags: tuple[str, ...] | None = None
    """Nothing: the form does not ask."""
    warning: str | None = None
    """Nothing: the form does not ask."""
    first_comment: str = ""
    parts: tuple[str, ...] = ()
    """The text, field by field, as it stands in the form."""

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.note.strip() or self.files)


def has_state(view: Mapping[str, Any]) -> bool:
    """Whether the payload carries what was typed at all; Slack does not promise it when a view is closed."""
    return bool((view.get("state") or {}).get("values"))


def read(view: Mapping[str, Any], place: Place, manner: FieldManner) -> Typed:
    """What was typed."""
    fields = {block_id.removeprefix(named(place.account, "")): one for block_id, one in _fields(view).items()}
    learn_from(view, manner)
    parts = _parts(fields, manner)
    goes_out, date, time = _when(fields)
    return Typed(
        text=joined(parts, joints_for(parts, place.joints)),
        parts=tuple(parts),
        note=_value(fields.get(NOTE, {}), manner),
        accounts=_accounts(_of(fields, ACCOUNTS)),
        brand=_number(_option(fields.get(BRAND, {}))),
        campaign=_option(fields[CAMPAIGN]).removeprefix(NO_CAMPAIGN) if CAMPAIGN in fields else None,
        goes_out=goes_out,
        date=date,
        time=time,
        queue=_option(_of(fields, QUEUE) or {}).removeprefix(NO_QUEUE) if _of(fields, QUEUE) else None,
        files=_files(fields),
        labels=_options(fields[LABELS]) if LABELS in fields else None,
        flags=_flags(fields.get(FLAGS)),
        warning=_value(fields[WARNING], manner) if WARNING in fields else None,
        first_comment=_value(fields.get(COMMENT, {}), manner),
    )


def _when(fields: Mapping[str, Mapping[str, Any]]) -> tuple[str, str | None, str | None]:
    """How it goes out, with date and time as they stand in the pickers, or in the suggestion."""
    goes_out, _, wall = _option(fields.get(GOES_OUT, {})).partition("@")
    if goes_out == SUGGESTED:
        day, _, hour = wall[:16].partition("T")
        return SUGGESTED, day, hour
    date, time = (_string(fields.get(name, {}).get(f"selected_{name}")) for name in (DATE, TIME))
    return goes_out if goes_out in (CHOSEN, SLOT) else AS_SOON, date, time


def _fields(view: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Block id to the state of its one element."""
    found = {}
    for block_id, elements in ((view.get("state") or {}).get("values") or {}).items():
        for element in (elements or {}).values():
            if isinstance(element, Mapping):
                found[str(block_id)] = element
    return found


def named(account: int, block_id: str) -> str:
    """A block's id in the form of one account: another account's field must not show what was typed into this one."""
    return f"own{account}_{block_id}" if account else block_id


def text_block(number: int) -> str:
    """The block id of the text's first, second… field: text, text_2…"""
    return TEXT if number == 0 else f"{TEXT}_{number + 1}"


def learn_from(view: Mapping[str, Any], manner: FieldManner) -> None:
    """Every field of a form may show how its workspace sends texts."""
    began = {block.get("block_id"): block.get("element") or {} for block in view.get("blocks") or []}
    for block_id, field in _fields(view).items():
        initial = _string(began.get(block_id, {}).get("initial_value")) or ""
        manner.learn(_string(field.get("value")) or "", initial)


def _parts(fields: Mapping[str, Mapping[str, Any]], manner: FieldManner) -> list[str]:
    parts: list[str] = []
    while text_block(len(parts)) in fields:
        parts.append(_value(fields[text_block(len(parts))], manner))
    return parts


def joints_for(parts: Sequence[str], joints: Sequence[str]) -> list[str]:
    """One joint between every two parts; a field that was opened later begins a new paragraph."""
    missing = max(0, len(parts) - 1 - len(joints))
    return [*joints, *[NEW_PARAGRAPH] * missing]


def _value(field: Mapping[str, Any], manner: FieldManner) -> str:
    return manner.text(_string(field.get("value")) or "")


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _option(field: Mapping[str, Any]) -> str:
    option = field.get("selected_option")
    return str(option.get("value") or "") if isinstance(option, Mapping) else ""


def _accounts(field: Mapping[str, Any] | None) -> tuple[int, ...] | None:
    if field is None:
        return None
    values = [str(one.get("value")) for one in field.get("selected_options") or [] if isinstance(one, Mapping)]
    return tuple(int(one) for one in values if one.isascii() and one.isdigit() and len(one) < 19)


def _flags(field: Mapping[str, Any] | None) -> tuple[str, ...] | None:
    if field is None:
        return None
    values = {str(one.get("value")) for one in field.get("selected_options") or [] if isinstance(one, Mapping)}
    return tuple(flag.value for flag in Flag if flag.value in values)


def _options(field: Mapping[str, Any]) -> tuple[str, ...]:
    chosen = (one for one in field.get("selected_options") or [] if isinstance(one, Mapping))
    return tuple(str(one.get("value")) for one in chosen)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII) else None


def _of(fields: Mapping[str, Mapping[str, Any]], name: str) -> Mapping[str, Any] | None:
    """A field whose name may be followed by something that makes it another one."""
    return next((one for block_id, one in fields.items() if block_id == name or block_id.startswith(f"{name}_")), None)


def _files(fields: Mapping[str, Mapping[str, Any]]) -> tuple[File, ...] | None:
    field = _of(fields, FILES)
    if field is None:
        return None
    return files_in(field.get("files"))


def files_in(given: Any) -> tuple[File, ...]:
    """Files that can be fetched; what was deleted, or is hidden by Slack's own limits, has no address."""
    listed = [one for one in given or [] if isinstance(one, Mapping)]
    return tuple(_file(one) for one in listed if one.get("id") and one.get("url_private"))


def _file(given: Mapping[str, Any]) -> File:
    size = given.get("size")
    return File(
        id=str(given["id"]),
        name=decode.storable(str(given.get("name") or given.get("title") or given["id"])),
        url=str(given.get("url_private_download") or given["url_private"]),
        size=size if isinstance(size, int) else 0,
        mime=str(given.get("mimetype") or ""),
    )


FIELDS_THAT_REPORT = (
    wire.COMPOSER_TEXT,
    wire.COMPOSER_NOTE,
    wire.COMPOSER_BRAND,
    wire.COMPOSER_ACCOUNTS,
    wire.COMPOSER_CAMPAIGN,
    wire.COMPOSER_GOES_OUT,
    wire.COMPOSER_DATE,
    wire.COMPOSER_TIME,
    wire.COMPOSER_QUEUE,
    wire.COMPOSER_LABELS,
    wire.COMPOSER_FLAGS,
    wire.COMPOSER_WARNING,
)
"""Action ids whose every change is sent to us."""
