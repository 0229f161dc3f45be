"""The TCP check: whether a port takes a connection, and says what is expected of it."""

import re
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
from statusboard.probes.sockets.ways import NONE, WAY_WORDS, WAYS

if TYPE_CHECKING:
    from statusboard.probes.sockets.answering import Finding

LONGEST = 8_000
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|([rnt0\\])|(.?))", re.DOTALL)
_PLAIN = {"r": b"\r", "n": b"\n", "t": b"\t", "0": b"\0", "\\": b"\\"}


def unescaped(text: str) -> bytes:
    r"""The bytes that a text writes, with `\r`, `\n`, `\t`, `\0`, `\\` and `\x1b` for such.

    Raises ValueError with a sentence for any other backslash.
    """
    found = bytearray()
    end = 0
    for escape in _ESCAPE.finditer(text):
        code, letter, odd = escape.groups()
        if odd is not None:
            raise ValueError(
                f"“\\{odd}” says nothing. Write \\r, \\n, \\t, \\xNN, or \\\\ for one."
            )
        found += text[end : escape.start()].encode()
        found += bytes([int(code, 16)]) if code else _PLAIN[letter]
        end = escape.end()
    return bytes(found) + text[end:].encode()


def _bytes_problem(value: object) -> str | None:
    try:
        content = unescaped(str(value))
    except ValueError as error:
        return str(error)
    return None if len(content) <= LONGEST else f"Not more than {LONGEST:,} bytes can be given."


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry what asks for that.
    from statusboard.catalog.echoes import Echoes
    from statusboard.domain.result import Outcome, Reason
    from statusboard.probes.sockets.answering import GOOD, NO_SECRETS, Finding, answered
    from statusboard.probes.sockets.begin_tls import begin_tls
    from statusboard.probes.sockets.conversation import conversing, let_in

    host, port = host_of(config), int(str(config["port"]))
    sent, expected = str(config.get("send") or ""), str(config.get("expect") or "")

    way, version = str(config.get("security") or NONE), ip_version_of(config)

    async def asking() -> "Finding":
        if way == NONE and not sent and not expected:
            await let_in(context, host, port, ip_version=version)
            return GOOD
        async with conversing(context, host, port, ip_version=version) as talk:
            if way != NONE:
                verify = config.get("verify_tls") is not False
                await begin_tls(talk, way, context.connections.tls(verify=verify), host)
            if sent:
                content = unescaped(sent)
                await talk.say(content, f"{len(content):,} bytes")
            if expected and not await talk.until(unescaped(expected)):
                words = f"expected “{expected}”, which did not come"
                return Finding(Outcome.DOWN, Reason.TEXT_MISSING, words)
        return GOOD

    # A server repeats the bytes, and not how a person wrote them.
    secrets = NO_SECRETS
    if sent:
        secrets = Echoes.of((sent, unescaped(sent).decode("utf-8", "replace")))
    return await answered(context, asking, slow_us=slow_us_of(config), secrets=secrets)


def _describe(config: Config) -> str:
    return f"TCP {place_text(host_of(config), config.get('port'))}"


DECLARATION = CheckKind(
    key="tcp",
    label="TCP port",
    icon="plug",
    fields=(
        HOST,
        port_field(),
        FieldSpec(
            "security",
            FieldKind.CHOICE,
            "Encryption",
            help="With it, the certificate has to name the host.",
            default=NONE,
            choices=WAYS,
            choice_words=WAY_WORDS,
        ),
        FieldSpec(
            "send",
            FieldKind.TEXT,
            "Send",
            help=r"Such as PING\r\n: \r, \n, \t, \xNN and \\ stand for one byte each. Kept in the "
            "key store, and shown as *** once it is saved.",
            secret=True,
            check=_bytes_problem,
            advanced=True,
        ),
        FieldSpec(
            "expect",
            FieldKind.TEXT,
            "Expected text",
            help="Must occur in the first 64 kB of what the server says, exactly like this.",
            check=_bytes_problem,
            advanced=True,
        ),
        VERIFY_TLS,
        SLOW_AFTER,
        IP_VERSION,
    ),
    probe=_probe,
    describe=_describe,
    target=lambda config: target_at(host_of(config), config.get("port")),
    aimed_at=lambda host, port: {"host": host, "port": port},
    offer="Watch a port",
    summary="Up as soon as a database or another server takes a connection.",
    manner=Manner.PORT,
    rank=10,
    good=(
        Example({"host": "db.example", "port": 5432}),
        Example({"host": "[2001:db8::10]", "port": 22, "expect": "SSH-2.0"}),
        Example(
            {
                "host": "cache.example",
                "port": 6379,
                "security": "tls",
                "send": "PING\\r\\n",
                "expect": "+PONG",
                "verify_tls": False,
                "slow_after": "500ms",
            }
        ),
    ),
    bad=(
        Example({"port": 5432}, "host"),
        Example({"host": "db example", "port": 5432}, "host"),
        Example({"host": "https://db.example", "port": 443}, "host"),
        Example({"host": "169.254.169.254", "port": 80}, "host"),
        Example({"host": "127.1", "port": 80}, "host"),
        Example({"host": "db.example"}, "port"),
        Example({"host": "db.example", "port": 70_000}, "port"),
        Example({"host": "db.example", "port": 1.5}, "port"),
        Example({"host": "db.example", "port": 80, "security": "ssl"}, "security"),
        Example({"host": "db.example", "port": 80, "send": "\\q"}, "send"),
        Example({"host": "db.example", "port": 80, "send": "PING\\"}, "send"),
        Example({"host": "db.example", "port": 80, "expect": "\\xZZ"}, "expect"),
        Example({"host": "db.example", "port": 80, "expect": "a" * 8_001}, "expect"),
        Example({"host": "db.example", "port": 80, "slow_after": "fast"}, "slow_after"),
    ),
)
