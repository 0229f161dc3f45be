"""What this connection may do at all on a server whose roles lie beneath the desk's own."""

from sqlalchemy import text

from statusboard.storage.unit import Unit


def may_tell_customers(unit: Unit) -> bool:
    """Whether it may write what customers read; a file lets whoever opens it."""
    if unit.connection.dialect.name != "postgresql":
        return True
    asked = "SELECT has_table_privilege(current_user, 'incident_update', 'INSERT')"
    return unit.connection.scalar(text(asked)) is True
