"""The fields of NerdGraph that lead to figures and issues."""

from typing import Any

from graphql import GraphQLError

from statusboard.demo.new_relic.asking import Asking, Json
from statusboard.demo.new_relic.figures import (
    ask_nrql,
    begin_nrql,
    golden_of,
    poll_nrql,
    service_level_of,
)
from statusboard.demo.new_relic.issues import incidents_of, page_of


def nrql_field(asking: Asking, source: Json, query: str, **given: Any) -> Json:  # noqa: ANN401
    """The answer to an NRQL query, at once or in the background."""
    if given.get("async"):
        return begin_nrql(asking.world, asking.person, (source["id"],), text=query)
    timeout = given.get("timeout")
    return ask_nrql(asking.world, asking.person, (source["id"],), text=query, timeout=timeout)


def progress_field(asking: Asking, source: Json, queryId: str) -> Json:  # noqa: N803
    """What has become of a query in the background."""
    return poll_nrql(asking.world, (source["id"],), queryId)


def ai_issues_field(asking: Asking, source: Json) -> Json:
    """The way to issues; refused without the header where the world says so."""
    if asking.world.needs_opt_in and not asking.opts_in:
        raise GraphQLError("This type is experimental: say that you know by its header.")
    return {"account": source["id"]}


def issues_field(asking: Asking, source: Json, **given: Any) -> Json:  # noqa: ANN401
    """A page of the issues of an account."""
    world = asking.world
    found, following = page_of(world.issues, source["account"], world.now_ms, given)
    return {"issues": found, "nextCursor": following}


def incidents_field(asking: Asking, source: Json, **given: Any) -> Json:  # noqa: ANN401
    """The incidents of an account."""
    world = asking.world
    found = incidents_of(world.issues, source["account"], world.now_ms, given)
    return {"incidents": found, "nextCursor": None}


def golden_field(_asking: Asking, source: Json, **given: Any) -> Json | None:  # noqa: ANN401
    """The golden metrics of an entity."""
    return golden_of(source, **given)


def service_level_field(_asking: Asking, source: Json) -> Json:
    """The service levels of an entity."""
    return service_level_of(source)
