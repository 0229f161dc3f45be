"""What is said of an entity besides what it is: open incidents, members, and the figures it has.

One store answers all. While an incident is open its entity is in its severity; a workload follows
the worst of its members after a while, and its severity later still.
"""

from typing import TYPE_CHECKING, Any, Final

from statusboard.demo.new_relic.estate import Entity
from statusboard.demo.new_relic.issues import Issue
from statusboard.demo.new_relic.nrql.rows import figures_of

if TYPE_CHECKING:
    from statusboard.demo.new_relic.world import World

_RANK: Final = ("NOT_CONFIGURED", "NOT_ALERTING", "WARNING", "CRITICAL")
_OF_MEMBERS: Final = {"WARNING": "DEGRADED", "CRITICAL": "DISRUPTED"}
# Of a workload its status follows its members after, and its severity after (ms).
STATUS_LAG_MS: Final = 180_000
SEVERITY_LAG_MS: Final = 600_000
# The figures of a summary, by the names they are changed under, and their usual values.
_SUMMARIES: Final[dict[str, tuple[str, dict[str, tuple[str, float]]]]] = {
    "ApmApplication": (
        "apmSummary",
        {
            "error_rate": ("errorRate", 0.0),
            "response_time": ("responseTimeAverage", 0.12),
            "throughput": ("throughput", 480.0),
        },
    ),
    "InfrastructureHost": (
        "hostSummary",
        {
            "cpu": ("cpuUtilizationPercent", 21.5),
            "memory": ("memoryUsedPercent", 63.0),
            "disk": ("diskUsedPercent", 41.0),
        },
    ),
    "BrowserApplication": ("browserSummary", {"response_time": ("pageLoadTimeAverage", 1.4)}),
}


def as_told(world: "World", entity: Entity) -> Entity:
    """The entity as New Relic would tell it now."""
    guid, now_ms = str(entity["guid"]), world.now_ms
    told: dict[str, Any] = {}
    severity = severity_at(world, guid, now_ms)
    if guid in world.members:
        told |= _of_members(world, entity, now_ms)
    elif severity != entity["alertSeverity"]:
        told["alertSeverity"] = severity
    base = str(entity["__base"])
    if guid in world.figures and base in _SUMMARIES:
        told |= _summary(world, entity, base, now_ms)
    return {**entity, **told} if told else entity


def severity_at(world: "World", guid: str, at_ms: int) -> str | None:
    """The severity of an entity at an instant: its own, or that of a graver open incident."""
    own: str | None = _own_severity(world, guid, at_ms)
    open_ones = (
        _severity(issue)
        for issue in world.issues
        if guid in issue.guids and issue.touches_health and issue.is_open(at_ms)
    )
    return max((own, *open_ones), key=_rank)


def _own_severity(world: "World", guid: str, at_ms: int) -> str | None:
    was = [(since, said) for since, said in world.severities.get(guid, ()) if since <= at_ms]
    if was:
        return was[-1][1]
    entity = world.entities.get(guid)
    said = entity["alertSeverity"] if entity is not None else None
    return said if isinstance(said, str) else None


def _severity(issue: Issue) -> str:
    return "CRITICAL" if issue.priority == "CRITICAL" else "WARNING"


def _rank(severity: str | None) -> int:
    # A word that New Relic may say one day is its own, and no incident is graver.
    if severity is None:
        return -1
    return _RANK.index(severity) if severity in _RANK else len(_RANK)


def _of_members(world: "World", entity: Entity, now_ms: int) -> Entity:
    """What a workload says of its members; nothing where a person has set its status by hand."""
    status = entity.get("workloadStatus")
    held: dict[str, Any] = status if isinstance(status, dict) else {}
    if held.get("statusSource") != "ROLLUP_RULE" or held.get("statusValue") != "OPERATIONAL":
        return {}
    guids = world.members[str(entity["guid"])]
    told: Entity = {}
    worst = _worst(world, guids, now_ms - STATUS_LAG_MS)
    if worst is not None:
        value = _OF_MEMBERS[worst]
        failing = sum(
            severity_at(world, guid, now_ms - STATUS_LAG_MS) in _OF_MEMBERS for guid in guids
        )
        summary = f"{failing} of {len(guids)} {value.lower()}"
        told["workloadStatus"] = {**held, "statusValue": value, "summary": summary}
    later = _worst(world, guids, now_ms - SEVERITY_LAG_MS)
    if later is not None:
        told["alertSeverity"] = later
    return told


def _worst(world: "World", guids: tuple[str, ...], at_ms: int) -> str | None:
    said = [severity_at(world, guid, at_ms) for guid in guids]
    return max((one for one in said if one in _OF_MEMBERS), key=_rank, default=None)


def _summary(world: "World", entity: Entity, base: str, now_ms: int) -> Entity:
    name, figures = _SUMMARIES[base]
    figure = figures_of(world.figures[str(entity["guid"])])
    held = entity.get(name)
    changed = world.figures[str(entity["guid"])]
    own: dict[str, Any] = dict(held) if isinstance(held, dict) else {}
    for key, (field, usual) in figures.items():
        if key in changed:
            own[field] = figure(key, now_ms, usual)
    return {name: own}
