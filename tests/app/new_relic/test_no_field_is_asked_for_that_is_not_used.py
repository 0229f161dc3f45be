"""Each field of each document is changed in a whole answer: something must come out otherwise.

A field that nobody uses costs the whole document on the day New Relic drops it.
"""

import copy
import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from graphql import FieldNode, InlineFragmentNode, OperationDefinitionNode, SelectionSetNode, parse

from statusboard.app.new_relic.calls import found_entity
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.execution import Asking, execute, load_schema
from statusboard.demo.new_relic.people import DEMO_KEY, PEOPLE
from statusboard.demo.new_relic.world import World
from statusboard.newrelic import mapping, queries
from statusboard.newrelic import parse as reader
from statusboard.newrelic.queries import Document

Json = Any
Path = tuple[str, ...]
OTHER_VALUES = (None, "another", "STATIC", 4711, True, False)


def who(data: Json) -> object:
    return reader.who(data)


def page(data: Json) -> object:
    read = reader.page(data)
    if read is None:
        return None
    found = tuple(map(found_entity, read.entities))
    return dataclasses.replace(read, entities=()), found


def counts(data: Json) -> object:
    return reader.type_counts(data)


def states(data: Json) -> object:
    read = reader.states(data)
    # By guid, as the feed takes them.
    return None if read is None else {one.guid: mapping.answer_of(one) for _, one in read}


OUTCOMES: dict[str, Callable[[Json], object]] = {
    queries.WHO_AM_I.name: who,
    queries.FIND_ENTITIES.name: page,
    queries.COUNT_BY_TYPE.name: counts,
    queries.READ_STATES.name: states,
}
VARIABLES: dict[str, Json] = {
    queries.FIND_ENTITIES.name: {"search": "reporting = 'true'", "limit": 200},
    queries.COUNT_BY_TYPE.name: {"search": "reporting = 'true'"},
    queries.READ_STATES.name: {"guids": list(WELL_KNOWN.values())},
}
# What stands in for what: the second is used only where the first is missing.
FALLBACKS = ({"name"}, {"name", "email"}, {"accountId"})


def leaves(selected: SelectionSetNode, above: Path = ()) -> Iterator[Path]:
    """The path of every field without fields of its own, through fragments."""
    for node in selected.selections:
        if isinstance(node, InlineFragmentNode):
            yield from leaves(node.selection_set, above)
        elif isinstance(node, FieldNode):
            path = (*above, (node.alias or node.name).value)
            if node.selection_set is None:
                yield path
            else:
                yield from leaves(node.selection_set, path)


def fields_of(document: Document) -> list[Path]:
    (operation,) = parse(document.text).definitions
    assert isinstance(operation, OperationDefinitionNode)
    return list(leaves(operation.selection_set))


def changed(data: Json, path: Path, value: object) -> Json:
    """A copy in which the value stands at every place that the path leads to."""
    whole = copy.deepcopy(data)
    _change(whole, path, value)
    return whole


def _change(data: Json, path: Path, value: object) -> None:
    if isinstance(data, list):
        for one in data:
            _change(one, path, value)
    elif isinstance(data, dict) and path[0] in data:
        if len(path) == 1:
            data[path[0]] = value
        else:
            _change(data[path[0]], path[1:], value)


def answered(document: Document) -> Json:
    world = World()
    asking = Asking(world, PEOPLE[DEMO_KEY], None)
    body = execute(load_schema(), document.text, VARIABLES.get(document.name, {}), asking)
    assert "errors" not in body
    return body["data"]


def unused(document: Document) -> list[str]:
    """The fields of a document on which nothing depends."""
    whole, outcome = answered(document), OUTCOMES[document.name]
    fields = fields_of(document)
    bases = [whole]
    for missing in FALLBACKS:
        base = whole
        for path in fields:
            base = changed(base, path, None) if path[-1] in missing else base
        bases.append(base)
    return [
        ".".join(path)
        for path in fields
        if all(
            outcome(changed(base, path, value)) == outcome(base)
            for base in bases
            for value in OTHER_VALUES
        )
    ]


@pytest.mark.parametrize("document", queries.DOCUMENTS, ids=lambda d: d.name)
def test_every_field_makes_a_difference(document: Document) -> None:
    assert unused(document) == []


@pytest.mark.parametrize("document", queries.DOCUMENTS, ids=lambda d: d.name)
def test_a_field_that_nobody_uses_is_found(document: Document) -> None:
    idle = "{ __typename " + document.text.partition("{")[2]
    head = document.text.partition("{")[0]
    with_idle = Document(document.name, head + idle)
    assert unused(with_idle) == ["__typename"]
