"""What a monitor of Uptime Kuma asks, in the words of our checks."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from statusboard.domain.brought import FoundCheck
from statusboard.domain.manner import Manner
from statusboard.importers.addresses import Unaskable, host_in, parts_of
from statusboard.importers.beats import beat
from statusboard.importers.tables import Table, one_line, plain

_WAY = re.compile(r"\$?\.?[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*|\[[0-9]{1,6}\])*")
_SIGNS = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "contains": "contains"}
_PEM = "-----BEGIN "
_LEFT_OUT = {
    "proxyid": "Its proxy was left out.",
    "tlsca": "Its own authority was left out.",
    "tlscert": "Its client certificate was left out.",
    "remotebrowser": "Its browser was left out.",
}


@dataclass(frozen=True, slots=True)
class Monitor:
    """A row of the table, whichever form of the file it came from."""

    row: Table

    @property
    def number(self) -> int:
        """Its id there; 0 where it has none."""
        return self.row.whole("id") or 0

    @property
    def name(self) -> str:
        """What it is called."""
        return one_line(self.row.text("name")) or f"Monitor {self.number}"

    @property
    def kind(self) -> str:
        """What sort of monitor it is, in the source's word."""
        return self.row.text("type").lower()

    @property
    def interval_s(self) -> int:
        """How often it is asked, in seconds."""
        return min(max(self.row.whole("interval") or 60, 1), 86_400)


def _web(monitor: Monitor, notes: list[str]) -> list[FoundCheck]:
    row = monitor.row
    url = row.text("url")
    if not url or url in ("https://", "http://"):
        raise Unaskable("it has no address")
    config: dict[str, object] = {"url": url}
    config |= _request(row, notes) | _answer(row) | _sign_in(row)
    if row.flag("expirynotification") and url.lower().startswith("https:"):
        config["certificate_days"] = "21, 14, 7"
    shown = ("tlsca", "tlscert") if row.text("authmethod").lower() == "mtls" else ()
    for key, words in _LEFT_OUT.items():
        if row.text(key) and key not in shown:
            notes.append(words)
    return [FoundCheck(Manner.WEB, config)]


def _request(row: Table, notes: list[str]) -> dict[str, object]:
    config: dict[str, object] = {}
    method = row.text("method").upper()
    if method and method != "GET":
        config["method"] = method
    if row.text("body"):
        config["body"] = row.text("body")
    headers = _headers(row.get("headers"), notes)
    if headers:
        config["headers"] = headers
    if row.flag("ignoretls"):
        config["verify_tls"] = False
    family = row.text("ipfamily").lower()
    if family in ("ipv4", "ipv6"):
        config["ip_version"] = family[-1]
    hops = row.whole("maxredirects")
    if hops == 0:
        config["follow_redirects"] = False
    elif hops is not None and 0 < hops < 20:
        config["most_redirects"] = hops
    return config


def _answer(row: Table) -> dict[str, object]:
    statuses = [one for one in row.texts("acceptedstatuscodes") if re.fullmatch(r"[0-9-]+", one)]
    return {"expect_status": ",".join(statuses)} if statuses else {}


def _headers(value: object, notes: list[str]) -> dict[str, str]:
    if not value:
        return {}
    try:
        found = json.loads(str(value))
        return {str(name): plain(text) for name, text in dict(found).items() if plain(text)}
    except (ValueError, TypeError, RecursionError):
        notes.append("Its headers are not understood, and were left out.")
        return {}


def _sign_in(row: Table) -> dict[str, object]:
    method = row.text("authmethod").lower()
    user = row.text("basicauthuser")
    if method in ("", "basic") and user:
        return {"sign_in": "basic", "user": user, "password": row.text("basicauthpass")}
    if method == "oauth2-cc":
        return {
            "sign_in": "oauth2",
            "token_url": row.text("oauthtokenurl"),
            "client_id": row.text("oauthclientid"),
            "client_secret": row.text("oauthclientsecret"),
            "scope": row.text("oauthscopes"),
        }
    if method == "mtls":
        return _certificates(row)
    if method not in ("", "null", "none", "basic"):
        raise Unaskable(f"nothing here signs in with {one_line(method, 20)}")
    return {}


def _certificates(row: Table) -> dict[str, object]:
    """The client certificate with its key, and the authority; as texts, and never as a path."""
    own, key, authority = row.text("tlscert"), row.text("tlskey"), row.text("tlsca")
    if not (own.startswith(_PEM) and key.startswith(_PEM)):
        raise Unaskable("its client certificate is not there in PEM form")
    config: dict[str, object] = {"client_certificate": f"{own}\n{key}"}
    return config | ({"authority": authority} if authority.startswith(_PEM) else {})


def _keyword(monitor: Monitor, notes: list[str]) -> list[FoundCheck]:
    [check] = _web(monitor, notes)
    field = "expect_text_absent" if monitor.row.flag("invertkeyword") else "expect_text"
    word = monitor.row.text("keyword")
    if not word:
        raise Unaskable("it looks for no word")
    return [FoundCheck(check.manner, {**check.config, field: word})]


def _json_query(monitor: Monitor, notes: list[str]) -> list[FoundCheck]:
    [check] = _web(monitor, notes)
    way, wanted = monitor.row.text("jsonpath"), monitor.row.text("expectedvalue")
    sign = _SIGNS.get(monitor.row.text("jsonpathoperator") or "==")
    if not _WAY.fullmatch(way) or sign is None or "\n" in wanted:
        raise Unaskable("its query says more than a way to a value")
    path = "$." + way.removeprefix("$").removeprefix(".")
    line = f"json {path} {sign} {wanted}" if wanted else f"json {path} exists"
    return [FoundCheck(check.manner, {**check.config, "down_unless": line})]


def _host(monitor: Monitor) -> str:
    host = monitor.row.text("hostname")
    if not host:
        raise Unaskable("it names no host")
    return host


def _port(monitor: Monitor, _notes: list[str]) -> list[FoundCheck]:
    config: dict[str, object] = {"host": _host(monitor), "port": monitor.row.whole("port")}
    if config["port"] is None:
        raise Unaskable("it names no port")
    return [FoundCheck(Manner.PORT, config)]


def _echo(monitor: Monitor, _notes: list[str]) -> list[FoundCheck]:
    return [FoundCheck(Manner.ECHO, {"host": _host(monitor)})]


def _name(monitor: Monitor, notes: list[str]) -> list[FoundCheck]:
    row = monitor.row
    server = row.texts("dnsresolveserver")
    servers = [one.strip() for text in server for one in text.split(",") if one.strip()]
    config: dict[str, object] = {
        "name": _host(monitor).rstrip("."),
        "type": row.text("dnsresolvetype").upper() or "A",
    }
    if servers:
        config["server"] = servers[0]
        if row.whole("port") not in (None, 53):
            config["port"] = row.whole("port")
    if len(servers) > 1:
        notes.append("Only the first of its name servers is asked.")
    if row.text("conditions") not in ("", "[]"):
        notes.append("Its conditions were left out.")
    return [FoundCheck(Manner.NAME, config)]


def _health(monitor: Monitor, notes: list[str]) -> list[FoundCheck]:
    url = monitor.row.text("grpcurl")
    parts = parts_of(url if "://" in url else f"//{url}")
    secure = monitor.row.flag("grpcenabletls")
    host = parts.hostname or ""
    if not host:
        raise Unaskable("it names no host")
    notes.append("Its call was left out: the standard health service is asked.")
    port = parts.port or (443 if secure else 80)
    return [FoundCheck(Manner.HEALTH, {"host": host, "port": port, "tls": secure})]


def _socket(monitor: Monitor, _notes: list[str]) -> list[FoundCheck]:
    url = monitor.row.text("url")
    if not host_in(url):
        raise Unaskable("it has no address")
    return [FoundCheck(Manner.SOCKET, {"url": url})]


def _greeting(monitor: Monitor, _notes: list[str]) -> list[FoundCheck]:
    config: dict[str, object] = {"host": _host(monitor)}
    port = monitor.row.whole("port")
    if port is not None:
        config["port"] = port
    way = monitor.row.text("smtpsecurity").lower()
    if way in ("secure", "starttls"):
        config["security"] = "tls" if way == "secure" else "starttls"
    return [FoundCheck(Manner.GREETING, config)]


def _beat(monitor: Monitor, notes: list[str]) -> list[FoundCheck]:
    # So often, and so far apart, it forgives there.
    retries = min(max(monitor.row.whole("maxretries") or 0, 0), 1_000)
    pause_s = min(max(monitor.row.whole("retryinterval") or monitor.interval_s, 1), 86_400)
    grace = min(timedelta(seconds=retries * pause_s), timedelta(days=366))
    return [beat(timedelta(seconds=monitor.interval_s), notes, grace=grace)]


def _needs_access(_monitor: Monitor, _notes: list[str]) -> list[FoundCheck]:
    raise Unaskable("it signs in to a server; ask its port, or a health page beside it")


# By what the source calls a sort of monitor.
ASKED: dict[str, Callable[[Monitor, list[str]], list[FoundCheck]]] = {
    "http": _web,
    "keyword": _keyword,
    "json-query": _json_query,
    "port": _port,
    "ping": _echo,
    "tailscale-ping": _echo,
    "dns": _name,
    "grpc-keyword": _health,
    "websocket-upgrade": _socket,
    "smtp": _greeting,
    "push": _beat,
    "postgres": _needs_access,
    "mysql": _needs_access,
    "sqlserver": _needs_access,
    "mongodb": _needs_access,
    "redis": _needs_access,
}
