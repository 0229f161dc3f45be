"""The stand-in as a program of its own: `statusboard demo newrelic --port N`."""

import argparse
import asyncio
import contextlib
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from statusboard.app.programs.web_listener import QuietServer
from statusboard.demo.new_relic.app import make_app
from statusboard.demo.new_relic.people import DEMO_KEY
from statusboard.demo.new_relic.replay import Replayed, read_record
from statusboard.demo.new_relic.scenario import Scenario, play, read_scenario, text_of
from statusboard.demo.new_relic.world import World
from statusboard.errors import RuleBroken, Unavailable

HOST: Final = "127.0.0.1"
PATH: Final = "/graphql"
STOP_S: Final = 2


@dataclass(frozen=True, slots=True)
class StandIn:
    """A running stand-in: where it answers, a key it knows, and the world behind it."""

    url: str
    key: str
    world: World

    @property
    def control_url(self) -> str:
        """Where orders are given."""
        return self.url.removesuffix(PATH) + "/control"

    @property
    def line(self) -> str:
        """What is printed when it is ready."""
        return f"Stand-in New Relic (sample data) at {self.url} with the key {self.key}"


def _protocol(held: dict[tuple[str, int], asyncio.BaseTransport]) -> type[H11Protocol]:
    class Protocol(H11Protocol):
        """Remembers its connections by the client's address, so that one can be cut."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            held[transport.get_extra_info("peername")[:2]] = transport
            super().connection_made(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            held.pop(self.client or ("", 0), None)
            super().connection_lost(exc)

    return Protocol


def _bound(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
    except OSError as error:
        bound.close()
        sentence = f"Port {port} is taken. Choose another one, or 0 for any that is free."
        raise Unavailable(sentence) from error
    return bound


@asynccontextmanager
async def standing_in(
    port: int = 0, *, paced: bool = False, tls: ssl.SSLContext | None = None
) -> AsyncIterator[StandIn]:
    """A stand-in on this loop, from when it answers until the block ends; port 0 picks one.

    With `tls` it answers over TLS with the certificate of that context, which nobody may trust.
    Raises Unavailable where the port is taken.
    """
    bound = _bound(port)
    world = World(paced=paced)
    held: dict[tuple[str, int], asyncio.BaseTransport] = {}

    def abort(client: tuple[str, int]) -> None:
        transport = held.get(client)
        if isinstance(transport, asyncio.Transport):
            transport.abort()

    config = uvicorn.Config(
        make_app(world, abort),
        http=_protocol(held),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=STOP_S,
    )
    if tls is not None:
        config.load()
        config.ssl = tls
    server = QuietServer(config)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[bound]))
        try:
            await server.up.wait()
            number = bound.getsockname()[1]
            start = "http://" if tls is None else "https://"
            yield StandIn(f"{start}{HOST}:{number}{PATH}", DEMO_KEY, world)
        finally:
            for transport in list(held.values()):
                if isinstance(transport, asyncio.Transport):
                    transport.abort()
            server.should_exit = True


@dataclass(frozen=True, slots=True)
class Played:
    """What a stand-in begins with: a scenario, its speed (None: its own), and a record."""

    scenario: Scenario | None = None
    speed: float | None = None
    replayed: Mapping[str, Sequence[Replayed]] | None = None

    def begin(self, world: World) -> None:
        """Begins it."""
        for document, answers in (self.replayed or {}).items():
            world.replays.add(document, answers)
        if self.scenario is not None:
            play(world, self.scenario, speed=self.speed)


def played(scenario: str = "", speed: float | None = None, replay: Path | None = None) -> Played:
    """What is asked for by name and file. Raises RuleBroken for what cannot be read."""
    told = read_scenario(text_of(scenario)) if scenario else None
    return Played(told, speed, None if replay is None else read_record(_text(replay)))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleBroken(f"{file} cannot be read.") from error


async def serve(
    port: int, *, stop: asyncio.Event, paced: bool = True, begins: Played | None = None
) -> None:
    """Serves until `stop` is set; prints one line with its address and key when it is ready."""
    async with standing_in(port, paced=paced) as stand_in:
        (begins or Played()).begin(stand_in.world)
        sys.stdout.write(f"{stand_in.line}\n")
        sys.stdout.flush()
        await stop.wait()


def run(port: int, begins: Played | None = None) -> None:
    """Serves until interrupted. Raises Unavailable where the port is taken."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(port, stop=asyncio.Event(), begins=begins))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="statusboard.demo.new_relic.program")
    parser.add_argument("--port", type=int, default=0)
    run(parser.parse_args().port)
