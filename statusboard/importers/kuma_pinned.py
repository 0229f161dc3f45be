"""What Uptime Kuma pins to a status page: an incident that goes on, in words alone."""

from statusboard.domain.brought import FoundIncident, FoundUpdate
from statusboard.domain.status import Impact, IncidentStatus
from statusboard.importers.kuma_database import ForeignDatabase
from statusboard.importers.tables import Table, one_line
from statusboard.importers.times import instant

_MOST = 200


def pinned_of(database: ForeignDatabase) -> tuple[FoundIncident, ...]:
    """What is pinned now; what was taken down says nothing of when it was over."""
    found: list[FoundIncident] = []
    for row in database.rows("incident", order="id"):
        one = _pinned(Table(row))
        if one is not None and len(found) < _MOST:
            found.append(one)
    return tuple(found)


def _pinned(row: Table) -> FoundIncident | None:
    began = instant(row.text("created_date"))
    is_shown = row.flag("pin", default=True) and row.flag("active", default=True)
    if began is None or not is_shown:
        return None
    number = row.whole("id") or 0
    title = one_line(row.text("title"), 255)
    said = FoundUpdate(began[0], IncidentStatus.INVESTIGATING, row.text("content"))
    return FoundIncident(
        f"{number} {title}", title, Impact.NONE, began[0], None, (said,), where=f"incident {number}"
    )
