"""The lock under which states, and what follows from them, change."""

from statusboard.storage.unit import Unit

# What the lock on derived states is called on the server: any number of our own.
_HISTORY = 7_305_025


def lock_history(unit: Unit) -> None:
    """Waits until no other collector changes states, and lets none until this transaction ends.

    Several may stand at several locations: each derives what is said of a check, and of its
    service, from what all of them wrote. One that read before the other committed would lose it.
    An advisory lock; turns are rare, and SQLite has one collector.
    """
    if not unit.is_sqlite:
        # The comment has whatever was read once read again, as after any statement that waits.
        unit.connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_HISTORY}) /* LOCK */")
