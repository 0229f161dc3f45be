"""The domain check: until when a domain is registered, as its registry says over RDAP."""

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.manner import Manner
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.fields import target_at
from statusboard.probes.sockets.marks import MARKS, marks_of
from statusboard.probes.web.hosts import is_name, literal
from statusboard.probes.web.refusals import PORTS, url_problem

if TYPE_CHECKING:
    from statusboard.probes.sockets.answering import Finding

ALL_REGISTRIES = "https://data.iana.org/rdap/dns.json"
# Registries are asked by everybody, and what they say changes once a year.
SHORTEST_INTERVAL = timedelta(hours=1)
_ENDING = frozenset({"redemption period", "pending delete"})
_HELD = frozenset({"server hold", "client hold"})


def bare_domain(text: str) -> str:
    """A domain without blanks, capital letters and the dot that may end it."""
    return text.strip().lower().removesuffix(".")


def _domain_problem(value: object) -> str | None:
    text = str(value)
    if "." not in text or literal(text) is not None or not is_name(text):
        return f"“{text[:60]}” is not a domain. Write it as it was registered, like shop.example."
    if text.startswith("www."):
        return f"Write the domain as it was registered: {text.removeprefix('www.')}."
    return None


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry what asks for that.
    from statusboard.domain.result import Outcome, Reason
    from statusboard.probes.sockets.answering import Finding, told
    from statusboard.probes.sockets.days import time_left
    from statusboard.probes.sockets.registry import registration, server_for

    domain = str(config["domain"])

    async def asking() -> "Finding":
        asked = _ascii(domain)
        server = str(config.get("server") or "")
        if not server:
            server = await server_for(context, str(config["registries"]), asked)
        found = await registration(context, server, asked)
        if found is None:
            words = (
                f"the registry knows no domain {domain}; it was never registered, or has run out"
            )
            return Finding(Outcome.DOWN, Reason.DOMAIN_EXPIRED, words)
        context.record.lines += [f"status: {status}" for status in found.statuses]
        ending = next((status for status in found.statuses if status in _ENDING), "")
        if ending:
            words = f"{domain} has run out, and its registry is about to delete it ({ending})"
            return Finding(Outcome.DOWN, Reason.DOMAIN_EXPIRED, words)
        held = next((status for status in found.statuses if status in _HELD), "")
        if held:
            words = f"{domain} has been taken out of the DNS by its registry or registrar ({held})"
            return Finding(Outcome.DOWN, Reason.DOMAIN_EXPIRED, words)
        if found.until is None:
            words = f"the registry does not say until when {domain} is registered"
            return Finding(Outcome.UNKNOWN, Reason.SOURCE_SILENT, words)
        assert context.asked_at is not None
        marks = marks_of(str(config.get("warn_days") or MARKS.default))
        whose, over = f"the registration of {domain}", Reason.DOMAIN_EXPIRED
        return time_left(whose, found.until, context.asked_at, marks, over=over)

    return await told(context, asking, source="the registry")


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    import idna

    return idna.encode(domain).decode("ascii")


def _target(config: Config) -> str | None:
    address = str(config.get("server") or config.get("registries") or ALL_REGISTRIES)
    try:
        parts = urlsplit(address)
        return target_at(parts.hostname or "", parts.port or PORTS.get(parts.scheme))
    except ValueError:
        return None


def _describe(config: Config) -> str:
    return f"Registration of {config.get('domain') or 'a domain'}"


DECLARATION = CheckKind(
    key="domain_expiry",
    label="Domain",
    icon="calendar-clock",
    fields=(
        FieldSpec(
            "domain",
            FieldKind.TEXT,
            "Domain",
            help="As it was registered, such as shop.example.",
            required=True,
            tidy=bare_domain,
            check=_domain_problem,
        ),
        MARKS,
        FieldSpec(
            "server",
            FieldKind.URL,
            "RDAP server",
            help="The address that the registry answers at. Left empty, it is looked up in the "
            "list of all registries.",
            tidy=str.strip,
            check=url_problem,
            advanced=True,
        ),
        FieldSpec(
            "registries",
            FieldKind.URL,
            "List of registries",
            help="Where the list is that says which registry answers where (RFC 9224).",
            default=ALL_REGISTRIES,
            example=ALL_REGISTRIES,
            tidy=str.strip,
            check=url_problem,
            advanced=True,
        ),
    ),
    probe=_probe,
    describe=_describe,
    target=_target,
    aimed_at=lambda host, port: {"domain": "shop.example", "server": f"http://{host}:{port}/"},
    offer="Watch a domain’s registration",
    summary="Warns before it runs out, as its registry says; down when it has.",
    default_interval=timedelta(hours=12),
    shortest_interval=SHORTEST_INTERVAL,
    is_source=True,
    manner=Manner.REGISTRATION,
    rank=25,
    good=(
        Example({"domain": "shop.example"}),
        Example({"domain": "BÜCHER.example.", "warn_days": "60, 30"}),
        Example({"domain": "shop.example", "server": "https://rdap.registry.example/v1/"}),
    ),
    bad=(
        Example({}, "domain"),
        Example({"domain": "shop"}, "domain"),
        Example({"domain": "https://shop.example"}, "domain"),
        Example({"domain": "www.shop.example"}, "domain"),
        Example({"domain": "192.0.2.10"}, "domain"),
        Example({"domain": "shop.example", "warn_days": "soon"}, "warn_days"),
        Example({"domain": "shop.example", "server": "rdap.example"}, "server"),
        Example({"domain": "shop.example", "registries": "file:///etc/hosts"}, "registries"),
    ),
)
