"""The formats there are, and which of them a source is in."""

from collections.abc import Mapping
from types import MappingProxyType

from statusboard import importers
from statusboard.catalog import registry
from statusboard.errors import RuleBroken
from statusboard.importers.base import ImporterKind
from statusboard.importers.source import Source


def importer_kinds() -> Mapping[str, ImporterKind]:
    """Every declared format by its key, those that are told with the most certainty first."""
    found = registry.load(importers, ImporterKind)
    ordered = sorted(found.values(), key=lambda kind: (kind.rank, kind.key))
    return MappingProxyType({kind.key: kind for kind in ordered})


def kind_of_source(source: Source, wanted: str = "") -> ImporterKind:
    """The format that a person named, or the one that the files are in.

    Raises RuleBroken where there is none of that name, or none that is recognised.
    """
    kinds = importer_kinds()
    listed = ", ".join(kinds)
    if wanted:
        if wanted not in kinds:
            words = f"“{wanted}” is no format that is read here. Known: {listed}."
            raise RuleBroken(words, field="from")
        return kinds[wanted]
    for kind in kinds.values():
        if kind.is_this(source):
            return kind
    words = f"What {source.path.name} is was not recognised. Say it with --from: {listed}."
    raise RuleBroken(words, field="from")
