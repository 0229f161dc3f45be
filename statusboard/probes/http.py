"""The HTTP(S) check: asks a web address, and holds the answer against what is expected."""

import re
from urllib.parse import urlsplit

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.web.hosts import host_problem
from statusboard.probes.web.json_path import compile_path
from statusboard.probes.web.masking import PLAIN_HEADERS, mask_url
from statusboard.probes.web.statuses import Statuses

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
LARGEST_KB = 20_000
# These describe the message as sent; set by hand they would make it unreadable.
_FRAMING = frozenset(
    {
        *("content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "te"),
        *("trailer", "proxy-connection", "expect"),
    }
)
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
# Answers with these never have a text.
_BODILESS = frozenset({204, 205, 304})
LONGEST_URL = 8_000
_PORTS = {"http": 80, "https": 443}


def _url_problem(value: object) -> str | None:
    text = str(value).strip()
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return f"“{mask_url(text)}” is not a web address."
    if parts.scheme not in _PORTS:
        return "The address must begin with http:// or https://."
    if not host or not text.isprintable() or " " in text or len(text) > LONGEST_URL:
        return (
            f"“{mask_url(text[:200])}” is not a web address. "
            "Write it like https://shop.example/health."
        )
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        return "The port in the address must be a number from 1 to 65535."
    return host_problem(host)


def _headers_problem(value: object) -> str | None:
    assert isinstance(value, dict)
    for name, text in value.items():
        if not name or not all(c.isalnum() or c in "!#$%&'*+-.^_`|~" for c in name):
            return f"“{name}” is not a header's name."
        odd = next((c for c in name + text if not " " <= c <= "~"), None)
        if odd is not None:
            shown = f"“{odd}”, which" if odd.isprintable() else "a character that"
            return f"The header {name} contains {shown} HTTP cannot carry. Use plain ASCII."
        if name.lower() in _FRAMING:
            return f"The header {name} is set by StatusBoard itself. Leave it out."
        if name.lower() == "host" and not _HOST.fullmatch(text.strip()):
            return f"“{text}” is no host. Write it like shop.example or shop.example:8080."
    return None


def _status_problem(value: object) -> str | None:
    try:
        statuses = Statuses.parse(str(value))
    except ValueError as error:
        return str(error)
    if all(last < 200 for _, last in statuses.ranges):
        return "Codes below 200 only announce an answer. Expect what comes in the end, such as 200."
    return None


def _bodiless(values: Config) -> str | None:
    """Why an answer to this question has no text, in a sentence; None where it may have one."""
    if values.get("method") == "HEAD":
        return "An answer to HEAD has no text. Choose the method GET, or leave this out."
    statuses = Statuses.parse(str(values.get("expect_status")))
    if all(first == last and first in _BODILESS for first, last in statuses.ranges):
        return f"An answer with the status {statuses} has no text. Leave one of the two out."
    return None


def _text_beside(_value: object, values: Config) -> str | None:
    return _bodiless(values)


def _absent_beside(value: object, values: Config) -> str | None:
    if str(value) in str(values.get("expect_text") or ""):
        return f"“{value}” is a part of the text that must be there, so both cannot hold."
    return _bodiless(values)


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
        beside=_text_beside,
    ),
    FieldSpec(
        "expect_text_absent",
        FieldKind.TEXT,
        "Text not in the answer",
        help="Must not occur in the answer, such as a word of an error page.",
        advanced=True,
        beside=_absent_beside,
    ),
    FieldSpec(
        "expect_json",
        FieldKind.TEXT,
        "JSON path",
        help="A path that must lead to a value (RFC 9535), such as $.status or $.items[0].id.",
        check=_path_problem,
        beside=_text_beside,
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
        "expect_json_match",
        FieldKind.CHOICE,
        "Of several values",
        help="Where the path leads to several values: whether all of them must be as expected, or "
        "any one.",
        default="all",
        choices=("all", "any"),
        advanced=True,
        needs="expect_json_value",
    ),
    FieldSpec(
        "slow_after",
        FieldKind.DURATION,
        "Slow after",
        help="A good answer that takes longer counts as degraded. Where nothing of its text is "
        "expected, an answer that is not all there within a second is timed by its beginning.",
        unit="such as 800ms or 2s",
    ),
    FieldSpec(
        "headers",
        FieldKind.MAPPING,
        "Headers",
        help="Sent with the request. Redirects to another host take along only what is harmless, "
        "such as User-Agent and Accept. Host also names the site in TLS where the address is a "
        "number. Values are kept in the key store and masked wherever they are shown, but for "
        "Accept, Content-Type, User-Agent and the like.",
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
        help="Not more than this is read. Where a text or value is expected, a larger answer "
        "counts as failed; where only a status is, it does not matter.",
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
                "expect_json_match": "any",
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
        *(
            Example({"url": url}, "url")
            for url in (
                *("http://0177.0.0.1/", "http://127.1/", "http://0x7f000001/", "http://1.2.3.4.5/"),
                *("http://256.1.1.1/", "http://169.254.169.254/", "http://[fe80::1]/"),
                *("http://[::ffff:169.254.1.1]/", "http://[fe80::1%25eth0]/", "http://224.0.0.1/"),
                *("http://shop.example:0/", "http://shop.example:99999/", "http://shop..example/"),
                *("http://*.shop.example/", "http://-shop.example/", f"http://{'a' * 64}.example/"),
                *("http://shop .example/", "http://shop\u200b.example/", "http://.example/"),
            )
        ),
        Example({"url": "https://shop.example", "method": "FETCH"}, "method"),
        Example(
            {"url": "https://shop.example", "method": "HEAD", "expect_text": "ok"}, "expect_text"
        ),
        Example(
            {"url": "https://shop.example", "method": "HEAD", "expect_text_absent": "error"},
            "expect_text_absent",
        ),
        Example(
            {"url": "https://shop.example", "method": "HEAD", "expect_json": "$.a"}, "expect_json"
        ),
        Example(
            {"url": "https://shop.example", "expect_status": "204,304", "expect_text": "ok"},
            "expect_text",
        ),
        Example(
            {"url": "https://shop.example", "expect_text": "all ok", "expect_text_absent": "ok"},
            "expect_text_absent",
        ),
        Example({"url": "https://shop.example", "expect_status": "100-199"}, "expect_status"),
        Example({"url": "https://shop.example", "headers": {"X-Name": "Müller"}}, "headers"),
        Example({"url": "https://shop.example", "headers": {"Größe": "1"}}, "headers"),
        Example({"url": "https://shop.example", "headers": {"X-A": "a\x7fb"}}, "headers"),
        Example({"url": "https://shop.example", "headers": {"Host": "http://a/"}}, "headers"),
        Example(
            {"url": "https://shop.example", "expect_json": "$.a", "expect_json_match": "any"},
            "expect_json_match",
        ),
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
