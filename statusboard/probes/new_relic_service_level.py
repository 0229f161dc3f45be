"""The service level check: whether an objective of New Relic's own is kept.

Not asked one by one: its feed reads many figures with one request (app/new_relic/figures).
"""

from datetime import timedelta

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.newrelic.pasted import guid_problem, permalink_field

_GUID = "MTIzNDU2N3xFWFR8U0VSVklDRV9MRVZFTHw0Mg"


def _percent_problem(value: object) -> str | None:
    if isinstance(value, int | float) and 0 < value <= 100:
        return None
    return "It is a percentage, above 0 and up to 100."


def _describe(config: Config) -> str:
    name = str(config.get("name") or "").strip() or str(config.get("guid") or "")
    return f"New Relic service level {name}"


def _target(config: Config) -> str | None:  # noqa: ARG001
    return None


DECLARATION = CheckKind(
    key="new_relic_service_level",
    label="New Relic service level",
    icon="activity",
    summary="An objective that is set in New Relic, and whether it is kept.",
    fields=(
        FieldSpec(
            "guid",
            FieldKind.TEXT,
            "Service level guid",
            help="Of the service level, or of the entity whose service levels all count.",
            required=True,
            check=guid_problem,
        ),
        FieldSpec(
            "down_below",
            FieldKind.NUMBER,
            "Down below",
            unit="%",
            help="A missed objective counts as degraded. Below this it counts as down; left "
            "empty, never.",
            check=_percent_problem,
        ),
        FieldSpec("name", FieldKind.TEXT, "Name", help="As New Relic calls it; only shown here."),
        permalink_field("Its page"),
    ),
    probe=None,
    describe=_describe,
    target=_target,
    good=(
        Example({"guid": _GUID}),
        Example({"guid": _GUID, "down_below": 90, "name": "Checkout latency"}),
    ),
    bad=(
        Example({}, "guid"),
        Example({"guid": "latency"}, "guid"),
        Example({"guid": _GUID, "down_below": 120}, "down_below"),
    ),
    default_interval=timedelta(minutes=5),
    shortest_interval=timedelta(minutes=1),
    batched=True,
)
