"""What the page server is made of costs memory in no other program."""

import subprocess
import sys

import pytest

OTHERS = (
    "statusboard.app.programs.office",
    "statusboard.app.programs.collector",
    "statusboard.app.programs.child",
    "statusboard.app.desk.pipe_desk",
    "ui.startup.session",
)


def loaded(module: str) -> set[str]:
    """The packages that are there once a module is imported."""
    code = f"import sys, {module}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True
    )
    return set(ran.stdout.split())


@pytest.mark.parametrize("module", OTHERS)
def test_other_programs_load_no_web_server(module: str) -> None:
    assert not loaded(module) & {"starlette", "uvicorn"}


def test_the_page_server_loads_what_its_forms_need_and_no_more() -> None:
    found = loaded("statusboard.app.programs.page_server")

    assert {"starlette", "uvicorn", "jinja2"} <= found
    assert not found & {"numpy", "httpx", "alembic", "PySide6"}
