"""What is bound anywhere in the window is a key that the sheet of all keys lists."""

import ast

BINDS = {"QShortcut", "setShortcut", "setShortcuts", "window_shortcut"}


def bound_elsewhere(tree: ast.AST) -> list[ast.AST]:
    """Where keys are bound that are not said to be a `Key`."""
    found: list[ast.AST] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        words = " ".join(ast.unparse(argument) for argument in node.args)
        is_bare = "StandardKey" in words or "Qt.Key." in words
        is_text = any(
            isinstance(one, ast.Constant) and isinstance(one.value, str) for one in node.args
        )
        if (name in BINDS and (is_bare or is_text)) or (name == "QKeySequence" and is_text):
            found.append(node)
    return found


def test_what_is_bound_anywhere_is_declared_as_a_key(sources):
    screens = [one for one in sources if one.name.startswith("ui.") and one.name != "ui.keys.key"]
    assert len(screens) > 400
    assert [module.at(node) for module in screens for node in bound_elsewhere(module.tree)] == []


def test_the_rule_knows_keys_that_nobody_declared():
    for line in (
        'QShortcut(QKeySequence("Ctrl+J"), self)',
        "QShortcut(QKeySequence.StandardKey.Find, self)",
        'button.setShortcut("F7")',
        "button.setShortcut(Qt.Key.Key_F7)",
    ):
        assert bound_elsewhere(ast.parse(line))
