"""The pipe between the programs of one computer: requests, replies, and announcements.

A program listens on a loopback port of its own and writes port and secret into a file that only
its owner can read; a caller finds the program by that file. It works alike on every platform,
survives the death of either side, and lets a new window find programs that an old one started.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

from statusboard.app.processes import wire
from statusboard.app.processes.address import HOST, Address
from statusboard.app.processes.audience import Audience, Method, desk, visitors
from statusboard.app.processes.deadline import USUAL_DEADLINE, Deadline
from statusboard.app.processes.lines import READ_AHEAD, Lines
from statusboard.app.processes.strangers import Strangers
from statusboard.domain.access import NOBODY, Credentials
from statusboard.domain.changes import Changes
from statusboard.errors import Bug, StatusBoardError, Unavailable, leaves

log = logging.getLogger(__name__)

__all__ = ["GOODBYE", "USUAL_DEADLINE", "Address", "Caller", "Deadline", "Method", "Server"]

CONNECT_S = 5.0
# The call by which a caller says that it leaves; one that was killed says nothing.
GOODBYE = "goodbye"


class Server:
    """A program's end: answers the calls of any number of callers, announces to all of them.

    Who has not said a secret within `hello_s` is hung up on, and only few such may wait. A second
    secret opens what is `for_visitors` and nothing else; a program does not stay for who has it.
    """

    def __init__(
        self,
        methods: Mapping[str, Method],
        *,
        for_visitors: Mapping[str, Method] | None = None,
        hello_s: float = CONNECT_S,
    ) -> None:
        self._desk = desk(methods)
        self._visitors = visitors(for_visitors or {})
        self._hello_s = hello_s
        self._strangers = Strangers()
        self._callers: dict[asyncio.StreamWriter, Audience] = {}
        self._leaving: set[asyncio.StreamWriter] = set()
        self._answering: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.callers_changed = asyncio.Event()

    @property
    def callers(self) -> int:
        """How many callers of the desk are connected; visitors are not counted."""
        return len(self._of_desk)

    @property
    def staying(self) -> int:
        """How many of them have not said goodbye: two that leave together are none."""
        return len(self._of_desk - self._leaving)

    @property
    def _of_desk(self) -> set[asyncio.StreamWriter]:
        return {writer for writer, audience in self._callers.items() if audience is self._desk}

    async def start(self) -> Address:
        """Begins to listen; the address to be written where callers look."""
        self._server = await asyncio.start_server(self._serve, HOST, 0, limit=READ_AHEAD)
        return self._address(self._desk)

    @property
    def visitors_address(self) -> Address:
        """The address to be written where a page server looks, once it listens."""
        return self._address(self._visitors)

    def _address(self, audience: Audience) -> Address:
        assert self._server is not None
        port = int(self._server.sockets[0].getsockname()[1])
        return Address(port, audience.token, os.getpid())

    async def stop(self) -> None:
        """Ends the conversations and stops listening."""
        if self._server is not None:
            self._server.close()
        for task in tuple(self._answering):
            task.cancel()
        for writer in tuple(self._callers):
            writer.close()
        await asyncio.gather(*self._answering, return_exceptions=True)
        if self._server is not None:
            await self._server.wait_closed()

    def announce(self, changes: Changes) -> None:
        """Tells every caller what changed. A caller that does not read loses its connection."""
        for writer, audience in tuple(self._callers.items()):
            told = audience.told(changes)
            if writer.transport.get_write_buffer_size() > wire.LINE_LIMIT:
                writer.transport.abort()
            elif told and not writer.is_closing():
                writer.write(wire.line_of(wire.Announcement(told)))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = Lines(reader)
        try:
            with self._strangers.waiting(writer):
                audience = await self._audience_of(lines)
            if audience is None:
                return
            self._callers[writer] = audience
            self.callers_changed.set()
            writer.write(wire.line_of(wire.Welcome()))
            while line := await lines.next(wire.LINE_LIMIT):
                message = wire.message_of(line)
                if isinstance(message, wire.Call):
                    if message.method == GOODBYE:
                        self._leaving.add(writer)
                    task = asyncio.ensure_future(self._answer(message, writer, audience))
                    self._answering.add(task)
                    task.add_done_callback(self._answering.discard)
        except (OSError, ValueError, Bug) as error:
            log.info("caller lost: %s", type(error).__name__)
        except asyncio.CancelledError:
            pass  # the server stops; a handler that raised it would be logged as a defect
        finally:
            self._callers.pop(writer, None)
            self._leaving.discard(writer)
            self.callers_changed.set()
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _audience_of(self, lines: Lines) -> Audience | None:
        """Whose secret the caller knows; a stranger, None, gets neither answer nor reason."""
        why = "wrong secret"
        try:
            async with asyncio.timeout(self._hello_s):
                hello = wire.message_of(await lines.next(wire.HELLO_LIMIT))
            # As bytes: a comparison that takes no hint from how far it fits takes only ASCII texts.
            given = getattr(hello, "token", "").encode("utf-8", "surrogatepass")
            known = [each for each in (self._desk, self._visitors) if each.knows(given)]
            if known:
                return known[0]
        except (OSError, ValueError, Bug) as error:
            why = type(error).__name__
        log.info("stranger hung up on because=%s", why)
        return None

    async def _answer(
        self, call: wire.Call, writer: asyncio.StreamWriter, audience: Audience
    ) -> None:
        reply = await self._reply(call, audience)
        if not writer.is_closing():
            writer.write(wire.line_of(reply))
            with contextlib.suppress(OSError):
                await writer.drain()

    async def _reply(self, call: wire.Call, audience: Audience) -> wire.Reply:
        method = audience.methods.get(call.method)
        if method is None:
            return wire.Reply(call.number, fault=wire.fault_of(audience.refusal(call.method)))
        try:
            given = wire.value_of(call.given, method.given)
            return wire.Reply(call.number, wire.raw(await method.run(given, call.who)))
        except StatusBoardError as error:
            return wire.Reply(call.number, fault=wire.fault_of(error))
        except Exception as error:
            log.exception("defect in %s", call.method)
            names = ", ".join(dict.fromkeys(type(one).__name__ for one in leaves(error)))
            sentence = f"StatusBoard made a mistake in {call.method}: {names}."
            return wire.Reply(call.number, fault=wire.Fault("bug", sentence))


class Caller:
    """A face's end: asks one program, and hears its announcements."""

    def __init__(
        self,
        streams: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        heard: Callable[[Changes], None],
        *,
        role: str = "program",
    ) -> None:
        reader, self._writer = streams
        self._lines = Lines(reader)
        self._heard = heard
        self._role = role
        self._waiting: dict[int, asyncio.Future[wire.Reply]] = {}
        self._number = 0
        self._listening = asyncio.ensure_future(self._listen())

    @classmethod
    async def connect(
        cls, address: Address, heard: Callable[[Changes], None], *, role: str = "program"
    ) -> "Caller":
        """A connection to the program at `address`, which has counted it in.

        A goodbye of somebody else that comes later does not end the program. Raises Unavailable
        where nobody answers, or where it is another program that does.
        """
        writer: asyncio.StreamWriter | None = None
        try:
            async with asyncio.timeout(CONNECT_S):
                reader, writer = await asyncio.open_connection(HOST, address.port, limit=READ_AHEAD)
                writer.write(wire.line_of(wire.Hello(address.token)))
                # No more than a welcome is read of whoever may have taken the port meanwhile.
                welcome = wire.message_of(await Lines(reader).next(wire.HELLO_LIMIT))
        except (OSError, TimeoutError, ValueError, Bug) as error:
            if writer is not None:
                writer.close()
            raise Unavailable(f"The {role} does not answer.") from error
        if not isinstance(welcome, wire.Welcome):
            writer.close()
            raise Unavailable(f"The {role} does not answer.")
        return cls((reader, writer), heard, role=role)

    async def call(
        self,
        method: str,
        given: object,
        wanted: Any,  # noqa: ANN401 - any type may travel
        *,
        who: Credentials = NOBODY,
        deadline: Deadline = USUAL_DEADLINE,
    ) -> Any:  # noqa: ANN401
        """What the program answers, as the type `wanted`. `who` is what is said of whoever asks.

        Raises the error it met, or Unavailable where it is gone or the deadline has passed; a
        reply that comes later is nobody's any more.
        """
        if self._listening.done():
            raise Unavailable(
                f"The {self._role} is not running, so this was not done. It is being restarted; "
                "try again in a moment."
            )
        self._number += 1
        number = self._number
        waiting: asyncio.Future[wire.Reply] = asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        try:
            self._writer.write(wire.line_of(wire.Call(number, method, wire.raw(given), who)))
            async with asyncio.timeout(deadline.after_s):
                reply = await waiting
        except TimeoutError:
            raise deadline.passed(self._role) from None
        finally:
            self._waiting.pop(number, None)
        if reply.fault is not None:
            raise wire.error_of(reply.fault)
        return wire.value_of(reply.result, wanted)

    async def closed(self) -> None:
        """Returns when the program is gone."""
        await asyncio.wait({self._listening})

    async def close(self) -> None:
        """Ends the conversation."""
        self._writer.close()
        self._listening.cancel()
        await asyncio.wait({self._listening})
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def _listen(self) -> None:
        try:
            while line := await self._lines.next(wire.LINE_LIMIT):
                match wire.message_of(line):
                    case wire.Reply() as reply:
                        waiting = self._waiting.get(reply.number)
                        if waiting is not None and not waiting.done():
                            waiting.set_result(reply)
                    case wire.Announcement() as announcement:
                        self._heard(announcement.changes)
                    case _:
                        pass
        except (OSError, ValueError, Bug) as error:
            # The connection broke, or what came over it is none of ours: the same as its end.
            log.info("program lost: %s", type(error).__name__)
        finally:
            gone = Unavailable(
                f"The {self._role} stopped while it was doing this. Look whether it was done "
                "before you try again."
            )
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(gone)
            self._writer.close()
