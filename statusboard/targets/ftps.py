"""A folder behind FTP over TLS, as many a web host offers it. Plain FTP is refused."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from statusboard.catalog.address_checks import host_problem, port_problem
from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.targets.remote.kind import RemoteKind
from statusboard.targets.remote.steps import Hindrance, Steps, Trouble
from statusboard.targets.remote.way import way_of
from statusboard.targets.remote.words import PlaceWords

if TYPE_CHECKING:
    from statusboard.targets.ftp.steps import FolderSteps

_USUAL_PORT = 21


def _path_problem(value: object) -> str | None:
    return "A folder is written in one line." if set("\r\n\0") & set(str(value)) else None


def _fingerprint_problem(value: object) -> str | None:
    from statusboard.targets.ftp.connection import plain_fingerprint

    if not value or plain_fingerprint(str(value)):
        return None
    return "A fingerprint is the SHA-256 of the certificate: 64 digits and letters from a to f."


@contextmanager
def _open(config: Config) -> Iterator["FolderSteps"]:
    import ftplib

    from statusboard.targets.ftp.connection import Connection, plain_fingerprint
    from statusboard.targets.ftp.steps import FolderSteps, told

    connection = Connection(plain_fingerprint(str(config.get("fingerprint") or "")), way_of(config))
    try:
        with told():
            connection.connect(str(config["host"]), _port(config))
            connection.secure()
            connection.login(str(config.get("user")), str(config.get("password") or ""))
            connection.prot_p()
        with told():
            try:
                connection.cwd(str(config.get("path") or ""))
            except ftplib.error_perm as error:
                raise Hindrance(Trouble.NO_ROOM) from error
        yield FolderSteps(connection, config.get("replaces") is not False)
    finally:
        connection.leave()


def _find_out(_config: Config, steps: Steps) -> tuple[Mapping[str, object], tuple[str, ...]]:
    from statusboard.targets.ftp.steps import FolderSteps

    assert isinstance(steps, FolderSteps)
    if steps.try_replacing():
        return {"replaces": True}, ()
    return {"replaces": False}, (
        "This server cannot replace a file in one step. For an instant a visitor may find a file "
        "missing while the page is renewed.",
    )


def _port(config: Config) -> int:
    port = config.get("port")
    return port if isinstance(port, int) else _USUAL_PORT


def _described(config: Config) -> str:
    port = f":{_port(config)}" if _port(config) != _USUAL_PORT else ""
    return f"FTPS {config.get('user')}@{config.get('host')}{port}, folder {config.get('path')}"


def _words(config: Config) -> PlaceWords:
    port = f":{_port(config)}" if _port(config) != _USUAL_PORT else ""
    return PlaceWords(
        f"the FTPS folder {config.get('path')} on {config.get('host')}{port}",
        main="host",
        fields={
            Trouble.WRONG_SECRET: "password",
            Trouble.FORBIDDEN: "user",
            Trouble.NO_ROOM: "path",
            Trouble.WRONG_CERTIFICATE: "fingerprint",
        },
    )


REMOTE = RemoteKind(_open, _words, _find_out)

DECLARATION = REMOTE.declared(
    "ftps",
    label="FTPS folder",
    summary="A folder on a web host that is written over FTP with encryption.",
    fields=(
        FieldSpec(
            "host",
            FieldKind.TEXT,
            "Server",
            help="It has to offer encryption on the usual port (AUTH TLS). Plain FTP is refused: "
            "everybody on the way could read the password, and change the page.",
            required=True,
            tidy=lambda text: text.strip().removeprefix("ftps://").removeprefix("ftp://"),
            check=host_problem,
            example="ftp.example",
        ),
        FieldSpec(
            "port",
            FieldKind.NUMBER,
            "Port",
            default=_USUAL_PORT,
            check=port_problem,
            advanced=True,
        ),
        FieldSpec("user", FieldKind.TEXT, "User", required=True, tidy=str.strip),
        FieldSpec("password", FieldKind.TEXT, "Password", default="", secret=True),
        FieldSpec(
            "path",
            FieldKind.TEXT,
            "Folder",
            help="The folder has to be there, and empty.",
            required=True,
            tidy=str.strip,
            check=_path_problem,
            example="/httpdocs/status",
        ),
        FieldSpec(
            "fingerprint",
            FieldKind.TEXT,
            "Fingerprint of the certificate",
            help="SHA-256, for a server whose certificate no authority vouches for. Ask whoever "
            "runs it. Left empty, the authorities that this computer trusts decide.",
            default="",
            tidy=str.strip,
            check=_fingerprint_problem,
            advanced=True,
        ),
        FieldSpec(
            "replaces",
            FieldKind.SWITCH,
            "Server replaces files in one step",
            help="Found out when the place is set up.",
            default=True,
            advanced=True,
        ),
    ),
    describe=_described,
    good=(
        Example({"host": "ftp.example", "user": "status", "password": "example", "path": "/www"}),
        Example({"host": "ftp.example", "user": "u", "path": "/", "fingerprint": "ab" * 32}),
    ),
    bad=(
        Example({"user": "status", "path": "/www"}, "host"),
        Example({"host": "ftp.example/www", "user": "status", "path": "/www"}, "host"),
        Example({"host": "ftp.example", "user": "status"}, "path"),
        Example({"host": "ftp.example", "user": "u", "path": "/", "port": 0}, "port"),
        Example(
            {"host": "ftp.example", "user": "u", "path": "/", "fingerprint": "x"}, "fingerprint"
        ),
    ),
    rank=50,
)
