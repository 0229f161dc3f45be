"""What a headless program switches for its whole process: imports, open files, garbage collection.

Nothing else changes what belongs to everybody in the process. The window has its own.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Half of them for connections that are kept, half for everything else.
FILES = 10_000


def skip_the_command_line_of_httpx() -> None:
    """Leaves out of the imports that follow what nobody here can reach.

    Where click and rich are installed, `import httpx` loads a command line of its own with them:
    6 MB in each of the programs, which run for months.
    """
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]


def take_all_files() -> None:
    """Lets this process open as many files as the system allows it: it starts with far fewer."""
    try:
        import resource
    except ImportError:  # Windows counts differently, and far higher
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def keep_what_is_loaded() -> None:
    """Spares the collections to come what is loaded now: walking it each time only costs pauses."""
    gc.collect()
    gc.freeze()


@contextmanager
def let_go_at_the_end() -> Iterator[None]:
    """Gives back to the collections, in the end, what was kept from them meanwhile."""
    try:
        yield
    finally:
        gc.unfreeze()
