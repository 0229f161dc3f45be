"""Prints what the tests covered, a line a package, and fails below a floor.

Runs in the environment of the tests, after a run of the whole suite has left its figures.
"""

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import coverage

# In percent, of branches alone: together with lines, of which there are five times as many, a
# case that nobody tries would hardly be seen.
FLOORS = {"statusboard.app": 95.0, "statusboard.domain": 95.0}
KEYS = ("covered_lines", "num_statements", "covered_branches", "num_branches")


def main() -> int:
    """0 where every floor is held, 1 where one is not or nothing was measured."""
    sums = _sums_by_package()
    print(f"{'':24}{'lines':>8}{'branches':>10}")
    below = [name for name in FLOORS if name not in sums]
    for name, (lines, statements, taken, branches) in sorted(sums.items()):
        in_branches = _percent(taken, branches)
        floor = FLOORS.get(name)
        below += [name] if floor is not None and in_branches < floor else []
        needed = "" if floor is None else f"   at least {floor:.0f}"
        print(f"{name:24}{_percent(lines, statements):8.1f}{in_branches:10.1f}{needed}")
    if below:
        print(f"Below the floor: {', '.join(below)}. Which lines: coverage report -m")
    return 1 if below else 0


def _sums_by_package() -> dict[str, list[int]]:
    """Covered lines, lines, taken branches, branches: for each folder below a root."""
    measured = coverage.Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(report))
        files = json.loads(report.read_text("utf-8"))["files"]
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * len(KEYS))
    for path, figures in files.items():
        parts = Path(path).parts
        package = ".".join(parts[:2]) if len(parts) > 2 else parts[0]
        for number, key in enumerate(KEYS):
            sums[package][number] += figures["summary"][key]
    return sums


def _percent(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 100.0


if __name__ == "__main__":
    sys.exit(main())
