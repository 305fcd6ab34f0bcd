"""What a publisher answers that offers no more than publishing."""

from handlers.problem import Problem
from handlers.publisher import Made, Outcome, Outgoing, Preparation, Reading, Refused, Removal


class Modest:
    """Nothing to prepare, no comment, no taking down, no figures; a publisher replaces what it can do."""

    async def prepare(self, _outgoing: Outgoing) -> Preparation:
        return Made("")

    async def comment(self, _outgoing: Outgoing, _under: str) -> Outcome:
        return Refused(Problem.CANT, "no comment can be written here")

    async def take_down(self, _remote_id: str) -> Removal:
        return Refused(Problem.CANT, "nothing can be taken down from here")

    async def figures(self, _remote_id: str) -> Reading:
        return Refused(Problem.CANT, "no figures are offered here")
