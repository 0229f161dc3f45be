"""The command check: what a program of this computer says, as plug-ins of Nagios do.

It runs only what lies in the folder that an administrator chose; without one it runs nothing.
"""

import re
from typing import TYPE_CHECKING

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext

if TYPE_CHECKING:
    from statusboard.probes.sockets.answering import Finding

# All commands share the seats of this computer.
HERE = "localhost"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,99}")
MOST_ARGUMENTS = 50
LONGEST_ARGUMENT = 1_000
# Of the deadline so much is the program's; the rest is for ending it.
SHARE = 0.95
MOST_LINES = 20
_SWITCHED_OFF = (
    "commands are switched off; an administrator allows them by choosing their folder under "
    "Settings"
)


def _name_problem(value: object) -> str | None:
    if _NAME.fullmatch(str(value)):
        return None
    return f"“{value}” is not the name of a program in the folder. Write it without a path."


def _arguments_problem(value: object) -> str | None:
    lines = str(value).splitlines()
    if len(lines) > MOST_ARGUMENTS or any(len(line) > LONGEST_ARGUMENT for line in lines):
        return f"At most {MOST_ARGUMENTS} arguments of {LONGEST_ARGUMENT:,} characters each."
    if "\0" in str(value):
        return "An argument holds a character that no program can be given."
    return None


def _arguments(config: Config) -> list[str]:
    return [line for line in str(config.get("arguments") or "").splitlines() if line.strip()]


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry what asks for that.
    from statusboard.domain.result import Outcome, Reason
    from statusboard.probes.sockets.answering import Finding, told
    from statusboard.probes.sockets.running import program_in, run
    from statusboard.probes.web.failure import Failed

    name = str(config["command"])

    async def asking() -> "Finding":
        if context.commands is None:
            raise Failed(Reason.NOT_CONFIGURED, _SWITCHED_OFF)
        program = program_in(context.commands, name)
        context.record.begin("wait")
        ended = await run(program, _arguments(config), within_s=SHARE * context.deadline_s)
        context.record.lines += [f"< {line}" for line in ended.lines[:MOST_LINES]]
        context.record.lines.append(f"ended with {ended.code}")
        # What follows the bar are figures for programs.
        said = next(iter(ended.lines), "").partition("|")[0].strip()
        words = said or f"it ended with {ended.code} and said nothing"
        match ended.code:
            case 0:
                return Finding(words=said)
            case 1:
                return Finding(Outcome.DEGRADED, Reason.COMMAND, words)
            case 2:
                return Finding(Outcome.DOWN, Reason.COMMAND, words)
            case code:
                return Finding(Outcome.UNKNOWN, Reason.SOURCE_SILENT, f"{words} ({code})")

    return await told(context, asking, source="the command")


DECLARATION = CheckKind(
    key="command",
    label="Command",
    icon="terminal",
    fields=(
        FieldSpec(
            "command",
            FieldKind.TEXT,
            "Command",
            help="The name of a program in the folder that an administrator chose under Settings. "
            "0 is up, 1 degraded, 2 down, as plug-ins of Nagios end.",
            required=True,
            tidy=str.strip,
            check=_name_problem,
            example="check_queue",
        ),
        FieldSpec(
            "arguments",
            FieldKind.LINES,
            "Arguments",
            help="One in a line, handed over as they are: no shell reads them. Everybody on that "
            "computer can see them, so put no secret here.",
            check=_arguments_problem,
        ),
    ),
    probe=_probe,
    describe=lambda config: f"Command {config.get('command') or ''}".rstrip(),
    target=lambda _config: HERE,
    offer="Run a command",
    summary="What a program of yours says. Only where an administrator has allowed it.",
    is_source=True,
    rank=90,
    good=(
        Example({"command": "check_queue"}),
        Example({"command": "check_disk.sh", "arguments": "-w\n80\n/srv/data"}),
    ),
    bad=(
        Example({}, "command"),
        Example({"command": "/bin/sh"}, "command"),
        Example({"command": "../check"}, "command"),
        Example({"command": ".."}, "command"),
        Example({"command": "check queue"}, "command"),
        Example({"command": "check", "arguments": "a\n" * 51}, "arguments"),
        Example({"command": "check", "arguments": "a" * 1_001}, "arguments"),
    ),
)
