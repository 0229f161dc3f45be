"""Asks what was deployed of several entities: each can fail alone."""

import asyncio

from statusboard.domain.instants import to_us
from statusboard.domain.views.new_relic_deployments import (
    Deployment,
    DeploymentsFound,
    FindDeployments,
)
from statusboard.errors import StatusBoardError
from statusboard.newrelic import optional_queries
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.deployments import deployments_of

# A service stands on a few entities; of more, the first are asked about.
ENTITIES = 10
# A chart shows no more marks than this side by side.
MOST = 100


async def deployments_between(
    client: NerdGraph, given: FindDeployments, *, deadline_s: float
) -> DeploymentsFound:
    """What was deployed, the newest first, without those entities that could not be read.

    Raises what `NerdGraph.ask` raises where none could be.
    """
    guids = list(dict.fromkeys(given.guids))[:ENTITIES]
    window = {"start": to_us(given.since) // 1000, "end": to_us(given.until) // 1000}

    async def of(guid: str) -> tuple[Deployment, ...] | StatusBoardError:
        try:
            variables = {"guid": guid, "limit": MOST, **window}
            reply = await client.ask(optional_queries.DEPLOYMENTS, variables, deadline_s=deadline_s)
        except StatusBoardError as error:
            return error
        return deployments_of(reply.data) or ()

    answers = await asyncio.gather(*(of(guid) for guid in guids))
    errors = [one for one in answers if isinstance(one, StatusBoardError)]
    if errors and len(errors) == len(answers):
        raise errors[0]
    # One deployment of several entities is one mark.
    found = {
        (one.at, one.version): one
        for several in answers
        if not isinstance(several, StatusBoardError)
        for one in several
    }
    newest = sorted(found.values(), key=lambda one: one.at, reverse=True)
    return DeploymentsFound(tuple(newest[:MOST]))
