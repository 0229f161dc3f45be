"""Every contract of the floor plan is seen to fail, in a small house with one fault at a time."""

import shutil
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter import configuration
from importlinter.application import use_cases

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = [contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]]
ROOMS = (
    *("programs", "notices", "desk", "page", "new_relic", "health", "watching", "services"),
    *("processes", "keys", "backups", "templates", "audit", "delivery", "subscribers", "visitors"),
    *("writing_help", "signals", "people", "agreement", "maintenance", "importing"),
    *("reports", "statements", "history", "alarms"),
)
GROUND = (
    *("doorway", "change_feed", "clock", "settings", "installation", "identity"),
    *("timeouts", "waiting"),
)
HOUSE = (
    *(f"statusboard/{floor}/__init__.py" for floor in ("app", "cli", "demo", "catalog", "domain")),
    *(
        f"statusboard/{floor}/__init__.py"
        for floor in (
            *("storage", "probes", "targets", "channels", "render", "server", "wording"),
            *("writing_help", "importers"),
        )
    ),
    *(
        f"statusboard/{name}"
        for name in ("__init__.py", "errors.py", "own_files.py", "newrelic/__init__.py")
    ),
    *("statusboard/probes/base.py", "statusboard/probes/http.py", "statusboard/probes/dns.py"),
    *("statusboard/probes/web/__init__.py", "statusboard/probes/web/asking.py"),
    *(f"statusboard/app/{room}/__init__.py" for room in ROOMS),
    *(f"statusboard/app/{name}.py" for name in GROUND),
    *(f"statusboard/targets/{name}.py" for name in ("base", "folder", "sftp")),
    *(f"ui/{room}/__init__.py" for room in ("shell", "screens", "widgets", "models", "runtime")),
    *("ui/theme/__init__.py", "ui/plots/__init__.py", "ui/__init__.py", "ui/startup/__init__.py"),
    "ui/keys/__init__.py",
    *("ui/screens/base.py", "ui/screens/board/__init__.py", "ui/wall/__init__.py"),
)

configuration.configure()

FAULTS = [
    ("The window stands on the application", "statusboard/app", "import ui.shell"),
    ("Floors of statusboard", "statusboard/domain", "import statusboard.app"),
    ("Floors of statusboard", "statusboard/storage", "import statusboard.probes.http"),
    ("Floors of statusboard", "statusboard/errors.py", "import statusboard.domain"),
    ("Floors of statusboard", "statusboard/attic", "'a floor that nobody planned'"),
    ("Floors of the application", "statusboard/app/health", "import statusboard.app.notices"),
    ("Floors of the application", "statusboard/app/health", "import statusboard.app.watching"),
    ("Floors of the application", "statusboard/app/subscribers", "import statusboard.app.visitors"),
    ("Floors of the application", "statusboard/app/page", "import statusboard.app.maintenance"),
    ("Floors of the application", "statusboard/app/cellar", "'a room that nobody planned'"),
    ("Nothing goes in a circle", "statusboard/probes/web", "import statusboard.probes.http"),
    ("Nothing goes in a circle", "ui/screens/base.py", "import ui.screens.board"),
    ("Nothing goes in a circle", "ui/runtime", "import ui.screens"),
    ("The shell is given its screens", "ui/shell", "import ui.screens.board"),
    ("statusboard knows no screen", "statusboard/cli", "import PySide6.QtWidgets"),
    ("statusboard knows no screen", "statusboard/render", "from pyqtgraph import PlotWidget"),
    ("The window uses the application", "ui/screens", "import statusboard.storage"),
    ("The window uses the application", "ui/screens", "import statusboard.render"),
    ("Only storage speaks SQL", "statusboard/app", "from sqlalchemy import select"),
    ("Only storage speaks SQL", "ui/models", "import sqlite3"),
    ("Only storage speaks SQL", "statusboard/importers", "import sqlite3"),
    (
        "Only probes, newrelic, channels, targets and writing_help",
        "statusboard/importers",
        "import httpx",
    ),
    ("Floors of statusboard", "statusboard/importers", "import statusboard.probes.http"),
    (
        "Only probes, newrelic, channels, targets and writing_help",
        "statusboard/app",
        "import httpx",
    ),
    ("Only channels speak to providers", "statusboard/writing_help", "import smtplib"),
    ("Floors of statusboard", "statusboard/writing_help", "import statusboard.wording"),
    ("The window uses the application", "ui/screens", "import statusboard.writing_help"),
    ("Only channels speak to providers", "statusboard/app", "import aiosmtplib"),
    ("Only the page server answers strangers", "statusboard/render", "import starlette.routing"),
    ("Only the page server answers strangers", "statusboard/server", "import uvicorn"),
    ("Only the page server answers strangers", "statusboard/app/programs", "import uvicorn"),
    ("Floors of statusboard", "statusboard/server", "import statusboard.render"),
    ("Floors of statusboard", "statusboard/server", "import statusboard.app"),
    ("Only ui.plots imports pyqtgraph", "ui/widgets", "import pyqtgraph"),
    ("Only the palette matches words", "ui/screens", "import rapidfuzz"),
    ("Domain is the standard library alone", "statusboard/domain", "import numpy"),
    ("Only the application and its demo open", "statusboard/cli", "import statusboard.storage"),
    (
        "Probes do not know each other",
        "statusboard/probes/http.py",
        "import statusboard.probes.dns",
    ),
    (
        "Probes do not know each other",
        "statusboard/targets/folder.py",
        "import statusboard.targets.sftp",
    ),
    ("Floors of statusboard", "statusboard/targets", "import statusboard.app"),
    ("The window uses the application", "ui/screens", "import statusboard.targets.folder"),
]


def broken_contracts(folder: Path) -> set[str]:
    """The contracts that the house in `folder` breaks."""
    with pytest.MonkeyPatch.context() as aside:
        # The linter finds packages as Python does: ours would be found before those of the house.
        for name in PROJECT["tool"]["importlinter"]["root_packages"]:
            aside.delitem(sys.modules, name, raising=False)
        aside.syspath_prepend(folder)
        options = use_cases.read_user_options(str(CHECKOUT / "pyproject.toml"))
        use_cases._register_contract_types(options)
        report = use_cases.create_report(options, cache_dir=None)
    verdicts = {contract.name: check.kept for contract, check in report.get_contracts_and_checks()}
    assert set(verdicts) == set(CONTRACTS), report.invalid_contract_options
    broken = {name for name, kept in verdicts.items() if not kept}
    assert bool(broken) == report.contains_failures
    return broken


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for name in HOUSE:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (folder / "statusboard/probes/http.py").write_text("import statusboard.probes.web.asking\n")
    (folder / "ui/screens/board/__init__.py").write_text("import ui.screens.base\n")
    (folder / "ui/screens/base.py").write_text("import ui.runtime\n")
    return folder


def test_a_house_without_faults_keeps_every_contract(house: Path) -> None:
    assert broken_contracts(house) == set()


@pytest.mark.parametrize(("contract", "where", "fault"), FAULTS)
def test_a_fault_breaks_its_contract(
    house: Path, tmp_path: Path, contract: str, where: str, fault: str
) -> None:
    copy = tmp_path / "house"
    shutil.copytree(house, copy)
    path = copy / where
    if path.suffix != ".py":
        path.mkdir(exist_ok=True)
        path /= "__init__.py"
    path.write_text(f"{fault}\n")

    broken = broken_contracts(copy)

    assert any(name.startswith(contract) for name in broken)


def test_every_contract_has_a_fault_that_was_seen_to_break_it() -> None:
    named = {contract for contract, _, _ in FAULTS}

    assert all(any(name.startswith(start) for start in named) for name in CONTRACTS)
