"""What the doctor says of locations: who is at work where, and whose clock or version differs."""

from collections.abc import Iterator

import statusboard
from statusboard.app.health.locations import LOCATIONS
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.watching.silence import CLOCK_TOLERANCE_US
from statusboard.domain.instants import SECOND_US
from statusboard.domain.location import HOME
from statusboard.storage.locations import clock_ahead_us
from statusboard.storage.unit import Unit


def location_findings(unit: Unit) -> Iterator[Finding]:
    """One finding for each location but home, which is the collector's; none where there is one."""
    lines = [line for line in LOCATIONS.run(unit, None).lines if line.name != HOME]
    for line in lines:
        subject = f"location {line.name}"
        asks = "asks 1 check" if line.checks == 1 else f"asks {line.checks} checks"
        if line.last_sign is None and line.is_heard:
            yield Finding(subject, Verdict.NOTE, f"at work, no answer yet; {asks}")
        elif line.last_sign is None:
            words = (
                f"{asks}, and no collector was ever there; on its machine: “statusboard collect "
                f"--location {line.name}”"
            )
            yield Finding(subject, Verdict.NOTE, words)
        elif not line.is_heard:
            last = line.last_sign.isoformat(timespec="seconds")
            yield Finding(subject, Verdict.PROBLEM, f"{asks}; last heard of {last}")
        elif line.version and line.version != statusboard.__version__:
            words = f"version {line.version}, here {statusboard.__version__}; install the same"
            yield Finding(subject, Verdict.NOTE, words)
        elif line.problem:
            yield Finding(subject, Verdict.NOTE, line.problem)
        else:
            yield Finding(subject, Verdict.FINE, f"at work; {asks}")
    ahead_us = clock_ahead_us(unit) if lines else 0
    if abs(ahead_us) > CLOCK_TOLERANCE_US:
        way = "ahead of" if ahead_us > 0 else "behind"
        words = f"{abs(ahead_us) / SECOND_US:.0f} s {way} that of the database; set it"
        yield Finding("clock of this computer", Verdict.PROBLEM, words)
