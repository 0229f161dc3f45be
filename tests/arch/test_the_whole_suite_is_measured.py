"""`packaging/test.py`: what it asks of pytest, and the floors of what the tests cover."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
# So many lines that a branch nobody takes is lost among them.
SAID = (
    """
def said(loud):
    if loud:
        return "heard"
    return "quiet"
"""
    + "HEARD = 0\n" * 60
)


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    spec = importlib.util.spec_from_file_location("packaging_test", PACKAGING / "test.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WORKERS = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")


def test_a_run_uses_workers_and_is_measured_where_that_is_asked_for(program: ModuleType) -> None:
    assert program.pytest_call([]) == ["pytest", *WORKERS]
    assert program.pytest_call(["--cov"]) == ["pytest", *WORKERS, "--cov-report=", "--cov"]


def test_arguments_stand_last_and_win(program: ModuleType) -> None:
    assert program.pytest_call(["tests/domain", "-x", "-n0"])[-3:] == ["tests/domain", "-x", "-n0"]


def test_without_workers_nothing_is_asked_of_them(program: ModuleType) -> None:
    assert program.pytest_call(["-p", "no:xdist", "tests/domain"]) == [
        *("pytest", "-p", "no:xdist", "tests/domain")
    ]


@pytest.mark.parametrize(
    ("arguments", "whole"),
    [
        (["--cov"], True),
        (["--cov", "-q", "-n0", "--durations=60"], True),
        (["--random-order-bucket=module", "--random-order-seed=7", "--cov"], True),
        ([], False),
        (["-q"], False),
        (["--cov", "tests/domain"], False),
        (["--cov", "-k", "uptime"], False),
        (["--cov", "-m", "slow"], False),
        (["--cov", "-x"], False),
    ],
)
def test_only_a_run_that_leaves_nothing_out_is_measured(
    program: ModuleType, arguments: list[str], *, whole: bool
) -> None:
    assert program.is_measured(arguments) is whole


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ("said(True), said(False)", 0, "100.0     100.0   at least 95"),
        ("said(True)", 1, "98.4      50.0   at least 95"),
    ],
)
def test_a_package_with_branches_below_its_floor_fails_the_run(
    tmp_path: Path, asked: str, code: int, said: str
) -> None:
    for package in ("app", "domain"):
        folder = tmp_path / "statusboard" / package
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / "said.py").write_text(SAID)
    (tmp_path / ".coveragerc").write_text("[run]\nbranch = true\nsource = statusboard\n")
    (tmp_path / "asks.py").write_text(
        f"from statusboard.app.said import said\n{asked}\n"
        "from statusboard.domain.said import said\nsaid(True), said(False)\n"
    )
    (tmp_path / "statusboard" / "__init__.py").touch()
    measured = run(tmp_path, "-m", "coverage", "run", "asks.py")
    assert measured.returncode == 0, measured.stderr

    done = run(tmp_path, str(PACKAGING / "coverage_floors.py"))

    assert done.returncode == code, done.stdout + done.stderr
    assert said in next(line for line in done.stdout.splitlines() if "statusboard.app" in line)
    assert ("Below the floor: statusboard.app." in done.stdout) is bool(code)


def test_a_run_that_measured_nothing_holds_no_floor(tmp_path: Path) -> None:
    assert run(tmp_path, str(PACKAGING / "coverage_floors.py")).returncode == 1


def run(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
