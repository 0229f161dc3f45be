"""The stand-in's web application: one address for NerdGraph, one to control it."""

import asyncio
from dataclasses import asdict, dataclass, field
from email.utils import format_datetime
from typing import Any, Final

import msgspec
from graphql import GraphQLSchema
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from statusboard.demo.new_relic.answers import (
    BAD_KEY,
    FAKE,
    JSON_TYPE,
    WRONG_REGION,
    Abort,
    as_json,
    broken_answer,
    refused_request,
)
from statusboard.demo.new_relic.asking import Asking
from statusboard.demo.new_relic.execution import execute, load_schema
from statusboard.demo.new_relic.faults import EXECUTED, ActiveFault, FaultName
from statusboard.demo.new_relic.figures import RepeatedTooOften
from statusboard.demo.new_relic.obeying import obey
from statusboard.demo.new_relic.orders import Order
from statusboard.demo.new_relic.people import PEOPLE, Person, masked
from statusboard.demo.new_relic.scenario import catch_up, play, read_scenario
from statusboard.demo.new_relic.world import IN_FLIGHT_LIMIT, Asked, World
from statusboard.errors import RuleBroken

NO_QUESTION: Final = {"errors": [{"message": "The body is not a GraphQL request"}]}
OPT_IN: Final = "nerd-graph-unsafe-experimental-opt-in"
BANNER: Final = "A stand-in for New Relic. Everything here is sample data.\n"


class Question(msgspec.Struct, frozen=True, rename="camel"):
    """The body of a request."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None


@dataclass(slots=True)
class Desk:
    """Answers requests out of one world."""

    world: World
    abort: Abort
    schema: GraphQLSchema = field(default_factory=load_schema)

    async def graphql(self, request: Request) -> Response:
        """The answer to one request, by the contract's order: form, key, region, crowd, fault."""
        key = request.headers.get("api-key")
        catch_up(self.world)
        try:
            answer, question = await self._answer(request, key)
        except ClientDisconnect:
            return Response()
        guids = (question.variables or {}).get("guids") if question else None
        self.world.asked.append(
            Asked(
                query=_name(question) if question else "",
                key=masked(key),
                status=answer.status_code,
                at=self.world.now(),
                guids=len(guids) if isinstance(guids, list) else 0,
            )
        )
        answer.headers["Date"] = format_datetime(self.world.now(), usegmt=True)
        return answer

    async def _answer(self, request: Request, key: str | None) -> tuple[Response, Question | None]:
        refused = refused_request(request)
        if refused is not None:
            return refused, None
        try:
            question = msgspec.json.decode(await request.body(), type=Question)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return as_json(NO_QUESTION, 400), None
        person = PEOPLE.get(key or "")
        if person is None:
            return as_json(BAD_KEY, 401), question
        if person.elsewhere:
            return as_json(WRONG_REGION, 403), question
        in_flight = self.world.in_flight
        if in_flight[person.id] >= IN_FLIGHT_LIMIT:
            return self._too_many("Too many requests at once"), question
        in_flight[person.id] += 1
        self.world.next_request.set()
        self.world.peak = max(self.world.peak, in_flight[person.id])
        try:
            opts_in = request.headers.get(OPT_IN) == "AiIssues"
            return await self._served(question, person, opts_in=opts_in), question
        finally:
            in_flight[person.id] -= 1

    async def _served(self, question: Question, person: Person, *, opts_in: bool) -> Response:
        fault = self.world.faults.take()
        await asyncio.sleep(self.world.latency_s())
        executed = fault if fault is not None and fault.name in EXECUTED else None
        replayed = self.world.replays.take(_name(question)) if fault is None else None
        if replayed is not None:
            return Response(replayed.content, replayed.code, FAKE, media_type=JSON_TYPE)
        asking = Asking(self.world, person, executed, opts_in)
        schema = self._schema_of(executed)
        try:
            body = execute(
                schema,
                question.query,
                question.variables or {},
                asking,
                operation=question.operation_name,
            )
        except RepeatedTooOften:
            return self._too_many("Too many requests of this query")
        whole = as_json(body)
        if fault is None or executed is not None:
            return whole
        return broken_answer(fault, whole, self.abort)

    def _too_many(self, sentence: str) -> Response:
        after = self.world.retry_after
        headers = {"Retry-After": after} if after else {}
        return as_json({"errors": [{"message": sentence}]}, 429, **headers)

    def _schema_of(self, fault: ActiveFault | None) -> GraphQLSchema:
        if fault is not None and fault.name is FaultName.FIELD_GONE:
            return load_schema(without=fault.target)
        if fault is not None and fault.name is FaultName.NEW_WORD:
            return load_schema(lenient=True)
        return self.schema

    async def control(self, request: Request) -> Response:
        """Carries out an order, or says what was asked so far."""
        catch_up(self.world)
        if request.method == "GET":
            return as_json(
                {
                    "requests": [msgspec.to_builtins(asdict(one)) for one in self.world.asked],
                    "peak": self.world.peak,
                    "entities": len(self.world.entities),
                    "now_ms": self.world.now_ms,
                    "problems": self.world.playing.problems if self.world.playing else [],
                }
            )
        try:
            order = msgspec.json.decode(await request.body(), type=Order)
            obey(self.world, order)
        except (msgspec.DecodeError, UnicodeDecodeError, LookupError) as error:
            return as_json({"error": str(error)}, 400)
        return as_json({"done": True})

    async def scenario(self, request: Request) -> Response:
        """Begins the scenario of the body, a TOML text."""
        try:
            play(self.world, read_scenario((await request.body()).decode()))
        except (RuleBroken, UnicodeDecodeError) as error:
            return as_json({"error": str(error)}, 400)
        return as_json({"done": True})


def _name(question: Question) -> str:
    """What its document is called."""
    head = question.query.strip().split("{")[0].split("(")[0]
    return question.operation_name or head.removeprefix("query").strip()


async def _banner(_request: Request) -> Response:
    return PlainTextResponse(BANNER, headers=FAKE)


async def _refusal(_request: Request, error: Exception) -> Response:
    """A wrong path or method, marked like every other answer."""
    assert isinstance(error, HTTPException)
    headers = {**(error.headers or {}), **FAKE}
    return PlainTextResponse(error.detail, error.status_code, headers=headers)


def make_app(world: World, abort: Abort) -> Starlette:
    """The application. `abort` closes the connection of a client without a word."""
    desk = Desk(world, abort)
    return Starlette(
        routes=[
            Route("/graphql", desk.graphql, methods=["POST"]),
            Route("/control", desk.control, methods=["GET", "POST"]),
            Route("/control/scenario", desk.scenario, methods=["POST"]),
            Route("/", _banner),
        ],
        exception_handlers={HTTPException: _refusal},
    )
