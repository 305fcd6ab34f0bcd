"""What the desk knows of each account's network, for previews and notes."""

from collections.abc import Iterable

from handlers.composing.previews import Way
from handlers.desk import Desk
from handlers.look import Look
from handlers.publisher import Publisher


def ways(desk: Desk, accounts: Iterable[int]) -> dict[int, Way]:
    """By account id; without what nobody here can publish to."""
    known = {number: desk.publishers[number] for number in accounts if number in desk.publishers}
    return {
        number: Way(one.allowance(), desk.looks.get(one.network, Look()), takes_comment(one))
        for number, one in known.items()
    }


def takes_comment(publisher: Publisher) -> bool:
    """Whoever posts by hand writes the first comment, too."""
    return publisher.manner.takes_comment or publisher.manner.by_hand
