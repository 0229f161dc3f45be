"""Keeps the display lit while a wall hangs on it."""

import logging
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wakepy import ActivationResult

log = logging.getLogger(__name__)

RELEASE_S = 3.0


class Awake:
    """An inhibitor of screen saver and sleep, held by a thread of its own (wakepy).

    The calls wait for D-Bus, and Windows ties the wish to the thread that had it. The system lets
    go by itself when this process ends in whatever way: the wish lives with its connection.
    """

    def __init__(self) -> None:
        self._let_go = threading.Event()
        self._holder: threading.Thread | None = None

    @property
    def is_held(self) -> bool:
        """Whether the display is, or is being, kept lit."""
        return self._holder is not None

    def hold(self) -> None:
        """Keeps the display lit from now on."""
        if self._holder is None:
            self._let_go = threading.Event()
            self._holder = threading.Thread(
                target=_held, args=(self._let_go,), name="awake", daemon=True
            )
            self._holder.start()

    def release(self) -> None:
        """Lets the display go dark as it would. Returns when that is done, or soon after."""
        holder, self._holder = self._holder, None
        if holder is not None:
            self._let_go.set()
            holder.join(RELEASE_S)


def _held(let_go: threading.Event) -> None:
    from wakepy import keep

    with keep.presenting(on_fail=_refused):
        let_go.wait()


def _refused(result: "ActivationResult") -> None:
    # What they say runs to paragraphs: to whom the rest matters, wakepy logs it.
    why = "; ".join(
        f"{one.method_name}: {one.failure_reason}"[:90] for one in result.list_methods()
    )
    log.warning("the display may go dark because=%s", why or "nothing here keeps one lit")
