"""A branch of a Git repository, for hosts that show what stands on one.

A page is one commit and one push: visitors see it all or not at all, and where the branch moved on
meanwhile the push is refused by the server itself. What else is on the branch stays.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.errors import RuleBroken, Unavailable
from statusboard.targets.base import Receipt, Site, is_plain_path
from statusboard.targets.remote.kind import RemoteKind
from statusboard.targets.remote.steps import Hindrance, Trouble
from statusboard.targets.remote.words import PlaceWords
from statusboard.targets.repository.address import Address, repository_address

if TYPE_CHECKING:
    from dulwich.client import SSHGitClient

    from statusboard.targets.repository.repositories import Repository
    from statusboard.targets.repository.steps import BranchSteps

# What most hosts take beside a token, whose owner they know by the token alone.
_ANYBODY = "x-access-token"
# The rules of git-check-ref-format, for names that people give.
_NO_BRANCH = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|^[/.-]|[/.]$|/\.|\.lock(?:/|$)|^@$")


def _url_problem(value: object) -> str | None:
    try:
        repository_address(str(value))
    except RuleBroken as broken:
        return broken.sentence
    return None


def _branch_problem(value: object) -> str | None:
    text = str(value)
    return f"“{text}” is no name of a branch." if _NO_BRANCH.search(text) else None


def _path_problem(value: object) -> str | None:
    text = str(value)
    if not text or is_plain_path(text):
        return None
    return f"“{text}” is no folder on the branch. Write names with slashes between, such as docs."


def _host_key_problem(value: object) -> str | None:
    if re.fullmatch(r"(?:SHA256:[A-Za-z0-9+/]{43})?", str(value)):
        return None
    return "Write the fingerprint as SSH shows it: SHA256: and 43 letters and digits."


def _line_problem(value: object) -> str | None:
    return "Leave < and > out." if set("<>\n\r\0") & set(str(value)) else None


@contextmanager
def _open(config: Config) -> Iterator["BranchSteps"]:
    from dulwich.refs import Ref

    from statusboard.targets.repository.steps import BranchSteps

    with _repository(config) as repository:
        yield BranchSteps(
            repository,
            Ref(f"refs/heads/{config['branch']}".encode()),
            str(config.get("path") or ""),
            str(config.get("author") or "StatusBoard"),
            str(config.get("mail") or "statusboard@localhost"),
        )


@contextmanager
def _repository(config: Config) -> Iterator["Repository"]:
    from statusboard.targets.repository.repositories import Local, Served
    from statusboard.targets.repository.web import web_client

    where = repository_address(str(config.get("url")))
    if where.local is not None:
        yield Local(where.local)
        return
    user, password = str(config.get("user") or ""), str(config.get("password") or "")
    if where.scheme == "ssh":
        with _ssh_client(config, where) as shell:
            yield Served(shell, where.path)
        return
    client = web_client(where.origin, user or (_ANYBODY if password else ""), password)
    try:
        yield Served(client, where.path)
    finally:
        client.close()


@contextmanager
def _ssh_client(config: Config, where: Address) -> Iterator["SSHGitClient"]:
    from dulwich.client import SSHGitClient

    from statusboard.targets.ssh.commands import commands

    sign_in = {
        "host": where.host,
        "port": where.port,
        "user": where.user or config.get("user") or "git",
        "sign_in": "key" if config.get("key") else "password",
    }
    with commands({**config, **sign_in}) as vendor:
        yield SSHGitClient(where.host, where.port, vendor=vendor)


def _words(config: Config) -> PlaceWords:
    return PlaceWords(
        _described(config)[0].lower() + _described(config)[1:],
        main="url",
        fields={
            Trouble.WRONG_SECRET: "key" if config.get("key") else "password",
            Trouble.WRONG_HOST_KEY: "host_key",
            Trouble.FORBIDDEN: "branch",
        },
    )


def _described(config: Config) -> str:
    try:
        where = repository_address(str(config.get("url"))).text
    except RuleBroken:
        where = ""
    inside = f", folder {config['path']}" if config.get("path") else ""
    return f"Branch {config.get('branch')} of {where}{inside}"


def _put(config: Config, site: Site) -> Receipt:
    """Shows the site. Whoever pushed between is given way once, unless it was a newer page."""
    try:
        return REMOTE.put(config, site)
    except Unavailable as error:
        if not _was_overtaken(error):
            raise
    return REMOTE.put(config, site)


def _was_overtaken(error: Unavailable) -> bool:
    cause = error.__cause__
    return isinstance(cause, Hindrance) and cause.trouble is Trouble.OVERTAKEN


REMOTE = RemoteKind(_open, _words)

DECLARATION = replace(
    REMOTE.declared(
        "git",
        label="Git branch",
        summary="A branch of a Git repository, which a host shows as a site.",
        fields=(
            FieldSpec(
                "url",
                FieldKind.TEXT,
                "Repository",
                help="Its address with https:// or ssh://, or the folder of a bare repository on "
                "this computer.",
                required=True,
                tidy=str.strip,
                check=_url_problem,
                example="https://git.example/team/status.git",
            ),
            FieldSpec(
                "branch",
                FieldKind.TEXT,
                "Branch",
                help="Made where it is not there yet. Take one of its own, and not that of a "
                "program. Every page is a commit on it; nothing is ever forced.",
                required=True,
                tidy=str.strip,
                check=_branch_problem,
                example="gh-pages",
            ),
            FieldSpec(
                "path",
                FieldKind.TEXT,
                "Folder on the branch",
                help="Empty for the top. What else is on the branch stays.",
                default="",
                tidy=lambda text: text.strip().strip("/"),
                check=_path_problem,
                example="docs",
            ),
            FieldSpec(
                "user",
                FieldKind.TEXT,
                "User",
                help="Most hosts know by the token who it is.",
                default="",
                tidy=str.strip,
            ),
            FieldSpec(
                "password",
                FieldKind.TEXT,
                "Token or password",
                help="One that may write to this repository and nothing else.",
                default="",
                secret=True,
            ),
            FieldSpec(
                "key",
                FieldKind.TEXT,
                "Private key",
                help="For an address with ssh://. The text of the key's file, as OpenSSH writes it, "
                "without a passphrase. Make one for this use alone.",
                default="",
                secret=True,
                is_long=True,
            ),
            FieldSpec(
                "host_key",
                FieldKind.TEXT,
                "Host key",
                help="For an address with ssh://. The fingerprint by which the server is known "
                "again. Left empty, the server is asked, and you confirm what it shows.",
                default="",
                tidy=str.strip,
                check=_host_key_problem,
            ),
            FieldSpec(
                "author",
                FieldKind.TEXT,
                "Author of commits",
                default="StatusBoard",
                check=_line_problem,
                advanced=True,
            ),
            FieldSpec(
                "mail",
                FieldKind.TEXT,
                "Their e-mail address",
                default="statusboard@localhost",
                check=_line_problem,
                advanced=True,
            ),
        ),
        describe=_described,
        good=(
            Example({"url": "https://git.example/team/status.git", "branch": "gh-pages"}),
            Example({"url": "/srv/git/status.git", "branch": "pages", "path": "docs"}),
        ),
        bad=(
            Example({"branch": "pages"}, "url"),
            Example({"url": "https://git.example/status.git"}, "branch"),
            Example({"url": "http://git.example/status.git", "branch": "pages"}, "url"),
            Example({"url": "https://me:token@git.example/status.git", "branch": "p"}, "url"),
            Example({"url": "https://git.example/status.git", "branch": "a..b"}, "branch"),
            Example({"url": "/srv/status.git", "branch": "pages", "path": "../x"}, "path"),
        ),
        rank=30,
    ),
    put=_put,
)
