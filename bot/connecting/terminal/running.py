"""What the commands do: the settings, the records, and one act."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from bot import connecting_settings, settings
from bot.clock import machine_now
from bot.connecting.terminal.planning import TERMINAL, Asked, NotMeant
from bot.connecting.terminal.talking import Connection, Place, Terminal
from bot.recording.opening import records
from bot.sealing import CannotOpen, Vault
from handlers.connecting.connected import Connected
from handlers.connecting.connected import disconnect as disconnect_in
from handlers.origin import Origin
from storage import credentials
from storage.database import Database

Tell = Callable[[str], None]


async def connect(environ: Mapping[str, str], asked: Asked, place: Place, person: Terminal) -> Connected:
    """Raises what Connection.make raises."""
    told = settings.load(environ)
    with records(environ) as database:
        vault = connecting_settings.vault(told.secret_keys)
        return await Connection(told, database, vault, machine_now, person).make(asked, place)


def disconnect(environ: Mapping[str, str], name: str, tell: Tell) -> None:
    """Raises NotMeant when no account of this name is connected."""
    with records(environ) as database:
        place = Origin.TERMINAL.value
        if not database.at(place).write_sync(disconnect_in, name, by=TERMINAL, now=machine_now()):
            raise NotMeant(f'no account called "{name}" is connected')
    tell(f"{name} is not connected any more. Take away the app's rights at the network as well.")


def rotate(environ: Mapping[str, str], tell: Tell) -> int:
    """The exit code: 1 when something could not be opened with any key."""
    vault = connecting_settings.vault(connecting_settings.keys(environ))
    if not vault.has_key:
        raise settings.SettingsError("SECRET_KEY", "is missing", "make one with: python -m bot secrets key")
    with records(environ) as database:
        every = database.read_sync(credentials.every)
        lost = [one for one in every if not _resealed(database, vault, one.id)]
    for one in lost:
        tell(f"{one.name} on {one.network} cannot be opened with any of these keys: connect it again.")
    tell(f"{len(every) - len(lost)} of {len(every)} are sealed with SECRET_KEY now.")
    return 1 if lost else 0


def _resealed(database: Database, vault: Vault, credential_id: int) -> bool:
    """Read and written in one transaction: what a running bot renews in between is not lost."""
    try:
        database.write_sync(_reseal, vault, credential_id)
    except CannotOpen:
        return False
    return True


def _reseal(session: Session, vault: Vault, credential_id: int) -> None:
    held = credentials.kept(session, credential_id)
    if held is not None:
        credentials.reseal(session, held, vault.rotate(held.sealed))
