"""A sentence to say on the phone: the same facts customers can read, as one speaks.

Only what was published, and what monitoring sees of it now: support never says more, or less. It
is made for the moment in which it is said, so that it promises nothing that has passed, and does
not apologise for what works again. With nothing published there is nothing to say yet, and the
board says that instead. Its words are the team's templates; what nothing fills is not said.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.moves import said_statuses
from statusboard.domain.promises import Urgency, urgency
from statusboard.domain.recovery import Recovery, recoveries
from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.telling import TELLINGS
from statusboard.domain.templates.house import OURS, HouseTemplates, spoken
from statusboard.domain.templates.kinds import TemplateKind, spoken_kind
from statusboard.domain.views.board import Tile, Told

# A title of fewer words names something; it is no sentence.
_SENTENCE = 3
# What is over and told is said of no moment.
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def support_line(
    told: Sequence[Told],
    tiles: Sequence[Tile],
    *,
    now: datetime,
    zone: tzinfo,
    templates: HouseTemplates = OURS,
) -> str:
    """What to say of the newest open incident that lasts, or else of the newest that is over.

    Empty where none is open.
    """
    back = recoveries(told, tiles)
    lasting = [one for one in told if one not in [recovery.told for recovery in back]]
    if lasting:
        newest = max(lasting, key=lambda one: one.published_at)
        return _lasting(newest, now, zone, templates)
    if back:
        recovery = max(back, key=lambda one: one.told.published_at)
        return _over(recovery, now, zone, templates)
    return ""


def all_clear_line(
    names: Sequence[str],
    templates: HouseTemplates = OURS,
    kind: TemplateKind = TemplateKind.SUPPORT_RESOLVED,
) -> str:
    """What to say of an incident that customers were told the end of, about these services."""
    status = ComponentStatus.OPERATIONAL
    sheet = FactSheet(_ANY_TIME, UTC, services=names, status=status, works_again=True)
    return _said(kind, sheet, templates)


def _lasting(told: Told, now: datetime, zone: tzinfo, templates: HouseTemplates) -> str:
    wording = told.wording
    promised = wording.promise(told.published_at)
    is_late = promised is not None and urgency(promised, now) is Urgency.OVERDUE
    title = wording.title.strip()
    sheet = FactSheet(
        now=now,
        zone=zone,
        services=told.services,
        status=worst(said_statuses(wording).values()),
        title=title if len(title.split()) >= _SENTENCE else "",
        started=wording.started_at,
        next_update=None if is_late else promised,
    )
    line = _said(spoken_kind(wording.status), sheet, templates)
    return f"{line} {TELLINGS[templates.language].late}" if is_late else line


def _over(recovery: Recovery, now: datetime, zone: tzinfo, templates: HouseTemplates) -> str:
    sheet = FactSheet(
        now=now,
        zone=zone,
        services=tuple(tile.name for tile in recovery.tiles),
        status=ComponentStatus.OPERATIONAL,
        started=recovery.told.wording.started_at,
        ended=recovery.since,
        works_again=True,
    )
    return _said(TemplateKind.SUPPORT_RECOVERED, sheet, templates)


def _said(kind: TemplateKind, sheet: FactSheet, templates: HouseTemplates) -> str:
    return spoken(templates.text(kind), sheet.values(templates.language))
