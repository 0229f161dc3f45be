"""Errors of GraphQL in the words of Absinthe, with which NerdGraph is written.

The engine here checks as strictly and speaks otherwise; whoever tells errors apart by their words
has to meet the service's own.
"""

import re
from typing import Final

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode
from graphql.language import ast, print_ast
from graphql.language.visitor import Visitor, visit

_SAID: Final = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (
            r"Variable '\$(\w+)' of type '([^']+)' used in position expecting type '([^']+)'\.",
            r"{operation} `$\1` of type `\2` found as input to argument of type `\3`.",
        ),
        (
            r"Variable '\$(\w+)' of (?:required|non-null) type '[^']+' .*",
            r'Variable "\1": Expected non-null, found null.',
        ),
        (r"Variable '\$(\w+)' got invalid value .*", r'Argument "\1" has invalid value $\1.'),
        (r"Variable '\$(\w+)' is (not defined|never used)\b(.*)", r"""Variable "\1" is \2\3"""),
        (
            r"Unknown argument '(\w+)' on field '(\w+)\.(\w+)'\.(.*)",
            r"""Unknown argument "\1" on field "\3" of type "\2".\4""",
        ),
        (
            r"Field '\w+' argument '(\w+)' of type '([^']+)' is required.*",
            r'In argument "\1": Expected type "\2", found null.',
        ),
        (r"Unknown fragment '(\w+)'\.", r'Unknown fragment "\1"'),
        (
            r"Fragment .*cannot be spread here as objects of type '(\w+)'"
            r" can never be of type '(\w+)'\.",
            "Fragment spread has no type overlap with parent.\n"
            r'Parent possible types: ["\1"]' + "\n" + r'Spread possible types: ["\2"]' + "\n",
        ),
        (
            r"(?:Unknown operation named|Must provide operation name).*",
            "Must provide a valid operation name if query contains multiple operations.",
        ),
        (r"Syntax Error: (.*?)\.?", r"syntax error before: \1"),
    )
)


def as_absinthe_says(error: GraphQLError, document: DocumentNode | None = None) -> str:
    """The sentence of the service for an error that the engine found."""
    invalid = _invalid_argument(error, document) if document is not None else None
    if invalid is not None:
        return f'Argument "{invalid.name.value}" has invalid value {print_ast(invalid.value)}.'
    for pattern, words in _SAID:
        found = pattern.fullmatch(error.message)
        if found is not None:
            said = found.expand(words.replace("{operation}", "\0"))
            return said.replace("\0", _start(document)).replace("'", '"')
    return error.message.replace("'", '"')


def _start(document: DocumentNode | None) -> str:
    """How Absinthe begins a sentence about a variable: with its operation, if that has a name."""
    for one in document.definitions if document is not None else ():
        if isinstance(one, OperationDefinitionNode) and one.name is not None:
            return f"In operation `{one.name.value}`, variable"
    return "Variable"


def _invalid_argument(error: GraphQLError, document: DocumentNode) -> ast.ArgumentNode | None:
    """The argument whose literal the error is about; None for an error of another sort."""
    node = error.nodes[0] if error.nodes else None
    if not isinstance(node, ast.ValueNode) or isinstance(node, ast.VariableNode):
        return None
    finding = _Holding(node)
    visit(document, finding)
    return finding.found


class _Holding(Visitor):
    """Finds the argument in which a value stands."""

    def __init__(self, value: ast.ValueNode) -> None:
        super().__init__()
        self._value = value
        self.found: ast.ArgumentNode | None = None

    def enter_argument(self, node: ast.ArgumentNode, *_args: object) -> None:
        inside = node.loc, self._value.loc
        if inside[0] and inside[1] and inside[0].start <= inside[1].start < inside[0].end:
            self.found = node
