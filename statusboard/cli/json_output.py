"""What scripts read: one JSON document on standard output."""

import json
import sys


def print_json(report: object) -> None:
    """Prints the report, letters as they are."""
    json.dump(report, sys.stdout, ensure_ascii=False, indent=2)
    print()
