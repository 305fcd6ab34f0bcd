"""How storage fails. The code is for handlers, which make a sentence of it."""


class StorageError(Exception):
    """Nothing was saved."""

    code = "not_saved"


class StorageBusy(StorageError):
    """Too much is waiting to be saved already."""

    code = "busy"


class StorageLocked(StorageError):
    """Somebody else holds the database for longer than we can wait."""

    code = "locked"


class StorageFull(StorageError):
    """The disk is full."""

    code = "full"


class StorageLost(StorageError):
    """The database cannot be reached, or its file cannot be read or written."""

    code = "lost"


class StorageClosed(StorageError):
    """The program is ending; nothing more is accepted."""

    code = "closed"


class CommitUnknown(StorageError):
    """The connection broke during a commit, and whether it held could not be found out."""

    code = "commit_unknown"
