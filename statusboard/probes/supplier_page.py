"""The supplier check: what a supplier's own status page says, to tell whether it is us or them."""

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.catalog.web_address import whole_address
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.fields import target_at
from statusboard.probes.web.masking import mask_url
from statusboard.probes.web.refusals import PORTS, url_problem

if TYPE_CHECKING:
    from statusboard.probes.sockets.answering import Finding

MOST_COMPONENTS = 50
SUMMARY, FEED = "/api/v2/summary.json", "/history.atom"
NOT_THERE = (404, 406, 410)


def _components_problem(value: object) -> str | None:
    lines = _lines(value)
    if len(lines) > MOST_COMPONENTS:
        return f"At most {MOST_COMPONENTS} components can be named."
    if any(len(line) > 200 for line in lines):
        return "A component’s name has at most 200 characters."
    return None


def _lines(value: object) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(value or "").splitlines() if line.strip())


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry what asks for that.
    from statusboard.catalog.echoes import Echoes
    from statusboard.domain.result import Reason
    from statusboard.probes.sockets.answering import told
    from statusboard.probes.sockets.document import fetched
    from statusboard.probes.sockets.supplier import from_feed, from_summary
    from statusboard.probes.web.failure import Failed
    from statusboard.probes.web.masking import secrets_of

    url = str(config["url"])
    wanted = _lines(config.get("components"))

    async def asking() -> "Finding":
        base = url.partition("?")[0].rstrip("/")
        is_feed = base.endswith((".atom", ".xml"))
        problem: Failed | None = None
        if not is_feed:
            at = url if base.endswith(".json") else f"{base}{SUMMARY}"
            document = await fetched(context, at, accept="application/json")
            _refuse_trouble(document.code)
            try:
                if document.code not in NOT_THERE:
                    return from_summary(document, wanted)
            except Failed as failed:
                if failed.reason is not Reason.PROTOCOL or base.endswith(".json"):
                    raise
                problem = failed
        document = await fetched(
            context, url if is_feed else f"{base}{FEED}", accept="application/atom+xml"
        )
        _refuse_trouble(document.code)
        if document.code in NOT_THERE:
            detail = "neither a summary (Statuspage) nor a feed (Atom) is there"
            raise problem or Failed(Reason.PROTOCOL, detail)
        return await context.connections.work_out(lambda: from_feed(document, wanted))

    secrets = Echoes.of(secrets_of(url, {}))
    return await told(context, asking, source="the supplier’s status page", secrets=secrets)


def _refuse_trouble(code: int) -> None:
    from statusboard.domain.result import Reason
    from statusboard.probes.web.failure import Failed

    if code == 429:
        raise Failed(Reason.RATE_LIMITED, "the supplier’s page wants to be asked less often (429)")
    if code != 200 and code not in NOT_THERE:
        raise Failed(Reason.STATUS_CODE, f"it answers with the status {code}")


def _target(config: Config) -> str | None:
    try:
        parts = urlsplit(str(config.get("url") or ""))
        return target_at(parts.hostname or "", parts.port or PORTS.get(parts.scheme))
    except ValueError:
        return None


def _describe(config: Config) -> str:
    place = mask_url(str(config.get("url") or "")).partition("://")[2].rstrip("/")
    named = _lines(config.get("components"))
    about = f": {', '.join(named[:3])}" + (" …" if len(named) > 3 else "") if named else ""
    return f"Status page {place}{about}".strip()


DECLARATION = CheckKind(
    key="supplier_page",
    label="Supplier’s status page",
    icon="truck",
    fields=(
        FieldSpec(
            "url",
            FieldKind.URL,
            "Address of the page",
            help="Such as https://status.supplier.example. Its summary is read (Statuspage, "
            "version 2), or where there is none its feed (Atom), which says less.",
            required=True,
            tidy=whole_address,
            check=url_problem,
        ),
        FieldSpec(
            "components",
            FieldKind.LINES,
            "Components",
            help="What of it you depend on, one in a line, by the name on the page. Left empty, "
            "the whole page counts. Planned work of theirs counts as up.",
            check=_components_problem,
            example="API",
        ),
    ),
    probe=_probe,
    describe=_describe,
    target=_target,
    aimed_at=lambda host, port: {"url": f"http://{host}:{port}/"},
    offer="Watch a supplier",
    summary="What a supplier’s own status page says, to tell whether it is us or them.",
    default_interval=timedelta(minutes=2),
    shortest_interval=timedelta(seconds=30),
    is_source=True,
    rank=35,
    good=(
        Example({"url": "https://status.supplier.example"}),
        Example(
            {"url": "https://status.supplier.example/history.atom", "components": "API\nWebhooks"}
        ),
    ),
    bad=(
        Example({}, "url"),
        Example({"url": "status page"}, "url"),
        Example({"url": "ftp://status.supplier.example"}, "url"),
        Example({"url": "https://status.supplier.example", "components": "a\n" * 51}, "components"),
        Example({"url": "https://status.supplier.example", "components": "a" * 201}, "components"),
    ),
)
