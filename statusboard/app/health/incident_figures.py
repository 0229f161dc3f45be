"""Figures of incidents: how soon the first word came, how often the next, and the record."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median_high

from statusboard.app.health.claim_facts import ClaimReader
from statusboard.app.health.claim_runs import run_facts
from statusboard.app.health.spoken import first_words_us, incidents_about, promise_record
from statusboard.domain.incident import Incident
from statusboard.domain.instants import Interval, to_us
from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.incident_figures import IncidentFigures
from statusboard.storage.history.detections import detections_us
from statusboard.storage.history.outage_arrays import OutageArrays
from statusboard.storage.unit import Unit


def incident_figures(
    unit: Unit,
    ids: Sequence[int],
    bounds: Interval,
    happened: OutageArrays,
    reader: ClaimReader,
) -> IncidentFigures:
    """The figures of the incidents about these services in an interval; `reader` has the record.

    `happened` are their outages, against which the first word is measured.
    """
    said = incidents_about(unit, frozenset(ids), bounds)
    first = first_words_us(said, happened)
    waits = sorted(wait for one in said for wait in waits_us(one, unit.now))
    record_us, is_record = _record(unit, reader)
    detected = detections_us(unit, bounds, happened)
    return IncidentFigures(
        count=len(said),
        first_notice_us=median_high(first) if first else None,
        first_notices=len(first),
        between_updates_us=median_high(waits) if waits else None,
        longest_silence_us=waits[-1] if waits else None,
        updates=promise_record(unit, said, bounds),
        record_us=record_us,
        is_record=is_record,
        detected_us=median_high(detected) if detected else None,
        detections=len(detected),
    )


def waits_us(incident: Incident, now: datetime) -> Iterable[int]:
    """How long customers waited from each update to the next, while the incident was open.

    The wait that lasts counts as far as it has come, so that silence does not flatter; what was
    said once it was over, such as a postmortem, was not waited for.
    """
    told = [update.published_at for update in reversed(incident.updates)]
    end = incident.resolved_at
    if end is None:
        told.append(now)
    else:
        # The word that it is over is the last one that was waited for, whenever it says it ended.
        resolved = (u for u in incident.updates if u.wording.status is IncidentStatus.RESOLVED)
        over = next((update.published_at for update in resolved), end)
        told = [at for at in told if at <= over]
    return [to_us(after) - to_us(before) for before, after in pairwise(told) if after > before]


def _record(unit: Unit, reader: ClaimReader) -> tuple[int | None, bool]:
    """The longest time without a major outage, as claims have it; and whether it lasts."""
    if not reader.components:
        return None, False
    run = run_facts(reader)
    lasting = None if run.since_us is None else unit.now_us - run.since_us
    past = None if run.longest is None else run.longest.length_us
    known = [one for one in (lasting, past) if one is not None]
    if not known:
        return None, False
    return max(known), lasting is not None and (past is None or lasting >= past)
