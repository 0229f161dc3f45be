"""Views of the verify screen, made up for tests of the screen alone."""

from datetime import UTC, datetime, timedelta

from statusboard.domain.result import Outcome, Phases, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.new_relic import EntityKind, EntityPage, FoundEntity
from statusboard.domain.views.verify import (
    CheckDetail,
    LatestAnswer,
    RecentAnswer,
    ServiceDetail,
    ServiceRow,
    VerifyView,
)

NOW = datetime(2026, 11, 22, 13, 20, 5, tzinfo=UTC)
OK = ComponentStatus.OPERATIONAL
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE
MAINTENANCE = ComponentStatus.UNDER_MAINTENANCE
UNKNOWN = ComponentStatus.UNKNOWN


def service_row(component_id: int = 1, **given: object) -> ServiceRow:
    """A service with one web check that answered a second ago."""
    usual: dict[str, object] = {
        "component_id": component_id,
        "name": "Checkout API",
        "group": "Shop",
        "status": OK,
        "how": "HTTP GET api.northwind.example/checkout/health",
        "last_answer": "200",
        "response_us": 211_300,
        "answered_at": NOW - timedelta(seconds=1),
        "check_ids": (component_id * 10,),
    }
    return ServiceRow(**(usual | given))  # type: ignore[arg-type]


def sixteen_services() -> tuple[ServiceRow, ...]:
    """A shop with something in every state."""
    row = service_row
    ago = timedelta(seconds=13)
    return (
        row(1, status=PARTIAL, last_answer="503"),
        row(
            2, name="Card payments", status=DEGRADED, how="HTTP + New Relic", response_us=2_080_000
        ),
        row(3, name="Feature flags", group="Developers", status=MAINTENANCE, response_us=88_000),
        row(4, name="Storefront", response_us=141_000),
        row(
            5,
            name="Search",
            how="New Relic APM search",
            last_answer="good",
            response_us=None,
            answered_at=NOW - ago,
        ),
        row(6, name="Sign-in", group="Accounts", response_us=97_000, flapping=True),
        row(7, name="Single sign-on", group="Accounts", last_answer="302", response_us=61_000),
        row(
            8,
            name="Public API",
            group="Developers",
            how="New Relic Synthetics public-api",
            last_answer="100 %",
            response_us=310_000,
            answered_at=NOW - ago,
        ),
        row(
            9,
            name="Warehouse",
            group="Back office",
            status=UNKNOWN,
            how="New Relic host wh-1",
            last_answer="no data",
            response_us=None,
            answered_at=NOW - timedelta(minutes=9),
            stale=True,
        ),
        row(
            10,
            name="Orders",
            group="Back office",
            status=UNKNOWN,
            last_answer="",
            response_us=None,
            answered_at=None,
        ),
        *(
            row(n, name=f"Region {n}", group="Regions", response_us=n * 7_000)
            for n in range(11, 17)
        ),
    )


def verify_view(**given: object) -> VerifyView:
    """The table of sixteen services."""
    rows = given.get("rows", sixteen_services())
    assert isinstance(rows, tuple)
    usual: dict[str, object] = {
        "as_of": NOW,
        "zone": "Europe/Berlin",
        "rows": rows,
        "checks": sum(len(row.check_ids) for row in rows),
    }
    return VerifyView(**(usual | given))  # type: ignore[arg-type]


def answer(**given: object) -> LatestAnswer:
    """A refusal with its phases and what came back."""
    usual: dict[str, object] = {
        "at": NOW - timedelta(seconds=1),
        "outcome": Outcome.DOWN,
        "reason": Reason.STATUS_CODE,
        "detail": "expected status 200–299, got 503",
        "response_us": 212_000,
        "phases": Phases(12_000, 30_000, 46_000, 111_000, 13_000),
        "code": 503,
        "lines": (
            "GET https://api.northwind.example/checkout/health",
            "503 Service Unavailable   retry-after: 30",
            '{"status":"failing","db":"ok","psp":"timeout","note":"<b>not markup</b>"}',
            "\N{MULTIPLICATION X} expected status 200–299, got 503",
            '\N{MULTIPLICATION X} expected $.status = "ok", got "failing"',
        ),
    }
    return LatestAnswer(**(usual | given))  # type: ignore[arg-type]


def recent(*, bad: int = 0, count: int = 60) -> tuple[RecentAnswer, ...]:
    """Answers a minute apart, the newest `bad` of them failures."""
    return tuple(
        RecentAnswer(
            NOW - timedelta(minutes=count - 1 - n),
            Outcome.DOWN if n >= count - bad else Outcome.UP,
            Reason.STATUS_CODE if n >= count - bad else Reason.OK,
            180_000 + n * 500,
            503 if n >= count - bad else 200,
        )
        for n in range(count)
    )


def check_detail(check_id: int = 10, **given: object) -> CheckDetail:
    """A web check that fails."""
    usual: dict[str, object] = {
        "check_id": check_id,
        "kind": "http",
        "kind_label": "HTTP",
        "how": "HTTP GET api.northwind.example/checkout/health",
        "config": {"url": "https://api.northwind.example/checkout/health"},
        "interval": timedelta(seconds=20),
        "deadline": timedelta(seconds=5),
        "fail_after": 2,
        "recover_after": 2,
        "enabled": True,
        "level": PARTIAL,
        "since": NOW - timedelta(minutes=18),
        "pending": 0,
        "flapping": False,
        "recent": recent(bad=10),
        "latest": answer(),
        "last_failure": answer(),
    }
    return CheckDetail(**(usual | given))  # type: ignore[arg-type]


def new_relic_check(check_id: int = 11, **given: object) -> CheckDetail:
    """What New Relic says of the same service."""
    usual: dict[str, object] = {
        "kind": "new_relic_entity",
        "kind_label": "New Relic",
        "how": "New Relic APM checkout-api",
        "config": {"guid": "MTIzNDU2N3xBUE18QVBQTElDQVRJT058NDI", "name": "checkout-api"},
        "level": MAJOR,
        "recent": recent(bad=4),
        "latest": answer(
            at=NOW - timedelta(seconds=12),
            reason=Reason.SOURCE_ALERT,
            detail="Critical: 1 open issue since 14:03",
            response_us=None,
            phases=Phases(),
            code=None,
            lines=(),
        ),
        "last_failure": None,
        "permalink": "https://one.newrelic.example/redirect/entity/MTIzNDU2N3",
    }
    return check_detail(check_id, **(usual | given))


def service_detail(component_id: int = 1, **given: object) -> ServiceDetail:
    """A service with a web check and a New Relic entity."""
    usual: dict[str, object] = {
        "component_id": component_id,
        "name": "Checkout API",
        "group": "Shop",
        "group_id": 1,
        "status": PARTIAL,
        "since": NOW - timedelta(minutes=18),
        "why": (
            "Partial outage since 14:02 because the web check has failed 10 times in a row "
            "(expected status 200–299, got 503). It becomes operational after 2 good answers."
        ),
        "promised": "99.95",
        "description": "Takes orders.",
        "checks": (check_detail(), new_relic_check()),
        "zone": "Europe/Berlin",
        "extra": {"Owner": "Payments team"},
    }
    return ServiceDetail(**(usual | given))  # type: ignore[arg-type]


def entity(number: int = 1, **given: object) -> FoundEntity:
    """An APM service."""
    usual: dict[str, object] = {
        "guid": f"MTIzNDU2N3xBUE18QVBQTElDQVRJT058{number}",
        "name": f"checkout-{number}",
        "kind": EntityKind.APM_SERVICE,
        "kind_label": "APM",
        "account_id": 1234567,
        "account": "Production",
        "level": OK,
        "reading": "No open issue",
    }
    return FoundEntity(**(usual | given))  # type: ignore[arg-type]


def entity_page(count: int = 5, *, first: int = 1, cursor: str = "") -> EntityPage:
    """A page of entities, one of them critical."""
    found = tuple(
        entity(n, level=MAJOR, reading="Critical: 1 open issue") if n == 2 else entity(n)
        for n in range(first, first + count)
    )
    return EntityPage(found, count=first - 1 + count + (count if cursor else 0), next_cursor=cursor)
