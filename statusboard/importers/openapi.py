"""OpenAPI: from the description of an interface, the routes that tell how it is."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from statusboard.domain.brought import Found, FoundCheck, FoundService, Note
from statusboard.domain.manner import Manner
from statusboard.importers.addresses import key_of
from statusboard.importers.base import ImporterKind
from statusboard.importers.source import Source
from statusboard.importers.tables import Table, one_line

_ENDINGS = (".json", ".yml", ".yaml")
_HEALTH = re.compile(
    r"(?:^|[/_-])(health(?:z|check|y)?|livez?|liveness|readyz?|readiness|ping|status|heartbeat|up)"
    r"(?:$|[/_.-])",
    re.IGNORECASE,
)
_MOST_ROUTES = 20


def _is_this(source: Source) -> bool:
    return not source.is_folder and _is_file(source.table(source.names[0]))


def _is_file(table: Table) -> bool:
    is_told = bool(table.text("openapi") or table.text("swagger"))
    return is_told and isinstance(table.get("paths"), Table)


def _read(source: Source) -> Found:
    table = source.table(source.names[0])
    title = one_line(table.table("info").text("title"), 60) or "API"
    base = _base(table)
    if not base:
        words = "It names no server with a whole address, so nothing of it can be asked."
        return Found(notes=(Note("servers", words),))
    routes = list(_routes(table.table("paths")))
    notes = []
    if not routes:
        words = "No route of it tells how it is. Its address itself is proposed: look at it."
        notes.append(Note("paths", words))
        routes = [("", "")]
    services = tuple(
        _service(title, base, path, summary, len(routes)) for path, summary in routes[:_MOST_ROUTES]
    )
    if len(routes) > _MOST_ROUTES:
        words = (
            f"Of {len(routes)} routes that tell how it is, the first {_MOST_ROUTES} are proposed."
        )
        notes.append(Note("paths", words))
    return Found(services, notes=tuple(notes))


def _base(table: Table) -> str:
    for server in table.tables("servers"):
        url = server.text("url")
        for name, variable in server.table("variables").items():
            if isinstance(variable, Table):
                url = url.replace(f"{{{name}}}", variable.text("default"))
        if _is_whole(url):
            return url.rstrip("/")
    host = table.text("host")
    scheme = "https" if "https" in table.texts("schemes") or not table.texts("schemes") else "http"
    url = f"{scheme}://{host}{table.text('basePath')}".rstrip("/")
    return url if host and _is_whole(url) else ""


def _is_whole(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "{" not in url


def _routes(paths: Table) -> Iterator[tuple[str, str]]:
    """The routes that tell how it is, and can be asked without knowing more."""
    for path, told in paths.items():
        if not isinstance(told, Table) or "{" in path or not _HEALTH.search(path):
            continue
        get = told.table("get")
        needs = any(one.flag("required") for one in get.tables("parameters"))
        if "get" in told and not needs:
            yield path, get.text("summary")


def _service(title: str, base: str, path: str, summary: str, count: int) -> FoundService:
    url = urljoin(f"{base}/", path.lstrip("/")) if path else f"{base}/"
    name = one_line(f"{title} {path}" if count > 1 and path else title)
    return FoundService(
        f"{key_of(base)} {path}"[:500],
        name,
        "",
        summary,
        (FoundCheck(Manner.WEB, {"url": url}),),
        f"paths {one_line(path, 60)}" if path else "servers",
        ("It is a proposal: look whether this route says how the service is.",),
    )


DECLARATION = ImporterKind(
    key="openapi",
    label="OpenAPI",
    icon="plug",
    summary="The description of an interface: the routes that tell how it is are proposed.",
    is_this=_is_this,
    read=_read,
    endings=_ENDINGS,
    rank=18,
)
