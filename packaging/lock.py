"""Remakes the locks: `.venv/bin/python packaging/lock.py`, after a change to pyproject.toml.

One lock for every platform, with hashes and without the address of an index. The test lock comes
first and binds the runtime lock, so that one environment serves both. Needs the network.
"""

import subprocess
import sys

import environment

COMPILE = [
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-header", "--no-annotate", "--no-config"),
]


def main() -> int:
    """0 where all locks were written."""
    here = environment.LOCKS
    uv = [sys.executable, "-m", "uv", *COMPILE]
    project = str(environment.CHECKOUT / "pyproject.toml")
    built, wanted = (str(here / f"{name}.in") for name in ("test-source", "uv"))
    names = ("test", "test-source", "runtime", "uv")
    test, source, runtime, itself = (str(here / f"{name}.lock") for name in names)
    calls = (
        [*uv, "--upgrade", "--extra", "test", project, "-o", test],
        [*uv, "--upgrade", "-c", test, project, "-o", runtime],
        [*uv, "--upgrade", "--no-deps", built, "-o", source],
        [*uv, "--upgrade", wanted, "-o", itself],
    )
    for call in calls:
        done = subprocess.run(call, check=False, stdout=subprocess.DEVNULL)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
