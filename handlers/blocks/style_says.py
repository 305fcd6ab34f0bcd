"""What a rule of the style guide says of a text, in its reader's language. Pure."""

from collections.abc import Mapping

from handlers.words.catalogue import Words


def sentence(values: Mapping[str, str | int], words: Words) -> str:
    """What was found and what to write instead; then why, in the brand's own words."""
    kind = str(values["kind"])
    if kind == "address":
        said = words(
            "style.says_address",
            found=values["found"],
            form=words(f"style.form_{values['form']}"),
            wanted=words(f"style.form_{values['wanted']}"),
        )
    else:
        with_instead = f"style.says_{kind}_instead"
        is_better = bool(values.get("instead")) and words.blanks(with_instead) is not None
        said = words(with_instead if is_better else f"style.says_{kind}", **values)
    return f"{said} {values['why']}" if values.get("why") else said
