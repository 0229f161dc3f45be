"""SFTP: a folder on a server that is reached over SSH.

A file is uploaded beside its place and renamed over the old one in one step, by the extension
`posix-rename@openssh.com`; the rename of the protocol itself refuses to replace a file. A server
without the extension is told at set-up: there the old file is removed first, and for an instant
nothing stands in its place. The server keeps no conditions.

The server's key is confirmed by a person when the place is set up. Another one is refused before
anything is sent. Neither the configuration nor the keys of this computer's own SSH are used.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from statusboard.catalog.address_checks import host_problem, port_problem
from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.targets.remote.host_key_field import host_key_problem
from statusboard.targets.remote.kind import RemoteKind
from statusboard.targets.remote.names import trial_path
from statusboard.targets.remote.serving import media_type
from statusboard.targets.remote.steps import Steps, Trouble
from statusboard.targets.remote.words import PlaceWords

PORT = 22


@contextmanager
def _opened(config: Config) -> Iterator[Steps]:
    from statusboard.targets.ssh.folder import opened

    with opened(config) as steps:
        yield steps


def _find_out(_config: Config, steps: Steps) -> tuple[Mapping[str, object], tuple[str, ...]]:
    """Whether the server replaces a file in one step."""
    from statusboard.targets.ssh.folder import RemoteFolder

    assert isinstance(steps, RemoteFolder)
    path = trial_path("json")
    try:
        for content in (b"{}", b"{ }"):
            steps.write(path, content, media_type(path))
    finally:
        steps.remove(path)
    if steps.replaces_in_one_step:
        return {}, ()
    return {}, (
        "This server cannot replace a file in one step (posix-rename). For an instant a visitor "
        "may find a file missing while the page is renewed.",
    )


def _words(config: Config) -> PlaceWords:
    return PlaceWords(
        place=f"the server {config.get('host')}",
        main="path",
        fields={
            Trouble.WRONG_SECRET: "key" if config.get("sign_in") == "key" else "password",
            Trouble.WRONG_HOST_KEY: "host_key",
            Trouble.NO_HOST: "host",
            Trouble.REFUSED: "host",
            Trouble.TIMED_OUT: "host",
            Trouble.CUT: "host",
        },
    )


def _describe(config: Config) -> str:
    port = config.get("port")
    host = str(config.get("host") or "")
    where = host if port in (None, PORT) else f"{host}:{port}"
    return f"SFTP {where} {config.get('path') or ''}".strip()


def _path_problem(value: object) -> str | None:
    text = str(value)
    if text.isprintable() and ".." not in text.split("/") and text.strip("/"):
        return None
    return "Write the folder as the server names it, such as /srv/status or public_html."


REMOTE = RemoteKind(open=_opened, words=_words, find_out=_find_out)

DECLARATION = REMOTE.declared(
    "sftp",
    label="SFTP server",
    summary="A folder on a web server that is reached over SSH.",
    fields=(
        FieldSpec(
            "host",
            FieldKind.TEXT,
            "Server",
            required=True,
            tidy=str.strip,
            check=host_problem,
            example="www.example.com",
        ),
        FieldSpec("port", FieldKind.NUMBER, "Port", default=PORT, check=port_problem),
        FieldSpec("user", FieldKind.TEXT, "User", required=True, tidy=str.strip),
        FieldSpec(
            "sign_in",
            FieldKind.CHOICE,
            "Sign in with",
            default="password",
            choices=("password", "key"),
            choice_words=(("password", "Password"), ("key", "Private key")),
        ),
        FieldSpec(
            "password",
            FieldKind.TEXT,
            "Password",
            secret=True,
            required=True,
            needs="sign_in",
            only_for=("password",),
        ),
        FieldSpec(
            "key",
            FieldKind.TEXT,
            "Private key",
            help="The text of the key's file, as OpenSSH writes it, without a passphrase. Make one "
            "for this use alone.",
            secret=True,
            required=True,
            needs="sign_in",
            only_for=("key",),
            is_long=True,
        ),
        FieldSpec(
            "path",
            FieldKind.TEXT,
            "Folder",
            help="The folder that the web server shows. It has to be there already.",
            required=True,
            tidy=str.strip,
            check=_path_problem,
            example="/srv/status",
        ),
        FieldSpec(
            "host_key",
            FieldKind.TEXT,
            "Host key",
            help="The fingerprint by which the server is known again. Left empty, the server is "
            "asked, and you confirm what it shows.",
            tidy=str.strip,
            check=host_key_problem,
        ),
        FieldSpec(
            "from_address",
            FieldKind.TEXT,
            "From the address",
            help="An address of this computer whose network leads to the server, where the usual "
            "one is down.",
            tidy=str.strip,
            check=host_problem,
            advanced=True,
        ),
    ),
    describe=_describe,
    rank=11,
    good=(
        Example(
            {
                "host": "www.example.com",
                "user": "status",
                "password": "example-password",
                "path": "/srv/status",
            }
        ),
        Example(
            {
                "host": "www.example.com",
                "port": 2222,
                "user": "status",
                "sign_in": "key",
                "key": "example-key",
                "path": "public_html",
                "host_key": "SHA256:" + "a" * 43,
                "public_url": "https://status.example.com",
            }
        ),
    ),
    bad=(
        Example({}, "host"),
        Example({"host": "h.example", "user": "u", "path": "/srv"}, "password"),
        Example({"host": "h.example", "user": "u", "password": "p", "path": "/../x"}, "path"),
        Example(
            {"host": "h.example", "user": "u", "password": "p", "path": "/x", "host_key": "aa:bb"},
            "host_key",
        ),
    ),
)
