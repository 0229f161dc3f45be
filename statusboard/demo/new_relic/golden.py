"""The golden metrics of each sort of entity, with the NRQL that the service gives for them."""

from typing import Any, Final

Json = dict[str, Any]

# name, title, unit, select, from, and the attribute that holds the guid
_ANY: Final = {
    "ApmApplication": (
        (
            "responseTimeMs",
            "Response time (ms)",
            "MS",
            "average(apm.service.transaction.duration) * 1000",
            "Metric",
        ),
        (
            "throughput",
            "Throughput",
            "REQUESTS_PER_MINUTE",
            "rate(count(apm.service.transaction.duration), 1 minute)",
            "Metric",
        ),
        (
            "errorRate",
            "Error rate",
            "PERCENTAGE",
            "(count(apm.service.error.count) / count(apm.service.transaction.duration)) * 100",
            "Metric",
        ),
    ),
    "KeyTransaction": (
        (
            "responseTimeMs",
            "Response time (ms)",
            "MS",
            "average(apm.key.transaction.duration) * 1000",
            "Metric",
        ),
    ),
    "BrowserApplication": (
        ("pageLoadTime", "Page load time (s)", "SECONDS", "average(duration)", "PageView"),
        (
            "pageViews",
            "Throughput (ppm)",
            "REQUESTS_PER_SECOND",  # per minute, and named per second: the service does so
            "rate(count(*), 1 minute)",
            "PageView",
        ),
    ),
    "InfrastructureHost": (
        ("cpuUsage", "CPU usage (%)", "PERCENTAGE", "average(cpuPercent)", "SystemSample"),
        (
            "memoryUsage",
            "Memory usage (%)",
            "PERCENTAGE",
            "average(memoryUsedPercent)",
            "SystemSample",
        ),
        (
            "storageUsage",
            "Storage usage (%)",
            "PERCENTAGE",
            "average(diskUsedPercent)",
            "SystemSample",
        ),
    ),
    "ThirdPartyService": (
        ("responseTimeMs", "Response time (ms)", "MS", "average(duration.ms)", "Span"),
    ),
}


def golden_metrics(entity: Json, since: str, until: str) -> Json | None:
    """What the service answers for an entity; None for sorts that have none."""
    found = _ANY.get(entity["__base"])
    if found is None:
        return None
    guid = entity["guid"]
    metrics = []
    for name, title, unit, select, source in found:
        event_id = "entity.guid" if source == "Metric" else "entityGuid"
        query = (
            # The service makes such texts, and nobody else runs them.
            f"SELECT {select} AS '{title}' FROM {source} WHERE {event_id} = '{guid}' "  # noqa: S608
            f"SINCE {since} UNTIL {until}"
        )
        metrics.append(
            {
                "name": name,
                "title": title,
                "unit": unit,
                "query": query,
                "metricName": f"golden.{name}",
                "definition": {
                    "select": select,
                    "from": source,
                    "where": None,
                    "eventId": event_id,
                    "eventObjectId": "ENTITY_GUIDS",
                    "facet": event_id,
                },
            }
        )
    return {"metrics": metrics}
