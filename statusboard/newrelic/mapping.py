"""From a reading to an answer: which status New Relic's words stand for (contract, section 7).

Pure. What is not recognised is unknown, with the word kept; nothing is guessed to be good.
"""

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.new_relic import EntityKind, Unwatched
from statusboard.newrelic.kinds import kind_of
from statusboard.newrelic.readings import EntityReading, MonitorReading, WorkloadReading

_ALARMS = {"CRITICAL": "critical", "WARNING": "warning"}
_MONITOR_OFF = {
    "DISABLED": "The monitor is disabled in New Relic.",
    "PAUSED": "The monitor is paused in New Relic.",
    "DELETED": "The monitor has been deleted in New Relic.",
    "FAULTY": "New Relic calls the monitor faulty.",
}
_MONITOR_ON = ("ENABLED", "MUTED")
_NO_CONDITION = ("NOT_CONFIGURED", None)
# These have words of their own for their state, whether an alert condition watches them or not.
_BY_OTHER_WORDS = (EntityKind.SYNTHETIC_MONITOR, EntityKind.WORKLOAD, EntityKind.SERVICE_LEVEL)
LEVEL = "A service level has no state of its own: it is its objective that is watched."
GONE = "No longer in New Relic."
SILENT = "It does not report to New Relic."
WITHOUT_CONDITION = "It reports; no alert condition watches it."
UNWATCHED = "It reports, but no alert condition in New Relic watches it: no data."
COUNTED = "It reports; no alert condition in New Relic watches it. It is counted as operational."
NEITHER = "It does not report to New Relic, and no alert condition there watches it."


def is_unwatched(reading: EntityReading) -> bool:
    """Whether it reports, and no alert condition watches it: what it counts as is a choice."""
    by_severity = kind_of(reading.domain, reading.type) not in _BY_OTHER_WORDS
    return by_severity and reading.severity in _NO_CONDITION and reading.reporting is True


def answer_of(reading: EntityReading, unwatched: Unwatched = Unwatched.NO_DATA) -> Answer:
    """What a reading says. `unwatched` is chosen for what reports and no alert condition watches.

    What does not report is never operational, whatever else is said of it or chosen for it.
    """
    kind = kind_of(reading.domain, reading.type)
    match kind:
        case EntityKind.SYNTHETIC_MONITOR:
            answer = _of_monitor(reading.monitor, reading.severity)
        case EntityKind.WORKLOAD:
            answer = _of_workload(reading.workload)
        case EntityKind.SERVICE_LEVEL:
            answer = _unknown(Reason.NOT_CONFIGURED, LEVEL)
        case _:
            answer = _of_severity(reading, unwatched)
    if answer.outcome is Outcome.UP and reading.reporting is False:
        answer = _unknown(Reason.SOURCE_SILENT, SILENT)
    return Answer(
        outcome=answer.outcome,
        reason=answer.reason,
        detail=answer.detail,
        level=answer.level,
        transcript=transcript_of(reading),
    )


def gone() -> Answer:
    """The answer for an entity that was asked for and did not come back."""
    return _unknown(Reason.SOURCE_GONE, GONE)


def _of_monitor(monitor: MonitorReading | None, severity: str | None) -> Answer:
    status = monitor.status if monitor else None
    if monitor is None or status is None:
        return _unknown(Reason.SOURCE_SILENT, "New Relic has no results of this monitor.")
    if status in _MONITOR_OFF:
        return _unknown(Reason.NOT_CONFIGURED, _MONITOR_OFF[status])
    if status not in _MONITOR_ON:
        return _unrecognised("monitor status", status)
    running, failing = monitor.locations_running, monitor.locations_failing
    if not running or running < 0:
        return _unknown(Reason.SOURCE_SILENT, "The monitor runs from no location.")
    if failing is None or failing < 0:
        return _unknown(Reason.SOURCE_SILENT, "New Relic does not say how many locations fail.")
    if failing == 0:
        return _of_passing_monitor(running, severity)
    detail = f"{min(failing, running)} of {running} locations fail."
    if failing < running:
        return _known(ComponentStatus.PARTIAL_OUTAGE, Reason.SOURCE_ALERT, detail)
    return _known(ComponentStatus.MAJOR_OUTAGE, Reason.SOURCE_ALERT, detail)


def _of_passing_monitor(running: int, severity: str | None) -> Answer:
    places = "The location passes" if running == 1 else f"All {running} locations pass"
    if severity in _ALARMS:
        detail = f"{places}, with a {_ALARMS[severity]} alert open."
        return _known(ComponentStatus.DEGRADED_PERFORMANCE, Reason.SOURCE_ALERT, detail)
    return _known(ComponentStatus.OPERATIONAL, Reason.OK, f"{places}.")


def _of_workload(workload: WorkloadReading | None) -> Answer:
    value = workload.value if workload else None
    if workload is None or value is None:
        return _unknown(Reason.SOURCE_SILENT, "New Relic has no status of this workload.")
    by_hand = ", set by hand" if workload.source == "STATIC" else ""
    note = f": {workload.summary}" if workload.summary else "."
    match value:
        case "OPERATIONAL":
            detail = f"Workload operational{by_hand}{note}"
            return _known(ComponentStatus.OPERATIONAL, Reason.OK, detail)
        case "DEGRADED":
            detail = f"Workload degraded{by_hand}{note}"
            return _known(ComponentStatus.DEGRADED_PERFORMANCE, Reason.SOURCE_ALERT, detail)
        case "DISRUPTED":
            detail = f"Workload disrupted{by_hand}{note}"
            return _known(ComponentStatus.MAJOR_OUTAGE, Reason.SOURCE_ALERT, detail)
        case "UNKNOWN":
            return _unknown(Reason.SOURCE_SILENT, "New Relic does not know this workload's status.")
        case _:
            return _unrecognised("workload status", value)


def _of_severity(reading: EntityReading, unwatched: Unwatched) -> Answer:
    match reading.severity:
        case "CRITICAL":
            level = ComponentStatus.MAJOR_OUTAGE
            return _known(level, Reason.SOURCE_ALERT, "A critical alert is open.")
        case "WARNING":
            level = ComponentStatus.DEGRADED_PERFORMANCE
            return _known(level, Reason.SOURCE_ALERT, "A warning is open.")
        case "NOT_ALERTING" if reading.reporting:
            return _known(ComponentStatus.OPERATIONAL, Reason.OK, "Reporting, no alert is open.")
        case "NOT_ALERTING":
            return _unknown(Reason.SOURCE_SILENT, SILENT)
        case "NOT_CONFIGURED" | None if reading.reporting is not True:
            return _unknown(Reason.SOURCE_SILENT, NEITHER)
        case "NOT_CONFIGURED" | None if unwatched is Unwatched.OPERATIONAL:
            return _known(ComponentStatus.OPERATIONAL, Reason.UNWATCHED, COUNTED)
        case "NOT_CONFIGURED" | None:
            return _unknown(Reason.NOT_CONFIGURED, UNWATCHED)
        case other:
            return _unrecognised("alert severity", other)


def _known(level: ComponentStatus, reason: Reason, detail: str) -> Answer:
    return Answer(Outcome.of(level), reason, detail=detail, level=level)


def _unknown(reason: Reason, detail: str) -> Answer:
    return Answer(Outcome.UNKNOWN, reason, detail=detail, level=ComponentStatus.UNKNOWN)


def _unrecognised(what: str, word: str) -> Answer:
    detail = f"New Relic gives the {what} “{word[:60]}”, which this version does not know."
    return _unknown(Reason.UNKNOWN_KIND, detail)


def transcript_of(reading: EntityReading) -> tuple[str, ...]:
    """What New Relic said, word for word, as lines for staff."""
    said: list[tuple[str, object]] = [
        ("name", reading.name),
        ("guid", reading.guid),
        ("domain", reading.domain),
        ("type", reading.type),
        ("alertSeverity", reading.severity),
        ("reporting", reading.reporting),
    ]
    if reading.monitor is not None:
        said += [
            ("monitorSummary.status", reading.monitor.status),
            ("monitorSummary.locationsFailing", reading.monitor.locations_failing),
            ("monitorSummary.locationsRunning", reading.monitor.locations_running),
        ]
    if reading.workload is not None:
        said += [
            ("workloadStatus.statusValue", reading.workload.value),
            ("workloadStatus.statusSource", reading.workload.source),
            ("workloadStatus.summary", reading.workload.summary),
        ]
    said.append(("permalink", reading.permalink))
    return tuple(f"{key}: {_word(value)}" for key, value in said)


def _word(value: object) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)
