"""What is asked lies over the window it is about; only the system's own choosers are windows."""

import ast
from pathlib import Path

UI = Path(__file__).parents[2] / "ui"
BASE = UI / "widgets" / "sheet.py"
WINDOWS = {"QDialog", "QMessageBox", "QInputDialog", "QProgressDialog", "QErrorMessage", "QWizard"}


def named(file: Path) -> set[str]:
    """The classes of dialogs that a file makes, or derives from."""
    names = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return {node.id for node in names if isinstance(node, ast.Name) and node.id in WINDOWS}


def test_only_the_base_of_all_sheets_is_made_from_qts_own_dialog() -> None:
    found = {file for file in UI.rglob("*.py") if named(file)}
    assert found == {BASE}
