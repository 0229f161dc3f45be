"""Which sort of entity a domain and type stand for, and the search condition of each sort."""

from statusboard.domain.views.new_relic import EntityKind

_LABELS = {
    EntityKind.SYNTHETIC_MONITOR: "Synthetic monitor",
    EntityKind.APM_SERVICE: "APM service",
    EntityKind.BROWSER_APP: "Browser app",
    EntityKind.HOST: "Host",
    EntityKind.OTEL_SERVICE: "OpenTelemetry service",
    EntityKind.WORKLOAD: "Workload",
    EntityKind.KEY_TRANSACTION: "Key transaction",
    EntityKind.SERVICE_LEVEL: "Service level",
    EntityKind.OTHER: "Other entity",
}
_PAIRS = {
    EntityKind.SYNTHETIC_MONITOR: ("SYNTH", "MONITOR"),
    EntityKind.APM_SERVICE: ("APM", "APPLICATION"),
    EntityKind.BROWSER_APP: ("BROWSER", "APPLICATION"),
    EntityKind.HOST: ("INFRA", "HOST"),
    EntityKind.OTEL_SERVICE: ("EXT", "SERVICE"),
    EntityKind.WORKLOAD: ("NR1", "WORKLOAD"),
    EntityKind.KEY_TRANSACTION: ("EXT", "KEY_TRANSACTION"),
    EntityKind.SERVICE_LEVEL: ("EXT", "SERVICE_LEVEL"),
}
_KINDS = {pair: kind for kind, pair in _PAIRS.items()}

# What a service can stand on. A service level is asked about by a kind of check of its own.
PICKABLE: tuple[EntityKind, ...] = tuple(_PAIRS)


def kind_of(domain: str, type_: str) -> EntityKind:
    """The sort of entity that a domain and type stand for; `other` for all that we do not judge.

    The domain of key transactions is not reliable, so their type alone decides.
    """
    if type_ == "KEY_TRANSACTION":
        return EntityKind.KEY_TRANSACTION
    return _KINDS.get((domain, type_), EntityKind.OTHER)


def label_of(kind: EntityKind) -> str:
    """Its name for people."""
    return _LABELS[kind]


def domain_type(kind: EntityKind) -> str:
    """Its value in a `domainType` condition. Raises KeyError for `other`, which has none."""
    return "-".join(_PAIRS[kind])
