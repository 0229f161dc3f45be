"""What is asked lies over the window it is about; only the system's own choosers are windows."""

import ast
from collections.abc import Iterable
from pathlib import Path

UI = Path(__file__).parents[2] / "ui"
BASE = UI / "widgets" / "sheet.py"
WINDOWS = {"QDialog", "QMessageBox", "QInputDialog", "QProgressDialog", "QErrorMessage", "QWizard"}


def named(nodes: Iterable[ast.AST]) -> set[str]:
    """The classes of dialogs that a file makes, or derives from."""
    return {node.id for node in nodes if isinstance(node, ast.Name) and node.id in WINDOWS}


def test_only_the_base_of_all_sheets_is_made_from_qts_own_dialog(sources) -> None:
    screens = [module for module in sources if module.path.is_relative_to(UI)]
    assert {module.path for module in screens if named(module.walk())} == {BASE}
