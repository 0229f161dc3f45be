"""Runs every gate and test: `python3 packaging/test.py [pytest arguments]`.

Makes the environment the first time. The gates always run, beside the tests, and are told after
them; the arguments go to pytest, where they win over ours (`-n0` runs in one process). With
`--cov` a run of the whole suite measures what it covers and holds it against the floors. Ends with
0 if all passed, 1 if not, 3 where the machine lacks something.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit(f"StatusBoard needs Python 3.11 to 3.14; this is {sys.version.split()[0]}.")

import os
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import children
import environment
import system

GATES = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["mypy", "--no-error-summary"],
    "imports": ["lint-imports", "--no-cache", "--no-logo"],
}
COVERAGE = ["python", "packaging/coverage_floors.py"]
# A file's tests stay together: what is costly to make is made once in it.
SPREAD = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
# Asked for, because each line of every library is traced for it: all takes twice as long.
MEASURED = "--cov"
QUIETLY = "--cov-report="
# The tests wait more than they work, for sockets and for programs they started.
WORKERS_PER_CORE = 2
MOST_WORKERS = 8  # each holds some 400 MB, and more would wait for the longest file
# These change how a run is told and in which order it goes, not what is run.
MANNERS = ("-q", "-v", "-r", "-n", "--durations", "--tb", "--random-order", "--color")


def main(arguments: list[str]) -> int:
    """0 where everything passed."""
    started = time.monotonic()
    children.end_with_us()
    environment.ready("test")
    lacking = system.provide(system.needed(window=False))
    if lacking:
        environment.leave(lacking, 3)
    with ThreadPoolExecutor(len(GATES)) as beside:
        gates = {name: beside.submit(_heard, call) for name, call in GATES.items()}
        failed = [] if _told("tests", pytest_call(arguments)) else ["tests"]
        for name, gate in gates.items():
            passed, said = gate.result()
            if not passed:
                environment.say(f"── {name}: {' '.join(GATES[name])}\n{said.rstrip()}")
            environment.say(f"   {name} {'passed' if passed else 'failed'}")
            failed += [] if passed else [name]
    if is_measured(arguments) and "tests" not in failed and not _told("coverage", COVERAGE):
        failed.append("coverage")
    took = time.monotonic() - started
    if failed:
        environment.say(f"Failed: {', '.join(failed)}. {took:.0f} s.")
        return 1
    environment.say(f"All {len(GATES)} gates and the tests passed in {took:.0f} s.")
    return 0


def is_measured(arguments: Sequence[str]) -> bool:
    """Whether coverage is asked for, and of a run that leaves nothing out: else it says nothing."""
    others = [one for one in arguments if one != MEASURED]
    return len(others) < len(arguments) and all(one.startswith(MANNERS) for one in others)


def pytest_call(arguments: Sequence[str]) -> list[str]:
    """The tests as they are run: what was asked for stands last, and wins."""
    spread = [] if any("no:xdist" in one for one in arguments) else SPREAD
    quietly = [QUIETLY] if is_measured(arguments) else []
    return ["pytest", *spread, *quietly, *arguments]


def _told(name: str, call: Sequence[str]) -> bool:
    """Runs a step for all to see; whether it passed."""
    environment.say(f"── {name}: {' '.join(call)}")
    begun = time.monotonic()
    code = children.run(_command(call), cwd=environment.CHECKOUT, env=_surroundings())
    verdict = "passed" if code == 0 else f"failed ({code})"
    environment.say(f"   {name} {verdict} after {time.monotonic() - begun:.1f} s")
    return code == 0


def _heard(call: Sequence[str]) -> tuple[bool, str]:
    """Runs a step in silence; whether it passed, and what it said."""
    done = subprocess.run(
        _command(call),
        check=False,
        cwd=environment.CHECKOUT,
        env=_surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode == 0, done.stdout


def _command(call: Sequence[str]) -> list[str]:
    return [str(environment.SCRIPTS / call[0]), *call[1:]]


def _surroundings() -> dict[str, str]:
    workers = min(MOST_WORKERS, WORKERS_PER_CORE * (os.cpu_count() or 1))
    chosen = os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS", str(workers))
    return environment.surroundings(
        QT_QPA_PLATFORM="offscreen", PYTEST_XDIST_AUTO_NUM_WORKERS=chosen
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
