"""Prints the table of figures and writes it as JSON: `python -m tests.bench [NAME …] [--out FILE]`.

Each `*_bench.py` beside this file has a `measure()` that answers entries with `name`, `value`,
`unit`, `goal` and, where it is a ratio, `floor`. A figure is always measured against a floor or
a rival in the same run: absolute milliseconds of a shared machine mean little.
"""

import argparse
import importlib
import json
import os
import platform
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    """Runs the benchmarks asked for, or all of them."""
    known = sorted(file.stem.removesuffix("_bench") for file in HERE.glob("*_bench.py"))
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(known)}")
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"))
    given = parser.parse_args(arguments)
    wanted = given.names or known
    for name in wanted:
        if name not in known:
            parser.error(f"there is no benchmark {name}; there are {', '.join(known)}")
    # As the two commands start the programs: modules are compiled once, not by each process.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    rows: list[dict[str, object]] = []
    for name in wanted:
        print(f"… {name}", file=sys.stderr, flush=True)
        measured = importlib.import_module(f"tests.bench.{name}_bench").measure()
        rows += [{"bench": name, **row} for row in measured]
    print(table(rows))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    report = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "figures": rows,
    }
    given.out.write_text(json.dumps(report, indent=2) + "\n")
    return 0


def table(rows: list[dict[str, object]]) -> str:
    """The rows as a Markdown table."""
    lines = ["| figure | measured | floor | goal |", "|---|---|---|---|"]
    for row in rows:
        value = f"{_number(row['value'])} {row.get('unit', '')}".strip()
        floor = row.get("floor")
        lines.append(
            f"| {row['name']} | {value} | {'' if floor is None else _number(floor)} "
            f"| {row.get('goal', '')} |"
        )
    return "\n".join(lines)


def _number(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
