"""`statusboard newrelic record`: what New Relic said, masked, for a support case."""

import json
from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.options import Database
from statusboard.errors import RuleBroken


def record(
    database: Database = None,
    on: Annotated[bool, typer.Option("--on", help="Record from now on, for an hour.")] = False,
    off: Annotated[bool, typer.Option("--off", help="Record no more, and forget it.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write what was recorded there.")
    ] = None,
) -> None:
    """Record what New Relic says: keys, addresses and names are masked. Off by default."""
    from statusboard.app.new_relic.record_commands import (
        RecordNewRelic,
        read_record,
        read_recording,
        record_new_relic,
    )
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.instants import from_us

    if on and off:
        raise RuleBroken("Say --on or --off, not both.", field="on")
    with doorway(database) as door:
        actor = this_person(door)
        if out is not None:
            kept = door.ask(read_record, None, actor)
            entries = [
                {"at": from_us(at_us).isoformat(), **json.loads(told)} for at_us, told in kept
            ]
            try:
                out.write_text(json.dumps(entries, ensure_ascii=False, indent=1), "utf-8")
            except OSError as error:
                why = error.strerror or "the disk refuses"
                raise RuleBroken(f"{out} cannot be written: {why}.", field="out") from error
            print(f"written to {out}: {len(entries)}")
        if on or off:
            door.do(record_new_relic, RecordNewRelic(on), actor)
        state = door.ask(read_recording, None)
    print("recording, for an hour at most" if state else "not recording")
