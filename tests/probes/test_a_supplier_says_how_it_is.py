"""A supplier's status page: its summary or its feed, and nobody down for what cannot be read."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from html import escape

import pytest

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.probes.supplier_page import DECLARATION as SUPPLIER
from tests.fixtures.sockets import ask_kind
from tests.fixtures.web import Asked, Site, answer, serving

pytestmark = pytest.mark.anyio

SUMMARY = "/api/v2/summary.json"
FEED = "/history.atom"


def summary(
    indicator: str = "none", components: Mapping[str, str] | None = None, *incidents: str
) -> dict[str, object]:
    named = {"API": "operational", "Webhooks": "operational"} | dict(components or {})
    return {
        "page": {"id": "p1", "name": "Parcels", "url": "https://status.parcels.example"},
        "components": [
            {"id": f"c{n}", "name": name, "status": status, "group": False, "description": None}
            for n, (name, status) in enumerate(named.items())
        ],
        "incidents": [{"name": name, "status": "investigating"} for name in incidents],
        "scheduled_maintenances": [],
        "status": {"indicator": indicator, "description": "as said"},
    }


def feed(*entries: tuple[str, str, str]) -> bytes:
    """A feed of incidents: title, newest state and text of each."""
    parts = "".join(
        "<entry><title>{}</title><content type='html'>{}</content></entry>".format(
            escape(title),
            escape(f"<p><small>Nov 30</small><br><strong>{state}</strong> - {text}</p>"),
        )
        for title, state, text in entries
    )
    head = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
    return f"{head}<title>Parcels Status - Incident History</title>{parts}</feed>".encode()


@asynccontextmanager
async def page(said: Mapping[str, bytes]) -> AsyncIterator[Site]:
    async def behave(asked: Asked, writer) -> None:
        writer.write(said.get(asked.path, answer("", status="404 Not Found")))

    async with serving(behave) as site:
        yield site


async def asked(said: object, *, at: str = SUMMARY, path: str = "/", **config: object) -> Answer:
    content = answer(said) if isinstance(said, bytes) else answer(json.dumps(said))
    async with page({at: content}) as site:
        return await ask_kind(SUPPLIER, url=site.url(path), **config)


@pytest.mark.parametrize(
    ("indicator", "outcome", "level", "words"),
    [
        ("none", Outcome.UP, None, "Parcels reports no trouble"),
        ("maintenance", Outcome.UP, None, "Parcels reports planned work"),
        (
            "minor",
            Outcome.DEGRADED,
            ComponentStatus.DEGRADED_PERFORMANCE,
            "Parcels reports degraded performance",
        ),
        (
            "major",
            Outcome.DOWN,
            ComponentStatus.PARTIAL_OUTAGE,
            "Parcels reports a partial outage",
        ),
        ("critical", Outcome.DOWN, ComponentStatus.MAJOR_OUTAGE, "Parcels reports a major outage"),
    ],
)
async def test_the_whole_page_counts_by_its_indicator(
    indicator: str, outcome: Outcome, level: ComponentStatus | None, words: str
) -> None:
    got = await asked(summary(indicator))
    assert (got.outcome, got.level, got.detail) == (outcome, level, words)
    assert got.reason is (Reason.OK if outcome is Outcome.UP else Reason.SUPPLIER)


async def test_only_the_components_that_are_named_count() -> None:
    trouble = summary("major", {"Webhooks": "partial_outage"}, "Hooks are late")
    api = await asked(trouble, components="api")
    both = await asked(trouble, components="API\nc1")
    assert (api.outcome, api.detail) == (Outcome.UP, "Parcels reports no trouble of api")
    assert (both.outcome, both.level) == (Outcome.DOWN, ComponentStatus.PARTIAL_OUTAGE)
    assert both.detail == "Parcels reports a partial outage of c1: “Hooks are late”"


async def test_planned_work_of_a_component_is_no_outage() -> None:
    got = await asked(summary("none", {"API": "under_maintenance"}), components="API")
    assert (got.outcome, got.detail) == (Outcome.UP, "Parcels reports planned work of API")


@pytest.mark.parametrize(
    ("said", "config", "reason", "words"),
    [
        (summary(), {"components": "Payouts"}, Reason.SOURCE_GONE, "no component called Payouts"),
        (summary("sunny"), {}, Reason.SOURCE_SILENT, "says “sunny”, which is not known here"),
        (
            summary("none", {"API": "sunny"}),
            {"components": "API\nWebhooks"},
            Reason.SOURCE_SILENT,
            "says “sunny”",
        ),
        (b"<html>", {"path": SUMMARY}, Reason.SOURCE_UNAVAILABLE, "its summary is not JSON"),
        ([], {"path": SUMMARY}, Reason.SOURCE_UNAVAILABLE, "not in the form of Statuspage"),
        (b"[" * 100_000, {"path": SUMMARY}, Reason.SOURCE_UNAVAILABLE, "not JSON"),
        (b"", {"at": "/elsewhere"}, Reason.SOURCE_UNAVAILABLE, "neither a summary (Statuspage)"),
        (b"no feed", {"at": FEED}, Reason.SOURCE_UNAVAILABLE, "neither a summary nor a feed"),
        (b"<rss/>", {"at": FEED}, Reason.SOURCE_UNAVAILABLE, "neither a summary nor a feed"),
        (
            b"<!DOCTYPE feed [<!ENTITY a 'x'>]><feed>&a;</feed>",
            {"at": FEED},
            Reason.SOURCE_UNAVAILABLE,
            "declares a document type",
        ),
        (
            "<!DOCTYPE feed [<!ENTITY a 'x'>]><feed>&a;</feed>".encode("utf-16"),
            {"at": FEED},
            Reason.SOURCE_UNAVAILABLE,
            "declares a document type",
        ),
    ],
)
async def test_a_page_that_cannot_be_read_makes_nobody_down(
    said: object, config: dict[str, object], reason: Reason, words: str
) -> None:
    got = await asked(said, **config)
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, reason)
    assert words in got.detail


@pytest.mark.parametrize(
    ("status", "reason"),
    [("503 Down", Reason.SOURCE_UNAVAILABLE), ("429 Slow", Reason.RATE_LIMITED)],
)
async def test_a_page_that_is_down_itself_says_nothing(status: str, reason: Reason) -> None:
    async with page({SUMMARY: answer("", status=status)}) as site:
        got = await ask_kind(SUPPLIER, url=site.url())
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, reason)


OPEN = ("Hooks are late", "Identified", "Webhooks arrive late")
OVER = ("Labels failed", "Resolved", "Labels are printed again")
WORK = ("Database move", "In progress", "Webhooks pause for ten minutes")


@pytest.mark.parametrize(
    ("entries", "components", "outcome", "words"),
    [
        ((), "", Outcome.UP, "Parcels reports no trouble"),
        ((OVER, WORK), "", Outcome.UP, "Parcels reports no trouble"),
        (
            (OVER, OPEN),
            "",
            Outcome.DEGRADED,
            "Parcels reports degraded performance: “Hooks are late”",
        ),
        ((OPEN,), "webhooks", Outcome.DEGRADED, "“Hooks are late”"),
        ((OPEN,), "Labels", Outcome.UP, "no trouble"),
    ],
)
async def test_without_a_summary_the_feed_is_read(
    entries: tuple[tuple[str, str, str], ...], components: str, outcome: Outcome, words: str
) -> None:
    got = await asked(feed(*entries), at=FEED, components=components)
    assert got.outcome is outcome
    assert words in got.detail


async def test_a_secret_in_the_address_is_not_repeated() -> None:
    got = await asked(summary(), path=f"{SUMMARY}?token=op3n-sesame", at="/elsewhere")
    assert "op3n" not in repr(got)
