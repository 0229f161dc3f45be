"""Libraries that only some questions need: loaded by the first of them, and in no time recorded."""

import importlib
import sys

from statusboard.probes.base import ProbeContext


async def loaded(context: ProbeContext, *names: str) -> None:
    """Imports modules on a thread: on the event loop others would wait for that."""
    missing = [name for name in names if name not in sys.modules]
    if missing:
        context.record.hold("a library was being loaded")
        await context.connections.work_out(lambda: [*map(importlib.import_module, missing)])
