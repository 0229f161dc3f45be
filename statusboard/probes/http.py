"""The HTTP(S) check: asks a web address, and holds the answer against what is expected."""

from urllib.parse import urlsplit

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.web_address import whole_address
from statusboard.domain.manner import Manner
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.web.answer_fields import ANSWER_FIELDS, LINES
from statusboard.probes.web.connection_fields import CONNECTION_FIELDS
from statusboard.probes.web.examples import BAD, GOOD
from statusboard.probes.web.masking import mask_url
from statusboard.probes.web.refusals import PORTS, status_problem, text_beside, url_problem
from statusboard.probes.web.request_fields import REQUEST_FIELDS

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
        usual_us=context.usual_us,
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
    FieldSpec(
        "method",
        FieldKind.CHOICE,
        "Method",
        default="GET",
        choices=METHODS,
        advanced=True,
        group="Request",
    ),
    FieldSpec(
        "expect_status",
        FieldKind.TEXT,
        "Expected status",
        help="Codes, ranges or patterns, such as 200-299, 2xx or 200,301-302. Redirects are "
        "followed first, so the usual 200-299 speaks of the page in the end; a redirect that is "
        "expected here is taken as the answer.",
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
        "slow_after",
        FieldKind.DURATION,
        "Slow after",
        help="A good answer that takes longer counts as degraded. Where nothing of its text is "
        "expected, an answer that is not all there within a second is timed by its beginning.",
        unit="such as 800ms or 2s",
    ),
    *ANSWER_FIELDS,
    *REQUEST_FIELDS,
    *CONNECTION_FIELDS,
)


def _aimed_at(host: str, port: int) -> Config:
    return {"url": f"http://{host}:{port}/"}


def _compares_usual(config: Config) -> bool:
    return any("usual" in str(config.get(name) or "") for name in LINES)


DECLARATION = CheckKind(
    key="http",
    label="HTTP",
    icon="globe",
    fields=_FIELDS,
    probe=_probe,
    describe=_describe,
    target=_target,
    aimed_at=_aimed_at,
    compares_usual=_compares_usual,
    offer="Watch an address",
    summary="StatusBoard asks a web address itself, from this computer.",
    manner=Manner.WEB,
    rank=0,
    good=GOOD,
    bad=BAD,
)
