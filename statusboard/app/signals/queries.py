"""What is read of the checks that others report to."""

from statusboard.app.doorway import query
from statusboard.app.services.kinds import check_kinds, describe
from statusboard.domain.instants import from_us
from statusboard.domain.views.signals import ToldCheck
from statusboard.storage import signals
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.unit import Unit


def _told(unit: Unit, _given: None) -> tuple[ToldCheck, ...]:
    kinds = check_kinds()
    names = {component.id: component.name for component in read_components(unit)}
    made = signals.addresses_made(unit)
    return tuple(
        ToldCheck(
            check_id=check.id,
            service=names.get(check.component_id, ""),
            how=describe(kinds, check.kind, check.config),
            made=from_us(made[check.id]) if check.id in made else None,
        )
        for check in read_checks(unit)
        if (kind := kinds.get(check.kind)) is not None and kind.receives is not None
    )


# The checks that others report to, by number.
TOLD = query("signal.told")(_told)
