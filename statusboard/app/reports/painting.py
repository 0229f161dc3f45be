"""Has a report drawn by a program of its own: Qt is in no program that watches or speaks.

It is started for one file and ends with it, so that no window and no probe waits for a drawing.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import msgspec

import statusboard
from statusboard.app.processes.launch import LEAN
from statusboard.domain.report import ReportForm, UptimeReport
from statusboard.errors import Unavailable

_MODULE = "ui.paper"
PAGES = "pages"
# What it needs of our environment, and no secret.
_PASSED = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")
PATIENCE_S = 60.0
# Before each page stands its length in so many bytes, the highest first.
_LENGTH = 4


def painted(
    report: UptimeReport, form: ReportForm, *, chart: str = "", patience_s: float = PATIENCE_S
) -> bytes:
    """The file. Blocking. Raises Unavailable where Qt is missing, fails or takes too long."""
    return _drawn(report, [form.value, *filter(None, [chart])], patience_s)


def painted_pages(
    report: UptimeReport, *, width: int, most: int, patience_s: float = PATIENCE_S
) -> tuple[bytes, ...]:
    """The first pages as PNG, so many pixels wide. Blocking. Raises Unavailable as `painted`."""
    return unframed(_drawn(report, [PAGES, str(width), str(most)], patience_s))


def framed(pages: "tuple[bytes, ...]") -> bytes:
    """Several files in one stream, as `unframed` reads them."""
    return b"".join(len(page).to_bytes(_LENGTH, "big") + page for page in pages)


def unframed(stream: bytes) -> tuple[bytes, ...]:
    """The files in a stream."""
    pages, at = [], 0
    while at < len(stream):
        length = int.from_bytes(stream[at : at + _LENGTH], "big")
        pages.append(stream[at + _LENGTH : at + _LENGTH + length])
        at += _LENGTH + length
    return tuple(pages)


def _drawn(report: UptimeReport, arguments: list[str], patience_s: float) -> bytes:
    if importlib.util.find_spec("PySide6") is None:
        raise Unavailable("Qt is not installed here. Install PySide6-Essentials to draw reports.")
    root = str(Path(statusboard.__file__).parent.parent)
    kept = {name: os.environ[name] for name in _PASSED if name in os.environ}
    paths = filter(None, [root, os.environ.get("PYTHONPATH")])
    environment = {
        **LEAN,
        **kept,
        "PYTHONPATH": os.pathsep.join(paths),
        "QT_QPA_PLATFORM": "offscreen",
        # Qt writes typefaces in the order of a hash, whose seed is chance otherwise.
        "QT_HASH_SEED": "0",
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", _MODULE, *arguments],
            input=msgspec.json.encode(report),
            capture_output=True,
            env=environment,
            timeout=patience_s,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(
            "The report could not be drawn in time. Try again, or choose a shorter period."
        ) from error
    if done.returncode or not done.stdout:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise Unavailable(f"The report could not be drawn here: {last or 'Qt did not start'}")
    return done.stdout
