"""One check's question, worked out once: what is sent, and what is expected back."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import unquote

import httpx

from statusboard import __version__
from statusboard.catalog.echoes import Echoes
from statusboard.domain.instants import duration_us
from statusboard.domain.result import Reason
from statusboard.probes.web.comparing import Comparison, Operator
from statusboard.probes.web.expectation_lines import expectations_in
from statusboard.probes.web.expectations import Expectation, Subject
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.identity import Identity
from statusboard.probes.web.json_path import JsonExpectation
from statusboard.probes.web.masking import mask_url, secrets_of, sent_line
from statusboard.probes.web.request import Request, request_of
from statusboard.probes.web.route import DIRECT, Route
from statusboard.probes.web.sign_in import sign_in_of
from statusboard.probes.web.statuses import Statuses
from statusboard.probes.web.times import days_in
from statusboard.probes.web.tokens import TokenRequest

OURS = {
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": f"StatusBoard/{__version__} (service check)",
}
# So many redirects one after the other are followed where a check says nothing else.
MOST_REDIRECTS = 5
_IP_VERSIONS = {"4": 4, "6": 6}


@dataclass(frozen=True, slots=True)
class Question:
    """Everything of a check that stays the same from one asking to the next.

    `head` are the request's lines for the transcript, masked. `cap` is how many bytes of an
    answer are read. `needs_body`: the answer's text matters; `needs_certificates`: those that are
    shown on the way. `program_size` is that of all patterns.
    """

    request: Request
    headers: Mapping[str, str]
    content: bytes | None
    statuses: Statuses
    text: str
    text_absent: str
    json: JsonExpectation | None
    slow_us: int | None
    down_unless: tuple[Expectation, ...]
    degraded_unless: tuple[Expectation, ...]
    certificate_days: tuple[int, ...]
    follow: bool
    most_redirects: int
    verify: bool
    route: Route
    token: TokenRequest | None
    cap: int
    head: tuple[str, ...]
    secrets: Echoes
    needs_body: bool
    needs_certificates: bool
    is_about_status_alone: bool
    searches_json: bool
    program_size: int

    def with_token(self, token: str) -> "Question":
        """The same question, signed in by a token that was fetched for it."""
        headers = {**self.headers, "Authorization": f"Bearer {token}"}
        request = self.request
        return replace(
            self,
            request=request_of(request.method, request.url, headers, request.content),
            headers=headers,
            secrets=self.secrets + Echoes.of((token,)),
        )


def question_of(config: Mapping[str, object]) -> Question:
    """The question of a validated configuration. Raises Failed with NOT_CONFIGURED."""
    try:
        return _question_of(config)
    except UnicodeError as error:
        detail = "this question cannot be sent: it holds letters that cannot be written in UTF-8"
        raise Failed(Reason.NOT_CONFIGURED, detail) from error
    except (ValueError, httpx.InvalidURL) as error:
        raise Failed(Reason.NOT_CONFIGURED, str(error)) from error


def _json(path: object, value: object, config: Mapping[str, object]) -> JsonExpectation:
    any_will_do = config.get("expect_json_match") == "any"
    wanted = None if value is None else Comparison(Operator.EQUAL, str(value))
    return JsonExpectation.of(str(path), wanted, any_will_do=any_will_do)


def _question_of(config: Mapping[str, object]) -> Question:
    text = str(config["url"]).strip()
    url = httpx.URL(text)
    given = config.get("headers")
    own = {str(k): str(v) for k, v in given.items()} if isinstance(given, Mapping) else {}
    headers = {
        **{k: v for k, v in OURS.items() if k.lower() not in {o.lower() for o in own}},
        **own,
    }
    if url.userinfo:
        # As it came, percent signs and all, it would not be what the person typed.
        pair = unquote(url.userinfo.decode("ascii"))
        if ":" not in pair:
            pair += ":"
        headers.setdefault("Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}")
        url = url.copy_with(userinfo=b"")
    verify = config.get("verify_tls") is not False
    route = _route(config, url.raw_host.decode("ascii"))
    sign_in = sign_in_of(config, route, verify=verify)
    headers = {**headers, **sign_in.headers}
    content = str(config["body"]).encode() if config.get("body") else None
    method = str(config.get("method") or "GET")
    path, value = config.get("expect_json"), config.get("expect_json_value")
    if value is not None and not path:
        raise ValueError("A JSON value is expected, but no JSON path says where to look.")
    slow = config.get("slow_after")
    cap_kb = config.get("largest_answer")
    wanted_text = str(config.get("expect_text") or "")
    absent = str(config.get("expect_text_absent") or "")
    json = _json(path, value, config) if path else None
    down = expectations_in(str(config.get("down_unless") or ""))
    degraded = expectations_in(str(config.get("degraded_unless") or ""))
    days = days_in(str(config.get("certificate_days") or ""))
    most = config.get("most_redirects")
    every = (*down, *degraded)
    needs_body = bool(wanted_text or absent or json) or any(one.needs_body for one in every)
    return Question(
        request=request_of(method, url, headers, content),
        headers=headers,
        content=content,
        statuses=Statuses.parse(str(config.get("expect_status") or "200-299")),
        text=wanted_text,
        text_absent=absent,
        json=json,
        slow_us=duration_us(slow) if isinstance(slow, timedelta) else None,
        down_unless=down,
        degraded_unless=degraded,
        certificate_days=days,
        follow=config.get("follow_redirects") is not False,
        most_redirects=round(most) if isinstance(most, int | float) else MOST_REDIRECTS,
        verify=verify,
        route=route,
        token=sign_in.token,
        cap=round(cap_kb * 1000) if isinstance(cap_kb, int | float) else 1_000_000,
        head=(
            f"{method} {mask_url(text)}",
            *(sent_line(name, value) for name, value in headers.items() if name not in OURS),
        ),
        secrets=Echoes.of(
            (
                *secrets_of(text, headers, str(config.get("body") or "")),
                *secrets_of(route.proxy, {}),
                *sign_in.secrets,
            )
        ),
        needs_body=needs_body,
        is_about_status_alone=not (needs_body or every or days or slow),
        needs_certificates=bool(days) or any(one.subject is Subject.CERTIFICATE for one in every),
        searches_json=json is not None or any(one.json for one in every),
        program_size=sum(one.program_size for one in every),
    )


def _route(config: Mapping[str, object], host: str) -> Route:
    """The way to the service; the same one for all checks that say nothing of it."""

    def said(name: str) -> str:
        return str(config.get(name) or "").strip()

    choice, certificate = said("proxy"), said("client_certificate")
    route = Route(
        ip_version=_IP_VERSIONS.get(said("ip_version"), 0),
        http2=said("http_version") == "2",
        proxy=said("proxy_url") if choice == "own" else choice.removeprefix("none"),
        identity=Identity(said("authority"), certificate, str(config.get("key_password") or "")),
        home=host if certificate else "",
    )
    return DIRECT if route == DIRECT else route
