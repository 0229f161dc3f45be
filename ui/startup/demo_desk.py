"""A demo that lives for as long as a picture takes: its own folder, its own two programs."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from statusboard.app.clock import SystemClock
from statusboard.app.desk.desk import Desk
from statusboard.app.desk.pipe_desk import PipeDesk
from statusboard.app.desk.seat import Seat
from statusboard.app.doorway import Doorway
from statusboard.app.health.verify import SERVICE_DETAIL, VERIFY
from statusboard.app.identity import here
from statusboard.app.installation import Installation, open_reader
from statusboard.app.processes.supervisor import ChildSpec, Supervisor
from statusboard.app.programs.demo_world import DemoWorld
from statusboard.app.programs.roles import ROLES
from statusboard.domain.changes import Changes
from statusboard.errors import Unavailable

CONNECT_S = 60.0
ALONE_S = 60.0


@asynccontextmanager
async def demo_desk(executor: Executor) -> AsyncIterator[Desk]:
    """A desk on sample data in which every check has just been asked.

    Raises Unavailable where the sample world or its programs do not come up.
    """
    with TemporaryDirectory(prefix="statusboard-demo-", ignore_cleanup_errors=True) as folder:
        where = Installation(str(Path(folder) / "statusboard.db"), Path(folder))
        world = DemoWorld(where)
        supervisors = {role: _supervisor(where, role) for role in ROLES}
        tasks: list[asyncio.Task[None]] = []
        try:
            await world.start()
            tasks += [asyncio.ensure_future(s.run()) for s in supervisors.values()]
            await _connected(supervisors.values())
            reader = open_reader(where.database)
            try:
                doorway = Doorway(reader, SystemClock())
                seat = Seat(await asyncio.get_running_loop().run_in_executor(executor, here))
                collector, office = supervisors["collector"], supervisors["office"]
                desk = PipeDesk(doorway, executor, collector, office, seat=seat)
                await desk.check_now(await _check_ids(desk))
                yield desk
            finally:
                reader.close()
        finally:
            await asyncio.gather(*(s.stop() for s in supervisors.values()))
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await world.stop()


def _supervisor(where: Installation, role: str) -> Supervisor:
    def heard(_changes: Changes) -> None:
        """Nobody looks twice at a picture."""

    def came(_role: str) -> None:
        """It shows in the calls themselves."""

    def went(_role: str, _because: str) -> None:
        """It shows in the calls themselves."""

    spec = ChildSpec(where, role, demo=True, alone_s=ALONE_S)
    return Supervisor(spec, heard, came, went)


async def _connected(supervisors: Iterable[Supervisor]) -> None:
    try:
        async with asyncio.timeout(CONNECT_S):
            for supervisor in supervisors:
                await supervisor.connected()
    except TimeoutError:
        raise Unavailable("The demo's programs did not start, so nothing was drawn.") from None


async def _check_ids(desk: Desk) -> list[int]:
    table = await desk.ask(VERIFY, None)
    ids: list[int] = []
    for row in table.rows:
        detail = await desk.ask(SERVICE_DETAIL, row.component_id)
        ids += [check.check_id for check in detail.checks]
    return ids
