"""What the window switches for its whole process: imports, and the collection of garbage.

Nothing else changes what belongs to everybody in the process.
"""

import builtins
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# By then the first board stands.
SETTLED_S = 5.0


def import_plainly() -> None:
    """Takes PySide6's feature switch off the imports that follow.

    The switch is for `from __feature__ import …`, which nothing here says. Left on, it reads the
    source of each module that is imported after PySide6 and keeps it (`inspect.getsource`): with
    SQLAlchemy and numpy 18 MB and a quarter of their import time.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


@contextmanager
def start_up_kept(later: Callable[[float, Callable[[], None]], object]) -> Iterator[None]:
    """Spares collections what start-up made, for as long as the window stands.

    `later(seconds, act)` calls `act` once: the first board's hundreds of tiles are spared as well,
    because a full collection of those is a dozen milliseconds in which nothing moves.
    """
    gc.collect()
    gc.freeze()
    is_standing = True

    def settled() -> None:
        if is_standing:
            gc.freeze()

    later(SETTLED_S, settled)
    try:
        yield
    finally:
        is_standing = False
        gc.unfreeze()  # or what belonged to the window outlives it
