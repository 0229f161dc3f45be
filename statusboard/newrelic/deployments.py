"""From an answer about one entity to its deployments (contract, section 5.11). Pure."""

from statusboard.domain.instants import from_us
from statusboard.domain.views.new_relic_deployments import Deployment
from statusboard.newrelic.parse import at

# An instant beyond this (ms) cannot be shown.
_LAST_MS = 253_000_000_000_000


def deployments_of(answer: object) -> tuple[Deployment, ...] | None:
    """The deployments of the entity, the newest first; None where the answer does not say."""
    results = at(answer, "actor", "entity", "deploymentSearch", "results")
    if not isinstance(results, list):
        return None
    found = []
    for one in results:
        ms, version = at(one, "timestamp"), at(one, "version")
        if isinstance(ms, bool) or not isinstance(ms, int) or not 0 < ms < _LAST_MS:
            continue
        link = _text(at(one, "deepLink"))
        found.append(
            Deployment(
                from_us(ms * 1000),
                _text(version),
                _text(at(one, "description")),
                link if link.startswith("https://") else "",
            )
        )
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
