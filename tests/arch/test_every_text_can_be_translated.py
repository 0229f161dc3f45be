"""Text that people read on screen goes through tr(): no literal reaches a widget by itself."""

import ast

import pytest

# Who shows text, and which of its arguments are text (None: all of them).
SHOWN = {
    **dict.fromkeys(("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox"), None),
    **dict.fromkeys(("QAction", "QCommandLinkButton", "QDockWidget", "QMessageBox"), None),
    **dict.fromkeys(
        ("setText", "setPlainText", "setTitle", "setWindowTitle", "setStatusTip"), None
    ),
    **dict.fromkeys(("setToolTip", "setWhatsThis", "setPlaceholderText", "setHtml"), None),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription", "setLabelText"), None),
    **dict.fromkeys(("setInformativeText", "setSuffix", "setPrefix", "setMarkdown"), None),
    **dict.fromkeys(("addItem", "addTab", "addRow", "addAction", "addMenu", "insertItem"), None),
    **dict.fromkeys(("setHorizontalHeaderLabels", "setHeaderLabels", "addItems"), None),
}
# The product's name, and samples of what to type.
SAME_EVERYWHERE = ("StatusBoard ", "https://", "NRAK-…")
TRANSLATES = {"tr", "_tr", "translate", "self.tr", "QCoreApplication.translate"}


def spoken_literals(tree: ast.AST) -> list[tuple[int, str]]:
    """The literals with letters in them that reach a widget untranslated, with their lines."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        if name in SHOWN:
            arguments = [*node.args, *(k.value for k in node.keywords if k.arg != "objectName")]
            for argument in arguments:
                found += _literals(argument)
    return found


def _literals(node: ast.AST) -> list[tuple[int, str]]:
    if isinstance(node, ast.Call):
        # What a call answers is its own affair; what is given to it to show is looked at there.
        if ast.unparse(node.func) in TRANSLATES or not isinstance(node.func, ast.Attribute):
            return []
        return _literals(node.func.value)
    if isinstance(node, ast.Constant):
        is_text = isinstance(node.value, str) and any(c.isalpha() for c in node.value)
        return [(node.lineno, str(node.value))] if is_text else []
    if isinstance(node, ast.JoinedStr):
        return [
            hit for part in node.values if isinstance(part, ast.Constant) for hit in _literals(part)
        ]
    if isinstance(node, ast.BinOp):
        return _literals(node.left) + _literals(node.right)
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    if isinstance(node, ast.List | ast.Tuple):
        return [hit for element in node.elts for hit in _literals(element)]
    return []


def test_no_literal_reaches_a_widget(sources) -> None:
    found = [
        f"{module.path.name}:{line}: {text}"
        for module in sources
        if module.name.startswith("ui.")
        for line, text in spoken_literals(module.tree)
        if not text.startswith(SAME_EVERYWHERE)
    ]

    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'QLabel("Save")',
        'QLabel("Save", parent)',
        'QtWidgets.QPushButton(text="Save")',
        'box.setToolTip(f"{n} services")',
        'box.setText("Save" if a else tr("x"))',
        'box.setText("Save " + name)',
        'box.setText("Save {}".format(name))',
        'table.setHorizontalHeaderLabels(["Name", tr("x")])',
        'button.setAccessibleName("Save")',
    ],
)
def test_a_literal_is_found(code: str) -> None:
    assert spoken_literals(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        'QLabel(tr("Save"))',
        'QLabel(self.tr("{n} saved").format(n=1))',
        'QLabel(QCoreApplication.translate("Board", "Save"))',
        'QLabel("·")',
        'QLabel(f"{a} – {b}")',
        "QLabel(words(a))",
        'box.setObjectName("saveButton")',
        'log.info("saved")',
    ],
)
def test_what_is_translated_or_no_text_is_spared(code: str) -> None:
    assert spoken_literals(ast.parse(code)) == []
