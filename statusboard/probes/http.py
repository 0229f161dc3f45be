"""The HTTP(S) check: asks a web address, and holds the answer against what is expected."""

from urllib.parse import urlsplit

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.web.json_path import compile_path
from statusboard.probes.web.masking import PLAIN_HEADERS, mask_url
from statusboard.probes.web.statuses import Statuses

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
LARGEST_KB = 20_000
# These describe the message as sent; set by hand they would make it unreadable.
_FRAMING = frozenset({"content-length", "transfer-encoding", "connection", "upgrade", "te"})
_PORTS = {"http": 80, "https": 443}


def _url_problem(value: object) -> str | None:
    text = str(value).strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return f"“{mask_url(text)}” is not a web address."
    if parts.scheme not in _PORTS:
        return "The address must begin with http:// or https://."
    if not parts.hostname or port == 0 or any(c.isspace() or ord(c) < 32 for c in text):
        return (
            f"“{mask_url(text)}” is not a web address. Write it like https://shop.example/health."
        )
    return None


def _headers_problem(value: object) -> str | None:
    assert isinstance(value, dict)
    for name, text in value.items():
        if not name or not all(c.isalnum() or c in "!#$%&'*+-.^_`|~" for c in name):
            return f"“{name}” is not a header's name."
        if not name.isascii() or any(ord(c) < 32 or ord(c) > 255 for c in text):
            return f"The header {name} contains characters that cannot be sent."
        if name.lower() in _FRAMING:
            return f"The header {name} is set by StatusBoard itself. Leave it out."
    return None


def _status_problem(value: object) -> str | None:
    try:
        Statuses.parse(str(value))
    except ValueError as error:
        return str(error)
    return None


def _path_problem(value: object) -> str | None:
    try:
        compile_path(str(value))
    except ValueError as error:
        return str(error)
    return None


def _size_problem(value: object) -> str | None:
    assert isinstance(value, int | float)
    if not 1 <= value <= LARGEST_KB:
        return f"The largest answer must be between 1 and {LARGEST_KB:,} kB."
    return None


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry an HTTP client for that.
    from statusboard.probes.web.asking import ask

    return await ask(
        config,
        context.connections,
        context.record,
        owner=context.check_id,
        deadline_s=context.deadline_s,
    )


def _describe(config: Config) -> str:
    method = config.get("method") or "GET"
    url = mask_url(str(config.get("url") or ""))
    return f"HTTP {method} {url.partition('://')[2] or url}"


def _target(config: Config) -> str | None:
    try:
        parts = urlsplit(str(config.get("url") or ""))
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    if not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{host}:{port}"


_FIELDS = (
    FieldSpec(
        "url",
        FieldKind.URL,
        "Address",
        help="What to ask, such as https://shop.example/health. A user name and password in it "
        "are sent as basic authentication, kept in the key store, and masked wherever the address "
        "is shown.",
        required=True,
        check=_url_problem,
    ),
    FieldSpec("method", FieldKind.CHOICE, "Method", default="GET", choices=METHODS),
    FieldSpec(
        "expect_status",
        FieldKind.TEXT,
        "Expected status",
        help="Codes or ranges, such as 200-299 or 200,301-302. Redirects are followed first, so "
        "the usual 200-299 speaks of the page in the end; a redirect that is expected here is "
        "taken as the answer.",
        default="200-299",
        check=_status_problem,
    ),
    FieldSpec(
        "expect_text",
        FieldKind.TEXT,
        "Text in the answer",
        help="Must occur in the answer exactly like this.",
    ),
    FieldSpec(
        "expect_text_absent",
        FieldKind.TEXT,
        "Text not in the answer",
        help="Must not occur in the answer, such as a word of an error page.",
        advanced=True,
    ),
    FieldSpec(
        "expect_json",
        FieldKind.TEXT,
        "JSON path",
        help="A path that must lead to a value (RFC 9535), such as $.status or $.items[0].id.",
        check=_path_problem,
    ),
    FieldSpec(
        "expect_json_value",
        FieldKind.TEXT,
        "JSON value",
        help="What must be found there: text, or JSON such as 5 or true. Left empty, any value "
        "will do.",
        needs="expect_json",
    ),
    FieldSpec(
        "slow_after",
        FieldKind.DURATION,
        "Slow after",
        help="A good answer that takes longer counts as degraded.",
        unit="such as 800ms or 2s",
    ),
    FieldSpec(
        "headers",
        FieldKind.MAPPING,
        "Headers",
        help="Sent with the request, to this host only. Values are kept in the key store and "
        "masked wherever they are shown, but for Accept, Content-Type, User-Agent and the like.",
        default={},
        secret=True,
        plain=PLAIN_HEADERS,
        advanced=True,
        check=_headers_problem,
    ),
    FieldSpec(
        "body",
        FieldKind.LINES,
        "Body",
        help="Sent as it is, in UTF-8. Kept in the key store, and shown as *** once it is saved.",
        secret=True,
        advanced=True,
    ),
    FieldSpec(
        "follow_redirects",
        FieldKind.SWITCH,
        "Follow redirects",
        help="At most five, to http and https only.",
        default=True,
    ),
    FieldSpec(
        "verify_tls",
        FieldKind.SWITCH,
        "Verify the certificate",
        help="Against the authorities that this computer trusts. Without it, an expired or "
        "foreign certificate goes unnoticed.",
        default=True,
        advanced=True,
    ),
    FieldSpec(
        "largest_answer",
        FieldKind.NUMBER,
        "Largest answer",
        help="An answer with more than this counts as failed: it is not read further.",
        unit="kB",
        default=1_000,
        advanced=True,
        check=_size_problem,
    ),
)


def _aimed_at(host: str, port: int) -> Config:
    return {"url": f"http://{host}:{port}/"}


DECLARATION = CheckKind(
    key="http",
    label="HTTP",
    icon="globe",
    fields=_FIELDS,
    probe=_probe,
    describe=_describe,
    target=_target,
    aimed_at=_aimed_at,
    offer="Watch an address",
    summary="StatusBoard asks a web address itself, from this computer.",
    rank=0,
    good=(
        Example({"url": "https://shop.example/health"}),
        Example(
            {
                "url": "http://127.0.0.1:8080/health",
                "method": "POST",
                "headers": {"Authorization": "Bearer example-token"},
                "body": '{"ping": true}',
                "expect_status": "200,301-302",
                "expect_text": "ok",
                "expect_text_absent": "maintenance",
                "expect_json": "$.status",
                "expect_json_value": "ok",
                "slow_after": "800ms",
                "follow_redirects": False,
                "verify_tls": False,
                "largest_answer": 200,
            }
        ),
    ),
    bad=(
        Example({}, "url"),
        Example({"url": "shop.example/health"}, "url"),
        Example({"url": "file:///etc/hostname"}, "url"),
        Example({"url": "http://"}, "url"),
        Example({"url": "http://shop.example:port/"}, "url"),
        Example({"url": "https://shop.example", "method": "FETCH"}, "method"),
        Example({"url": "https://shop.example", "expect_status": "fine"}, "expect_status"),
        Example({"url": "https://shop.example", "expect_status": "299-200"}, "expect_status"),
        Example({"url": "https://shop.example", "expect_json": "$..["}, "expect_json"),
        Example({"url": "https://shop.example", "expect_json_value": "ok"}, "expect_json_value"),
        Example({"url": "https://shop.example", "slow_after": "800"}, "slow_after"),
        Example({"url": "https://shop.example", "headers": {"X-A": "1\r\nX-B: 2"}}, "headers"),
        Example({"url": "https://shop.example", "headers": {"Content-Length": "1"}}, "headers"),
        Example({"url": "https://shop.example", "largest_answer": 0}, "largest_answer"),
    ),
)
