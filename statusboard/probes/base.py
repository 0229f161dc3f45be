"""What a probe is given of the world."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from statusboard.probes.record import Record

if TYPE_CHECKING:  # a form reads the declarations and needs no HTTP client for that
    from statusboard.probes.web.connections import Connections


@dataclass(frozen=True, slots=True)
class ProbeContext:
    """What a probe needs of the world, handed in.

    `check_id` names the owner of kept connections. `deadline_s` is the total time the runner
    allows; the runner enforces it around the call, the probe may use it to plan. `record` is
    what the runner reads where the deadline came first. `asked_at` is the time of day, where a
    server's own times are to be held against it. `commands` is the folder whose programs may be
    run; None where nobody allowed that. `usual_us` is how long an answer of this check usually
    takes, in microseconds; None where that is not known.
    """

    check_id: int
    deadline_s: float
    connections: "Connections"
    record: Record = field(default_factory=Record)
    asked_at: datetime | None = None
    commands: Path | None = None
    usual_us: int | None = None
