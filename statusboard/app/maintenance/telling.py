"""What customers are told of planned work: the next update of a window, on page and as message.

Each text is begun from its template with the window's facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.readings import language_written_in
from statusboard.app.page.page_id import keep_page_id
from statusboard.app.page.pages_of_text import languages_for
from statusboard.app.settings import (
    DEFAULT_NAME,
    PAGE_NAME,
    notice_language,
    page_address,
    page_zone,
    text_setting,
)
from statusboard.app.templates.queries import read_templates
from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.filled_wording import FilledWording, fill
from statusboard.domain.incident import public_statuses
from statusboard.domain.language import Language
from statusboard.domain.maintenance import MaintenanceStatus, MaintenanceWindow, Plan
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.domain.translation import Translation
from statusboard.domain.update_kind import UpdateKind
from statusboard.render.planned_texts import planned_texts
from statusboard.storage import generations, incident_updates, incidents
from statusboard.storage.components import read_components
from statusboard.storage.incident_updates import NewUpdate
from statusboard.storage.maintenance import read_components_of, write_window
from statusboard.storage.settings import read_settings
from statusboard.storage.targets import target_names
from statusboard.storage.unit import Unit

_STARTED = {UpdateKind.EXTENSION: TemplateKind.MAINTENANCE_EXTENDED}
_SCHEDULED = {
    UpdateKind.MOVE: TemplateKind.MAINTENANCE_MOVED,
    UpdateKind.REMINDER: TemplateKind.MAINTENANCE_REMINDER,
}


@dataclass(frozen=True, slots=True)
class Told:
    """The window with what tells of it, the page that shows it, and how many get a message.

    `agreed` is what the audit trail says of who agreed to it.
    """

    window: MaintenanceWindow
    generation: int
    recipients: int
    agreed: Mapping[str, object] = field(default_factory=dict)


def tell(
    unit: Unit,
    plan: Plan,
    window: MaintenanceWindow,
    kind: UpdateKind = UpdateKind.MAINTENANCE,
    *,
    reason: str = "",
    quietly: bool = False,
) -> Told:
    """Says how a window stands now. `quietly`: on the page alone. The window is written with it."""
    bodies = _bodies(unit, plan, window, kind, reason)
    wording = wording_of(unit, plan, window, kind, reason=reason).wording
    wording = replace(wording, translations=_translations(unit, wording, bodies))
    keep_page_id(unit)
    incident_id, _ = incident_updates.append_update(
        unit,
        window.incident_id,
        NewUpdate(
            wording=wording.settled(
                unit.now,
                started_at=wording.started_at or unit.now,
                ended_at=wording.ended_at,
                components=wording.components,
            ),
            impact=Impact.NONE,
            moves=_moves(unit, window, wording),
            published_by=unit.actor.name if unit.actor else "",
            kind=kind,
            scheduled_for=window.starts_at,
            scheduled_until=window.ends_at,
            public_id=window.public_id,
        ),
    )
    window = replace(window, incident_id=incident_id)
    write_window(unit, window)
    number = generations.open_generation(unit, "maintenance", target_names(unit))
    recipients = 0
    if plan.tells and not quietly:
        recipients = announce(unit, incident_id, number, bodies=bodies)
    return Told(window, number, recipients)


def wording_of(
    unit: Unit,
    plan: Plan,
    window: MaintenanceWindow,
    kind: UpdateKind,
    *,
    reason: str = "",
    named: Mapping[int, ComponentStatus] | None = None,
    language: Language | None = None,
) -> FilledWording:
    """What would be said of a window, with its facts. `named`: other services than are kept.

    `language`: of the template and of the facts, unless it is the usual one.
    """
    status = IncidentStatus(window.status.value)
    if named is None:
        is_kept = window.id > 0
        named = read_components_of(unit, [window.id])[window.id] if is_kept else plan.components
    template = read_templates(unit).text(template_kind(status, kind), language)
    said = template.body
    if language is None:
        # A page in a language without templates speaks that one all the same.
        own = language_written_in(read_settings(unit))
        said = _untemplated(unit, window, kind, named).get(own, said)
    if plan.body.strip() and status is IncidentStatus.SCHEDULED:
        # Their own words say what it is; a reminder still says that it is one.
        is_reminder = kind is UpdateKind.REMINDER
        said = f"{said}\n\n{plan.body}" if is_reminder else plan.body
    if reason.strip():
        said = f"{said}\n\n{reason.strip()}"
    is_over = status.is_over
    wording = Wording(
        title=plan.title.strip() or template.title,
        status=status,
        body=said,
        components=dict.fromkeys(named, ComponentStatus.OPERATIONAL) if is_over else dict(named),
        started_at=window.started_at or window.starts_at,
        ended_at=window.ended_at,
    )
    return fill(wording, _values(unit, plan, window, named, language))


def _bodies(
    unit: Unit, plan: Plan, window: MaintenanceWindow, kind: UpdateKind, reason: str
) -> dict[str, str]:
    """The text by the code of each language that it is known in; none where people wrote it."""
    if plan.body.strip() and window.status is MaintenanceStatus.SCHEDULED:
        return {}
    with_templates = {
        one.value: wording_of(unit, plan, window, kind, reason=reason, language=one).wording.body
        for one in Language
    }
    named = read_components_of(unit, [window.id])[window.id] if window.id > 0 else plan.components
    more = f"\n\n{reason.strip()}" if reason.strip() else ""
    others = {code: text + more for code, text in _untemplated(unit, window, kind, named).items()}
    return {**others, **with_templates}


def _untemplated(
    unit: Unit,
    window: MaintenanceWindow,
    kind: UpdateKind,
    named: Mapping[int, ComponentStatus],
) -> dict[str, str]:
    """The text in languages without templates; none where the team says it in words of its own."""
    template = template_kind(IncidentStatus(window.status.value), kind)
    if (template, notice_language(unit)) in read_templates(unit).own:
        return {}
    return planned_texts(
        template,
        [one.name for one in read_components(unit) if one.id in named],
        window.started_at or window.starts_at,
        window.ended_at or window.ends_at,
        now=unit.now,
        zone=ZoneInfo(page_zone(unit)),
    )


def _translations(
    unit: Unit, wording: Wording, bodies: Mapping[str, str]
) -> tuple[Translation, ...]:
    """The same words in the further languages of the page; the work is called as it was called."""
    _, *further = languages_for(unit, wording)
    return tuple(
        Translation(code, wording.title, body).now_of(wording.title, wording.body)
        for code, body in bodies.items()
        if code in further
    )


def template_kind(status: IncidentStatus, kind: UpdateKind) -> TemplateKind:
    """The template of what is said of planned work in a state."""
    match status:
        case IncidentStatus.SCHEDULED:
            return _SCHEDULED.get(kind, TemplateKind.MAINTENANCE_ANNOUNCED)
        case IncidentStatus.VERIFYING:
            return TemplateKind.MAINTENANCE_VERIFYING
        case IncidentStatus.COMPLETED:
            return TemplateKind.MAINTENANCE_FINISHED
        case IncidentStatus.CANCELLED:
            return TemplateKind.MAINTENANCE_CANCELLED
        case _:
            return _STARTED.get(kind, TemplateKind.MAINTENANCE_STARTED)


def _values(
    unit: Unit,
    plan: Plan,
    window: MaintenanceWindow,
    named: Mapping[int, ComponentStatus],
    language: Language | None,
) -> dict[str, str]:
    settings = read_settings(unit)
    sheet = FactSheet(
        now=unit.now,
        zone=ZoneInfo(page_zone(unit)),
        services=[one.name for one in read_components(unit) if one.id in named],
        status=ComponentStatus.UNDER_MAINTENANCE,
        title=plan.title,
        started=window.started_at or window.starts_at,
        ended=window.ended_at or window.ends_at,
        page_name=text_setting(settings, PAGE_NAME, DEFAULT_NAME),
        page_url=page_address(settings),
    )
    return sheet.values(language or notice_language(unit))


def _moves(
    unit: Unit, window: MaintenanceWindow, wording: Wording
) -> dict[int, tuple[ComponentStatus, ComponentStatus]]:
    """Before and after of every service that the work is about, as customers are told."""
    known = tuple(component.id for component in read_components(unit))
    standing = (*incidents.read_unresolved(unit), *incidents.read_under_way(unit))
    before = public_statuses(known, standing)
    others = [one for one in standing if one.id != window.incident_id]
    after = public_statuses(known, tuple(others))
    runs = window.status.is_running
    found = {}
    for component_id, planned in wording.components.items():
        if component_id not in before:
            continue
        now = after[component_id]
        if runs and planned.severity > now.severity:
            now = planned
        is_still = window.status is MaintenanceStatus.SCHEDULED
        found[component_id] = (before[component_id], before[component_id] if is_still else now)
    return found
