"""`statusboard audit …`: who did what, and whether the trail is as it was written."""

import json
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.audit.queries import TrailLine
    from statusboard.domain.trail import Anchor

_ANCHOR = re.compile(r"(\d{1,15}):([0-9a-f]{64})")


def verify(
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
    anchor: Annotated[
        list[str] | None,
        typer.Option(
            "--anchor", metavar="ROW:HASH", help="A row as “verify” told it earlier. Repeatable."
        ),
    ] = None,
) -> None:
    """Hold every row against the chain: 0 where none was changed, removed, swapped or added."""
    from statusboard.app.audit.queries import VERIFY
    from statusboard.cli.desk import reading_doorway

    noted = tuple(_anchor(text) for text in anchor or ())
    with reading_doorway(database, demo=demo) as door:
        proof = door.ask(VERIFY, noted)
    if as_json:
        found = [
            {"kind": one.kind.value, "first": one.first, "last": one.last} for one in proof.faults
        ]
        print_json({"rows": proof.rows, "end": proof.end, "faults": found})
    else:
        for one in proof.faults:
            print(one.sentence)
        is_whole = "The chain is whole" if not proof.faults else "The chain is broken"
        rows = "1 row" if proof.rows == 1 else f"{proof.rows:,} rows"
        print(f"{is_whole}: {rows}. Its end is {proof.rows}:{proof.end}")
    if proof.faults:
        raise typer.Exit(1)


def export(
    database: Database = None,
    demo: Demo = False,
    since: Annotated[
        str, typer.Option("--since", metavar="TIME", help="From then on, in the page's zone.")
    ] = "",
    until: Annotated[
        str, typer.Option("--until", metavar="TIME", help="Before then, in the page's zone.")
    ] = "",
    words: Annotated[
        str, typer.Option("--words", metavar="TEXT", help="Only lines with these words.")
    ] = "",
) -> None:
    """Print the trail as JSON, a line each, the oldest first, with the hash of each row."""
    from statusboard.app.audit.queries import EXPORT, ZONE
    from statusboard.cli.desk import reading_doorway
    from statusboard.domain.trail import TrailFilter

    with reading_doorway(database, demo=demo) as door:
        zone = ZoneInfo(door.ask(ZONE, None))
        wanted = TrailFilter(
            words=words, since=_instant("since", since, zone), until=_instant("until", until, zone)
        )
        lines = door.ask(EXPORT, wanted)
    for line in lines:
        json.dump(_as_json(line), sys.stdout, ensure_ascii=False)
        print()


def _instant(option: str, text: str, zone: ZoneInfo) -> datetime | None:
    if not text:
        return None
    try:
        instant = datetime.fromisoformat(text)
        return (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise RuleBroken(
            f"--{option} {text}: write a date, or a date and time such as 2026-11-29T14:02.",
            field=option,
        ) from None


def _as_json(line: "TrailLine") -> dict[str, object]:
    return {
        "row": line.number,
        "at": line.at.isoformat(),
        "kind": line.kind,
        "who": line.who,
        "verb": line.verb,
        "subject": line.subject,
        "detail": line.detail,
        "hash": line.hash,
    }


def _anchor(text: str) -> "Anchor":
    from statusboard.domain.trail import Anchor

    found = _ANCHOR.fullmatch(text.strip())
    if found is None:
        raise RuleBroken(
            "An anchor is a row and its hash, such as 4182:9f86…, as “statusboard audit verify” "
            "prints them.",
            field="anchor",
        )
    return Anchor(int(found[1]), found[2])
