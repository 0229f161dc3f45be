"""A folder behind WebDAV (RFC 4918), as web hosts, Nextcloud and file servers offer it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.targets.remote.kind import RemoteKind
from statusboard.targets.remote.plain_http import plain_http_problem
from statusboard.targets.remote.steps import Steps, Trouble
from statusboard.targets.remote.way import way_of
from statusboard.targets.remote.words import PlaceWords

if TYPE_CHECKING:
    from statusboard.targets.dav.steps import FolderSteps

CONNECT_S, SILENT_S = 10.0, 30.0
# Nobody can find out from outside whether one does. To send a file straight to its name would be
# worse where a server writes it there piece by piece: a visitor could read half of it.
GAP = (
    "A WebDAV server may take an old file away an instant before the new one stands in its place. "
    "A visitor who asks just then is told that it is not there, and never gets half of it."
)


def _url_problem(value: object) -> str | None:
    text = str(value)
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return f"“{text}” is no address."
    if host is None or parts.scheme not in ("http", "https"):
        return f"“{text}” is no whole address. Write one such as https://dav.example/status/."
    if parts.username or parts.password:
        return "Leave user and password out of the address: they have fields of their own."
    if parts.query or parts.fragment:
        return "The address of a folder has no “?” and no “#”."
    return plain_http_problem(parts.scheme, host)


@contextmanager
def _open(config: Config) -> Iterator["FolderSteps"]:
    import httpx

    from statusboard.targets.dav.sign_in import SignIn
    from statusboard.targets.dav.steps import FolderSteps
    from statusboard.targets.remote.trust import system_trust

    user, password = str(config.get("user") or ""), str(config.get("password") or "")
    with way_of(config).client(
        system_trust() if str(config["url"]).startswith("https") else False,
        auth=SignIn(user, password) if user else None,
        timeout=httpx.Timeout(SILENT_S, connect=CONNECT_S),
        headers={"Accept-Encoding": "identity"},
    ) as client:
        address = str(config["url"]).rstrip("/") + "/"
        steps = FolderSteps(client, address, config.get("conditions") is True)
        steps.open()
        yield steps


def _find_out(_config: Config, steps: Steps) -> tuple[Mapping[str, object], tuple[str, ...]]:
    from statusboard.targets.dav.steps import FolderSteps, keeps_conditions

    assert isinstance(steps, FolderSteps)
    if keeps_conditions(steps):
        return {"conditions": True}, (GAP,)
    return {"conditions": False}, (
        GAP,
        "The server does not hold to conditions. Two StatusBoards that write there at the same "
        "moment are told apart a little later; the next page then reads everything back.",
    )


def _words(config: Config) -> PlaceWords:
    return PlaceWords(
        f"the WebDAV folder {config.get('url')}",
        main="url",
        fields={Trouble.WRONG_SECRET: "password", Trouble.FORBIDDEN: "user"},
    )


REMOTE = RemoteKind(_open, _words, _find_out)

DECLARATION = REMOTE.declared(
    "webdav",
    label="WebDAV folder",
    summary="A folder on a web host or file server that is written over WebDAV.",
    fields=(
        FieldSpec(
            "url",
            FieldKind.TEXT,
            "Address of the folder",
            help="The folder has to be there, and empty.",
            required=True,
            tidy=str.strip,
            check=_url_problem,
            example="https://dav.example/status/",
        ),
        FieldSpec("user", FieldKind.TEXT, "User", default="", tidy=str.strip),
        FieldSpec("password", FieldKind.TEXT, "Password", default="", secret=True, needs="user"),
        FieldSpec(
            "conditions",
            FieldKind.SWITCH,
            "Server holds to conditions",
            help="Found out when the place is set up.",
            default=False,
            advanced=True,
        ),
    ),
    describe=lambda config: f"WebDAV folder {config.get('url')}",
    good=(
        Example({"url": "https://dav.example/status/", "user": "status", "password": "example"}),
        Example({"url": "http://127.0.0.1:8080/status"}),
    ),
    bad=(
        Example({}, "url"),
        Example({"url": "dav.example/status"}, "url"),
        Example({"url": "http://dav.example/status"}, "url"),
        Example({"url": "https://me:secret@dav.example/status"}, "url"),
    ),
    rank=40,
)
