"""The greeting check: whether a mail or file server greets, and can what is expected. No login."""

from typing import TYPE_CHECKING

from statusboard.catalog.address_checks import port_problem
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
    slow_us_of,
    target_at,
)
from statusboard.probes.sockets.ways import NONE, PLAIN_OR_TLS_WORDS, STARTTLS, TLS

if TYPE_CHECKING:
    from statusboard.probes.sockets.answering import Finding

# Each with its port, and the one where TLS comes first.
PORTS = {"smtp": (25, 465), "imap": (143, 993), "pop3": (110, 995), "ftp": (21, 990)}


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry what asks for that.
    from statusboard.domain.result import Outcome, Reason
    from statusboard.probes.sockets.answering import Finding, answered, quoted
    from statusboard.probes.sockets.conversation import conversing
    from statusboard.probes.sockets.protocols import PROTOCOLS, go_secure

    spoken = PROTOCOLS[str(config["protocol"])]
    host, security = host_of(config), str(config.get("security") or NONE)
    expected = str(config.get("expect") or "")
    verify = config.get("verify_tls") is not False

    async def asking() -> "Finding":
        async with conversing(
            context, host, _port(config), ip_version=ip_version_of(config)
        ) as talk:
            if security == TLS:
                await talk.secure(context.connections.tls(verify=verify), host)
            greeting = await spoken.greeted(talk)
            if security == STARTTLS:
                await go_secure(spoken, talk, context.connections.tls(verify=verify), host)
            able = await spoken.able(talk) if expected else ()
            # Nobody waits for the answer: whether it lets us go is no part of its service.
            await talk.say(spoken.farewell)
        told = (greeting.words, *able)
        if expected and not any(expected.lower() in line.lower() for line in told):
            words = f"expected “{expected}” in what the server says of itself"
            shown = quoted(" · ".join(line.strip() for line in told))
            return Finding(
                Outcome.DOWN, Reason.UNEXPECTED_ANSWER, f"{words}: {shown}", greeting.code
            )
        return Finding(code=greeting.code)

    return await answered(context, asking, slow_us=slow_us_of(config))


def _port(config: Config) -> int:
    given = config.get("port")
    plain, secured = PORTS.get(str(config.get("protocol") or "smtp"), (0, 0))
    usual = secured if config.get("security") == TLS else plain
    return given if isinstance(given, int) else usual


def _describe(config: Config) -> str:
    protocol = str(config.get("protocol") or "smtp").upper()
    return f"{protocol} {place_text(host_of(config), _port(config))}"


DECLARATION = CheckKind(
    key="greeting",
    label="Mail or file server",
    icon="mail",
    fields=(
        FieldSpec(
            "protocol",
            FieldKind.CHOICE,
            "Protocol",
            default="smtp",
            choices=tuple(PORTS),
            choice_words=tuple((key, key.upper()) for key in PORTS),
        ),
        HOST,
        FieldSpec(
            "security",
            FieldKind.CHOICE,
            "Encryption",
            help="With it, the certificate has to name the host.",
            default=NONE,
            choices=tuple(way for way, _ in PLAIN_OR_TLS_WORDS),
            choice_words=PLAIN_OR_TLS_WORDS,
        ),
        FieldSpec(
            "port",
            FieldKind.NUMBER,
            "Port",
            help="Left empty, the usual one of the protocol: 25, 143, 110 or 21; with TLS from the "
            "first byte 465, 993, 995 or 990.",
            check=port_problem,
            advanced=True,
        ),
        FieldSpec(
            "expect",
            FieldKind.TEXT,
            "Expected word",
            help="Must occur in the greeting or in what the server says it can, such as STARTTLS "
            "or IDLE; in large or small letters.",
            advanced=True,
        ),
        VERIFY_TLS,
        SLOW_AFTER,
        IP_VERSION,
    ),
    probe=_probe,
    describe=_describe,
    target=lambda config: target_at(host_of(config), _port(config)),
    aimed_at=lambda host, port: {"host": host, "port": port},
    offer="Watch a mail or file server",
    summary="Up when SMTP, IMAP, POP3 or FTP greets as it should. Nobody logs in.",
    manner=Manner.GREETING,
    rank=30,
    good=(
        Example({"host": "mail.example"}),
        Example(
            {
                "protocol": "imap",
                "host": "mail.example",
                "security": "tls",
                "expect": "IDLE",
                "slow_after": "2s",
            }
        ),
        Example({"protocol": "ftp", "host": "files.example", "port": 2121, "verify_tls": False}),
    ),
    bad=(
        Example({}, "host"),
        Example({"host": "mail.example", "protocol": "ssh"}, "protocol"),
        Example({"host": "mail.example", "port": 0}, "port"),
        Example({"host": "mail.example", "security": "ssl"}, "security"),
        Example({"host": "user@mail.example"}, "host"),
    ),
)
