"""Board views as a shop might have them: in trouble, on a good day, stale, empty, large."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from statusboard.domain.incident import IncidentStatus
from statusboard.domain.status import ComponentStatus as Status
from statusboard.domain.views.board import (
    BoardView,
    GroupStrip,
    Happening,
    HappeningKind,
    PastIncident,
    Record,
    SourceAge,
    Tile,
    Told,
)

TROUBLE_AT = datetime(2026, 11, 22, 13, 20, 0, tzinfo=UTC)
QUIET_AT = datetime(2026, 11, 23, 8, 12, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"

SHOP = (
    "Storefront", "Search", "Product pages", "Basket", "Accounts", "Checkout API", "Gift cards",
    "Loyalty", "Recommendations", "Returns", "Order tracking", "Card payments",
)  # fmt: skip
PLATFORM = (
    "Public API", "Webhooks", "Sign-in", "Single sign-on", "Image CDN", "Email delivery",
    "Exports", "Billing", "Partner portal", "Mobile gateway", "Queue", "Feature flags",
    "Audit log", "Files", "Notifications", "Rate limiter", "Translations", "Maps", "Consent",
    "Session store", "Edge DNS",
)  # fmt: skip
STORES = (
    "Reports", "Warehouse", "Live metrics", "Imports", "Forecasts", "Archive", "Backups",
    "Catalogue sync", "Price feed", "Stock feed", "Customer export", "Ledger", "Search index",
    "Recommendation model", "Nightly import",
)  # fmt: skip
GROUPS = (("Shop", SHOP), ("Platform", PLATFORM), ("Stores", STORES))

GERMAN = (
    "Zahlungsabwicklung und Rechnungsstellung", "Kundenbenachrichtigungsdienst",
    "Lagerbestandsabgleich Nordrhein-Westfalen", "Berechtigungsverwaltung für Geschäftskunden",
    "Datenschutzeinwilligungsspeicher", "Produktbilderauslieferung", "Bestellverfolgung",
)  # fmt: skip


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still, or is moved by replacing it."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


def a_tile(component_id: int, name: str, group: str, at: datetime, **changes: object) -> Tile:
    tile = Tile(
        component_id=component_id,
        name=name,
        group=group,
        status=Status.OPERATIONAL,
        since=at - timedelta(days=3),
        reason="",
        answered_at=at - timedelta(seconds=4),
    )
    return replace(tile, **changes)


def a_record(at: datetime) -> Record:
    return Record(
        uptime_90="99.982",
        coverage_90="99.9",
        uptime_365="99.987",
        coverage_365="99.6",
        major_free_since=at - timedelta(days=47, hours=2),
        ever_major=True,
        rule="partial outages weigh 0.3",
    )


def some_tiles(at: datetime) -> tuple[Tile, ...]:
    named = [(name, group) for group, names in GROUPS for name in names]
    return tuple(a_tile(n, name, group, at) for n, (name, group) in enumerate(named, start=1))


def some_groups() -> tuple[GroupStrip, ...]:
    def days(**bad: Status) -> tuple[Status, ...]:
        marks = {int(key[1:]): status for key, status in bad.items()}
        return tuple(marks.get(n, Status.OPERATIONAL) for n in range(90))

    return (
        GroupStrip("Shop", "99.981", days(d43=Status.MAJOR_OUTAGE)),
        GroupStrip(
            "Platform",
            "99.990",
            days(
                d62=Status.PARTIAL_OUTAGE,
                d63=Status.PARTIAL_OUTAGE,
                d75=Status.DEGRADED_PERFORMANCE,
            ),
        ),
        GroupStrip("Stores", "99.999", days(d10=Status.UNKNOWN, d11=Status.UNKNOWN)),
    )


def changed(tiles: tuple[Tile, ...], name: str, **changes: object) -> tuple[Tile, ...]:
    return tuple(replace(tile, **changes) if tile.name == name else tile for tile in tiles)


def a_strip(*last: Status) -> tuple[Status, ...]:
    return (Status.OPERATIONAL,) * (48 - len(last)) + last


def a_told(at: datetime, **changes: object) -> Told:
    told = Told(
        incident_id=7,
        title="Some card payments are failing at checkout",
        status=IncidentStatus.IDENTIFIED,
        update_number=2,
        published_at=at - timedelta(minutes=9),
        body=(
            "We have found the cause of the failing payments and are moving checkout to a "
            "healthy system. Baskets and orders already placed are safe."
        ),
        next_update_at=at + timedelta(minutes=10, seconds=12),
        services=("Checkout API", "Card payments"),
        draft_waiting=True,
    )
    return replace(told, **changes)


def quiet_board(at: datetime = QUIET_AT, **changes: object) -> BoardView:
    view = BoardView(
        as_of=at,
        page_name="Northwind",
        zone=ZONE,
        is_demo=False,
        tiles=some_tiles(at),
        groups=some_groups(),
        told=(),
        record=a_record(at),
        sources=(SourceAge("New Relic", at - timedelta(seconds=12)),),
        checks=71,
        last_incident=PastIncident(
            "Some card payments are failing at checkout",
            at - timedelta(hours=19, minutes=10),
            at - timedelta(hours=18, minutes=41),
            4,
        ),
        happenings=(
            Happening(
                HappeningKind.MAINTENANCE,
                "Feature flags",
                at=at + timedelta(hours=4, minutes=48),
                until=at + timedelta(hours=5, minutes=48),
            ),
        ),
        drafts=2,
        published_at=at - timedelta(minutes=17),
        watched_until=at - timedelta(seconds=1),
    )
    return replace(view, **changes)


def board_in_trouble(at: datetime = TROUBLE_AT, **changes: object) -> BoardView:
    tiles = some_tiles(at)
    tiles = changed(
        tiles,
        "Checkout API",
        status=Status.MAJOR_OUTAGE,
        since=at - timedelta(minutes=18),
        reason="503 from 3 of 3 locations · New Relic: critical",
        strip=a_strip(
            Status.DEGRADED_PERFORMANCE,
            Status.MAJOR_OUTAGE,
            Status.MAJOR_OUTAGE,
            Status.MAJOR_OUTAGE,
        ),
    )
    tiles = changed(
        tiles,
        "Card payments",
        status=Status.DEGRADED_PERFORMANCE,
        since=at - timedelta(minutes=14),
        reason="Slow: 4.8 s, usually 0.9 s",
        strip=a_strip(*[Status.DEGRADED_PERFORMANCE] * 3),
    )
    tiles = changed(
        tiles,
        "Feature flags",
        status=Status.UNDER_MAINTENANCE,
        since=at - timedelta(minutes=40),
    )
    view = quiet_board(
        at,
        tiles=tiles,
        told=(a_told(at),),
        happenings=(
            Happening(
                HappeningKind.MAINTENANCE,
                "Feature flags",
                at=at - timedelta(minutes=40),
                until=at + timedelta(minutes=40),
            ),
            Happening(
                HappeningKind.RECOVERED,
                "Image CDN",
                at=at - timedelta(hours=4, minutes=39),
                length_us=6 * 60_000_000,
            ),
        ),
        support_line=(
            "“I'm sorry — some card payments aren't going through right now. The team has found "
            "the cause. Your basket is saved. I can text you the moment it's back.”"
        ),
    )
    return replace(view, **changes)


def empty_board(at: datetime = QUIET_AT) -> BoardView:
    nothing = Record("–", "–", "–", "–", None, ever_major=False, rule="")
    return quiet_board(
        at, tiles=(), groups=(), record=nothing, sources=(), checks=0, last_incident=None,
        happenings=(), drafts=0, published_at=None, watched_until=None,
    )  # fmt: skip


def german_board(at: datetime = TROUBLE_AT) -> BoardView:
    view = board_in_trouble(at)
    tiles = tuple(
        replace(
            tile, name=f"{GERMAN[n % len(GERMAN)]} {n}", group=f"Unternehmensbereich {tile.group}"
        )
        for n, tile in enumerate(view.tiles)
    )
    told = a_told(
        at,
        title="Beeinträchtigungen bei der Zahlungsabwicklung für Geschäftskundinnen und -kunden",
        body="Wir haben die Ursache der Beeinträchtigungen gefunden. " * 8,
    )
    return replace(view, tiles=tiles, told=(told,), groups=())


def large_board(number: int, failing: int, at: datetime = TROUBLE_AT) -> BoardView:
    tiles = tuple(
        a_tile(
            n,
            f"Service {n:03d}",
            f"Group {n % 9 + 1}",
            at,
            **(
                {
                    "status": Status.PARTIAL_OUTAGE,
                    "since": at - timedelta(minutes=n),
                    "reason": "timed out in 2 of 3 locations",
                    "strip": a_strip(Status.PARTIAL_OUTAGE),
                }
                if n < failing
                else {}
            ),
        )
        for n in range(number)
    )
    ordered = tuple(sorted(tiles, key=lambda tile: tile.group))
    return quiet_board(at, tiles=ordered, groups=())
