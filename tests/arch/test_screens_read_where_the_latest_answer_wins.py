"""A screen that reads around its base could show answers in the wrong order."""

import ast
from collections.abc import Iterator

READS = {"ask", "latest", "has_new_relic_key", "find_entities", "find_issues"}


def reads(tree: ast.AST) -> Iterator[ast.AST]:
    """What reads from the desk in there: called, or handed on to be called."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name, value=ast.Attribute(attr="desk") | ast.Name(id="desk")):
                if name in READS:
                    yield node
            case ast.Name(id=name) if name.startswith("ask_"):
                yield node


def around(tree: ast.AST) -> list[ast.Call]:
    """The operations that read."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "run"
        and any(True for argument in node.args for _ in reads(argument))
    ]


def test_no_screen_reads_by_a_plain_operation(sources) -> None:
    screens = [module for module in sources if module.name.startswith("ui.screens.")]

    assert len(screens) > 60
    assert [m.at(node) for m in screens for node in around(m.tree)] == []


def test_the_rule_knows_a_plain_operation_that_reads() -> None:
    one = "self.operations.run(self, self.operations.desk.ask(BOARD, BoardAsk()), done)"
    two = "self._operations.run(self, ask_detail(desk, 3), done)"
    verb = "self.operations.run(self, self.operations.desk.do(publish, given), done)"

    assert [len(around(ast.parse(text))) for text in (one, two, verb)] == [1, 1, 0]
