"""What withdrawing or joining would do, asked before anybody does it: who hears, what is said."""

from statusboard.app.delivery.reach import reach_of
from statusboard.app.doorway import query
from statusboard.app.health.measured import read_measured
from statusboard.app.notices.appended import as_appended
from statusboard.app.notices.asks import JoiningAsk, WithdrawalAsk
from statusboard.app.notices.ending_agreement import is_emergency
from statusboard.app.notices.joining import joined_update, to_join, usual_words
from statusboard.app.notices.rules import told_elsewhere
from statusboard.app.notices.withdrawing import withdrawal_of
from statusboard.app.settings import notice_language, page_zone
from statusboard.domain.incident import Incident
from statusboard.domain.taken_back import standing
from statusboard.domain.telling import TELLINGS
from statusboard.domain.views.endings import (
    JoiningView,
    Other,
    SaidBefore,
    WithdrawalView,
)
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage.components import read_components
from statusboard.storage.unit import Unit

# Any reason: who hears of it does not depend on its words.
_SOME_REASON = "…"


def _withdrawal(unit: Unit, given: WithdrawalAsk) -> WithdrawalView:
    incident = _incident(unit, given.incident_id)
    said = withdrawal_of(unit, incident, given.update, _SOME_REASON)
    numbers = {one.public_id: n for n, one in enumerate(reversed(incident.updates), start=1)}
    left = standing(incident.updates)
    return WithdrawalView(
        incident_id=incident.id,
        title=incident.wording.title,
        sort=incident.sort,
        # The only one that stands is all that was said.
        updates=tuple(
            SaidBefore(one.public_id, numbers[one.public_id], one.published_at, one.wording.body)
            for one in (left if len(left) > 1 else ())
        ),
        reach=reach_of(unit, as_appended(unit, incident, said), given.update),
        still_failing=() if given.update else _still_failing(unit, incident),
        begins=TELLINGS[notice_language(unit)].mistake,
        zone=page_zone(unit),
        is_emergency=is_emergency(unit, incident),
    )


def _still_failing(unit: Unit, incident: Incident) -> tuple[str, ...]:
    """The services of it that monitoring sees fail, and that no other incident tells of."""
    elsewhere = told_elsewhere(unit, incident)
    return tuple(
        seen.name
        for seen in read_measured(unit)
        if seen.component_id in incident.components
        and seen.status.is_trouble
        and seen.component_id not in elsewhere
    )


def _joining(unit: Unit, given: JoiningAsk) -> JoiningView:
    going = _incident(unit, given.incident_id)
    names = {component.id: component.name for component in read_components(unit)}
    others = tuple(
        Other(
            one.id,
            one.wording.title,
            tuple(names[number] for number in one.components if number in names),
        )
        for one in incidents.read_unresolved(unit)
        if one.id != going.id
    )
    reach, urgent = None, is_emergency(unit, going)
    if given.into is not None:
        _, staying = to_join(unit, going.id, given.into)
        said = joined_update(unit, going, staying, usual_words(unit, going))
        after = as_appended(unit, staying, said)
        reach = reach_of(unit, after, also=going)
        urgent = is_emergency(unit, going, staying)
    return JoiningView(
        incident_id=going.id,
        title=going.wording.title,
        others=others,
        words=usual_words(unit, going),
        reach=reach,
        zone=page_zone(unit),
        is_emergency=urgent,
    )


def _incident(unit: Unit, incident_id: int) -> Incident:
    incident = incidents.read_incident(unit, incident_id)
    if incident is None:
        raise RuleBroken("This incident no longer exists.", field="incident_id")
    return incident


WITHDRAWAL = query("notices.withdrawal")(_withdrawal)
JOINING = query("notices.joining")(_joining)
