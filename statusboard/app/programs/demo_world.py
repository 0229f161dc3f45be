"""The demo's world as a child process: stand-in New Relic, stand-in services, a year's story."""

import asyncio
import subprocess
from dataclasses import dataclass, field

from statusboard.app.installation import Installation
from statusboard.app.processes.launch import launch
from statusboard.errors import RuleBroken, Unavailable

# Writing a year takes a second or two; a slow machine gets much longer.
READY_S = 90.0
STOP_S = 5.0
READY = b"ready"
REFUSED = b"refused: "


@dataclass(slots=True)
class DemoWorld:
    """The world of one demo. It outlives a window that was killed by a moment."""

    installation: Installation
    _child: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    async def start(self) -> None:
        """Starts it and returns when the story is written and the stand-ins answer.

        Raises Unavailable where it does not come up, RuleBroken where the place is not for it.
        """
        child = launch(
            "statusboard.demo.world",
            ["--folder", str(self.installation.folder)],
            log_file=self.installation.log_folder / "demo.log",
            database=self.installation.database,
            talks=True,
        )
        self._child = child
        loop = asyncio.get_running_loop()
        stream = child.stdout
        assert stream is not None
        try:
            async with asyncio.timeout(READY_S):
                line = await loop.run_in_executor(None, stream.readline)
        except TimeoutError:
            line = b""
        if line.startswith(REFUSED):
            raise RuleBroken(line.removeprefix(REFUSED).decode("utf-8", "replace").strip())
        if not line.startswith(READY):
            raise Unavailable(
                "The sample world did not start. Its log in the demo folder says why."
            )

    async def stop(self) -> None:
        """Ends it."""
        child = self._child
        if child is None:
            return
        child.terminate()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                stream.close()
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(None, lambda: child.wait(STOP_S))
        except subprocess.TimeoutExpired:
            child.kill()
            await loop.run_in_executor(None, child.wait)
