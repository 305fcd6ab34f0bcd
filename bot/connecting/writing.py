"""An account that a network has opened, written down: sealed, and under its name."""

from bot.connecting.choices import Choice
from bot.sealing import Vault
from handlers.connecting.connected import Wanted
from handlers.doorway import Wish


def wanted(wish: Wish, choice: Choice, vault: Vault) -> Wanted:
    """For the transaction that keeps it. Raises CannotOpen without a key."""
    return Wanted(
        network=wish.network,
        address=choice.address,
        shown=choice.name,
        sealed=vault.seal(choice.grant.secrets),
        ends_at=choice.grant.ends_at,
        renews=choice.grant.renews,
        name=wish.name,
        brand_id=wish.brand_id,
        by=wish.user_id,
    )
