"""The kinds of check there are, for forms and help: what the plug-in files declare."""

from collections.abc import Mapping
from types import MappingProxyType

from statusboard import probes
from statusboard.catalog import registry
from statusboard.catalog.declaration import CheckKind


def check_kinds() -> Mapping[str, CheckKind]:
    """Every declared kind by its key, in the order of their keys.

    Imports the plug-in files and so what they need; ask when a form is opened, not at the start.
    """
    found = registry.load(probes, CheckKind)
    return MappingProxyType({key: found[key] for key in sorted(found)})
