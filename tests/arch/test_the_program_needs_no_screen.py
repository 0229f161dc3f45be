"""The core imports no Qt, the command line starts light, and signals cost no references."""

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import statusboard

CHECKOUT = Path(__file__).resolve().parents[2]
QT = ("PySide6", "shiboken6", "qasync", "pyqtgraph")
ALL = sorted(
    m.name
    for m in pkgutil.walk_packages(statusboard.__path__, "statusboard.")
    # Running a migration or the command line is what importing these would do.
    if ".migrations." not in m.name and not m.name.endswith("__main__")
)


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_the_whole_core_brings_in_no_qt() -> None:
    code = (
        f"import importlib, sys\nfor name in {ALL!r}: importlib.import_module(name)\n"
        f"print([m for m in sys.modules if m.partition('.')[0] in {QT!r}])"
    )

    assert len(ALL) > 80
    assert python(code) == "[]"


@pytest.mark.slow  # whatever would import Qt is found by the one before
def test_the_core_imports_where_qt_is_not_even_installed() -> None:
    code = (
        "import sys\n"
        f"for name in {QT!r}: sys.modules[name] = None\n"
        "import importlib\n"
        f"for name in {ALL!r}: importlib.import_module(name)\n"
        "print('whole')"
    )

    assert python(code) == "whole"


def test_asking_the_command_line_for_help_imports_nothing_heavy() -> None:
    heavy = ("sqlalchemy", "httpx", "numpy", "jinja2", "graphql", "starlette", "msgspec", *QT)
    code = (
        "import sys\nimport statusboard.cli.program\n"
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )

    assert python(code) == "[]"


@pytest.mark.parametrize("thing", ["True", "False", "None"])
def test_thousands_of_signals_leave_the_count_of_references_alone(thing: str) -> None:
    # Qt for Python 6.12 gives one away with every emit and ends Python 3.11 after about 570.
    code = f"""
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QCoreApplication, QObject, Signal
class Sender(QObject):
    happened = Signal(object)
app = QCoreApplication([])
sender, heard = Sender(), []
sender.happened.connect(lambda value: heard.append(1))
before = sys.getrefcount({thing})
for _ in range(2000):
    sender.happened.emit({thing})
lost = before - sys.getrefcount({thing})
assert len(heard) == 2000
print(lost if sys.version_info < (3, 12) else 0)
"""
    assert int(python(code)) < 100
