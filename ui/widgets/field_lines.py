"""Which fields of a form stand side by side, where it has room: a host with its port, and so on."""

from collections.abc import Sequence

from statusboard.catalog.fields import FieldKind, FieldSpec

# What takes little room.
_SHORT = frozenset({FieldKind.NUMBER, FieldKind.CHOICE, FieldKind.DURATION})
_MOST = 3


def in_lines(specs: Sequence[FieldSpec], *, is_paired: bool) -> list[list[FieldSpec]]:
    """The fields in lines, in their order; one in each, unless `is_paired`."""
    lines: list[list[FieldSpec]] = []
    for spec in specs:
        if is_paired and lines and _suits(lines[-1], spec):
            lines[-1].append(spec)
        else:
            lines.append([spec])
    return lines


def share_of(spec: FieldSpec) -> int:
    """How much of its line a field takes, beside others: a text says more than a number."""
    return 1 if spec.kind in _SHORT else 2


def _suits(line: Sequence[FieldSpec], spec: FieldSpec) -> bool:
    """Whether a field can stand in the line: a password beside its name, a port beside its host."""
    first = line[0]
    if (first.advanced, first.group) != (spec.advanced, spec.group) or spec.only_for:
        return False
    is_pair = len(line) == 1 and spec.needs == first.name
    begins_well = first.kind in (*_SHORT, FieldKind.TEXT)
    return is_pair or (begins_well and spec.kind in _SHORT and len(line) < _MOST)
