"""The kinds of places to publish to, for forms and help: what the plug-in files declare."""

from collections.abc import Mapping
from types import MappingProxyType

from statusboard import targets
from statusboard.catalog import registry
from statusboard.catalog.declaration import TargetKind, in_order
from statusboard.errors import Bug

TargetKinds = Mapping[str, TargetKind]


def target_kinds() -> TargetKinds:
    """Every declared kind by its key, as they are offered: the usual one first.

    Imports the plug-in files and so what they need; ask when a form is opened, not at the start.
    """
    return MappingProxyType(in_order(registry.load(targets, TargetKind)))


def local_kind(kinds: TargetKinds) -> TargetKind:
    """The kind that puts a page into a folder of this computer. Raises Bug where none does."""
    found = next((kind for kind in kinds.values() if kind.inside is not None), None)
    if found is None:
        sentence = "No kind of target puts a page into a folder of this computer."
        raise Bug(sentence)
    return found
