"""Exit codes a script can rely on."""

from enum import IntEnum

from statusboard.errors import Rejected, RuleBroken, StatusBoardError, Unavailable


class ExitCode(IntEnum):
    """What the command's exit code says. README.md documents them."""

    OK = 0
    RULE_BROKEN = 1
    USAGE = 2  # given by the parser of the command line
    UNAVAILABLE = 3
    REJECTED = 4
    BUG = 70
    INTERRUPTED = 130


def code_of(error: StatusBoardError) -> ExitCode:
    """The exit code that says which sort of error it was."""
    match error:
        case RuleBroken():
            return ExitCode.RULE_BROKEN
        case Unavailable():
            return ExitCode.UNAVAILABLE
        case Rejected():
            return ExitCode.REJECTED
        case _:
            return ExitCode.BUG
