"""What the board says of the database itself: its copies, and that it was brought back from one."""

from collections.abc import Iterator
from datetime import timedelta

from statusboard.app.backups.rules import MISSED
from statusboard.app.health.facts import Facts
from statusboard.app.settings import DEMO
from statusboard.domain.instants import duration_us, from_us
from statusboard.domain.time_text import when_text
from statusboard.storage.copy_state import copy_state_in
from statusboard.storage.restored import restored_in
from statusboard.storage.unit import Unit

# Long enough for everybody who works with it to have read it.
TOLD_FOR = timedelta(days=1)


def kept_words(unit: Unit, facts: Facts) -> Iterator[str]:
    """A sentence for each thing that whoever looks at the board should know."""
    restored = restored_in(facts.settings)
    if restored is not None and unit.now_us - restored.at_us <= duration_us(TOLD_FOR):
        at = when_text(from_us(restored.at_us), facts.zone_info, now=unit.now)
        of = when_text(from_us(restored.of_us), facts.zone_info, now=unit.now)
        yield (
            f"The database was brought back ({at}) from its copy of {of}. What was recorded, "
            "written and published between the two is not in it."
        )
    state = copy_state_in(facts.settings)
    if facts.settings.get(DEMO) is True or not (unit.is_sqlite or state.last_us):
        return  # a server's administrator may well keep copies of their own
    last = when_text(from_us(state.last_us), facts.zone_info, now=unit.now) if state.last_us else ""
    if state.problem:
        seen = f" The last good copy is of {last}." if last else ""
        yield f"No copy of the database: {state.problem}{seen}"
    elif state.last_us and unit.now_us - state.last_us > duration_us(MISSED):
        yield f"The last copy of the database is of {last}. The office makes one every night."
