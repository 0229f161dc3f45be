"""Every entity of the stand-in: the same ones at every start, by a fixed seed.

A dozen are well known by name, for the demo's story and the tests; the rest are a crowd in which
every null that New Relic may send is to be found.
"""

import base64
import random
from collections.abc import Callable, Iterator
from typing import Final

from statusboard.demo.new_relic.people import ACCOUNTS, PRODUCTION, STAGING, WAREHOUSE

Entity = dict[str, object]

SEED: Final = 20260101
EPOCH_MS: Final = 1_767_225_600_000

# domain, type, entityType, prefix of the GraphQL type, the two middle parts of the guid
_SORTS: Final = {
    "monitor": (
        "SYNTH",
        "MONITOR",
        "SYNTHETIC_MONITOR_ENTITY",
        "SyntheticMonitor",
        "SYNTH|MONITOR",
    ),
    "apm": ("APM", "APPLICATION", "APM_APPLICATION_ENTITY", "ApmApplication", "APM|APPLICATION"),
    "browser": (
        "BROWSER",
        "APPLICATION",
        "BROWSER_APPLICATION_ENTITY",
        "BrowserApplication",
        "BROWSER|APPLICATION",
    ),
    "host": ("INFRA", "HOST", "INFRASTRUCTURE_HOST_ENTITY", "InfrastructureHost", "INFRA|NA"),
    "otel": ("EXT", "SERVICE", "THIRD_PARTY_SERVICE_ENTITY", "ThirdPartyService", "EXT|SERVICE"),
    "workload": ("NR1", "WORKLOAD", "WORKLOAD_ENTITY", "Workload", "NR1|WORKLOAD"),
    "key": (
        "EXT",
        "KEY_TRANSACTION",
        "KEY_TRANSACTION_ENTITY",
        "KeyTransaction",
        "EXT|KEY_TRANSACTION",
    ),
    "level": ("EXT", "SERVICE_LEVEL", "EXTERNAL_ENTITY", "External", "EXT|SERVICE_LEVEL"),
    "downtime": (
        "SYNTH",
        "MONITOR_DOWNTIME",
        "GENERIC_ENTITY",
        "Generic",
        "SYNTH|MONITOR_DOWNTIME",
    ),
    "bucket": (
        "INFRA",
        "AWSS3BUCKET",
        "GENERIC_INFRASTRUCTURE_ENTITY",
        "GenericInfrastructure",
        "INFRA|NA",
    ),
}

# name, sort, account, number: the guids follow from these and never change.
_WELL_KNOWN: Final = (
    ("checkout-api", "apm", PRODUCTION, 900001),
    ("search", "apm", PRODUCTION, 900002),
    ("Single sign-on", "apm", PRODUCTION, 900003),
    ("orders-worker", "apm", PRODUCTION, 900004),
    ("Card payments", "monitor", PRODUCTION, 900005),
    ("Public API", "monitor", PRODUCTION, 900006),
    ("Shop home page", "monitor", PRODUCTION, 900007),
    ("storefront web", "browser", PRODUCTION, 900008),
    ("warehouse-db-1", "host", WAREHOUSE, 900009),
    ("Shop", "workload", PRODUCTION, 900010),
    ("mail-relay", "otel", PRODUCTION, 900011),
    ("Place order", "key", PRODUCTION, 900012),
    ("Checkout latency", "level", PRODUCTION, 900013),
)
# What the well-known workload is made of.
SHOP: Final = ("checkout-api", "search", "orders-worker", "Card payments", "storefront web")
_CROWD: Final = (
    ("monitor", 110),
    ("apm", 120),
    ("browser", 40),
    ("host", 100),
    ("otel", 30),
    ("workload", 18),
    ("key", 15),
    ("level", 15),
    ("downtime", 8),
    ("bucket", 20),
)


def guid_of(account: int, middle: str, number: int, *, padded: bool = False) -> str:
    """A guid as New Relic writes them: base64, nearly always without padding."""
    text = base64.b64encode(f"{account}|{middle}|{number}".encode()).decode()
    return text if padded else text.rstrip("=")


WELL_KNOWN: Final = {
    name: guid_of(account, _SORTS[sort][4], number) for name, sort, account, number in _WELL_KNOWN
}


def entity(sort: str, name: str, account: int, number: int, *, padded: bool = False) -> Entity:
    """A healthy entity of a sort, as the schema describes it; `__base` names its GraphQL type."""
    domain, type_, entity_type, base, middle = _SORTS[sort]
    guid = guid_of(account, middle, number, padded=padded)
    healthy: Entity = {
        "__base": base,
        "guid": guid,
        "name": name,
        "accountId": account,
        "account": {"id": account, "name": ACCOUNTS[account]},
        "domain": domain,
        "type": type_,
        "entityType": entity_type,
        "alertSeverity": "NOT_ALERTING",
        "reporting": True,
        "permalink": f"https://one.new-relic.example/redirect/entity/{guid}",
        "firstIndexedAt": EPOCH_MS,
        "indexedAt": EPOCH_MS,
        "lastReportingChangeAt": EPOCH_MS,
        "tags": [
            {"key": "account", "values": [ACCOUNTS[account]]},
            {"key": "sampleData", "values": ["true"]},
        ],
    }
    return healthy | _particulars(sort, number)


def _particulars(sort: str, number: int) -> Entity:
    match sort:
        case "monitor":
            summary = _monitor_summary("ENABLED", 0, 3)
            return {
                "monitorId": f"0a1b2c3d-0000-4000-8000-{number:012d}",
                "monitorType": "SIMPLE",
                "monitoredUrl": "https://shop.example/",
                "period": 1,
                "monitorSummary": summary,
            }
        case "apm":
            return {"applicationId": number, "language": "python", "apmSummary": _apm_summary()}
        case "browser":
            return {"applicationId": number, "browserSummary": {"jsErrorRate": 0.2}}
        case "host":
            return {"hostSummary": {"cpuUtilizationPercent": 21.5, "memoryUsedPercent": 63.0}}
        case "workload":
            status = {"statusValue": "OPERATIONAL", "statusSource": "ROLLUP_RULE", "summary": None}
            return {"workloadStatus": status, "createdAt": EPOCH_MS, "updatedAt": EPOCH_MS}
        case "key":
            return {"apdexTarget": 0.5, "metricName": "WebTransaction/Function/place_order"}
        case _:
            return {}


def _monitor_summary(status: str, failing: int, running: int) -> Entity:
    return {
        "status": status,
        "locationsFailing": failing,
        "locationsRunning": running,
        "successRate": 1.0 if not failing else 0.9,
    }


def _apm_summary() -> Entity:
    return {
        "apdexScore": 0.94,
        "errorRate": 0.0,
        "hostCount": 2,
        "instanceCount": 4,
        "responseTimeAverage": 0.12,
        "throughput": 480.0,
    }


_ODD: Final[tuple[Callable[[Entity], None], ...]] = (
    lambda e: e.update(alertSeverity=None),
    lambda e: e.update(alertSeverity="NOT_CONFIGURED"),
    lambda e: e.update(alertSeverity="NOT_CONFIGURED", reporting=None),
    lambda e: e.update(alertSeverity="CRITICAL"),
    lambda e: e.update(alertSeverity="WARNING"),
    lambda e: e.update(reporting=False),
    lambda e: e.update(permalink=None, lastReportingChangeAt=None),
    lambda e: e.update(tags=[]),
    lambda e: e.update(tags=None),
    lambda e: e.update(tags=[None, {"key": "team", "values": None}]),
    lambda e: e.update(account=None, name=None),
)
_ODD_MONITORS: Final = (
    None,
    _monitor_summary("DISABLED", 0, 0),
    _monitor_summary("PAUSED", 0, 3),
    _monitor_summary("FAULTY", 0, 3),
    _monitor_summary("MUTED", 0, 3),
    _monitor_summary("ENABLED", 1, 3),
    _monitor_summary("ENABLED", 3, 3),
    {"status": "ENABLED", "locationsFailing": None, "locationsRunning": None, "successRate": None},
    {"status": None, "locationsFailing": 0, "locationsRunning": 1, "successRate": None},
)
_ODD_WORKLOADS: Final = (
    None,
    {"statusValue": "DEGRADED", "statusSource": "ROLLUP_RULE", "summary": "1 of 6 degraded"},
    {"statusValue": "DISRUPTED", "statusSource": "STATIC", "summary": "Set by the sample desk"},
    {"statusValue": "UNKNOWN", "statusSource": "UNKNOWN", "summary": None},
    {"statusValue": None, "statusSource": None, "summary": None},
)


def _crowd(chance: random.Random) -> Iterator[Entity]:
    accounts = (PRODUCTION, PRODUCTION, STAGING, WAREHOUSE)
    number = 100000
    for sort, count in _CROWD:
        for place in range(count):
            number += 1
            made = entity(
                sort,
                f"sample-{sort}-{place + 1:03d}",
                chance.choice(accounts),
                number,
                padded=sort == "host" and chance.random() < 0.3,
            )
            if chance.random() < 0.35:
                chance.choice(_ODD)(made)
            if sort == "monitor" and chance.random() < 0.4:
                made["monitorSummary"] = chance.choice(_ODD_MONITORS)
            if sort == "workload" and chance.random() < 0.4:
                made["workloadStatus"] = chance.choice(_ODD_WORKLOADS)
            yield made


def build_estate() -> dict[str, Entity]:
    """All entities by guid: the well-known ones first, all of them healthy but one.

    `warehouse-db-1` does not report: the demo shows what cannot be known.
    """
    known = [entity(sort, name, account, number) for name, sort, account, number in _WELL_KNOWN]
    for one in known:
        if one["name"] == "warehouse-db-1":
            one["reporting"] = False
    everything = [*known, *_crowd(random.Random(SEED))]  # noqa: S311 - sample data
    return {str(one["guid"]): one for one in everything}
