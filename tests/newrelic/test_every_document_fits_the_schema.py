"""A name guessed by analogy passes any mock; here every document meets the schema."""

import ast
import re
from pathlib import Path

import pytest
from graphql import parse, validate

from statusboard.demo.new_relic.execution import load_schema
from statusboard.newrelic import document, figure_queries, queries

SOURCE = Path(queries.__file__).parents[1]


@pytest.mark.parametrize("document", queries.DOCUMENTS, ids=lambda d: d.name)
def test_a_document_is_valid(document: document.Document) -> None:
    assert validate(load_schema(), parse(document.text)) == []


@pytest.mark.parametrize("document", queries.DOCUMENTS, ids=lambda d: d.name)
def test_a_document_is_called_what_it_says(document: document.Document) -> None:
    assert document.text.startswith(f"query {document.name}")


@pytest.mark.parametrize("count", [1, 2, figure_queries.FIGURES_AT_ONCE])
def test_as_many_figures_as_are_asked_for_at_once_fit(count: int) -> None:
    assert validate(load_schema(), parse(figure_queries.figures(count).text)) == []


def test_a_wrong_field_variable_or_family_is_found() -> None:
    schema = load_schema()
    wrong = (
        queries.READ_STATES.text.replace("alertSeverity", "alertStatus"),
        queries.READ_STATES.text.replace("[EntityGuid]!", "[String]!"),
        queries.READ_STATES.text.replace("WorkloadEntity", "WorkloadEntityOutline"),
        queries.FIND_ENTITIES.text.replace("nextCursor", "next"),
        queries.COUNT_BY_TYPE.text.replace("$search: String!", "$search: Int!"),
    )
    assert all(validate(schema, parse(text)) for text in wrong)


def test_no_document_is_written_anywhere_else() -> None:
    looks_like_one = re.compile(r"^\s*(query|mutation)\s+\w+\s*[({]", re.MULTILINE)
    texts = {path: path.read_text("utf-8") for path in SOURCE.rglob("*.py")}
    found = {
        path.relative_to(SOURCE).as_posix()
        for path, text in texts.items()
        if re.search(r"\b(query|mutation)\b", text)  # to parse all others takes seconds
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and looks_like_one.search(node.value)
    }
    assert found == {
        f"newrelic/{name}.py" for name in ("queries", "figure_queries", "optional_queries")
    }


def test_every_constant_is_in_the_list_that_is_checked() -> None:
    written = {value for value in vars(queries).values() if isinstance(value, document.Document)}
    assert written == set(queries.DOCUMENTS)
