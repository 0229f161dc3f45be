"""A branch of a Git repository, for hosts that show what stands on one.

A page is one commit and one push: visitors see it all or not at all, and where the branch moved on
meanwhile the push is refused by the server itself. What else is on the branch stays.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from statusboard.catalog.declaration import Config, Prepared
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.errors import RuleBroken, Unavailable
from statusboard.targets.base import Receipt, Site, is_plain_path
from statusboard.targets.ownership import MANIFEST
from statusboard.targets.remote.host_key_field import host_key_problem
from statusboard.targets.remote.kind import RemoteKind
from statusboard.targets.remote.proving import prove
from statusboard.targets.remote.public_proof import public_notes
from statusboard.targets.remote.steps import Hindrance, Trouble
from statusboard.targets.remote.uploading import FIRST, Upload
from statusboard.targets.remote.words import PlaceWords
from statusboard.targets.repository.address import repository_address

if TYPE_CHECKING:
    from statusboard.targets.repository.steps import BranchSteps

_FOR_PROGRAMS = "api/v2/status.json"
_NOT_YET = (
    "Nothing is shown at the public address yet. Once the first page is there, save the place once "
    "more: then the page is read back there."
)
_LATER = (
    "Many a host takes some minutes for what stands on a branch. Look there once more, and save "
    "the place again to have it read back."
)
# What hosts of repositories let everybody sign in as over SSH, known by their keys.
_SHELL_USER = "git"
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


def _line_problem(value: object) -> str | None:
    return "Leave < and > out." if set("<>\n\r\0") & set(str(value)) else None


@contextmanager
def _open(config: Config) -> Iterator["BranchSteps"]:
    from dulwich.refs import Ref

    from statusboard.targets.repository.opening import opened
    from statusboard.targets.repository.steps import BranchSteps

    with opened(config, _SHELL_USER) as repository:
        yield BranchSteps(
            repository,
            Ref(f"refs/heads/{config['branch']}".encode()),
            str(config.get("path") or ""),
            str(config.get("author") or "StatusBoard"),
            str(config.get("mail") or "statusboard@localhost"),
        )


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


def _prepare(config: Config, page_id: str) -> Prepared:
    """The branch proved. A host may take minutes for what stands on a branch: that is only said.

    Where the page stands there already no test files are pushed for every look to see: the server
    is asked whether it would take a push, and the page itself is read at the public address.
    """
    words = _words(config)
    address = str(config.get("public_url") or "")
    with words.told(at_set_up=True), _open(config) as steps:
        Upload(steps, words).refuse_other_page(page_id)
        if steps.read(MANIFEST) is None:
            notes = prove(steps, words, "")[: 1 if address else None]
            files: dict[str, bytes] = {}
        else:
            steps.may_push()
            notes = (f"The server of {words.place} would take a push.",)
            page = {path: steps.read(path) for path in (FIRST, _FOR_PROGRAMS)}
            files = {path: found.content for path, found in page.items() if found is not None}
    return Prepared(config, (*notes, *_at_the_address(address, files)))


def _at_the_address(address: str, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """What is to be known of the public address. Nothing of it is a reason to refuse the branch."""
    if not address or not files:
        return (_NOT_YET,) if address else ()
    try:
        return public_notes(address, files)
    except RuleBroken as broken:
        return (broken.sentence, _LATER)


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
                help="Made where it is not there yet. Take one of its own, not a program's. "
                "Every page is a commit on it; nothing is ever forced.",
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
                help="For an address with ssh://. The text of its file, as OpenSSH writes it, "
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
                check=host_key_problem,
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
    prepare=_prepare,
)
