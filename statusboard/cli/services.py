"""`statusboard apply` and `statusboard export`: the services as a file."""

import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.options import AllowFile, Database
from statusboard.errors import RuleBroken


def apply(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="“-” reads standard input.")],
    database: Database = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Also remove services that the file does not name.")
    ] = False,
    allow_file: AllowFile = False,
) -> None:
    """Bring services and checks to what a file says; the same file twice changes nothing."""
    from dataclasses import replace

    from statusboard.app.services.commands import APPLY
    from statusboard.app.services.kinds import check_kinds
    from statusboard.app.services.needed_secrets import NEEDED_SECRETS, WATCHED_FROM
    from statusboard.app.services.read_file import parse_services
    from statusboard.cli.desk import doorway, this_person

    name, text = _read(file)
    wanted = replace(
        parse_services(text, check_kinds(), name=name), prune=prune, allow_file=allow_file
    )
    with doorway(database) as door:
        before = door.ask(NEEDED_SECRETS, None)
        applied = door.do(APPLY, wanted, this_person()).result
        after = door.ask(NEEDED_SECRETS, None)
        watched_from = door.ask(WATCHED_FROM, None)
    for line in applied.lines:
        print(line)
    known = {secret.name for secret in before}
    needed = [secret.name for secret in after if secret.name not in known]
    if needed and watched_from not in ("", socket.gethostname()):
        print(
            f"The collector runs on {watched_from}, which does not have the new secrets. Give them "
            f"there with “statusboard secret set NAME”: {', '.join(needed)}.",
            file=sys.stderr,
        )
    if not applied.lines:
        print("nothing to change")


def export(database: Database = None) -> None:
    """Print the services and checks as a file that “apply” reads; secrets are masked."""
    from statusboard.app.services.queries import EXPORT_SERVICES
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database) as door:
        text = door.ask(EXPORT_SERVICES, None)
    sys.stdout.buffer.write(text.encode())
    sys.stdout.flush()


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
