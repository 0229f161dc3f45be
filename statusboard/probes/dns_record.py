"""The DNS check: whether a name server answers a question, and with the records it should."""

import ipaddress
from collections.abc import Sequence
from typing import TYPE_CHECKING

from statusboard.catalog.address_checks import port_problem
from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.manner import Manner
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.fields import SLOW_AFTER, optional_host, slow_us_of, target_at

if TYPE_CHECKING:
    import dns.message

    from statusboard.probes.sockets.answering import Finding

USUAL_PORT = 53
LONGEST_NAME = 253
UDP, TCP = "udp", "over tcp"
AMONG, EXACTLY = "among", "exactly"
FOUND, NOT_FOUND = "found", "not found"
KINDS = (
    *("A", "AAAA", "CNAME", "MX", "NS", "TXT", "SOA", "SRV", "PTR", "CAA", "HTTPS", "SVCB"),
    *("DS", "DNSKEY", "CDS", "CDNSKEY", "TLSA", "SSHFP", "NAPTR", "DNAME", "URI", "SPF", "LOC"),
)
_WORDS = {
    "NXDOMAIN": "says that there is no such name",
    "SERVFAIL": "fails (it answers SERVFAIL)",
    "REFUSED": "refuses to answer",
    "NOTIMP": "does not know such questions",
    "FORMERR": "does not understand the question",
}


def _name_problem(value: object) -> str | None:
    text = str(value)
    if text and len(text) <= LONGEST_NAME and text.isprintable() and not set(text) & set(" /@"):
        return None
    return f"“{text[:60]}” is no name of the DNS. Write it like shop.example."


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry what asks for that.
    from statusboard.probes.sockets.answering import answered
    from statusboard.probes.sockets.dns_asking import Servers, own_servers, query_for, reply_of

    server = str(config.get("server") or "")
    authenticated = config.get("dnssec") is True

    async def asking() -> "Finding":
        name, kind = str(config["name"]), str(config.get("type") or "A")
        query = query_for(name, kind, authenticated=authenticated)
        chosen = Servers((server,), int(str(config["port"])), is_own=False)
        servers = chosen if server else await own_servers(context, name)
        over_tcp = config.get("transport") == TCP
        reply = await reply_of(context, servers, query, over_tcp=over_tcp)
        return _judged(config, context, reply)

    return await answered(context, asking, slow_us=slow_us_of(config))


def _judged(config: Config, context: ProbeContext, reply: "dns.message.Message") -> "Finding":
    import dns.flags
    import dns.rcode

    from statusboard.domain.result import Outcome, Reason
    from statusboard.probes.sockets.answering import Finding
    from statusboard.probes.sockets.dns_asking import records_of

    def wrong(reason: Reason, words: str) -> Finding:
        return Finding(Outcome.DOWN, reason, words)

    code = dns.rcode.to_text(reply.rcode())
    context.record.lines.append(f"< {code}, flags {dns.flags.to_text(reply.flags)}")
    who = f"the name server {context.record.address}"
    kind = str(config.get("type") or "A")
    wants_none = config.get("expect_name") == NOT_FOUND
    if wants_none and code == "NXDOMAIN":
        return Finding()
    if code != "NOERROR":
        return wrong(Reason.DNS, f"{who} {_WORDS.get(code, f'answers {code}')}")
    found = records_of(reply)
    context.record.lines += [f"< {record}" for record in found[:20]]
    if wants_none:
        return wrong(Reason.DNS_RECORDS, f"{who} knows a name that should not exist")
    if not found:
        return wrong(Reason.DNS_RECORDS, f"{who} has no {kind} record of that name")
    if config.get("dnssec") is True and not reply.flags & dns.flags.AD:
        words = f"{who} has not authenticated the answer by DNSSEC (no AD flag)"
        return wrong(Reason.DNS_RECORDS, words)
    problem = _difference(config, found)
    return wrong(Reason.DNS_RECORDS, problem) if problem else Finding()


def _difference(config: Config, found: Sequence[str]) -> str:
    """What is not as expected of the records, in words; empty where nothing is."""
    from statusboard.probes.sockets.answering import quoted

    wanted = {plain(line): line for line in str(config.get("expect") or "").splitlines() if line}
    if not wanted:
        return ""
    came = {plain(record): record for record in found}
    missing = [line for key, line in wanted.items() if key not in came]
    extra = [line for key, line in came.items() if key not in wanted]
    if missing:
        return quoted(f"expected {', '.join(missing)}, got {', '.join(came.values())}")
    if extra and config.get("match") == EXACTLY:
        return quoted(f"got {', '.join(extra)} too, which is not expected")
    return ""


def plain(record: str) -> str:
    """A record as it is compared: without quotes, final dots and capital letters of names."""
    text = record.strip()
    if text.startswith('"'):
        return text.replace('" "', "").strip('"')
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        words = (word.strip('"') for word in text.split())
        return " ".join(word.rstrip(".").lower() if word != "." else word for word in words)


def _target(config: Config) -> str | None:
    server = str(config.get("server") or "")
    if server:
        return target_at(server, config.get("port", USUAL_PORT))
    return str(config.get("name") or "").rstrip(".") or None


def _describe(config: Config) -> str:
    server = str(config.get("server") or "")
    at = f" at {server}" if server else ""
    return f"DNS {config.get('type') or 'A'} {config.get('name') or ''}{at}".strip()


DECLARATION = CheckKind(
    key="dns_record",
    label="DNS",
    icon="signpost",
    fields=(
        FieldSpec(
            "name",
            FieldKind.TEXT,
            "Name",
            help="Such as shop.example; for PTR also an address.",
            required=True,
            tidy=str.strip,
            check=_name_problem,
        ),
        FieldSpec("type", FieldKind.CHOICE, "Sort of record", default="A", choices=KINDS),
        FieldSpec(
            "expect",
            FieldKind.LINES,
            "Expected records",
            help="One in a line, such as 192.0.2.10 or 10 mail.example. Left empty, any will do.",
            example="192.0.2.10",
        ),
        FieldSpec(
            "match",
            FieldKind.CHOICE,
            "Of the records",
            help="Whether others than the expected ones may come too.",
            default=AMONG,
            choices=(AMONG, EXACTLY),
            choice_words=((AMONG, "These are among them"), (EXACTLY, "Exactly these")),
            needs="expect",
            advanced=True,
        ),
        optional_host(
            "server",
            "Name server",
            "Whom to ask, such as 192.0.2.53. Left empty, the one that this computer asks.",
            example="192.0.2.53",
        ),
        FieldSpec(
            "port",
            FieldKind.NUMBER,
            "Port",
            default=USUAL_PORT,
            check=port_problem,
            needs="server",
            advanced=True,
        ),
        FieldSpec(
            "transport",
            FieldKind.CHOICE,
            "Asked over",
            default=UDP,
            choices=(UDP, TCP),
            choice_words=((UDP, "UDP, and TCP for long answers"), (TCP, "TCP")),
            advanced=True,
        ),
        FieldSpec(
            "expect_name",
            FieldKind.CHOICE,
            "The name",
            default=FOUND,
            choices=(FOUND, NOT_FOUND),
            choice_words=((FOUND, "Has to exist"), (NOT_FOUND, "Must not exist")),
            advanced=True,
        ),
        FieldSpec(
            "dnssec",
            FieldKind.SWITCH,
            "Authenticated by DNSSEC",
            help="The name server has to say that it has checked the signatures (the AD flag).",
            default=False,
            advanced=True,
        ),
        SLOW_AFTER,
    ),
    probe=_probe,
    describe=_describe,
    target=_target,
    aimed_at=lambda host, port: {
        "name": "statusboard.example",
        "server": host,
        "port": port,
        "transport": TCP,
    },
    offer="Watch a name of the DNS",
    summary="Up when a name server answers, and with the records it should.",
    manner=Manner.NAME,
    rank=60,
    good=(
        Example({"name": "shop.example"}),
        Example({"name": "192.0.2.10", "type": "PTR"}),
        Example(
            {
                "name": "shop.example",
                "type": "MX",
                "expect": "10 mail.example\n20 mail2.example",
                "match": "exactly",
                "server": "192.0.2.53",
                "port": 5353,
                "transport": "over tcp",
                "dnssec": True,
                "slow_after": "200ms",
            }
        ),
        Example({"name": "old.shop.example", "expect_name": "not found"}),
    ),
    bad=(
        Example({}, "name"),
        Example({"name": "shop example"}, "name"),
        Example({"name": "https://shop.example"}, "name"),
        Example({"name": "shop.example", "type": "ANY"}, "type"),
        Example({"name": "shop.example", "match": "exactly"}, "match"),
        Example({"name": "shop.example", "port": 5353}, "port"),
        Example({"name": "shop.example", "server": "1.2.3"}, "server"),
        Example({"name": "shop.example", "transport": "quic"}, "transport"),
        Example({"name": "shop.example", "slow_after": "1"}, "slow_after"),
    ),
)
