"""An end before the one call that cannot be taken back."""

from handlers.publisher import NotSent, Refused


class Stopped(Exception):
    """Nothing can have been published."""

    def __init__(self, outcome: Refused | NotSent) -> None:
        super().__init__(outcome.detail)
        self.outcome = outcome
