"""The environment both commands stand on: `.venv` in the checkout, filled from a lock with hashes.

Standard library only, for the machine's own Python. A stamp inside the environment says what it
was made of, and is written last: without it, or with another one, the environment is made anew.
So a set-up that was killed half way is noticed, and a second start does nothing at all.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path

import children
import system

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = CHECKOUT / ".venv"
STAMP = FOLDER / "statusboard-stamp.json"
LOCKS = CHECKOUT / "packaging"
ON_WINDOWS = os.name == "nt"
SCRIPTS = FOLDER / ("Scripts" if ON_WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if ON_WINDOWS else "python")
# A variable of the surrounding shell that would make another environment of this one; and one
# that would let each of three programs compile every module again at each start.
STRANGERS = (
    *("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"),
    "PYTHONDONTWRITEBYTECODE",
)


def say(text: str) -> None:
    """A line for the person who waits."""
    print(text, flush=True)


def surroundings(**more: str) -> dict[str, str]:
    """The variables a program of this environment is started with."""
    kept = {name: value for name, value in os.environ.items() if name not in STRANGERS}
    kept["PATH"] = f"{SCRIPTS}{os.pathsep}{kept.get('PATH', '')}"
    kept["VIRTUAL_ENV"] = str(FOLDER)
    # As statusboard/app/processes/launch.py: one heap and one thread save tens of MB.
    kept |= {name: kept.get(name, "1") for name in ("MALLOC_ARENA_MAX", "OPENBLAS_NUM_THREADS")}
    return kept | more


def ready(extent: str) -> None:
    """Makes the environment if it is not there: `extent` is "runtime" or "test".

    An environment for tests serves the program too. Leaves with a sentence where it cannot be.
    """
    if _stands_for(extent):
        return
    with _alone():
        if _stands_for(extent):  # another start was making it, and is done
            return
        if extent == "runtime" and _was_for_tests():
            extent = "test"
        _make(extent)


def _make(extent: str) -> None:
    started = time.monotonic()
    _need_venv()
    say(f"Making the environment in {FOLDER} …")
    if FOLDER.is_symlink():
        # Whatever it leads to belongs to somebody else, and would be emptied through the link.
        FOLDER.unlink()
    STAMP.unlink(missing_ok=True)
    builder = venv.EnvBuilder(clear=True, with_pip=True, symlinks=not ON_WINDOWS)
    try:
        builder.create(FOLDER)
    except (OSError, subprocess.CalledProcessError) as error:
        leave(f"The environment could not be made in {FOLDER}: {error}", 3)
    _install(LOCKS / f"{extent}.lock")
    if extent == "test":
        _build(LOCKS / "test-source.lock")
    _add_the_checkout()
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(_stamp(extent), indent=1), encoding="utf-8")
    fresh.replace(STAMP)
    say(f"The environment is ready after {time.monotonic() - started:.0f} s.")


def _need_venv() -> None:
    if importlib.util.find_spec("ensurepip") is not None:
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if not system.install([package], "this Python cannot make environments without it"):
        leave(
            "This Python cannot make environments: its “venv” part is a package of its own here.\n"
            f"Install it, then try again:  {system.command([package])}",
            3,
        )


def _install(lock: Path) -> None:
    """Fills the environment from a lock: with uv in seconds, or with pip where uv is not had."""
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
    quiet = ["install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    if _runs([*pip, *quiet, "-r", str(LOCKS / "uv.lock")]):
        uv = [str(PYTHON), "-m", "uv", "--no-config", "--system-certs", "pip"]
        say(f"Installing what {lock.name} names …")
        if _runs([*uv, *quiet, "-r", str(lock)]):
            return
        say("uv did not get through; trying with pip, which takes a little longer …")
    else:
        say("uv could not be had; going on with pip, which takes a little longer …")
    if not _runs([*pip, *quiet, "-r", str(lock)]):
        leave(
            f"The libraries of {lock.name} could not be installed; the reason is above.\n"
            "The first start needs the network. Once it works again, start this once more.",
            3,
        )


def _build(lock: Path) -> None:
    """Adds what is there as a source alone, built by what is installed already and nothing else."""
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    from_source = ["--require-hashes", "--no-deps", "--no-build-isolation", "--no-binary", ":all:"]
    if not _runs([*pip, *from_source, "-r", str(lock)]):
        leave(f"What {lock.name} names could not be built; the reason is above.", 3)


def _add_the_checkout() -> None:
    """Lets `import statusboard` and the command `statusboard` find this checkout."""
    asked = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(asked, check=True, capture_output=True, text=True, env=surroundings())
    path_file = Path(site.stdout.strip()) / "statusboard-checkout.pth"
    path_file.write_text(f"{CHECKOUT}\n", encoding="utf-8")
    if ON_WINDOWS:
        command = SCRIPTS / "statusboard.cmd"
        command.write_text('@"%~dp0python.exe" -P -m statusboard %*\n', encoding="utf-8")
        return
    command = SCRIPTS / "statusboard"
    command.write_text(
        '#!/bin/sh\nexec "${0%/*}/python" -P -m statusboard "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)


def _runs(command: list[str]) -> bool:
    return children.run(command, cwd=CHECKOUT, env=surroundings()) == 0


def _stamp(extent: str) -> dict[str, str]:
    parts = {
        "extent": extent,
        "python": f"{sys.version} {platform.machine()}",
        "checkout": str(CHECKOUT),
        "runtime": _digest(LOCKS / "runtime.lock"),
    }
    if extent != "test":
        return parts
    return parts | {name: _digest(LOCKS / f"{name}.lock") for name in ("test", "test-source")}


def _written() -> dict[str, str]:
    try:
        written = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return written if isinstance(written, dict) else {}


def _was_for_tests() -> bool:
    return _written().get("extent") == "test"


def _stands_for(extent: str) -> bool:
    """Whether the environment is whole and has what is wanted (and perhaps the tests' too)."""
    written = _written()
    wanted = _stamp(extent) | {"extent": written.get("extent", "")}
    return bool(written) and PYTHON.exists() and wanted.items() <= written.items()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Only one start at a time makes the environment. The system lets go if it is killed."""
    name = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:16]
    with (Path(tempfile.gettempdir()) / f"statusboard-setup-{name}").open("a") as held:
        if ON_WINDOWS:
            import msvcrt

            held.seek(0)
            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def leave(sentence: str, code: int) -> None:
    """Ends the command with a sentence for a person."""
    print(sentence, file=sys.stderr, flush=True)
    raise SystemExit(code)
