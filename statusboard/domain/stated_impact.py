"""How grave an incident is: as its services have it, or as a person says."""

from collections.abc import Iterator

from statusboard.domain.finding import Finding
from statusboard.domain.incident import Incident
from statusboard.domain.measurements import STATUS_WORDS, Evidence
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus, impact_of

_IMPACTS = tuple(Impact)
# While these are said, the trouble itself is said to last.
_LASTS = (IncidentStatus.INVESTIGATING, IncidentStatus.IDENTIFIED)


def services_impact(wording: Wording, incident: Incident | None) -> Impact:
    """The impact where no person says one: that of the services, or of what was said before.

    An incident is as grave as it has ever been: resolving it does not make it harmless. One that
    is told of only when it is over is as grave as the services were.
    """
    before = incident.impact if incident is not None else Impact.NONE
    is_new_end = wording.status.is_over and incident is not None
    derived = Impact.NONE if is_new_end else impact_of(wording.components.values())
    return max(derived, before, key=_IMPACTS.index)


def impact_said(wording: Wording, incident: Incident | None) -> Impact:
    """The impact that the incident has once the wording is published."""
    return services_impact(wording, incident) if wording.impact is None else wording.impact


def wrong_impact(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    """An impact that a person chose and that monitoring sees otherwise."""
    said = wording.impact
    named = [seen for seen in evidence.measured if seen.component_id in wording.components]
    if said is None or wording.status not in _LASTS or not named:
        return
    worst = max(named, key=lambda seen: seen.status.severity)
    measured = impact_of([worst.status])
    if _IMPACTS.index(said) < _IMPACTS.index(measured):
        yield Finding(
            f"The notice says that the impact is {said.value}, but monitoring sees a "
            f"{STATUS_WORDS[worst.status]} of {worst.name}, which is {measured.value}.",
            blocks=False,
            rule="impact_too_low",
        )
    is_told = evidence.said is not None and evidence.said.impact is said
    all_good = all(seen.status is ComponentStatus.OPERATIONAL for seen in named)
    if said in (Impact.MAJOR, Impact.CRITICAL) and all_good and not is_told:
        yield Finding(
            f"The notice says that the impact is {said.value}, "
            "but all checks of the services that it names are good.",
            blocks=True,
            rule="impact_too_high",
        )
