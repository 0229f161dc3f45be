"""What was done about texts on their way to being agreed to. Steps are added, and never changed."""

from collections.abc import Iterable

from sqlalchemy import insert, select

from statusboard.domain.approval import Deed, Matter, Signer, Step
from statusboard.domain.instants import from_us
from statusboard.domain.status import Impact
from statusboard.storage.tables import APPROVAL_STEP
from statusboard.storage.unit import Unit


def add_step(unit: Unit, matter: Matter, number: int, step: Step) -> None:
    """Notes what was done, as of now."""
    unit.connection.execute(
        insert(APPROVAL_STEP).values(
            matter=matter.value,
            matter_id=number,
            revision=step.revision,
            deed=step.deed.value,
            at_us=unit.now_us,
            by_name=step.by.name,
            by_person=step.by.person_id,
            words=step.words,
            impact="" if step.impact is None else step.impact.value,
            said=step.said,
        )
    )


def read_steps(unit: Unit, matter: Matter, number: int) -> tuple[Step, ...]:
    """What was done about one thing, oldest first."""
    return read_steps_of(unit, matter, (number,)).get(number, ())


def read_steps_of(
    unit: Unit, matter: Matter, numbers: Iterable[int]
) -> dict[int, tuple[Step, ...]]:
    """What was done about some things, by their number, oldest first; without what has none."""
    wanted = sorted(numbers)
    if not wanted:
        return {}
    rows = unit.connection.execute(
        select(APPROVAL_STEP)
        .where(APPROVAL_STEP.c.matter == matter.value, APPROVAL_STEP.c.matter_id.in_(wanted))
        .order_by(APPROVAL_STEP.c.id)
    )
    found: dict[int, list[Step]] = {}
    for row in rows:
        found.setdefault(row.matter_id, []).append(
            Step(
                revision=row.revision,
                deed=Deed(row.deed),
                by=Signer(row.by_name, row.by_person),
                at=from_us(row.at_us),
                words=row.words,
                impact=Impact(row.impact) if row.impact else None,
                said=row.said,
            )
        )
    return {number: tuple(steps) for number, steps in found.items()}
