"""Each field of each document is changed in a whole answer: something must come out otherwise.

A field that nobody uses costs the whole document on the day New Relic drops it.
"""

import copy
import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from graphql import FieldNode, InlineFragmentNode, OperationDefinitionNode, SelectionSetNode, parse

from statusboard.app.new_relic.finding import found_entity
from statusboard.demo.new_relic.asking import Asking
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.execution import execute, load_schema
from statusboard.demo.new_relic.figures import Background
from statusboard.demo.new_relic.issues import Issue
from statusboard.demo.new_relic.muting import MutingRule
from statusboard.demo.new_relic.people import DEMO_KEY, PEOPLE, PRODUCTION
from statusboard.demo.new_relic.world import World, set_entity
from statusboard.newrelic import mapping, queries
from statusboard.newrelic import parse as reader
from statusboard.newrelic.deployments import deployments_of
from statusboard.newrelic.figure_reading import progress_of
from statusboard.newrelic.golden import golden_of
from statusboard.newrelic.issues import incident_titles, open_issues
from statusboard.newrelic.members import members_of
from statusboard.newrelic.queries import Document
from statusboard.newrelic.rows import figures_of
from statusboard.newrelic.service_levels import objectives_of
from statusboard.newrelic.windows import muting_rules

Json = Any
CHECKOUT = WELL_KNOWN["checkout-api"]
CALLS = f"SELECT count(*) FROM Transaction WHERE entityGuid = '{CHECKOUT}'"
Path = tuple[str, ...]
OTHER_VALUES = (
    None,
    "another",
    "STATIC",
    4711,
    True,
    False,
    ["another"],
    "FULLY_MUTED",
    "OR",
    "ENDED",
)


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


def parts(data: Json) -> object:
    read = reader.states(data)
    return None if read is None else {one.guid: (one.monitor, one.workload) for _, one in read}


def figures(data: Json) -> object:
    return [figures_of(reader.at(data, "actor", "q0", "nrql", "results"))]


def figures_across(data: Json) -> object:
    return [figures_of(reader.at(data, "actor", "q0", "results"))]


def begun(data: Json) -> object:
    return progress_of(reader.at(data, "actor", "account", "nrql"))


def polled(data: Json) -> object:
    return progress_of(reader.at(data, "actor", "account", "nrqlQueryProgress"))


def found_issues(data: Json) -> object:
    return open_issues(data, (CHECKOUT,))


def muted(data: Json) -> object:
    return muting_rules(data, PRODUCTION)


OUTCOMES: dict[str, Callable[[Json], object]] = {
    queries.WHO_AM_I.name: who,
    queries.FIND_ENTITIES.name: page,
    queries.FIND_BARE_ENTITIES.name: page,
    queries.COUNT_BY_TYPE.name: counts,
    queries.READ_STATES.name: states,
    queries.READ_BARE_STATES.name: states,
    queries.READ_MONITORS.name: parts,
    queries.READ_WORKLOADS.name: parts,
    queries.FIGURES.name: figures,
    queries.FIGURES_ACROSS.name: figures_across,
    queries.BEGIN_FIGURE.name: begun,
    queries.POLL_FIGURE.name: polled,
    queries.GOLDEN_METRICS.name: golden_of,
    queries.SERVICE_LEVELS.name: objectives_of,
    queries.WORKLOAD_MEMBERS.name: members_of,
    queries.ISSUES.name: found_issues,
    queries.INCIDENTS.name: incident_titles,
    queries.MUTING_RULES.name: muted,
    queries.DEPLOYMENTS.name: deployments_of,
}
VARIABLES: dict[str, Json] = {
    queries.FIND_ENTITIES.name: {"search": "reporting = 'true'", "limit": 200},
    queries.COUNT_BY_TYPE.name: {"search": "reporting = 'true'"},
    queries.FIND_BARE_ENTITIES.name: {"search": "reporting = 'true'", "limit": 200},
    queries.READ_STATES.name: {"guids": list(WELL_KNOWN.values())},
    queries.READ_BARE_STATES.name: {"guids": list(WELL_KNOWN.values())},
    queries.READ_MONITORS.name: {"guids": list(WELL_KNOWN.values())},
    queries.READ_WORKLOADS.name: {"guids": list(WELL_KNOWN.values())},
    queries.FIGURES.name: {"a0": PRODUCTION, "n0": CALLS},
    queries.FIGURES_ACROSS.name: {"a0": [PRODUCTION], "n0": CALLS},
    queries.BEGIN_FIGURE.name: {"account": PRODUCTION, "nrql": CALLS},
    queries.POLL_FIGURE.name: {"account": PRODUCTION, "queryId": "begun"},
    queries.GOLDEN_METRICS.name: {"guid": CHECKOUT},
    queries.SERVICE_LEVELS.name: {"guid": WELL_KNOWN["Checkout latency"]},
    queries.WORKLOAD_MEMBERS.name: {"guid": WELL_KNOWN["Shop"]},
    queries.ISSUES.name: {"account": PRODUCTION},
    queries.INCIDENTS.name: {"account": PRODUCTION},
    queries.MUTING_RULES.name: {"account": PRODUCTION},
    queries.DEPLOYMENTS.name: {"guid": CHECKOUT},
}
# What stands in for what: the second is used only where the first is missing.
FALLBACKS = (
    {"name"},
    {"name", "email"},
    {"accountId"},
    {"completed"},
    {"nextStartTime"},
    {"nextEndTime"},
)


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


def busy_world() -> World:
    """One in which there is something to be told of everything."""
    world = World()
    now_ms = world.clock_ms = 1_800_000_000_000
    set_entity(world, CHECKOUT, {"alertSeverity": "CRITICAL"})
    world.members[WELL_KNOWN["Shop"]] = (CHECKOUT,)
    many = [
        Issue(f"i{n}", PRODUCTION, f"Title {n}", now_ms - 3_600_000, guids=(CHECKOUT,))
        for n in range(60)
    ]
    many[0].incidents = ["n1"]
    world.issues += many
    named = (("policyName", "EQUALS", ("Shop",)), ("conditionName", "EQUALS", ("Slow",)))
    begun_ms = now_ms - 48 * 3_600_000
    rule = MutingRule("7", PRODUCTION, "Nightly", begin_ms=begun_ms, end_ms=begun_ms + 3_600_000)
    rule.repeat, rule.guids, rule.conditions = "DAILY", (CHECKOUT,), named
    world.muting.append(rule)
    world.deployed[CHECKOUT] = [(now_ms - 60_000, "1.2", "Faster basket")]
    world.background["begun"] = Background((PRODUCTION,), CALLS, now_ms - 10_000)
    return world


def answered(document: Document) -> Json:
    world = busy_world()
    if document.name == queries.BEGIN_FIGURE.name:
        world.rows_per_s = 0
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
