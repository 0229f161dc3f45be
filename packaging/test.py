"""Runs every gate and test: `python3 packaging/test.py [pytest arguments]`.

Makes the environment the first time. The gates always run; the arguments go to pytest. Ends with
0 if all passed, 1 if not, 3 where the machine lacks something.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit(f"StatusBoard needs Python 3.11 to 3.14; this is {sys.version.split()[0]}.")

import subprocess
import time

import environment
import system

GATES = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["mypy", "--no-error-summary"],
    "imports": ["lint-imports", "--no-cache"],
}


def main(arguments: list[str]) -> int:
    """0 where everything passed."""
    started = time.monotonic()
    environment.ready("test")
    lacking = system.provide(system.needed(window=False))
    if lacking:
        environment.leave(lacking, 3)
    around = environment.surroundings(QT_QPA_PLATFORM="offscreen")
    failed = []
    for name, call in {**GATES, "tests": ["pytest", *arguments]}.items():
        environment.say(f"── {name}: {' '.join(call)}")
        program = str(environment.SCRIPTS / call[0])
        begun = time.monotonic()
        done = subprocess.run(
            [program, *call[1:]], check=False, cwd=environment.CHECKOUT, env=around
        )
        verdict = "passed" if done.returncode == 0 else f"failed ({done.returncode})"
        environment.say(f"   {name} {verdict} after {time.monotonic() - begun:.1f} s")
        failed += [] if done.returncode == 0 else [name]
    took = time.monotonic() - started
    if failed:
        environment.say(f"Failed: {', '.join(failed)}. {took:.0f} s.")
        return 1
    environment.say(f"All {len(GATES)} gates and the tests passed in {took:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
