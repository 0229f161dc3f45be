"""What the page server counts, and how Prometheus reads it. No address and no name is among it."""

from collections import Counter
from dataclasses import dataclass, field

from statusboard.domain.visits import Seen


@dataclass(slots=True)
class Traffic:
    """What was answered since the start: how often with which status, and how many bytes.

    `seen` is what visitors were seen doing, as far as this server knows it.
    """

    answers: Counter[int] = field(default_factory=Counter)
    seen: Counter[Seen] = field(default_factory=Counter)
    sent_bytes: int = 0

    def note(self, status: int, size: int) -> None:
        """An answer went out, with a body of so many bytes."""
        self.answers[status] += 1
        self.sent_bytes += size


@dataclass(frozen=True, slots=True)
class Standing:
    """How the page server is. `generation` 0 and `age_s` None: it has no page yet.

    `age_s`: how long ago the page was made, in seconds. `connections` are open just now.
    """

    generation: int
    age_s: float | None
    files: int
    has_office: bool
    connections: int


def exposition(standing: Standing, traffic: Traffic) -> str:
    """The metrics in Prometheus' text format 0.0.4."""
    lines = _metric("requests_total", "counter", "Answers by status.")
    lines += [
        f'statusboard_page_requests_total{{status="{status}"}} {count}'
        for status, count in sorted(traffic.answers.items())
    ]
    lines += _metric("seen_total", "counter", "What visitors were seen doing, and was refused.")
    lines += [
        f'statusboard_page_seen_total{{what="{seen}"}} {count}'
        for seen, count in sorted(traffic.seen.items())
    ]
    figures = [
        ("sent_bytes_total", "counter", "Bytes of content sent.", traffic.sent_bytes),
        ("connections", "gauge", "Open connections.", standing.connections),
        ("generation", "gauge", "Number of the generation shown; 0: none.", standing.generation),
        ("files", "gauge", "Files of the generation shown.", standing.files),
        ("office_connected", "gauge", "1 while the office answers.", int(standing.has_office)),
    ]
    if standing.age_s is not None:
        words = "Seconds since the generation shown was made."
        figures.append(("age_seconds", "gauge", words, round(standing.age_s)))
    for name, kind, words, value in figures:
        lines += [*_metric(name, kind, words), f"statusboard_page_{name} {value}"]
    return "\n".join(lines) + "\n"


def _metric(name: str, kind: str, words: str) -> list[str]:
    return [f"# HELP statusboard_page_{name} {words}", f"# TYPE statusboard_page_{name} {kind}"]
