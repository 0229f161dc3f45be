"""What a headless program switches for its whole process: imports, files, threads, collections.

Nothing else changes what belongs to everybody in the process. The window has its own.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Half of them for connections that are kept, half for everything else.
FILES = 12_000
# All that lives is walked so often: it takes a fifth of a second where much does.
EVERYTHING_EVERY_S = 6 * 3600.0
# … and when what is spared has grown so far since (or since the first count, when all connections
# are there): counted now and then, for that walks it too.
EVERYTHING_GROWTH = 1.5
COUNT_EVERY = 300
NEVER = 1_000_000_000
# A tenth of what Python takes by itself.
TURN_S = 0.0005


def skip_the_command_line_of_httpx() -> None:
    """Leaves out of the imports that follow what nobody here can reach.

    Where click and rich are installed, `import httpx` loads a command line of its own with them:
    6 MB in each of the programs, which run for months.
    """
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]


def take_all_files(files: int = FILES) -> int:
    """Lets this process open as many files as the system allows it: it starts with far fewer.

    How many it may open then, as far as that is known.
    """
    try:
        import resource
    except ImportError:  # Windows counts differently, and far higher
        return files
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = files if hard == resource.RLIM_INFINITY else min(files, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def take_turns_quickly() -> None:
    """Lets the event loop on soon while a thread beside it is at a transaction.

    The loop gives the interpreter away at each call of the system. A thread that computes keeps it
    for a whole turn then, five milliseconds otherwise, so that the loop would hardly send a thing.
    """
    sys.setswitchinterval(TURN_S)


class Collections:
    """Garbage collections of the oldest objects by hand, so that none comes in a bad moment.

    By themselves they walk everything that lives, every few seconds of a busy watch: with five
    thousand kept connections that is a pause of a sixth of a second. What survived one is spared
    by the next, so that each walks only what is new; everything is walked again rarely, for the
    rings that formed among what was spared. The young ones still come by themselves: they take
    less than a millisecond.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._everything_at_s = monotonic() + EVERYTHING_EVERY_S
        self._tidied = 0
        self._spared = 0

    @contextmanager
    def by_hand(self) -> Iterator[None]:
        """Within it only `tidy` collects the oldest; at the end all is as it was."""
        usual = gc.get_threshold()
        gc.set_threshold(usual[0], usual[1], NEVER)
        try:
            yield
        finally:
            gc.set_threshold(*usual)
            gc.unfreeze()

    def tidy(self) -> None:
        """Collects what became garbage since the last time, and spares what is left."""
        self._tidied += 1
        everything = self._monotonic() >= self._everything_at_s or self._has_grown()
        if everything:
            self._everything_at_s = self._monotonic() + EVERYTHING_EVERY_S
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        if everything:
            self._spared = gc.get_freeze_count()

    def _has_grown(self) -> bool:
        if self._tidied % COUNT_EVERY:
            return False
        spared = gc.get_freeze_count()
        self._spared = self._spared or spared
        return spared > EVERYTHING_GROWTH * self._spared
