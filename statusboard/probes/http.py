"""The HTTP(S) check: asks a web address, and holds the answer against what is expected."""

from urllib.parse import urlsplit

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.catalog.web_address import whole_address
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.web.masking import PLAIN_HEADERS, mask_url
from statusboard.probes.web.refusals import (
    PORTS,
    absent_beside,
    headers_problem,
    path_problem,
    size_beside,
    size_problem,
    status_problem,
    text_beside,
    url_problem,
)

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry an HTTP client for that.
    from statusboard.probes.web.asking import ask

    return await ask(
        config,
        context.connections,
        context.record,
        owner=context.check_id,
        deadline_s=context.deadline_s,
        asked_at=context.asked_at,
    )


def _describe(config: Config) -> str:
    method = config.get("method") or "GET"
    url = mask_url(str(config.get("url") or ""))
    return f"HTTP {method} {url.partition('://')[2] or url}"


def _target(config: Config) -> str | None:
    try:
        parts = urlsplit(str(config.get("url") or ""))
        port = parts.port or PORTS.get(parts.scheme, 0)
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
        help="What to ask, such as https://shop.example/health or localhost:8080. A user name and "
        "password in it are sent as basic authentication, kept in the key store, and masked "
        "wherever the address is shown.",
        required=True,
        tidy=whole_address,
        check=url_problem,
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
        check=status_problem,
    ),
    FieldSpec(
        "expect_text",
        FieldKind.TEXT,
        "Text in the answer",
        help="Must occur in the answer exactly like this.",
        beside=text_beside,
    ),
    FieldSpec(
        "expect_text_absent",
        FieldKind.TEXT,
        "Text not in the answer",
        help="Must not occur in the answer, such as a word of an error page.",
        advanced=True,
        beside=absent_beside,
    ),
    FieldSpec(
        "expect_json",
        FieldKind.TEXT,
        "JSON path",
        help="A path that must lead to a value (RFC 9535), such as $.status or $.items[0].id.",
        check=path_problem,
        beside=text_beside,
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
        check=headers_problem,
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
        check=size_problem,
        beside=size_beside,
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
        Example({"url": "shop example/health"}, "url"),
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
                *("http://[v1.x]/", "http://[shop.example]/"),
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
        Example({"url": "https://shop.example", "headers": {"X-A": "1", "x-a": "2"}}, "headers"),
        Example({"url": "https://shop.example", "headers": {"Host": "a.example:99999"}}, "headers"),
        Example(
            {"url": "https://shop.example", "expect_text": "a" * 1_001, "largest_answer": 1},
            "largest_answer",
        ),
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
