"""Where a notice says another state of a service than is measured. Pure.

It stops nobody: a person may know better. But it is no agreement either, so the review says it.
"""

from collections.abc import Iterator, Sequence

from statusboard.domain.finding import Finding
from statusboard.domain.measurements import STATUS_WORDS, Measured
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.update_kind import NoticeSort


def other_states(
    wording: Wording, measured: Sequence[Measured], sort: NoticeSort = NoticeSort.INCIDENT
) -> Iterator[Finding]:
    """A finding for each service, but for those that the evidence stops the notice for."""
    if wording.status.is_over or sort is NoticeSort.ANNOUNCEMENT:
        return
    for seen in measured:
        said = wording.components.get(seen.component_id)
        if said is None or said is seen.status or _is_said_already(wording, said, seen.status):
            continue
        yield Finding(
            f"The notice says {STATUS_WORDS[said]} for {seen.name}, and monitoring sees "
            f"{STATUS_WORDS[seen.status]}.",
            blocks=False,
            rule="other_state",
        )


def _is_said_already(wording: Wording, said: ComponentStatus, seen: ComponentStatus) -> bool:
    if seen is ComponentStatus.UNKNOWN or ComponentStatus.UNDER_MAINTENANCE in (said, seen):
        return True
    if seen.counts_as_down:
        is_end = wording.status is IncidentStatus.MONITORING
        return is_end or said is ComponentStatus.OPERATIONAL
    return said is ComponentStatus.MAJOR_OUTAGE and seen is ComponentStatus.OPERATIONAL
