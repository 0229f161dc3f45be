"""`statusboard doctor`: looks an installation over and says what stands in the way."""

import json
from dataclasses import asdict

import typer

from statusboard.cli.options import Database, Demo, Json

SIGNS = {"fine": " ", "note": "·", "problem": "!"}


def doctor(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """Look everything over. Ends with 3 where something stands in the way."""
    from statusboard.app.clock import SystemClock
    from statusboard.app.installation import locate
    from statusboard.app.programs.doctor import examine
    from statusboard.app.programs.finding import Verdict
    from statusboard.cli.failures import ExitCode

    findings = examine(locate(database, demo=demo), SystemClock(), is_demo=demo)
    if as_json:
        print(json.dumps([asdict(found) for found in findings], ensure_ascii=False, indent=2))
    else:
        width = max(len(found.subject) for found in findings)
        for found in findings:
            print(f"{SIGNS[found.verdict]} {found.subject:{width}}  {found.words}")
    if any(found.verdict is Verdict.PROBLEM for found in findings):
        raise typer.Exit(ExitCode.UNAVAILABLE)
