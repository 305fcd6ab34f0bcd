"""What an admin reads once a brand is saved: what is different, and what to think of. Pure."""

from handlers.blocks import parts
from handlers.blocks.brand_form import key_name
from handlers.blocks.home_sayings import posts
from handlers.blocks.parts import Block
from handlers.setting_up.editing import Saved
from handlers.setting_up.rules import MANY_APPROVERS
from handlers.words.catalogue import Safe, Words


def view(saved: Saved, words: Words) -> Block:
    """A modal that only shows it."""
    blocks = [parts.section(words.mrkdwn(_first_key(saved), brand=saved.rules.name))]
    if saved.differences and not saved.is_new:
        changed = dict.fromkeys(key_name(one.key.split(" ")[0], words) for one in saved.differences)
        blocks.append(parts.section(words.mrkdwn("brand.saved_rules", rules=", ".join(changed))))
    blocks += [parts.context(line) for line in _advice(saved, words)]
    return parts.reading(words("brand.title_saved"), blocks, close=words("answer.close"))


def _first_key(saved: Saved) -> str:
    if saved.is_new:
        return "brand.saved_new"
    return "brand.saved" if saved.differences else "brand.saved_nothing"


def _advice(saved: Saved, words: Words) -> list[Safe | str]:
    rules, said = saved.rules, list[Safe | str]()
    if saved.stuck:
        said.append(words.mrkdwn("home.nobody_left_for", posts=posts(saved.stuck)))
    if any(len(one) > MANY_APPROVERS for one in (rules.approvers, *(step.approvers for step in rules.stages))):
        said.append(words("home.setup_many_approvers"))
    if not rules.accounts:
        said.append(words("home.setup_no_accounts"))
    return said
