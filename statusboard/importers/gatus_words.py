"""What an endpoint of Gatus asks, in the words of our checks: how it asks, and what is wanted."""

from dataclasses import replace

from statusboard.domain.brought import FoundCheck
from statusboard.domain.manner import Manner
from statusboard.importers.addresses import Unaskable, host_in, question
from statusboard.importers.conditions import Said, codes_text
from statusboard.importers.tables import Table, one_line, plain


def of_name(dns: Table, server: str, said: Said) -> FoundCheck:
    """The question about a name. Raises Unaskable."""
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
    notes += unsaid_elsewhere(said)
    return config


def asked(url: str, said: Said) -> FoundCheck:
    """The question; where days of a certificate are spoken of, that of a certificate."""
    check = question(url)
    security = check.config.get("security")
    if check.manner is Manner.PORT and security and said.certificate_days is not None:
        return replace(check, manner=Manner.CERTIFICATE)
    return check


def _certificate(_table: Table, said: Said, notes: list[str]) -> dict[str, object]:
    config: dict[str, object] = {}
    if said.certificate_days is not None:
        config["warn_days"] = str(min(max(said.certificate_days, 1), 365))
        notes.append("With fewer days it counts as degraded here, and not as down.")
        said.certificate_days = None
    notes += unsaid_elsewhere(said)
    return config


def _health(table: Table, said: Said, notes: list[str]) -> dict[str, object]:
    # That it serves is what is asked anyway.
    said.lines = [line for line in said.lines if line != "text = SERVING"]
    return _plain_words(table, said, notes)


def unsaid_elsewhere(said: Said, *known: str) -> list[str]:
    """A sentence for each condition that this sort of check has no word for, but for `known`."""
    left = [line for line in said.lines if not line.startswith(("time ", *known))]
    if said.certificate_days is not None:
        left.append("[CERTIFICATE_EXPIRATION]")
    if said.status is not None:
        left.append("[STATUS]")
    return [
        f"“{one_line(line, 80)}” was left out: this sort of check has no such." for line in left
    ]


_CONTAINS = "text contains "


def _socket(table: Table, said: Said, notes: list[str]) -> dict[str, object]:
    config: dict[str, object] = {}
    if plain(table.get("body")):
        config["send"] = plain(table.get("body"))
    if said.body:
        config["expect"] = said.body
        said.lines = [line for line in said.lines if not line.startswith("text ")]
    for line in [line for line in said.lines if line.startswith(_CONTAINS)][:1]:
        # Its answer need only hold the text here.
        config.setdefault("expect", line.removeprefix(_CONTAINS))
        said.lines.remove(line)
    return config | _plain_words(table, said, notes)


# What each manner of asking makes of an endpoint and its conditions.
WORDS = {
    Manner.WEB: _web,
    Manner.SOCKET: _socket,
    Manner.PORT: _plain_words,
    Manner.ECHO: _plain_words,
    Manner.HEALTH: _health,
    Manner.CERTIFICATE: _certificate,
}
