"""What a program does not need costs it neither memory nor time at its start."""

import subprocess
import sys

OTHERS = (
    "statusboard.app.programs.office",
    "statusboard.app.programs.collector",
    "statusboard.app.programs.child",
    "statusboard.app.desk.pipe_desk",
    "ui.startup.session",
)


def loaded(*modules: str) -> set[str]:
    """What is there once these are imported, each as `module.part` of a package."""
    code = f"import sys, {', '.join(modules)}\nprint(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True
    )
    return set(ran.stdout.split())


def test_other_programs_load_no_web_server() -> None:
    assert not loaded(*OTHERS) & {"starlette", "uvicorn"}


def test_an_office_on_a_file_loads_neither_what_a_server_speaks_nor_what_writes_workbooks() -> None:
    found = loaded("statusboard.app.programs.office", "statusboard.app.programs.collector")

    assert "sqlalchemy" in found
    assert not found & {"sqlalchemy.dialects.postgresql", "psycopg", "xlsxwriter", "alembic"}


def test_the_page_server_loads_what_its_forms_need_and_no_more() -> None:
    found = loaded("statusboard.app.programs.page_server")

    assert {"starlette", "uvicorn", "jinja2"} <= found
    assert not found & {"numpy", "httpx", "alembic", "PySide6"}
