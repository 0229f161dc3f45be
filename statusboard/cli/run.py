"""Runs a command, and says in one sentence what went wrong."""

import json
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import cache

from typer.main import get_command

from statusboard.cli.failures import ExitCode, code_of
from statusboard.cli.program import app
from statusboard.errors import Bug, RuleBroken, StatusBoardError


def run(arguments: Sequence[str]) -> int:
    """Runs a command; answers its exit code after saying what went wrong, if anything did."""
    try:
        _commands()(list(arguments), prog_name="statusboard")
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            # Whoever read our output has seen enough; there is nobody left to tell.
            return ExitCode.OK
        return ended.code if isinstance(ended.code, int) else ExitCode.OK
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except StatusBoardError as error:
        _say(error, as_json="--json" in arguments)
        return code_of(error)
    except Exception as defect:  # noqa: BLE001 - the last place that can say it
        traceback.print_exc()
        _say(_defect(defect), as_json="--json" in arguments)
        return ExitCode.BUG
    return ExitCode.OK


@cache
def _commands() -> Callable[..., object]:
    """All commands, built once: that takes longer than most of them."""
    return get_command(app)


def _defect(defect: Exception) -> Bug:
    return Bug(
        f"A mistake in StatusBoard itself: {type(defect).__name__}: {defect}. "
        "Nothing more was done. The lines above tell where; please report them."
    )


def _say(error: StatusBoardError, *, as_json: bool) -> None:
    if not as_json:
        asks = isinstance(error, RuleBroken) and error.field == "allow_file"
        how = " On the command line, “--allow-file” agrees." if asks else ""
        print(f"statusboard: {error}{how}", file=sys.stderr)
        return
    said = {"error": type(error).__name__, "sentence": str(error)}
    if isinstance(error, RuleBroken) and error.field:
        said["field"] = error.field
    print(json.dumps(said, ensure_ascii=False), file=sys.stderr)
