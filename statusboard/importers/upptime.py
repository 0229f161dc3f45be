"""Upptime: its sites, and what its history says of each."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from statusboard.domain.brought import (
    Found,
    FoundCheck,
    FoundHistory,
    FoundHour,
    FoundService,
    FoundStretch,
    Note,
)
from statusboard.domain.manner import Manner
from statusboard.domain.status import ComponentStatus
from statusboard.importers.addresses import Unaskable, host_in, question
from statusboard.importers.base import ImporterKind
from statusboard.importers.source import Source
from statusboard.importers.tables import Table, one_line
from statusboard.importers.times import instant
from statusboard.importers.variables import Variables

_FILES = (".upptimerc.yml", ".upptimerc.yaml", "upptimerc.yml")
_DAY = timedelta(days=1)
_MINUTE_US = 60_000_000
_LEFT_OUT = {
    "notifications": "Who is told is chosen among the channels.",
    "status-website": "The page is set up here.",
    "assignees": "Who works here is told among the people.",
}


def _file(source: Source) -> str:
    return next((name for name in source.names if name.rpartition("/")[2] in _FILES), "")


def _is_this(source: Source) -> bool:
    if _file(source):
        return True
    if source.is_folder:
        return False
    table = source.table(source.names[0])
    return isinstance(table.get("sites"), list) and bool(
        {"owner", "repo", "status-website"} & table.keys()
    )


def _read(source: Source) -> Found:
    name = _file(source) or source.names[0]
    document = source.document(name)
    table = document if isinstance(document, Table) else Table()
    variables = Variables(source.environ)
    services = tuple(
        _service(variables.filled(site), variables, number)
        for number, site in enumerate(table.tables("sites"), 1)
    )
    notes = [Note(key, words) for key, words in _LEFT_OUT.items() if table.get(key)]
    summary = _summary(source)
    if summary:
        words = (
            "Of days that are over, the source keeps only for how many minutes each service was "
            "down. They stand at the beginning of the day; which minutes they were is not known."
        )
        notes.append(Note(summary, words))
    return Found(services, notes=tuple(notes), has_history=bool(summary))


def _service(site: Table, variables: Variables, number: int) -> FoundService:
    name = one_line(site.text("name")) or f"Site {number}"
    notes: list[str] = []
    checks: tuple[FoundCheck, ...] = ()
    try:
        checks = (_check(site, variables, notes),)
    except Unaskable as why:
        notes.append(f"It cannot be asked: {why}.")
    return FoundService(_slug(site), name, "", "", checks, site.where, tuple(notes))


def _check(site: Table, variables: Variables, notes: list[str]) -> FoundCheck:
    url, sort = site.text("url"), site.text("check").lower()
    variables.refuse(url)
    if not url:
        raise Unaskable("it has no address")
    config: dict[str, object]
    if sort == "tcp-ping":
        port = site.whole("port")
        if port is None:
            raise Unaskable("it names no port")
        config = {"host": host_in(url) or url, "port": port} | _family(site)
        return FoundCheck(Manner.PORT, config, timedelta(minutes=5))
    if sort == "ws":
        return FoundCheck(Manner.SOCKET, {"url": url}, timedelta(minutes=5))
    if sort == "ssl":
        config = {"host": host_in(url) or url, "port": site.whole("port") or 443}
        return FoundCheck(Manner.CERTIFICATE, config, timedelta(minutes=5))
    if sort not in ("", "http"):
        raise Unaskable(f"nothing here asks as “{one_line(sort, 20)}” does")
    asked = question(url)
    if asked.manner is not Manner.WEB:
        return asked
    config = {**asked.config, **_web(site, notes)}
    check = FoundCheck(Manner.WEB, config, timedelta(minutes=5))
    if variables.note(config, notes):
        check = FoundCheck(Manner.WEB, config, timedelta(minutes=5), enabled=False)
    return check


def _web(site: Table, notes: list[str]) -> dict[str, object]:
    config: dict[str, object] = {}
    method = site.text("method").upper()
    if method and method != "GET":
        config["method"] = method
    codes = [code for code in site.texts("expectedStatusCodes") if re.fullmatch(r"\d{3}", code)]
    # What Upptime takes as good where nothing is said: whatever is below 400.
    config["expect_status"] = ",".join(codes) or "200-399"
    headers = (line.partition(":") for line in site.texts("headers"))
    named = {name.strip(): text.strip() for name, _, text in headers if text.strip()}
    if named:
        config["headers"] = named
    if site.text("body"):
        config["body"] = site.text("body")
    slow = site.whole("maxResponseTime")
    if slow is not None and slow > 0:
        config["slow_after"] = f"{slow}ms"
    return config | _connection(site, notes)


def _connection(site: Table, notes: list[str]) -> dict[str, object]:
    config: dict[str, object] = {}
    hops = site.whole("maxRedirects")
    if hops == 0:
        config["follow_redirects"] = False
    elif hops is not None and 0 < hops < 20:
        config["most_redirects"] = hops
    if site.flag("__dangerous__insecure") or site.flag("__dangerous__disable_verify_peer"):
        config["verify_tls"] = False
    if site.text("__dangerous__body_down"):
        config["expect_text_absent"] = site.text("__dangerous__body_down")
    if site.text("__dangerous__body_down_if_text_missing"):
        config["expect_text"] = site.text("__dangerous__body_down_if_text_missing")
    worse = (
        ("lacks", site.text("__dangerous__body_degraded")),
        ("contains", site.text("__dangerous__body_degraded_if_text_missing")),
    )
    lines = [f"text {how} {text}" for how, text in worse if text and "\n" not in text]
    if lines:
        config["degraded_unless"] = "\n".join(lines)
    if len(lines) < sum(bool(text) for _, text in worse):
        notes.append("A text of several lines that makes it degraded was left out.")
    return config | _family(site)


def _family(site: Table) -> dict[str, object]:
    return {"ip_version": "6"} if site.flag("ipv6") else {}


def _slug(site: Table) -> str:
    given = site.text("slug") or site.text("name") or site.text("url")
    return re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-") or "site"


def _summary(source: Source) -> str:
    return next((name for name in source.names if name.endswith("history/summary.json")), "")


def _history(source: Source) -> Iterator[FoundHistory]:
    name = _summary(source)
    found = source.document(name) if name else []
    rows = [one for one in found if isinstance(one, Table)] if isinstance(found, list) else []
    for row in rows:
        key = re.sub(r"[^a-z0-9]+", "-", row.text("slug").lower()).strip("-")
        started = _started(source, name, row.text("slug"))
        if key and started is not None:
            yield _days(key, row, *started)


def _started(source: Source, summary: str, slug: str) -> tuple[datetime, datetime] | None:
    """From when to when a site was watched, from the file that is its newest answer."""
    file = f"{summary.rpartition('/')[0]}/{slug}.yml"
    if file not in source.names:
        return None
    table = source.table(file)
    first, last = instant(table.text("startTime")), instant(table.text("lastUpdated"))
    return None if first is None or last is None or first[0] >= last[0] else (first[0], last[0])


def _days(key: str, row: Table, first: datetime, last: datetime) -> FoundHistory:
    """Day by day: down for as many minutes as it is said, and up for the rest of it."""
    down = {
        day: minutes
        for day, minutes in row.table("dailyMinutesDown").items()
        if isinstance(minutes, int | float) and not isinstance(minutes, bool) and minutes > 0
    }
    stretches: list[FoundStretch] = []
    at_us = _us(first)
    for text, minutes in sorted(down.items()):
        day = instant(text)
        if day is None or not first - _DAY < day[0] < last:
            continue
        start_us = max(_us(day[0]), at_us)
        day_end_us = min(_us(day[0] + _DAY), _us(last))
        stop_us = min(start_us + round(min(minutes, 1_440) * _MINUTE_US), day_end_us)
        if stop_us <= start_us:
            continue
        if start_us > at_us:
            stretches.append(FoundStretch(at_us, start_us, ComponentStatus.OPERATIONAL))
        stretches.append(FoundStretch(start_us, stop_us, ComponentStatus.MAJOR_OUTAGE))
        at_us = stop_us
    if at_us < _us(last):
        stretches.append(FoundStretch(at_us, _us(last), ComponentStatus.OPERATIONAL))
    return FoundHistory(key, tuple(stretches), tuple[FoundHour]())


def _us(at: datetime) -> int:
    return round(at.astimezone(UTC).timestamp()) * 1_000_000


DECLARATION = ImporterKind(
    key="upptime",
    label="Upptime",
    icon="history",
    summary="Its repository: sites from .upptimerc.yml, and for how long each was down on a day.",
    is_this=_is_this,
    read=_read,
    history=_history,
    endings=(".yml", ".yaml"),
    rank=15,
)
