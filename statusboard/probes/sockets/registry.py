"""What a registry says of a domain over RDAP (RFC 9082, 9083, 9224): until when, and how it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from statusboard.domain.letters import as_shown
from statusboard.domain.result import Reason
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.answering import quoted
from statusboard.probes.sockets.document import Document, fetched
from statusboard.probes.web.failure import Failed

ACCEPT = "application/rdap+json, application/json"
NOT_THERE, TOO_OFTEN = 404, 429
MOST_STATUSES = 30


@dataclass(frozen=True, slots=True)
class Registration:
    """A domain as its registry has it. `until` is None where it does not say."""

    until: datetime | None
    statuses: tuple[str, ...]


async def server_for(context: ProbeContext, bootstrap: str, domain: str) -> str:
    """The address of the registry's RDAP server, by the list of all. Raises Failed."""
    document = await fetched(context, bootstrap, accept="application/json")
    listed = _parsed(_good(document, "the list of registries"))
    labels = domain.split(".")
    ends = [".".join(labels[at:]) for at in range(1, len(labels))]
    services = listed.get("services")
    known: dict[str, str] = {}
    for service in services if isinstance(services, list) else []:
        match service:
            case [list(names), list(addresses)]:
                address = _first_address(addresses)
                known |= {str(name).lower(): address for name in names if address}
            case _:
                continue
    found = next((known[end] for end in ends if end in known), "")
    if not found:
        detail = f"the registry of .{labels[-1]} is not in the list of those that answer by RDAP"
        raise Failed(Reason.NOT_CONFIGURED, detail)
    return found


async def registration(context: ProbeContext, server: str, domain: str) -> Registration | None:
    """The registration of a domain; None where the registry knows no such one. Raises Failed."""
    address = f"{server.rstrip('/')}/domain/{domain}"
    document = await fetched(context, address, accept=ACCEPT)
    if document.code == NOT_THERE:
        return None
    said = _parsed(_good(document, "the registry"))
    name = str(said.get("ldhName") or domain).rstrip(".").lower()
    if said.get("objectClassName") != "domain" or name != domain:
        raise Failed(Reason.PROTOCOL, f"it answers about something else than {domain}")
    statuses = said.get("status")
    listed = statuses if isinstance(statuses, list) else []
    told = tuple(as_shown(str(each))[:100].lower() for each in listed[:MOST_STATUSES])
    return Registration(_until(said.get("events")), told)


def _until(events: object) -> datetime | None:
    for event in events if isinstance(events, list) else []:
        match event:
            case {"eventAction": str(action), "eventDate": str(date)} if (
                action.lower() == "expiration"
            ):
                try:
                    until = datetime.fromisoformat(date)
                except ValueError:
                    return None
                return until if until.tzinfo is not None else until.replace(tzinfo=UTC)
            case _:
                continue
    return None


def _first_address(addresses: list[object]) -> str:
    given = [str(each) for each in addresses]
    secured = [each for each in given if each.startswith("https://")]
    return next(iter([*secured, *given]), "")


def _good(document: Document, who: str) -> Document:
    if document.code == TOO_OFTEN:
        raise Failed(Reason.RATE_LIMITED, f"{who} wants to be asked less often (429)")
    if document.code != 200:
        raise Failed(Reason.STATUS_CODE, f"{who} answers with the status {document.code}")
    return document


def _parsed(document: Document) -> Mapping[str, object]:
    try:
        said = json.loads(document.body)
    except (ValueError, RecursionError) as error:
        raise Failed(Reason.PROTOCOL, f"no JSON came: {quoted(document.text[:100])}") from error
    if not isinstance(said, dict):
        raise Failed(Reason.PROTOCOL, "the JSON that came is not what was asked for")
    return said
