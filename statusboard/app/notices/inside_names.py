"""What is called by names that customers do not know: hosts, entities of a source, its alerts."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from statusboard.app.services.kinds import check_kinds
from statusboard.catalog.declaration import Config
from statusboard.catalog.web_address import is_inside_host
from statusboard.domain.check import Check
from statusboard.domain.incident import Incident
from statusboard.domain.instants import Interval
from statusboard.domain.result import Reason
from statusboard.storage.checks import read_checks
from statusboard.storage.history.source_alerts import alert_details
from statusboard.storage.history.states import read_states
from statusboard.storage.unit import Unit

_ENTITIES = (
    "new_relic_entity",
    "new_relic_nrql",
    "new_relic_locations",
    "new_relic_service_level",
)
# Monitoring may have seen it a while before the start that customers are told.
_BEFORE = timedelta(hours=1)
# Nobody but a machine is called so: `checkout_prod`, `shop/cart`, `web-eu-west`.
_MARKED = re.compile(r"[_/\\\[\]]|::|-.*-")
_PART_OF_MACHINE = re.compile(
    r"(?:^|[-.])(?:prod|production|prd|stage|staging|stg|dev|test|qa|svc|srv|service|db|api|worker|"
    r"backend|frontend|job|queue|cron|cluster)(?:[-.]|$)",
    re.IGNORECASE,
)


def inside_hosts(unit: Unit) -> Iterator[str]:
    """The hosts of the checks that are no part of the internet: those that only we know."""
    for check in read_checks(unit):
        host = _host(check)
        if host and is_inside_host(host):
            yield host


def inside_names(unit: Unit, incident: Incident | None, public: Collection[str]) -> Iterator[str]:
    """What entities and their alerts are called now, and were in the time of the incident.

    `public` are names that customers know. A name that may be a plain word is left out.
    """
    known = {_plain(name) for name in public}
    for check in read_checks(unit):
        name = str(check.config.get("name") or "").strip() if check.kind in _ENTITIES else ""
        if _is_of_machine(name) and _plain(name) not in known:
            yield name
    for detail in _alerts(unit, incident):
        note = detail.partition(": ")[2].strip().rstrip(".")
        if " " in note:
            yield note


def host_of(address: str) -> str:
    """The host of a web address; empty where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _host(check: Check) -> str:
    address = check.config.get("url")
    if isinstance(address, str):
        return host_of(address)
    if check.kind in _ENTITIES:
        return ""
    # Loading the plug-ins takes a moment, so only those are asked that ask no web address.
    kind = check_kinds().get(check.kind)
    return host_of(f"//{_target(kind.target, check.config)}") if kind is not None else ""


def _target(target: Callable[[Config], str | None], config: Config) -> str:
    try:
        return target(config) or ""
    except (KeyError, TypeError, ValueError):
        return ""


def _is_of_machine(name: str) -> bool:
    """Whether a name is no word that people say: it is written as those of machines are."""
    if " " in name:
        return "_" in name or "::" in name
    if "." in name:
        return is_inside_host(name)
    return bool(_MARKED.search(name)) or (is_inside_host(name) and _has_digit_or_part(name))


def _has_digit_or_part(name: str) -> bool:
    return any(letter.isdigit() for letter in name) or _PART_OF_MACHINE.search(name) is not None


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _alerts(unit: Unit, incident: Incident | None) -> Iterator[str]:
    """What people wrote into the alerts of a source, which speaks to them and not to customers."""
    for state in read_states(unit).values():
        if state.reason is Reason.SOURCE_ALERT:
            yield state.detail
    if incident is not None:
        until = incident.resolved_at or unit.now
        bounds = Interval.between(incident.started_at - _BEFORE, max(until, incident.started_at))
        ids = [one.id for one in read_checks(unit) if one.component_id in incident.components]
        yield from alert_details(unit, ids, bounds)
