"""What was deployed at the stand-in: as ordered, within the window that is asked for."""

from statusboard.demo.new_relic.asking import Asking, Json

LINK = "https://one.newrelic.example/deployment"


def deployments_field(asking: Asking, source: Json, **given: Json) -> Json:
    """The deployments of an entity, the oldest first."""
    wanted = given.get("filter") or {}
    window = wanted.get("timeWindow") or {}
    begin_ms, end_ms = window.get("startTime"), window.get("endTime")
    found = [
        {
            "deploymentId": f"{source['guid']}-{at_ms}",
            "timestamp": at_ms,
            "version": version,
            "description": said or None,
            "user": None,
            "deploymentType": "BASIC",
            "entityGuid": source["guid"],
            "deepLink": LINK,
        }
        for at_ms, version, said in sorted(asking.world.deployed.get(source["guid"], []))
        if (begin_ms is None or at_ms >= begin_ms) and (end_ms is None or at_ms < end_ms)
    ]
    return {"results": found[: wanted.get("limit") or len(found)]}
