"""One check's question, worked out once: what is sent, and what is expected back."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import unquote

import httpx

from statusboard import __version__
from statusboard.catalog.echoes import Echoes
from statusboard.domain.instants import duration_us
from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.json_path import JsonExpectation
from statusboard.probes.web.masking import mask_url, secrets_of, sent_line
from statusboard.probes.web.request import Request, request_of
from statusboard.probes.web.statuses import Statuses

OURS = {
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": f"StatusBoard/{__version__} (service check)",
}


@dataclass(frozen=True, slots=True)
class Question:
    """Everything of a check that stays the same from one asking to the next.

    `head` are the request's lines for the transcript, masked. `cap` is how many bytes of an
    answer are read.
    """

    request: Request
    headers: Mapping[str, str]
    content: bytes | None
    statuses: Statuses
    text: str
    text_absent: str
    json: JsonExpectation | None
    slow_us: int | None
    follow: bool
    verify: bool
    cap: int
    head: tuple[str, ...]
    secrets: Echoes

    @property
    def needs_body(self) -> bool:
        """Whether the answer's text matters."""
        return bool(self.text or self.text_absent or self.json)


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
    wanted = None if value is None else str(value)
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
    content = str(config["body"]).encode() if config.get("body") else None
    method = str(config.get("method") or "GET")
    path, value = config.get("expect_json"), config.get("expect_json_value")
    if value is not None and not path:
        raise ValueError("A JSON value is expected, but no JSON path says where to look.")
    slow = config.get("slow_after")
    cap_kb = config.get("largest_answer")
    return Question(
        request=request_of(method, url, headers, content),
        headers=headers,
        content=content,
        statuses=Statuses.parse(str(config.get("expect_status") or "200-299")),
        text=str(config.get("expect_text") or ""),
        text_absent=str(config.get("expect_text_absent") or ""),
        json=_json(path, value, config) if path else None,
        slow_us=duration_us(slow) if isinstance(slow, timedelta) else None,
        follow=config.get("follow_redirects") is not False,
        verify=config.get("verify_tls") is not False,
        cap=round(cap_kb * 1000) if isinstance(cap_kb, int | float) else 1_000_000,
        head=(
            f"{method} {mask_url(text)}",
            *(sent_line(name, value) for name, value in headers.items() if name not in OURS),
        ),
        secrets=Echoes.of(secrets_of(text, headers, str(config.get("body") or ""))),
    )
