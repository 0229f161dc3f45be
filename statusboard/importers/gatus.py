"""Gatus' configuration: endpoints with their conditions, from one file or a folder of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from statusboard.catalog.durations import parse_duration
from statusboard.domain.brought import Found, FoundCheck, FoundService, Note
from statusboard.domain.manner import Manner
from statusboard.errors import RuleBroken
from statusboard.importers.addresses import Unaskable, host_in, question
from statusboard.importers.base import ImporterKind
from statusboard.importers.beats import beat
from statusboard.importers.conditions import Said, codes_text, read_conditions
from statusboard.importers.source import Source
from statusboard.importers.tables import Table, one_line, plain
from statusboard.importers.variables import Variables
from statusboard.importers.yaml_text import parse_yaml

_ENDINGS = (".yml", ".yaml")
# What is in such a file beside services, and where the same is said here.
_ELSEWHERE = {
    "alerting": "Who is told is chosen among the channels.",
    "suites": "A row of questions that build on each other is not asked here.",
    "announcements": "What was announced is written anew, where it still matters.",
    "maintenance": "Planned work has a calendar of its own.",
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
        for key in ("endpoints", "services"):
            services += (reader.service(table) for table in document.tables(key))
        services += (reader.told(table) for table in document.tables("external-endpoints"))
        notes += reader.notes
    return Found(tuple(one for one in services if one.name), notes=tuple(notes))


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
        where = f"{self._at}{table.where}"
        name, group = one_line(table.text("name")), one_line(table.text("group"))
        if not name:
            self.notes.append(Note(where, "An endpoint without a name was left out."))
            return FoundService("", "")
        table = self._variables.filled(table)
        found = FoundService(f"{group}/{name}", name, group, where=where)
        try:
            checks, notes = self._checks(table)
        except Unaskable as why:
            return replace(found, notes=(f"It cannot be asked: {why}.",))
        return replace(found, checks=checks, notes=tuple(notes))

    def told(self, table: Table) -> FoundService:
        """The service that an external endpoint is: it reports by itself. Nameless ones as above.

        One that does not say how often has nothing that could be late.
        """
        where = f"{self._at}{table.where}"
        name, group = one_line(table.text("name")), one_line(table.text("group"))
        if not name:
            self.notes.append(Note(where, "An endpoint without a name was left out."))
            return FoundService("", "")
        found = FoundService(f"{group}/{name}", name, group, where=where)
        notes: list[str] = []
        every = _length(table.table("heartbeat").text("interval"), "heartbeat.interval", notes)
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
        check = _of_name(dns, url, said) if dns else question(url)
        if not dns:
            config = dict(check.config)
            config |= _WORDS[check.manner](table, said, notes) if check.manner in _WORDS else {}
            if check.manner not in _WORDS:
                notes += _unsaid_elsewhere(said)
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


def _more_notes(table: Table) -> Iterator[str]:
    for key, words in (
        ("maintenance-windows", "Its maintenance windows were left out: plan them here."),
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
        interval=_length(table.text("interval"), "interval", notes) or timedelta(minutes=1),
        deadline=_length(table.table("client").text("timeout"), "client.timeout", notes)
        or timedelta(seconds=10),
        # What is told to nobody has no threshold of its own there: ours holds.
        fail_after=_least(table, "failure-threshold", 3 if table.get("alerts") else 2),
        recover_after=_least(table, "success-threshold", 2),
        enabled=table.flag("enabled", default=True),
    )


def _least(table: Table, key: str, usual: int) -> int:
    given = (one.whole(key) for one in table.tables("alerts"))
    return min((count for count in given if count), default=usual)


def _length(text: str, key: str, notes: list[str]) -> timedelta | None:
    if not text:
        return None
    try:
        return parse_duration(text)
    except ValueError:
        notes.append(f"“{key}” is no time that is understood; the usual one is taken.")
        return None


def _of_name(dns: Table, server: str, said: Said) -> FoundCheck:
    config: dict[str, object] = {
        "name": dns.text("query-name").rstrip("."),
        "type": dns.text("query-type").upper() or "A",
        "server": host_in(server.removeprefix("dns://")) or server,
    }
    if said.rcode == "NXDOMAIN":
        config["expect_name"] = "not found"
    elif said.rcode not in ("", "NOERROR"):
        raise Unaskable("only NOERROR and NXDOMAIN can be wanted of a name server")
    if said.body:
        config["expect"] = said.body
    if said.time_ms:
        config["slow_after"] = f"{said.time_ms}ms"
    return FoundCheck(Manner.NAME, config)


def _web(table: Table, said: Said, notes: list[str]) -> dict[str, object]:
    config: dict[str, object] = {}
    method = table.text("method").upper()
    body = plain(table.get("body")) if isinstance(table.get("body"), str) else ""
    headers = {key: plain(value) for key, value in table.table("headers").items() if plain(value)}
    if table.flag("graphql") and body:
        import json

        body, method = json.dumps({"query": body}), method or "POST"
        headers.setdefault("Content-Type", "application/json")
    if method and method != "GET":
        config["method"] = method
    if body:
        config["body"] = body
    if headers:
        config["headers"] = headers
    if said.status is not None:
        config["expect_status"] = codes_text(said.status)
    else:
        # Gatus takes any answer where nothing of its status is said.
        config["expect_status"] = "100-599"
        if not said.connects:
            notes.append("No condition speaks of the status, so that any will do.")
    if said.certificate_days is not None:
        said.lines.append(f"certificate > {said.certificate_days} days")
    if said.lines:
        config["down_unless"] = "\n".join(said.lines)
    return config | _client(table.table("client"))


def _client(client: Table) -> dict[str, object]:
    config: dict[str, object] = {}
    if client.flag("insecure"):
        config["verify_tls"] = False
    if client.flag("ignore-redirect"):
        config["follow_redirects"] = False
    if client.text("proxy-url"):
        config |= {"proxy": "own", "proxy_url": client.text("proxy-url")}
    oauth = client.table("oauth2")
    if oauth:
        config |= {
            "sign_in": "oauth2",
            "token_url": oauth.text("token-url"),
            "client_id": oauth.text("client-id"),
            "client_secret": oauth.text("client-secret"),
        }
        if oauth.texts("scopes"):
            config["scope"] = " ".join(oauth.texts("scopes"))
    network = client.text("network")
    if network in ("ip4", "ip6"):
        config["ip_version"] = network[-1]
    return config


def _plain_words(_table: Table, said: Said, notes: list[str]) -> dict[str, object]:
    config: dict[str, object] = {}
    if said.time_ms:
        config["slow_after"] = f"{said.time_ms}ms"
        notes.append("A slow answer counts as degraded here, and not as down.")
    notes += _unsaid_elsewhere(said)
    return config


def _unsaid_elsewhere(said: Said) -> list[str]:
    left = [line for line in said.lines if not line.startswith("time ")]
    if said.status is not None:
        left.append("[STATUS]")
    return [
        f"“{one_line(line, 80)}” was left out: this sort of check has no such." for line in left
    ]


def _socket(table: Table, said: Said, notes: list[str]) -> dict[str, object]:
    config: dict[str, object] = {}
    if plain(table.get("body")):
        config["send"] = plain(table.get("body"))
    if said.body:
        config["expect"] = said.body
        said.lines = [line for line in said.lines if not line.startswith("text ")]
    return config | _plain_words(table, said, notes)


_WORDS = {
    Manner.WEB: _web,
    Manner.SOCKET: _socket,
    Manner.PORT: _plain_words,
    Manner.ECHO: _plain_words,
    Manner.HEALTH: _plain_words,
}

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
