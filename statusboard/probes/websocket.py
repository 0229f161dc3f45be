"""The WebSocket check: whether a server lets us in, answers a ping, or says what is expected."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.manner import Manner
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.fields import (
    IP_VERSION,
    SLOW_AFTER,
    VERIFY_TLS,
    ip_version_of,
    slow_us_of,
    target_at,
)
from statusboard.probes.web.masking import PLAIN_HEADERS, mask_url
from statusboard.probes.web.refusals import headers_problem, url_problem

if TYPE_CHECKING:
    from statusboard.probes.sockets.answering import Finding

SWITCHED = 101
PORTS = {"ws": 80, "wss": 443}
LONGEST = 8_000


def _url_problem(value: object) -> str | None:
    text = str(value)
    if not text.startswith(("ws://", "wss://")):
        return "The address must begin with ws:// or wss://."
    if "#" in text:
        return "The address has a “#” in it, which WebSocket does not know. Leave it out."
    return url_problem(text.replace("wss:", "https:", 1).replace("ws:", "http:", 1))


def _headers_problem(value: object) -> str | None:
    assert isinstance(value, dict)
    for name in value:
        if name.lower().startswith("sec-websocket-"):
            return f"The header {name} is set by StatusBoard itself. Leave it out."
    return headers_problem(value)


def _token_problem(value: object) -> str | None:
    text = str(value)
    if all(letter.isascii() and (letter.isalnum() or letter in "-._~!$&+*'") for letter in text):
        return None
    return f"“{text}” is not a subprotocol. Write one word, such as graphql-transport-ws."


def _text_problem(value: object) -> str | None:
    if len(str(value)) <= LONGEST:
        return None
    return f"Not more than {LONGEST:,} characters can be given."


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry what asks for that.
    from statusboard.catalog.echoes import Echoes
    from statusboard.domain.result import Outcome, Reason
    from statusboard.probes.sockets.answering import GOOD, Finding, answered
    from statusboard.probes.sockets.conversation import conversing
    from statusboard.probes.sockets.loading import loaded
    from statusboard.probes.web.failure import Failed
    from statusboard.probes.web.masking import secrets_of

    url = str(config["url"])
    headers = config.get("headers")
    own = {str(k): str(v) for k, v in headers.items()} if isinstance(headers, dict) else {}
    sent, expected = str(config.get("send") or ""), str(config.get("expect") or "")
    context.record.lines.append(f"GET {mask_url(url)}")

    async def asking() -> "Finding":
        await loaded(context, "websockets.client", "websockets.uri")
        from websockets.exceptions import InvalidURI
        from websockets.uri import parse_uri

        from statusboard.probes.sockets.web_socket import WebSocket

        try:
            uri = parse_uri(url)
        except InvalidURI as error:
            detail = f"“{mask_url(url)}” cannot be asked: a user in it needs a password"
            raise Failed(Reason.NOT_CONFIGURED, detail) from error
        async with conversing(
            context, uri.host, uri.port, ip_version=ip_version_of(config)
        ) as talk:
            if uri.secure:
                verify = config.get("verify_tls") is not False
                tls = context.connections.tls(("http/1.1",), verify=verify)
                await talk.secure(tls, uri.host)
            web_socket = WebSocket(
                talk.channel, context.record, uri, subprotocol=str(config.get("subprotocol") or "")
            )
            code = await web_socket.open(own)
            if code != SWITCHED:
                words = f"expected status {SWITCHED} (switching protocols), got {code}"
                return Finding(Outcome.DOWN, Reason.STATUS_CODE, words, code)
            if sent:
                await web_socket.say(sent)
                context.record.lines.append(f"> a message of {len(sent):,} characters")
            if expected:
                await web_socket.hears(expected)
            else:
                await web_socket.ping()
            await web_socket.close()
        return GOOD

    secrets = Echoes.of(secrets_of(url, own, sent))
    return await answered(context, asking, slow_us=slow_us_of(config), secrets=secrets)


def _target(config: Config) -> str | None:
    try:
        parts = urlsplit(str(config.get("url") or ""))
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
    return target_at(parts.hostname or "", port)


def _describe(config: Config) -> str:
    return f"WebSocket {mask_url(str(config.get('url') or '')).partition('://')[2]}".strip()


DECLARATION = CheckKind(
    key="websocket",
    label="WebSocket",
    icon="radio",
    fields=(
        FieldSpec(
            "url",
            FieldKind.URL,
            "Address",
            help="Such as wss://shop.example/live. A user name and password in it are sent as "
            "basic authentication, kept in the key store, and masked wherever it is shown.",
            required=True,
            tidy=str.strip,
            check=_url_problem,
            example="wss://",
        ),
        FieldSpec(
            "expect",
            FieldKind.TEXT,
            "Expected text",
            help="Must occur in a message of the server exactly like this. Left empty, a ping has "
            "to be answered.",
            check=_text_problem,
        ),
        FieldSpec(
            "send",
            FieldKind.LINES,
            "Send",
            help="One message, sent as text once we are let in. Kept in the key store, and shown "
            "as *** once it is saved.",
            secret=True,
            check=_text_problem,
            advanced=True,
        ),
        FieldSpec(
            "subprotocol",
            FieldKind.TEXT,
            "Subprotocol",
            help="Asked for when we are let in, such as graphql-transport-ws.",
            check=_token_problem,
            advanced=True,
        ),
        FieldSpec(
            "headers",
            FieldKind.MAPPING,
            "Headers",
            help="Sent with the request to be let in. Values are kept in the key store and masked "
            "wherever they are shown, but for Origin, User-Agent and the like.",
            default={},
            secret=True,
            plain=PLAIN_HEADERS,
            check=_headers_problem,
            advanced=True,
        ),
        VERIFY_TLS,
        SLOW_AFTER,
        IP_VERSION,
    ),
    probe=_probe,
    describe=_describe,
    target=_target,
    aimed_at=lambda host, port: {"url": f"ws://{host}:{port}/"},
    offer="Watch a WebSocket",
    summary="Up when the server lets us in and answers a ping, or says what is expected.",
    manner=Manner.SOCKET,
    rank=40,
    good=(
        Example({"url": "wss://shop.example/live"}),
        Example(
            {
                "url": "ws://127.0.0.1:8080/graphql?token=example",
                "send": '{"type": "connection_init"}',
                "expect": "connection_ack",
                "subprotocol": "graphql-transport-ws",
                "headers": {"Authorization": "Bearer example-token"},
                "verify_tls": False,
                "slow_after": "1s",
            }
        ),
    ),
    bad=(
        Example({}, "url"),
        Example({"url": "https://shop.example/live"}, "url"),
        Example({"url": "wss://"}, "url"),
        Example({"url": "wss://shop.example/live#here"}, "url"),
        Example({"url": "ws://169.254.169.254/"}, "url"),
        Example({"url": "ws://shop.example:0/"}, "url"),
        Example({"url": "wss://shop.example/", "subprotocol": "two words"}, "subprotocol"),
        Example({"url": "wss://shop.example/", "headers": {"X-A": "1\r\nX-B: 2"}}, "headers"),
        Example({"url": "wss://shop.example/", "headers": {"Sec-WebSocket-Key": "1"}}, "headers"),
        Example({"url": "wss://shop.example/", "expect": "a" * 8_001}, "expect"),
    ),
)
