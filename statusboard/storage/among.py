"""Whether a number is among many others, which are handed over as one parameter.

With a parameter for each, a statement for hundreds of rows takes longer to be written than to be
carried out, and each count of them is another statement to a database that keeps its plans.
"""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Boolean, ColumnElement, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_TEXT = Text()


class _Among(FunctionElement[bool]):
    """A column, and the numbers as JSON, which both engines read as it is."""

    type = Boolean()
    inherit_cache = True


def among(column: ColumnElement[Any], numbers: Collection[int | None]) -> ColumnElement[bool]:
    """Whether the column is one of the numbers; never where it is NULL."""
    return _Among(column, bindparam(None, as_parameter(numbers), type_=_TEXT))


def among_named(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """The same for a statement made once: its numbers come by that name, `as_parameter`."""
    return _Among(column, bindparam(name, type_=_TEXT))


def as_parameter(numbers: Collection[int | None]) -> str:
    """The numbers as `among_named` wants them."""
    return msgspec.json.encode(list(numbers)).decode()


@compiles(_Among, "sqlite")
def _on_sqlite(among: _Among, compiler: SQLCompiler, **how: object) -> str:
    column, numbers = (compiler.process(one, **how) for one in among.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608 - no values in it


@compiles(_Among, "postgresql")
def _on_postgresql(among: _Among, compiler: SQLCompiler, **how: object) -> str:
    column, numbers = (compiler.process(one, **how) for one in among.clauses)
    # An array, unlike the rows of a function, leads the planner to the index.
    return f"{column} = ANY (CAST(translate({numbers}, '[]', '{{}}') AS BIGINT[]))"
