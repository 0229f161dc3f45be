"""What stands beside a notice: other open incidents, and the update before it."""

from collections.abc import Iterator

from statusboard.domain.finding import Finding
from statusboard.domain.incident import Incident
from statusboard.domain.notice import Wording
from statusboard.domain.told_already import OtherIncident, told_already
from statusboard.storage import incidents
from statusboard.storage.components import read_components
from statusboard.storage.notices import Notice
from statusboard.storage.suggestions import said_no_change, says_no_change
from statusboard.storage.unit import Unit

NO_CHANGE_AGAIN = (
    "This would be the second update in a row that says nothing new. Say what was tried since, or "
    "what comes next."
)


def other_incidents(unit: Unit, incident: Incident | None) -> tuple[OtherIncident, ...]:
    """The open incidents that a new notice stands beside; none for the update of one."""
    if incident is not None:
        return ()
    names = {component.id: component.name for component in read_components(unit)}
    return tuple(
        OtherIncident(
            one.id,
            one.wording.title,
            tuple((number, names[number]) for number in one.components if number in names),
        )
        for one in incidents.read_unresolved(unit)
    )


def beside_findings(
    unit: Unit, notice: Notice, wording: Wording, incident: Incident | None
) -> Iterator[Finding]:
    """What a notice says that is said elsewhere, or was said just before."""
    yield from told_already(wording, other_incidents(unit, incident))
    if (
        incident is not None
        and says_no_change(unit, notice.id)
        and said_no_change(unit, incident.updates[0].public_id)
    ):
        yield Finding(NO_CHANGE_AGAIN, blocks=False, rule="no_change_again")
