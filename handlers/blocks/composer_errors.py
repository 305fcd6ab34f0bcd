"""What is wrong with a form, as a sentence at the field where it is mended. Pure."""

from collections.abc import Iterable, Sequence

from handlers.blocks import style_says
from handlers.blocks.parts import shortened
from handlers.checks.warnings import Code
from handlers.composing.flaws import Trouble
from handlers.words.catalogue import Words

MOST_AT_ONE_FIELD = 3


def at_fields(troubles: Iterable[Trouble], blocks: Sequence[str], words: Words) -> dict[str, str]:
    """Block id to sentences. Slack takes errors only for fields that the form has; the rest goes to the first."""
    found: dict[str, list[str]] = {}
    for trouble in troubles:
        found.setdefault(_block(trouble.at, blocks), []).append(sentence(trouble, words))
    return {block: " ".join(dict.fromkeys(said[:MOST_AT_ONE_FIELD])) for block, said in found.items()}


def _block(wanted: str, blocks: Sequence[str]) -> str:
    return next((block for block in blocks if block == wanted or block.startswith(f"{wanted}_")), blocks[0])


def sentence(trouble: Trouble, words: Words) -> str:
    """Plain text; of what one account has of its own, it says whose it is."""
    said = bare(trouble, words)
    if not trouble.own_of:
        return said
    return words("variants.wrong", account=_short(trouble.values.get("account", "?")), sentence=said)


def bare(trouble: Trouble, words: Words) -> str:
    """The same where it is plain whose it is."""
    values = {name: _short(value) for name, value in trouble.values.items()}
    if trouble.code == Code.STYLE:
        return style_says.sentence(values, words)
    return words(f"composer.wrong_{trouble.code}", **values)


def _short(value: str | int) -> str | int:
    return shortened(value, 80) if isinstance(value, str) else value


def in_one_line(troubles: Iterable[Trouble], words: Words) -> str:
    """For where no field can hold them: above the form, or in a message."""
    return " ".join(dict.fromkeys(sentence(trouble, words) for trouble in troubles))
