"""The synthetic monitor by location: from how many of New Relic's own places it fails.

Not asked one by one: its feed reads all monitors of an account with one query
(app/new_relic/figures).
"""

from collections.abc import Mapping
from datetime import timedelta

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.newrelic.pasted import account_problem, guid_problem, permalink_field

_GUID = "MTIzNDU2N3xTWU5USHxNT05JVE9SfDQy"


def _count_problem(value: object) -> str | None:
    if isinstance(value, int | float) and value == int(value) and value >= 1:
        return None
    return "So many locations are a whole number from 1 on."


def _order_problem(value: object, before: Mapping[str, object]) -> str | None:
    degraded = before.get("degraded_when")
    if isinstance(value, int | float) and isinstance(degraded, int | float) and value < degraded:
        return "It is a partial outage only from more locations on: choose no fewer."
    return None


def _window_problem(value: object) -> str | None:
    assert isinstance(value, timedelta)
    if value % timedelta(minutes=1) or not timedelta(minutes=1) <= value <= timedelta(days=1):
        return "The window is whole minutes, from 1m to 1d."
    return None


def _describe(config: Config) -> str:
    name = str(config.get("name") or "").strip() or str(config.get("guid") or "")
    return f"New Relic locations of {name}"


def _target(config: Config) -> str | None:  # noqa: ARG001
    return None


DECLARATION = CheckKind(
    key="new_relic_locations",
    label="New Relic locations",
    icon="activity",
    summary="A synthetic monitor of New Relic, location by location.",
    fields=(
        FieldSpec(
            "guid",
            FieldKind.TEXT,
            "Monitor guid",
            help="Shown in New Relic under “See metadata and manage tags”.",
            required=True,
            check=guid_problem,
        ),
        FieldSpec(
            "account",
            FieldKind.NUMBER,
            "Account",
            help="The number of the account it belongs to.",
            required=True,
            check=account_problem,
        ),
        FieldSpec(
            "degraded_when",
            FieldKind.NUMBER,
            "Partial outage when so many locations fail",
            default=1,
            check=_count_problem,
        ),
        FieldSpec(
            "down_when",
            FieldKind.NUMBER,
            "Major outage when so many fail",
            help="Left empty: when all of them do.",
            check=_count_problem,
            beside=_order_problem,
        ),
        FieldSpec(
            "window",
            FieldKind.DURATION,
            "Over the last",
            help="Twice the period of the monitor or more, so that each location has run.",
            default=timedelta(minutes=15),
            check=_window_problem,
        ),
        FieldSpec("name", FieldKind.TEXT, "Name", help="As New Relic calls it; only shown here."),
        permalink_field("The monitor's page"),
    ),
    probe=None,
    describe=_describe,
    target=_target,
    good=(
        Example({"guid": _GUID, "account": 1234567}),
        Example(
            {"guid": _GUID, "account": 1234567, "degraded_when": 2, "down_when": 4, "window": "1h"}
        ),
    ),
    bad=(
        Example({"account": 1234567}, "guid"),
        Example({"guid": "Card payments", "account": 1234567}, "guid"),
        Example({"guid": _GUID}, "account"),
        Example({"guid": _GUID, "account": 1234567, "degraded_when": 0}, "degraded_when"),
        Example(
            {"guid": _GUID, "account": 1234567, "degraded_when": 3, "down_when": 2}, "down_when"
        ),
        Example({"guid": _GUID, "account": 1234567, "window": "2d"}, "window"),
    ),
    shortest_interval=timedelta(seconds=30),
    batched=True,
)
