"""The gRPC health check: what a server says of itself by grpc.health.v1."""

from typing import TYPE_CHECKING

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.manner import Manner
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.fields import (
    HOST,
    IP_VERSION,
    SLOW_AFTER,
    VERIFY_TLS,
    host_of,
    ip_version_of,
    place_text,
    port_field,
    slow_us_of,
    target_at,
)

if TYPE_CHECKING:
    from statusboard.probes.sockets.answering import Finding
    from statusboard.probes.sockets.grpc import Reply

LONGEST_NAME = 200
_GOOD_STATUS = 200
_SERVING = 1
_STATES = {0: "unknown", 2: "not serving", 3: "service unknown"}
# What gRPC calls its own statuses, as far as a health service answers by them.
_UNAVAILABLE = 14
_CODES = {
    1: "CANCELLED",
    2: "UNKNOWN",
    4: "DEADLINE_EXCEEDED",
    7: "PERMISSION_DENIED",
    8: "RESOURCE_EXHAUSTED",
    13: "INTERNAL",
    14: "UNAVAILABLE",
    16: "UNAUTHENTICATED",
}


def _service_problem(value: object) -> str | None:
    text = str(value)
    if len(text) <= LONGEST_NAME and text.isprintable() and " " not in text:
        return None
    return "That is no name of a service. Write it like shop.v1.Checkout."


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry what asks for that.
    from statusboard.probes.sockets.answering import answered
    from statusboard.probes.sockets.conversation import conversing
    from statusboard.probes.sockets.loading import loaded

    host, port = host_of(config), int(str(config["port"]))
    service = str(config.get("service") or "")
    is_secure = config.get("tls") is not False

    async def asking() -> "Finding":
        await loaded(context, "h2.connection")
        from statusboard.probes.sockets.grpc import call_health

        async with conversing(context, host, port, ip_version=ip_version_of(config)) as talk:
            if is_secure:
                verify = config.get("verify_tls") is not False
                await talk.secure(context.connections.tls(("h2",), verify=verify), host)
            authority = place_text(host, port)
            reply = await call_health(
                talk.channel,
                context.record,
                authority=authority,
                service=service,
                is_secure=is_secure,
            )
        return _judged(reply, service)

    return await answered(context, asking, slow_us=slow_us_of(config))


def _judged(reply: "Reply", service: str) -> "Finding":
    from statusboard.domain.result import Outcome, Reason
    from statusboard.probes.sockets.answering import GOOD, Finding
    from statusboard.probes.sockets.grpc import serving_status

    named = f"“{service}”" if service else "the whole server"
    if reply.http_status != _GOOD_STATUS:
        words = f"expected gRPC, got the HTTP status {reply.http_status}"
        return Finding(Outcome.DOWN, Reason.STATUS_CODE, words, reply.http_status)
    if not reply.content_type.startswith("application/grpc"):
        words = f"the server answers HTTP/2, but no gRPC ({reply.content_type or 'no type'})"
        return Finding(Outcome.DOWN, Reason.PROTOCOL, words)
    match reply.grpc_status:
        case 0:
            state = serving_status(reply.body)
            if state == _SERVING:
                return GOOD
            words = f"the health service says of {named}: {_STATES.get(state, state)}"
            return Finding(Outcome.DOWN, Reason.NOT_SERVING, words)
        case 5:
            words = f"the health service knows no service called {named}"
            return Finding(Outcome.DOWN, Reason.UNEXPECTED_ANSWER, words)
        case 12:
            words = "the server speaks gRPC, but has no health service (grpc.health.v1)"
            return Finding(Outcome.DOWN, Reason.UNEXPECTED_ANSWER, words)
        case None:
            words = "the answer of the health service ends without a status"
            return Finding(Outcome.DOWN, Reason.PROTOCOL, words)
        case code:
            more = f" ({reply.grpc_message})" if reply.grpc_message else ""
            words = f"the health service answers {_CODES.get(code, code)}{more}"
            is_out = code == _UNAVAILABLE
            reason = Reason.NOT_SERVING if is_out else Reason.UNEXPECTED_ANSWER
            return Finding(Outcome.DOWN, reason, words)


def _describe(config: Config) -> str:
    place = place_text(host_of(config), config.get("port"))
    service = str(config.get("service") or "")
    return f"gRPC {place} {service}".rstrip()


DECLARATION = CheckKind(
    key="grpc_health",
    label="gRPC health",
    icon="heart-pulse",
    fields=(
        HOST,
        port_field(),
        FieldSpec(
            "service",
            FieldKind.TEXT,
            "Service",
            help="Such as shop.v1.Checkout. Left empty, the server is asked about all of itself.",
            tidy=str.strip,
            check=_service_problem,
        ),
        FieldSpec(
            "tls",
            FieldKind.SWITCH,
            "Encrypted",
            help="With TLS, where the certificate has to name the host.",
            default=True,
        ),
        VERIFY_TLS,
        SLOW_AFTER,
        IP_VERSION,
    ),
    probe=_probe,
    describe=_describe,
    target=lambda config: target_at(host_of(config), config.get("port")),
    aimed_at=lambda host, port: {"host": host, "port": port, "tls": False},
    offer="Watch a gRPC server",
    summary="Up when its own health service says that it serves.",
    manner=Manner.HEALTH,
    rank=50,
    good=(
        Example({"host": "checkout.example", "port": 443}),
        Example(
            {
                "host": "10.0.0.5",
                "port": 50051,
                "tls": False,
                "service": "shop.v1.Checkout",
                "slow_after": "300ms",
            }
        ),
    ),
    bad=(
        Example({"port": 50051}, "host"),
        Example({"host": "checkout.example"}, "port"),
        Example({"host": "checkout.example", "port": 443, "service": "two words"}, "service"),
        Example({"host": "checkout.example", "port": 443, "slow_after": "1"}, "slow_after"),
    ),
)
