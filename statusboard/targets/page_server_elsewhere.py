"""Our own page server on another machine, which the page is brought to over HTTPS."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.page_arrival import reading_token
from statusboard.targets.elsewhere.trust import fingerprint_problem, tidy_fingerprint, trust_of
from statusboard.targets.remote.kind import RemoteKind
from statusboard.targets.remote.plain_http import plain_http_problem
from statusboard.targets.remote.steps import Steps, Trouble
from statusboard.targets.remote.way import Way, way_of
from statusboard.targets.remote.words import PlaceWords

if TYPE_CHECKING:
    from statusboard.targets.elsewhere.steps import ArrivalSteps

CONNECT_S, SILENT_S = 10.0, 30.0
# By more than this readers of a private page stay signed in for noticeably longer or shorter.
CLOCK_S = 300.0
CANNOT = (
    "It shows the page and lets its readers in. It has no office beside it: forms to subscribe and "
    "to leave, shared reports and what jobs report are answered by a page server beside the office "
    "alone, and when a personal link was last used there is not known here."
)


def _url_problem(value: object) -> str | None:
    text = str(value)
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return f"“{text}” is no address."
    if host is None or parts.scheme not in ("http", "https"):
        return f"“{text}” is no whole address. Write one such as https://status.example.com."
    if parts.username or parts.password or parts.query or parts.fragment:
        return "Write the address alone: the token has a field of its own."
    return plain_http_problem(parts.scheme, host)


@contextmanager
def _open(config: Config) -> Iterator["ArrivalSteps"]:
    import httpx

    from statusboard.targets.elsewhere.steps import ArrivalSteps

    way, address = way_of(config), str(config["url"]).rstrip("/") + "/"
    trust = trust_of(address, str(config.get("fingerprint") or ""), way)
    said = replace(way, token=str(config.get("token") or ""))
    with said.client(
        trust,
        timeout=httpx.Timeout(SILENT_S, connect=CONNECT_S),
        headers={"Accept-Encoding": "identity"},
    ) as client:
        steps = ArrivalSteps(client, address)
        steps.open()
        yield steps


def _public_way(config: Config) -> Way:
    """With what the page server lets its own desk read by, where nobody on the way reads it too."""
    parts = urlsplit(str(config.get("public_url") or ""))
    if plain_http_problem(parts.scheme, parts.hostname or "") is not None:
        return way_of(config)
    return replace(way_of(config), token=reading_token(str(config.get("token") or "")))


def _find_out(_config: Config, steps: Steps) -> tuple[Mapping[str, object], tuple[str, ...]]:
    from statusboard.targets.elsewhere.own_time import now_s
    from statusboard.targets.elsewhere.steps import ArrivalSteps

    assert isinstance(steps, ArrivalSteps)
    apart_s = abs(steps.now_s - now_s())
    if apart_s <= CLOCK_S:
        return {}, (CANNOT,)
    return {}, (
        CANNOT,
        f"Its clock and the one of this computer are {round(apart_s / 60)} minutes apart. Set them "
        "right: the age of the page, and how long readers stay signed in, go by them.",
    )


def _words(config: Config) -> PlaceWords:
    return PlaceWords(
        f"the page server {config.get('url')}",
        main="url",
        fields={Trouble.WRONG_SECRET: "token", Trouble.WRONG_CERTIFICATE: "fingerprint"},
    )


REMOTE = RemoteKind(_open, _words, _find_out, _public_way, keeps_private=True)

DECLARATION = REMOTE.declared(
    "page_server_elsewhere",
    label="Page server elsewhere",
    summary="A page server of StatusBoard on another machine, which goes on showing the page by "
    "itself. Start it there with “statusboard serve --receive FOLDER”.",
    fields=(
        FieldSpec(
            "url",
            FieldKind.TEXT,
            "Address",
            help="Where this computer reaches it, by https.",
            required=True,
            tidy=str.strip,
            check=_url_problem,
            example="https://status.example.com",
        ),
        FieldSpec(
            "token",
            FieldKind.TEXT,
            "Token",
            help="Stands in the file “token” of its folder, since it was first started.",
            required=True,
            secret=True,
            tidy=str.strip,
        ),
        FieldSpec(
            "fingerprint",
            FieldKind.TEXT,
            "Fingerprint of its certificate",
            help="The SHA-256 of a certificate that no authority vouches for; that one alone is "
            "believed. Left empty, it has to be one that this computer trusts.",
            tidy=tidy_fingerprint,
            check=fingerprint_problem,
            default="",
            advanced=True,
        ),
    ),
    describe=lambda config: f"Page server {config.get('url')}",
    good=(
        Example({"url": "https://status.example.com", "token": "example"}),
        Example({"url": "http://127.0.0.1:8080", "token": "example"}),
        Example(
            {"url": "https://192.0.2.7:8443", "token": "example", "fingerprint": "AB:" * 31 + "AB"}
        ),
    ),
    bad=(
        Example({}, "url"),
        Example({"url": "https://status.example.com"}, "token"),
        Example({"url": "http://status.example.com", "token": "example"}, "url"),
        Example({"url": "https://me:secret@status.example.com", "token": "example"}, "url"),
        Example(
            {"url": "https://status.example.com", "token": "example", "fingerprint": "AB:CD"},
            "fingerprint",
        ),
    ),
    rank=2,
)
