"""What the doctor hears about an account behind the Graph API."""

from bot.publishers.graph.calls import Calls
from bot.publishers.stopped import Stopped
from handlers.problem import Problem
from handlers.publisher import Health, NotSent, Refused


async def check(calls: Calls, network: str, name: str, field: str) -> Health:
    """Asks the account for its own name, which the API gives in `field`."""
    try:
        found = (await calls.ask("GET", f"/{calls.account}", params={"fields": f"id,{field}"})).fields()
    except Stopped as stopped:
        return Health(False, stopped.outcome.detail, _advice(stopped.outcome, network, name))
    if not found.get(field):
        return Health(False, "the network did not say whose token it is", _advice(Refused(Problem.GONE), network, name))
    return Health(True, str(found[field]))


def _advice(outcome: Refused | NotSent, network: str, name: str) -> str:
    if isinstance(outcome, NotSent):
        return "See whether the network is up, then try again."
    if outcome.problem == Problem.NOT_ALLOWED:
        variable = f"ACCOUNT_{name.upper().replace('-', '_')}_TOKEN"
        return f"Connect it again with `python -m bot connect {network}`, or write a new token into {variable}."
    return f'See whether the id of "{name}" in ACCOUNTS is right, and whether the token is for it.'
