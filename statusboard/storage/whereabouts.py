"""Which body a database has: the file, or the database of a server, that holds it now.

A copy has another body. So has a server's database that was dumped and read in elsewhere, or taken
over by a standby that may lack the last transactions. A file that was only renamed keeps its own.
What a disk image copies whole cannot be told apart.
"""

from sqlalchemy import text

from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

BODY = "database.body"
# A standby that took over writes its timeline into the control file minutes later, with the first
# checkpoint; the names of its log files have it at once.
_SERVER = (
    "SELECT s.system_identifier || '/' || CASE WHEN pg_is_in_recovery() THEN c.timeline_id ELSE "
    "('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END || '/' || d.oid "
    "FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d "
    "WHERE d.datname = current_database()"
)
_ASKED = (
    *("pg_control_system()", "pg_control_checkpoint()"),
    *("pg_current_wal_lsn()", "pg_walfile_name(pg_lsn)"),
)
_MAY_ASK = "SELECT " + " AND ".join(
    f"has_function_privilege('{function}', 'execute')" for function in _ASKED
)


def body_of(unit: Unit) -> str:
    """What tells this body from every other; empty where nobody may ask."""
    if unit.file is not None:
        return f"file {unit.file.stat().st_ino}"
    if unit.is_sqlite or not unit.connection.scalar(text(_MAY_ASK)):
        return ""
    return f"server {unit.connection.scalar(text(_SERVER))}"


def is_elsewhere(unit: Unit) -> bool:
    """Whether the database has another body than when it was last said to be at home."""
    known = read_settings(unit).get(BODY)
    found = body_of(unit)
    return bool(known) and bool(found) and known != found


def is_new_here(unit: Unit) -> bool:
    """Whether its body is not the one that is written down in it, or none is."""
    return read_settings(unit).get(BODY) != (body_of(unit) or None)


def settle_here(unit: Unit) -> None:
    """Writes down that this is where it is at home."""
    write_setting(unit, BODY, body_of(unit) or None)
