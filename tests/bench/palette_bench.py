"""The palette with 5,000 entries: what a key costs, beside one pass of the library over the names.

A figure in milliseconds belongs to the machine; the ratio to the plain pass does not.
"""

import statistics
import time
from collections.abc import Callable

from rapidfuzz import fuzz, process

from ui.palette.entry import PaletteEntry, Sort
from ui.palette.matching import Matcher
from ui.screens.destinations import VerifyPlace

ENTRIES, ROUNDS = 5_000, 20
_KINDS = ("Checkout", "Card payments", "Search", "Warehouse", "Partner portal", "Image", "Ledger")
TYPED = ("c", "che", "chekcout 42", "card api 7", "zzzz", "")


def entries() -> list[PaletteEntry]:
    """Services as a large company names them."""
    return [
        PaletteEntry(
            f"service:{n}",
            Sort.SERVICES,
            f"{_KINDS[n % len(_KINDS)]} API {n}",
            VerifyPlace(n),
            detail=f"Group {n % 40} · Operational",
            urgency=50 if n % 500 == 0 else 0,
        )
        for n in range(ENTRIES)
    ]


def took_ms(work: Callable[[], object]) -> float:
    """The median of some rounds, in this thread's own time."""
    times = []
    for _ in range(ROUNDS):
        start = time.thread_time()
        work()
        times.append((time.thread_time() - start) * 1000)
    return statistics.median(times)


def measure() -> list[dict[str, object]]:
    """A figure for each text that is typed, and the floor below them."""
    offered = entries()
    matcher = Matcher(offered)
    names = [one.title for one in offered]
    used = {f"service:{n}": 0.5 for n in range(30)}
    floor = took_ms(
        lambda: process.extract("checkout", names, scorer=fuzz.partial_ratio, limit=None)
    )
    each = {typed: took_ms(lambda typed=typed: matcher.find(typed, used)) for typed in TYPED}
    slowest = max(each.values())
    return [
        {
            "name": f"the palette after “{typed}” among {ENTRIES:,}",
            "value": cost,
            "unit": "ms",
            "goal": "≤ 50 ms",
        }
        for typed, cost in each.items()
    ] + [
        {
            "name": "making it ready for that many, once for each answer",
            "value": took_ms(lambda: Matcher(offered)),
            "unit": "ms",
            "goal": "≤ 50 ms",
        },
        {
            "name": "the dearest text beside one plain pass of the library",
            "value": slowest / floor,
            "unit": f"times {floor:.1f} ms",
            "goal": "≤ 6",
        },
    ]
