"""What is promised, as it is kept: a number, the name of a window, and which hours."""

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import update

from statusboard.domain.objective import YEAR, Hours, Objective, Window, read_window, window_text
from statusboard.storage.rows import must_exist
from statusboard.storage.tables import COMPONENT, COMPONENT_GROUP
from statusboard.storage.unit import Unit


@lru_cache(maxsize=64)
def terms_of(window: str, hours: str) -> tuple[Window, Hours]:
    """The window and the hours that were kept; what a newer version wrote is the usual one."""
    try:
        read = read_window(window)
    except ValueError:
        read = YEAR
    return read, Hours(hours) if hours in set(Hours) else Hours.ALL


def objective_of(ppm: int | None, window: str, hours: str) -> Objective | None:
    """The objective that was kept, or None where nothing is promised."""
    return None if ppm is None else Objective(ppm, *terms_of(window, hours))


def set_objective(unit: Unit, component_id: int, objective: Objective | None) -> None:
    """What is promised of a component from now on; its history stays as it was."""
    there = COMPONENT.c.id == component_id, COMPONENT.c.removed_us.is_(None)
    values = {**_columns(objective), "updated_us": unit.now_us}
    found = unit.connection.execute(update(COMPONENT).where(*there).values(values))
    must_exist(found.rowcount, "service")


def set_group_objective(unit: Unit, group_id: int, objective: Objective | None) -> None:
    """What is promised of the services of a group together from now on."""
    mine = update(COMPONENT_GROUP).where(COMPONENT_GROUP.c.id == group_id)
    must_exist(unit.connection.execute(mine.values(_columns(objective))).rowcount, "group")


def _columns(objective: Objective | None) -> Mapping[str, object]:
    if objective is None:
        usual = Objective(0)
        return {**_columns(usual), "promised_ppm": None}
    return {
        "promised_ppm": objective.promised_ppm,
        "promised_window": window_text(objective.window),
        "promised_hours": objective.hours.value,
    }
