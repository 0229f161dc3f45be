"""What the modules of Prometheus' blackbox exporter ask, in the words of our checks.

Whatever a module says that has no word here is named in the report: it never goes away in silence.
"""

from collections.abc import Callable
from dataclasses import replace

from statusboard.domain.brought import FoundCheck
from statusboard.domain.manner import Manner
from statusboard.importers.addresses import Unaskable, parts_of, question
from statusboard.importers.tables import Table, plain

# What changes nothing of what is asked.
_OF_NO_CONCERN = frozenset(
    {"preferred_ip_protocol", "ip_protocol_fallback", "compression", "enable_http2", "enable_http3"}
)
_WEB = frozenset(
    {
        *("valid_status_codes", "method", "headers", "body", "fail_if_not_ssl", "basic_auth"),
        *("fail_if_body_not_matches_regexp", "bearer_token", "authorization", "proxy_url"),
        *("oauth2", "tls_config", "follow_redirects", "no_follow_redirects"),
    }
)
_NAMES = frozenset(
    {"query_name", "query_type", "transport_protocol", "valid_rcodes", "validate_answer_rrs"}
)


def _unknown(told: Table, known: frozenset[str], notes: list[str]) -> None:
    """Notes what a module says that has no word here."""
    tls = told.table("tls_config")
    left = [key for key in told if _says(told, key) and key not in known | _OF_NO_CONCERN]
    left += [f"tls_config.{key}" for key in tls if key != "insecure_skip_verify"]
    notes.extend(f"“{key}” was left out: there is nothing like it here." for key in left)


def _says(told: Table, key: str) -> bool:
    """Whether something is asked for by a key: what is switched off is not."""
    return bool(told.get(key)) and plain(told.get(key)).lower() not in ("false", "no", "off")


def _family(told: Table) -> dict[str, object]:
    """The sort of addresses, where no other one will do."""
    family = told.text("preferred_ip_protocol").lower()
    has_other = told.flag("ip_protocol_fallback", default=True)
    return {"ip_version": family[-1]} if family in ("ip4", "ip6") and not has_other else {}


def _web(target: str, module: Table, notes: list[str]) -> FoundCheck:
    told = module.table("http")
    asked = question(target if "://" in target else f"http://{target}")
    config = {**asked.config, **_asked(told), **_connection(told, notes), **_family(told)}
    lines = [f"text matches {text}" for text in told.texts("fail_if_body_not_matches_regexp")]
    if lines:
        config["down_unless"] = "\n".join(lines)
    if told.flag("fail_if_not_ssl"):
        config["url"] = str(config["url"]).replace("http://", "https://", 1)
        notes.append("It has to be encrypted, so it is asked over https.")
    _unknown(told, _WEB, notes)
    return FoundCheck(Manner.WEB, config)


def _asked(told: Table) -> dict[str, object]:
    """What is sent, and which status is expected."""
    config: dict[str, object] = {}
    codes = [text for text in told.texts("valid_status_codes") if text.isdecimal()]
    if codes:
        config["expect_status"] = ",".join(codes)
    if told.text("method").upper() not in ("", "GET"):
        config["method"] = told.text("method").upper()
    headers = {name: plain(text) for name, text in told.table("headers").items() if plain(text)}
    if headers:
        config["headers"] = headers
    if told.text("body"):
        config["body"] = told.text("body")
    return config


def _connection(told: Table, notes: list[str]) -> dict[str, object]:
    """How it signs in, and what it minds on the way."""
    config: dict[str, object] = {}
    auth = told.table("basic_auth")
    if auth:
        config |= {"sign_in": "basic", "user": auth.text("username")}
        config["password"] = auth.text("password")
    if told.text("bearer_token"):
        config |= {"sign_in": "bearer", "token": told.text("bearer_token")}
    if told.table("tls_config").flag("insecure_skip_verify"):
        config["verify_tls"] = False
    follows = told.flag("follow_redirects", default=True)
    if not follows or told.flag("no_follow_redirects"):
        config["follow_redirects"] = False
    if told.text("proxy_url"):
        config |= {"proxy": "own", "proxy_url": told.text("proxy_url")}
    return config | _sign_in(told, notes)


def _sign_in(told: Table, notes: list[str]) -> dict[str, object]:
    """How it signs in with a token, as newer modules say it."""
    given, oauth = told.table("authorization"), told.table("oauth2")
    if oauth:
        config: dict[str, object] = {
            "sign_in": "oauth2",
            "token_url": oauth.text("token_url"),
            "client_id": oauth.text("client_id"),
            "client_secret": oauth.text("client_secret"),
        }
        scopes = " ".join(oauth.texts("scopes"))
        return config | ({"scope": scopes} if scopes else {})
    if given.text("credentials") and given.text("type").lower() in ("", "bearer"):
        return {"sign_in": "bearer", "token": given.text("credentials")}
    if given:
        notes.append("“authorization” was left out: there is nothing like it here.")
    return {}


def port_of(target: str, module: Table, notes: list[str]) -> FoundCheck:
    """The question about a port. Raises Unaskable where none is named."""
    parts = parts_of(target if "://" in target else f"//{target}")
    if not parts.hostname or parts.port is None:
        raise Unaskable("the address names no port")
    config: dict[str, object] = {"host": parts.hostname, "port": parts.port}
    told = module.table("tcp")
    if told.flag("tls"):
        config["security"] = "tls"
    if told.table("tls_config").flag("insecure_skip_verify"):
        config["verify_tls"] = False
    if told.get("query_response"):
        notes.append("What is said and answered was left out.")
    _unknown(told, frozenset({"tls", "tls_config", "query_response"}), notes)
    return FoundCheck(Manner.PORT, config | _family(told))


def _echo(target: str, module: Table, notes: list[str]) -> FoundCheck:
    told = module.table("icmp")
    _unknown(told, frozenset(), notes)
    return FoundCheck(Manner.ECHO, {"host": target} | _family(told))


def _name(target: str, module: Table, notes: list[str]) -> FoundCheck:
    told = module.table("dns")
    parts = parts_of(f"//{target}")
    config: dict[str, object] = {
        "name": told.text("query_name").rstrip("."),
        "type": told.text("query_type").upper() or "A",
        "server": parts.hostname or target,
    }
    if parts.port:
        config["port"] = parts.port
    if told.text("transport_protocol").lower() == "tcp":
        config["transport"] = "over tcp"
    codes = {text.upper() for text in told.texts("valid_rcodes")}
    if codes == {"NXDOMAIN"}:
        config["expect_name"] = "not found"
    elif codes - {"NOERROR"}:
        raise Unaskable("only NOERROR and NXDOMAIN can be wanted of a name server")
    if told.get("validate_answer_rrs"):
        notes.append("What the records have to be was left out.")
    _unknown(told, _NAMES, notes)
    return FoundCheck(Manner.NAME, config)


def _health(target: str, module: Table, notes: list[str]) -> FoundCheck:
    told = module.table("grpc")
    _unknown(told, frozenset({"service", "tls", "tls_config"}), notes)
    check = question(f"grpcs://{target}" if told.flag("tls") else f"grpc://{target}")
    service = told.text("service")
    return replace(check, config={**check.config, "service": service}) if service else check


def _socket(target: str, _module: Table, _notes: list[str]) -> FoundCheck:
    return FoundCheck(Manner.SOCKET, {"url": target})


# By what a prober is called there.
PROBERS: dict[str, Callable[[str, Table, list[str]], FoundCheck]] = {
    "http": _web,
    "tcp": port_of,
    "icmp": _echo,
    "dns": _name,
    "grpc": _health,
    "websocket": _socket,
}
