"""Gatus' configuration: endpoints with their conditions, from one file or a folder of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from statusboard.domain.brought import Found, FoundCheck, FoundService, FoundWork, Note
from statusboard.domain.manner import Manner
from statusboard.errors import RuleBroken
from statusboard.importers.addresses import Unaskable, host_in
from statusboard.importers.base import ImporterKind
from statusboard.importers.beats import beat, length_of
from statusboard.importers.conditions import read_conditions
from statusboard.importers.gatus_words import WORDS, asked, of_name, unsaid_elsewhere
from statusboard.importers.gatus_work import work_of_all, works_of_one
from statusboard.importers.source import Source
from statusboard.importers.tables import Table, one_line
from statusboard.importers.variables import Variables
from statusboard.importers.yaml_text import parse_yaml

_ENDINGS = (".yml", ".yaml")
# What is in such a file beside services, and where the same is said here.
_ELSEWHERE = {
    "alerting": "Who is told is chosen among the channels.",
    "suites": "A row of questions that build on each other is not asked here.",
    "announcements": "What was announced is written anew, where it still matters.",
    "remote": "Other installations are brought along one by one.",
    "connectivity": "Whether this computer itself is cut off is watched without being told.",
}


def _is_this(source: Source) -> bool:
    some = source.ending_in(*_ENDINGS)[:50]
    try:
        return any(_is_file(one) for name in some for one in _inside(source.table(name), name))
    except RuleBroken:
        return False


def _inside(document: object, name: str) -> Iterator[Table]:
    """The configuration; of a ConfigMap, as clusters have it, those that it holds as texts."""
    if not isinstance(document, Table):
        return
    if document.text("kind") != "ConfigMap":
        yield document
        return
    for key, text in document.table("data").items():
        if isinstance(text, str) and key.lower().endswith(_ENDINGS):
            found = parse_yaml(text, f"{name}, {one_line(key, 40)}")
            if isinstance(found, Table):
                yield found


def _is_file(table: Table) -> bool:
    return any(
        isinstance(table.get(key), list) and next(iter(table.tables(key)), None) is not None
        for key in ("endpoints", "services", "external-endpoints")
    )


def _read(source: Source) -> Found:
    services: list[FoundService] = []
    works: list[FoundWork] = []
    notes: list[Note] = []
    documents = (
        (name, one)
        for name in source.ending_in(*_ENDINGS)
        for one in _inside(source.document(name), name)
    )
    for file, document in documents:
        at = f"{file}, " if source.is_folder else ""
        for key, words in _ELSEWHERE.items():
            if document.get(key):
                notes.append(Note(f"{at}{key}", words))
        reader = _Endpoints(Variables(source.environ), at)
        own: list[FoundService] = []
        for key, read in _READ_AS:
            for table in document.tables(key):
                own.append(read(reader, table))
                works += works_of_one(table, own[-1], at) if own[-1].name else ()
        works += work_of_all(document.table("maintenance"), own, at)
        services += own
        notes += reader.notes
    named = tuple(one for one in services if one.name)
    return Found(named, works=tuple(works), notes=tuple(notes))


class _Endpoints:
    """Turns endpoints into services."""

    def __init__(self, variables: Variables, at: str) -> None:
        self._variables = variables
        self._at = at
        self.notes: list[Note] = []

    def service(self, table: Table) -> FoundService:
        """The service that an endpoint is; without checks, and with the reason, where it is none.

        One without a name is noted, and comes back without one.
        """
        found = self._named(table)
        if not found.name:
            return found
        table = self._variables.filled(table)
        try:
            checks, notes = self._checks(table)
        except Unaskable as why:
            return replace(found, notes=(f"It cannot be asked: {why}.",))
        return replace(found, checks=checks, notes=tuple(notes))

    def _named(self, table: Table) -> FoundService:
        where = f"{self._at}{table.where}"
        name, group = one_line(table.text("name")), one_line(table.text("group"))
        if name:
            return FoundService(f"{group}/{name}", name, group, where=where)
        self.notes.append(Note(where, "An endpoint without a name was left out."))
        return FoundService("", "")

    def told(self, table: Table) -> FoundService:
        """The service that an external endpoint is: it reports by itself. Nameless ones as above.

        One that does not say how often has nothing that could be late.
        """
        found = self._named(table)
        if not found.name:
            return found
        notes: list[str] = []
        every = length_of(table.table("heartbeat").text("interval"), "heartbeat.interval", notes)
        if not every:
            words = "It does not say how often it reports. Add a heartbeat for it here."
            return replace(found, notes=(words,))
        check = beat(every, notes, enabled=table.flag("enabled", default=True))
        return replace(found, checks=(check,), notes=tuple(notes))

    def _checks(self, table: Table) -> tuple[tuple[FoundCheck, ...], list[str]]:
        url = table.text("url")
        self._variables.refuse(url)
        said = read_conditions(table.texts("conditions"))
        notes = [f"“{one_line(text, 80)}” was left out: {why}." for text, why in said.unsaid]
        notes += _more_notes(table)
        dns = table.table("dns")
        check = of_name(dns, url, said) if dns else asked(url, said)
        if dns:
            notes += unsaid_elsewhere(said, "text = ", "size > 0")
        else:
            config = dict(check.config)
            config |= WORDS[check.manner](table, said, notes) if check.manner in WORDS else {}
            if check.manner not in WORDS:
                notes += unsaid_elsewhere(said)
            check = replace(check, config=config)
        checks = [_timed(check, table, notes)]
        if said.domain_days is not None:
            domain = host_in(url).removeprefix("www.")
            config = {"domain": domain, "warn_days": str(min(said.domain_days, 365))}
            checks.append(FoundCheck(Manner.REGISTRATION, config, interval=timedelta(days=1)))
            notes.append(f"The end of the registration is asked of {domain}; mend it where needed.")
        # What is asked with a variable in the place of its value fails for that reason alone.
        checked = tuple(
            replace(one, enabled=False) if self._variables.note(one.config, notes) else one
            for one in checks
        )
        return checked, notes


_READ_AS: tuple[tuple[str, Callable[[_Endpoints, Table], FoundService]], ...] = (
    ("endpoints", _Endpoints.service),
    ("services", _Endpoints.service),
    ("external-endpoints", _Endpoints.told),
)


def _more_notes(table: Table) -> Iterator[str]:
    for key, words in (
        ("store", "What it stores for other questions was left out."),
        ("ssh", "Its sign-in by SSH was left out: only that a server greets is asked."),
    ):
        if table.get(key):
            yield words
    client = table.table("client")
    for key in ("tls", "tunnel", "dns-resolver", "identity-aware-proxy"):
        if client.get(key):
            yield f"“client.{key}” was left out."


def _timed(check: FoundCheck, table: Table, notes: list[str]) -> FoundCheck:
    return replace(
        check,
        interval=length_of(table.text("interval"), "interval", notes) or timedelta(minutes=1),
        deadline=length_of(table.table("client").text("timeout"), "client.timeout", notes)
        or timedelta(seconds=10),
        # What is told to nobody has no threshold of its own there: ours holds.
        fail_after=_least(table, "failure-threshold", 3 if table.get("alerts") else 2),
        recover_after=_least(table, "success-threshold", 2),
        enabled=table.flag("enabled", default=True),
    )


def _least(table: Table, key: str, usual: int) -> int:
    given = (one.whole(key) for one in table.tables("alerts"))
    return min((count for count in given if count), default=usual)


DECLARATION = ImporterKind(
    key="gatus",
    label="Gatus",
    icon="shield-check",
    summary="Its configuration, a file or a folder: endpoints and what they have to answer.",
    is_this=_is_this,
    read=_read,
    endings=_ENDINGS,
    rank=20,
)
