"""`statusboard apply` and `statusboard export`: the desk as a file."""

import os
import socket
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.file_content import file_content
from statusboard.cli.options import AllowFile, Database, Demo
from statusboard.errors import RuleBroken


def apply(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="“-” reads standard input.")],
    database: Database = None,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune",
            help="Remove services, or targets, that the file does not name where it names others.",
        ),
    ] = False,
    allow_file: AllowFile = False,
) -> None:
    """Bring page, targets, services and checks to a file; the same file twice changes nothing."""
    from dataclasses import replace

    from statusboard.app.desk.commands import apply_desk
    from statusboard.app.desk.read_file import parse_desk, with_line
    from statusboard.app.page.kinds import target_kinds
    from statusboard.app.services.kinds import check_kinds
    from statusboard.app.services.needed_secrets import HOST_OF_ROLE, NEEDED_SECRETS
    from statusboard.cli.desk import doorway, this_person

    name, text = _read(file)
    read = parse_desk(
        text,
        check_kinds(),
        target_kinds(),
        name=name,
        environ=os.environ,
        beside=partial(_beside, file),
    )
    wanted = replace(
        read,
        page=replace(read.page, prune=prune),
        services=replace(read.services, prune=prune, allow_file=allow_file),
        channels=replace(read.channels, prune=prune),
        lists=replace(read.lists, prune=prune),
        templates=replace(read.templates, prune=prune),
    )
    with doorway(database) as door:
        before = door.ask(NEEDED_SECRETS, None)
        try:
            applied = door.do(apply_desk, wanted, this_person(door)).result
        except RuleBroken as broken:
            raise with_line(broken, text, name=name) from broken
        after = door.ask(NEEDED_SECRETS, None)
        hosts = {role: door.ask(HOST_OF_ROLE, role) for role in {new.role for new in after}}
    for line in applied.lines:
        print(line)
    known = {secret.name for secret in before}
    for role, host in hosts.items():
        needed = [new.name for new in after if new.role == role and new.name not in known]
        if needed and host not in ("", socket.gethostname()):
            print(
                f"The {role} runs on {host}, which does not have the new secrets. Give them "
                f"there with “statusboard secret set NAME”: {', '.join(needed)}.",
                file=sys.stderr,
            )
    if not applied.lines:
        print("nothing to change")


def export(database: Database = None, demo: Demo = False) -> None:
    """Print page, targets, services and checks as a file for “apply”; secrets are masked."""
    from statusboard.app.desk.queries import EXPORT_DESK
    from statusboard.cli.desk import reading_doorway, this_person

    with reading_doorway(database, demo=demo) as door:
        text = door.ask(EXPORT_DESK, None, this_person(door))
    sys.stdout.buffer.write(text.encode())
    sys.stdout.flush()


def fields() -> None:
    """Print what a file for “apply” may hold: every key, what it takes, and what it is for."""
    from statusboard.app.desk.file_help import file_help
    from statusboard.app.page.kinds import target_kinds
    from statusboard.app.services.kinds import check_kinds

    sys.stdout.buffer.write(file_help(check_kinds(), target_kinds()).encode())
    sys.stdout.flush()


def _beside(file: Path, name: str) -> bytes:
    """The content of a file that another names, from where that one is. No more than fits."""
    folder = Path() if str(file) == "-" else file.parent
    return file_content(folder / name)


def _read(file: Path) -> tuple[str, str]:
    """The name of a file as people say it, and its text."""
    if str(file) == "-":
        raw, name = sys.stdin.buffer.read(), "standard input"
    else:
        try:
            raw, name = file.read_bytes(), file.name
        except OSError as error:
            raise RuleBroken(f"{file} cannot be read: {error.strerror}.", field="file") from error
    try:
        return name, raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        sentence = f"{name}, line {line}: This is not UTF-8 text. Save the file as UTF-8."
        raise RuleBroken(sentence, field="file") from error
