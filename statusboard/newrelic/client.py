"""Asks NerdGraph: one document, one answer, within the budget, the key never in sight."""

import asyncio
import ssl
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass

import httpx
import msgspec
import truststore

from statusboard import __version__
from statusboard.errors import RuleBroken
from statusboard.newrelic.budget import IN_FLIGHT, Budget
from statusboard.newrelic.document import OPT_IN, Document
from statusboard.newrelic.errors import NewRelicUnavailable, error_of
from statusboard.newrelic.faults import Fault, FaultKind, gravest
from statusboard.newrelic.figure_queries import queries_in
from statusboard.newrelic.key import Key
from statusboard.newrelic.regions import is_loopback
from statusboard.newrelic.replies import RawAnswer, Refusal, Reply, read_answer

# New Relic's own client waits this long for an answer.
TIMEOUT_S = 30.0
# Far above a full page of 200 entities, far below what could hurt the process.
BODY_LIMIT = 16 * 1024 * 1024
USER_AGENT = f"StatusBoard/{__version__}"

Record = Callable[[str, Mapping[str, object], int, bytes], None]


class _KeyHeader(httpx.Auth):
    """Adds the key as the request leaves, so that no client or header collection holds it."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["API-Key"] = self._key.reveal()
        yield request


@dataclass(frozen=True, slots=True)
class Connection:
    """Where to ask, and as whom."""

    url: str
    key: Key


class NerdGraph:
    """A client of one New Relic address with one key. Close it with `aclose`.

    `loopback_only` (the demo) refuses any other machine. `tls` is the context to share; without
    one, the operating system's trusted certificates are used. `record` hears of every answer: the
    document, what was asked, the status and the body without the key.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        budget: Budget,
        tls: ssl.SSLContext | None = None,
        loopback_only: bool = False,
        timeout_s: float = TIMEOUT_S,
        record: Record | None = None,
    ) -> None:
        if loopback_only and not is_loopback(connection.url):
            raise RuleBroken("The demo talks to this machine only.", field="url")
        try:
            self._url = httpx.URL(connection.url)
        except httpx.InvalidURL:
            raise RuleBroken("This is not a web address.", field="url") from None
        self._key = connection.key
        self._budget = budget
        self._timeout_s = timeout_s
        self._record = record
        verify: ssl.SSLContext | bool = False
        if self._url.scheme == "https":
            verify = tls or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._client = httpx.AsyncClient(
            auth=_KeyHeader(connection.key),
            headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
            verify=verify,
            trust_env=False,
            follow_redirects=False,
            timeout=timeout_s,
            limits=httpx.Limits(max_connections=IN_FLIGHT, max_keepalive_connections=IN_FLIGHT),
        )

    @property
    def monotonic_s(self) -> float:
        """The clock that deadlines of `ask` are given on."""
        return self._budget.monotonic()

    async def ask(
        self,
        document: Document,
        variables: Mapping[str, object] | None = None,
        *,
        deadline_s: float | None = None,
        matters: Callable[[Fault], bool] = lambda _: True,
    ) -> Reply:
        """The answer to a document, after three tries at most; all is over at `deadline_s`.

        An answer of which parts failed is asked for again where that may help and such a part
        `matters`, and used as it is where it does not. Raises NewRelicRejected,
        NewRelicUnavailable or NewRelicBug, each with a sentence.
        """
        until_s = self.monotonic_s + 2 * self._timeout_s if deadline_s is None else deadline_s
        given = dict(variables or {})
        queries = queries_in(given)
        body = msgspec.json.encode({"query": document.text, "variables": given})
        partial: Reply | None = None
        attempt = 0
        try:
            while True:
                async with self._budget.seat(until_s, queries):
                    answer = await self._send(body, until_s, document, given)
                again = _worth_another_try(answer, matters)
                if again is None:
                    break
                partial = answer if isinstance(answer, Reply) else partial
                await self._budget.back_off(
                    attempt,
                    deadline_s=until_s,
                    because=again.fault.kind,
                    retry_after_s=again.retry_after_s,
                )
                attempt += 1
        except NewRelicUnavailable:
            if partial is None:
                raise
            return partial
        if isinstance(answer, Refusal):
            raise error_of(answer.fault.kind, retry_after_s=answer.retry_after_s)
        return answer

    async def _send(
        self, body: bytes, until_s: float, document: Document, given: Mapping[str, object]
    ) -> Reply | Refusal:
        # No error is raised from in here: httpx's own carry the request, and so the key.
        try:
            async with asyncio.timeout(min(self._timeout_s, until_s - self.monotonic_s)):
                raw = await self._exchange(body, document.opts_in)
        except (TimeoutError, httpx.TimeoutException):
            return Refusal(Fault(FaultKind.SILENT))
        except httpx.ConnectError as error:
            return Refusal(Fault(_connect_fault(error)))
        except httpx.DecodingError:
            return Refusal(Fault(FaultKind.NOT_JSON))
        except httpx.TransportError:
            return Refusal(Fault(FaultKind.CUT_OFF))
        if raw is None:
            return Refusal(Fault(FaultKind.TOO_LARGE))
        if self._record is not None:
            self._record(document.name, given, raw.status, raw.body)
        return read_answer(raw)

    async def _exchange(self, body: bytes, opts_in: str) -> RawAnswer | None:
        headers = {"Content-Type": "application/json"} | ({OPT_IN: opts_in} if opts_in else {})
        request = self._client.stream("POST", self._url, content=body, headers=headers)
        async with request as response:
            chunks: list[bytes] = []
            size = 0
            async for chunk in response.aiter_bytes():
                size += len(chunk)
                if size > BODY_LIMIT:
                    return None
                chunks.append(chunk)
        named = {name.lower(): value for name, value in response.headers.items()}
        return RawAnswer(response.status_code, named, self._key.taken_out_of(b"".join(chunks)))

    async def rest(self, seconds: float) -> None:
        """Waits on the clock that deadlines of `ask` are given on."""
        await self._budget.sleep(seconds)

    async def aclose(self) -> None:
        """Closes its connections."""
        await self._client.aclose()


def _worth_another_try(answer: Reply | Refusal, matters: Callable[[Fault], bool]) -> Refusal | None:
    """What to back off for: a refusal or a part that may pass, as in New Relic's own client."""
    if isinstance(answer, Refusal):
        return answer if answer.fault.kind.is_passing else None
    passing = tuple(fault for fault in answer.faults if fault.kind.is_passing and matters(fault))
    return Refusal(gravest(passing)) if passing else None


def _connect_fault(error: BaseException) -> FaultKind:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return FaultKind.TLS
        cause = cause.__cause__ or cause.__context__
    return FaultKind.UNREACHABLE
